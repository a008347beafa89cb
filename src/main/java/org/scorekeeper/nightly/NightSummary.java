package org.scorekeeper.nightly;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FileScan;
import org.scorekeeper.intake.Finding;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.measure.ExpectedFile;
import org.scorekeeper.nightly.postgres.RunStore.Kind;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.PeriodState;
import org.scorekeeper.settle.SmallNumbers;
import org.scorekeeper.settle.Status;
import org.scorekeeper.settle.postgres.ResultStore;

/**
 * What a run came to: what needs a person, whether that is new, and the last line.
 *
 * @param concerns what needs a person, as keys that the next night compares
 * @param said the same, for people
 */
record NightSummary(ExitCode exit, Set<String> concerns, List<String> said, String lastLine) {
    static NightSummary of(NightContext night, Set<String> before, boolean failOnBreach) {
        return new Summing(night).summary(before, failOnBreach);
    }

    /** The same with what became of its messages. */
    NightSummary delivered(DeliverMail.Delivered mail, Set<String> before) {
        Set<String> keys = new TreeSet<>(concerns);
        keys.addAll(mail.concerns());
        List<String> sentences = new ArrayList<>(said);
        sentences.addAll(mail.said());
        boolean look = exit == ExitCode.DONE && !before.containsAll(keys);
        return new NightSummary(look ? ExitCode.LOOK : exit, keys, sentences, lastLine + mail.tail());
    }

    private static final class Summing {
        private final NightContext night;
        private final Set<String> concerns = new TreeSet<>();
        private final List<String> said = new ArrayList<>();
        private long rows;
        private long refused;
        private int files;
        private int quarantined;

        Summing(NightContext night) {
            this.night = night;
        }

        NightSummary summary(Set<String> before, boolean failOnBreach) {
            night.workspace().problems().stream()
                    .filter(Problem::isError)
                    .forEach(problem -> concerns.add("problem " + problem));
            for (FileScan.ScannedFile file : night.inbox()) {
                file.finding()
                        .reason()
                        .map(reason -> file.finding() instanceof Finding.Unknown ? unknown(reason) : reason)
                        .ifPresent(reason -> concern("left " + file.path(), "inbox/" + file.path() + ": " + reason));
            }
            night.files().ofRun(night.run().runId()).forEach(this::file);
            boolean intakeOnly = night.run().key().kind() == Kind.INTAKE;
            if (!intakeOnly) {
                missing();
                held();
                smallNumbers();
            }
            night.runs().notes(night.run().runId()).forEach(this::note);
            boolean isNew = !before.containsAll(concerns);
            if (intakeOnly) {
                return new NightSummary(isNew ? ExitCode.LOOK : ExitCode.DONE, concerns, said, cameIn() + ".");
            }
            Broken broken = broken();
            ExitCode exit = failOnBreach && broken.levels > 0 ? ExitCode.BREACH : isNew ? ExitCode.LOOK : ExitCode.DONE;
            return new NightSummary(exit, concerns, said, lastLine(broken));
        }

        /** A feed that is left out for an error takes nothing, and its files would look as if nobody had thought of them. */
        private String unknown(String reason) {
            Set<String> wrong = new TreeSet<>();
            night.workspace().problems().stream()
                    .filter(problem -> problem.isError() && problem.file().startsWith("feeds/"))
                    .forEach(problem -> wrong.add(problem.file()));
            return wrong.isEmpty()
                    ? reason
                    : "no feed that is right takes it. If it belongs to " + String.join(" or ", wrong)
                            + ", mend that: until then it is left out. Else add its pattern to a feed's files, or take it out"
                            + " of the inbox.";
        }

        private void note(String key, String sentence) {
            if (key.startsWith(FileNews.SAID)) {
                said.add(sentence);
            } else {
                concern(key, sentence);
            }
        }

        private void concern(String key, String sentence) {
            concerns.add(key);
            said.add(sentence);
        }

        private void file(FileStore.StoredFile file) {
            if (file.state() == FileStore.State.WITHDRAWN) {
                return;
            }
            files++;
            rows += file.rowsRead();
            refused += file.rejected();
            if (file.state() == FileStore.State.QUARANTINED) {
                quarantined++;
                concern(
                        "quarantined " + file.path() + " " + file.sha256(),
                        "inbox/" + file.path() + ": " + file.reason().orElse("it cannot be read"));
                return;
            }
            if (file.rejected() > 0 && !isTolerated(file)) {
                concern(
                        "rejected " + file.path() + " " + file.sha256(),
                        "inbox/" + file.path() + ": " + file.rejected() + " of " + file.rowsRead()
                                + " rows were refused; see rejected-rows.csv.");
            }
        }

