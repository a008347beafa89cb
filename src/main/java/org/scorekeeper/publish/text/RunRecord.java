package org.scorekeeper.publish.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one run, for whoever looks after the nights.
 *
 * @param number its own, which no other run has
 * @param shortId what documents print in their foot
 * @param kind nightly or intake
 * @param asOf as given
 * @param vendors joined by a comma; empty: all
 * @param reports the folder of its documents
 * @param ended empty while it runs, and where it was stopped
 * @param exit the code that it ended with
 * @param steps in the order in which they began; those of a run that went on stand under each attempt
 * @param files what it registered, by path
 * @param refusals its refused rows, put together by what was wrong
 * @param next what a person is to do, a sentence each
 */
public record RunRecord(
        long number,
        String shortId,
        String kind,
        String asOf,
        String vendors,
        String reports,
        Instant started,
        Optional<Instant> ended,
        Optional<Integer> exit,
        Optional<String> lastLine,
        List<Step> steps,
        List<TakenFile> files,
        List<Refusal> refusals,
        List<String> next) {
    /** Copies the lists. */
    public RunRecord {
        steps = List.copyOf(steps);
        files = List.copyOf(files);
        refusals = List.copyOf(refusals);
        next = List.copyOf(next);
    }

    /** How long it took, the time that it lay between two attempts included. */
    public Optional<Duration> took() {
        return ended.map(end -> Duration.between(started, end));
    }

    /** How many rows its files have. */
    public long rows() {
        return files.stream().mapToLong(TakenFile::read).sum();
    }

    /** How many of them were refused. */
    public long refused() {
        return files.stream().mapToLong(TakenFile::rejected).sum();
    }

    /**
     * One step of the job.
     *
     * @param attempt from 1; a run that was stopped has more than one
     * @param parts files or contracts that it was divided into; 0 where it was not
     * @param partsDone of those
     * @param status in Spring Batch's word, in small letters
     * @param took empty where it never ended
     * @param why what went wrong; empty where nothing did
     */
    public record Step(
            String name, int attempt, int parts, int partsDone, String status, Optional<Duration> took, String why) {}

    /** A file that it registered, and what became of its rows. */
    public record TakenFile(
            String path,
            String vendor,
            String state,
            Optional<String> reason,
            long read,
            long accepted,
            long unchanged,
            long superseded,
            long rejected) {}

    /** So many rows of a file that one thing was wrong with. */
    public record Refusal(String path, String column, String reason, String remedy, int firstRow, long rows) {}
}
