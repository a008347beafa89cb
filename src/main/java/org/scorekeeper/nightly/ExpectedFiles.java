package org.scorekeeper.nightly;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.measure.ExpectedFile;

/** Which files a vendor's feeds expected, and when they came: a file counts for the first due time it came before. */
final class ExpectedFiles {
    private ExpectedFiles() {}

    /** All due times from the term's start to the as-of, of every feed of the contract's vendor that expects files. */
    static List<ExpectedFile> of(NightContext night, ContractHistory history, Instant asOf) {
        List<ExpectedFile> expected = new ArrayList<>();
        for (Feed feed : night.workspace().feeds().values()) {
            if (feed.vendor().equals(history.vendor()) && feed.expected().isPresent()) {
                expected.addAll(of(feed, history, asOf, arrivals(night, feed)));
            }
        }
        return expected;
    }

    /**
     * The feeds whose last file that was due in a stretch of time has not come, late or in time. A later file makes up for
     * an earlier one: that it did not come is reported when it is due, and keeps nothing back for ever.
     */
    static List<String> missing(NightContext night, ContractHistory history, Instant from, Instant to, Instant asOf) {
        List<String> missing = new ArrayList<>();
        for (Feed feed : night.workspace().feeds().values()) {
            if (feed.vendor().equals(history.vendor()) && feed.expected().isPresent()) {
                NavigableSet<Instant> arrivals = arrivals(night, feed);
                Instant before = Instant.MIN;
                Optional<Instant> since = Optional.empty();
                for (ExpectedFile file : of(feed, history, asOf, arrivals)) {
                    boolean within = !file.due().isBefore(from) && file.due().isBefore(to);
                    since = within ? Optional.of(before) : since;
                    before = file.due();
                }
                if (since.filter(due -> arrivals.higher(due) == null).isPresent()) {
                    missing.add(feed.id());
                }
            }
        }
        return missing;
    }

    private static NavigableSet<Instant> arrivals(NightContext night, Feed feed) {
        NavigableSet<Instant> arrivals = new TreeSet<>();
        for (FileStore.StoredFile file : night.files().ofVendor(feed.vendor())) {
            if (file.feed().equals(feed.id()) && file.state() == FileStore.State.DONE) {
                arrivals.add(file.modified());
            }
        }
        return arrivals;
    }

    private static List<ExpectedFile> of(
            Feed feed, ContractHistory history, Instant asOf, NavigableSet<Instant> arrivals) {
        Feed.Expectation rule = feed.expected().orElseThrow();
        Contract contract = history.latest();
        CalendarTimeline workingDays = history.workingDays();
        LocalTime by = rule.by();
        List<ExpectedFile> files = new ArrayList<>();
        Instant before = Instant.MIN;
        LocalDate last = asOf.atZone(contract.zone()).toLocalDate();
        for (LocalDate day = contract.term().from(); !day.isAfter(last); day = day.plusDays(1)) {
            Instant due = day.atTime(by).atZone(contract.zone()).toInstant();
            if ((rule.workingDaysOnly() && !workingDays.opensOn(day)) || due.isAfter(asOf)) {
                continue;
            }
            Instant arrived = arrivals.higher(before);
            files.add(new ExpectedFile(feed.id(), due, Optional.ofNullable(arrived)));
            before = due;
        }
        return files;
    }
}