        private boolean isTolerated(FileStore.StoredFile file) {
            Feed feed = night.workspace().feeds().get(file.feed());
            return feed != null
                    && feed.tolerateRejected()
                            .filter(share -> BigDecimal.valueOf(file.rejected() * 100)
                                            .compareTo(share.multiply(BigDecimal.valueOf(file.rowsRead())))
                                    <= 0)
                            .isPresent();
        }

        /** Of each feed that expects files, the last one that was due. */
        private void missing() {
            for (ContractHistory history : night.contracts()) {
                Instant asOf = night.asOf().in(history.latest().zone());
                List<ExpectedFile> expected = ExpectedFiles.of(night, history, asOf);
                for (int i = 0; i < expected.size(); i++) {
                    boolean last = i + 1 == expected.size()
                            || !expected.get(i + 1)
                                    .feed()
                                    .equals(expected.get(i).feed());
                    if (last && !expected.get(i).inTime()) {
                        String key = "missing " + expected.get(i).feed() + " "
                                + expected.get(i).due();
                        if (!concerns.contains(key)) {
                            concern(
                                    key,
                                    "The feed " + expected.get(i).feed() + " expected a file by "
                                            + expected.get(i).due()
                                            + expected.get(i)
                                                    .arrived()
                                                    .map(at -> ", and it came at " + at + ": late.")
                                                    .orElse(", and none came. Ask the vendor."));
                        }
                    }
                }
            }
        }

        private void held() {
            for (ContractHistory history : night.contracts()) {
                night.results().history(history).stream()
                        .map(stored -> stored.period().result())
                        .filter(result -> result.state() == PeriodState.HELD)
                        .forEach(result -> concern(
                                "held " + history.id() + " " + result.period().label(),
                                history.id() + " " + result.period().label() + " is held: "
                                        + String.join("; ", result.because()) + "."));
            }
        }

        /** Worth a look, and no concern: the contract says what it says. */
        private void smallNumbers() {
            for (ContractHistory history : night.contracts()) {
                List<PeriodResult> results = night.results().history(history).stream()
                        .map(stored -> stored.period().result())
                        .toList();
                SmallNumbers.warnings(history.latest(), results)
                        .forEach(warning ->
                                said.add(night.workspace().placed(warning).toString()));
            }
        }

        private record Broken(int levels, Optional<Path> firstDocument) {}

        /** The levels that failed in the latest whole period of each contract, and the worst contract's document. */
        private Broken broken() {
            int levels = 0;
            int worst = -1;
            Optional<Path> document = Optional.empty();
            for (ContractHistory history : night.contracts()) {
                List<PeriodResult> results = night.results().history(history).stream()
                        .map(ResultStore.Stored::period)
                        .map(period -> period.result())
                        .filter(result -> !result.isOwn())
                        .toList();
                Optional<PeriodResult> latest = results.stream()
                        .filter(result -> !result.running())
                        .reduce((earlier, later) -> later)
                        .or(() -> results.stream().reduce((earlier, later) -> later));
                if (latest.isPresent()) {
                    int failed = (int) latest.get().levels().stream()
                            .filter(level -> level.status() == Status.FAILED)
                            .count();
                    levels += failed;
                    Path scorecard = night.reports()
                            .scorecard(latest.get().contract(), latest.get().period());
                    if (failed > worst && Files.exists(scorecard)) {
                        worst = failed;
                        document = Optional.of(scorecard);
                    }
                }
            }
            return new Broken(levels, document);
        }

        private String cameIn() {
            return files + (files == 1 ? " file, " : " files, ") + rows + " rows came in"
                    + (refused > 0 ? ", " + refused + " refused" : "")
                    + (quarantined > 0
                            ? ", " + quarantined + (quarantined == 1 ? " file" : " files") + " unreadable"
                            : "");
        }

        private String lastLine(Broken broken) {
            return cameIn() + "; " + broken.levels + " service levels broke in the latest whole periods of "
                    + night.contracts().size() + " contracts"
                    + broken.firstDocument.map(path -> "; first: " + path).orElse("; no document was made");
        }
    }
}
