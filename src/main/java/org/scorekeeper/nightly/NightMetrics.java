package org.scorekeeper.nightly;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.intake.FileScan.ScannedFile;
import org.scorekeeper.nightly.metrics.Metric;
import org.scorekeeper.nightly.metrics.Otlp;
import org.scorekeeper.nightly.metrics.TextFile;
import org.scorekeeper.nightly.postgres.RunRecords;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.publish.text.RunRecord;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;
import org.scorekeeper.settle.postgres.ResultStore;
import org.scorekeeper.workspace.MetricsSettings;
import org.scorekeeper.workspace.Workspace;
import org.springframework.dao.DataAccessException;

/** Tells machines how a night ended, where the settings ask for it; nothing of it is loaded where they do not. */
final class NightMetrics {
    private static final String WORKSPACE = "workspace";
    private static final List<String> KINDS =
            List.of("problem", "quarantined", "rejected", "left", "missing", "held", "mail", "other");

    private final Workspace workspace;
    private final MetricsSettings settings;
    private final String name;
    private final List<Metric> metrics = new ArrayList<>();

    private NightMetrics(Workspace workspace, MetricsSettings settings) {
        this.workspace = workspace;
        this.settings = settings;
        this.name = settings.name()
                .orElse(String.valueOf(
                        workspace.root().toAbsolutePath().normalize().getFileName()));
    }

    /**
     * Tells of a night, and adds to what it says why that was not possible.
     *
     * @param database of its runs; null where it is not there
     * @param inbox the files that lay there when it began
     */
    static NightOutcome told(
            NightOutcome outcome,
            Workspace workspace,
            Instant began,
            @Nullable Database database,
            List<ScannedFile> inbox) {
        Optional<MetricsSettings> settings = workspace.settings().metrics();
        return settings.isEmpty()
                ? outcome
                : new NightMetrics(workspace, settings.get()).of(outcome, began, database, inbox);
    }

    private NightOutcome of(NightOutcome outcome, Instant began, @Nullable Database database, List<ScannedFile> inbox) {
        outcome(outcome, began);
        unread(inbox);
        if (database != null) {
            int before = metrics.size();
            try {
                kept(outcome, database);
            } catch (DataAccessException wentAway) {
                // How the night ended is told all the same.
                metrics.subList(before, metrics.size()).clear();
            }
        }
        List<String> said = new ArrayList<>(outcome.said());
        settings.file().map(workspace.root()::resolve).map(Path::normalize).ifPresent(file -> {
            try {
                TextFile.write(file, metrics);
            } catch (java.io.UncheckedIOException closed) {
                said.add("The metrics were not written: " + closed.getMessage() + ".");
            }
        });
        settings.otlp()
                .flatMap(collector -> Otlp.send(collector, metrics))
                .ifPresent(why -> said.add("The metrics were not sent: " + why + "."));
        return new NightOutcome(outcome.exit(), said, outcome.lastLine());
    }

    private void add(String metric, String unit, String help, Number value, String... labels) {
        Map<String, String> all = new TreeMap<>();
        all.put(WORKSPACE, name);
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        metrics.add(new Metric("scorekeeper." + metric, unit, help, all, value.doubleValue()));
    }

    private void outcome(NightOutcome outcome, Instant began) {
        Instant now = Instant.now();
        boolean done = succeeded(outcome);
        add("program", "", "Which release it is; always 1.", 1, "version", Version.text());
        add("run.end.timestamp", "seconds", "When the last run ended, however it did.", seconds(now));
        add("run.duration", "seconds", "How long the last run took.", seconds(Duration.between(began, now)));
        add(
                "run.exit.code",
                "",
                "Its exit code: 0 done, 1 failed, 2 nothing was read, 3 look, 4 breach.",
                outcome.exit().code());
        add("run.success", "", "Whether it was done (exit code 0, 3 or 4).", done ? 1 : 0);
    }

    private static boolean succeeded(NightOutcome outcome) {
        return outcome.exit() != ExitCode.FAILED && outcome.exit() != ExitCode.WRONG_COMMAND;
    }

    private void unread(List<ScannedFile> inbox) {
        List<Instant> unread = inbox.stream()
                .filter(file -> file.finding().reason().isPresent())
                .map(ScannedFile::modified)
                .toList();
        add("inbox.unread.files", "", "Files of the inbox that no run has taken.", unread.size());
        unread.stream()
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> add(
                        "inbox.oldest.unread.timestamp",
                        "seconds",
                        "When the oldest of them was last written.",
                        seconds(oldest)));
    }

    /** What is kept of the latest run and of the figures that stand. */
    private void kept(NightOutcome outcome, Database database) {
        RunRecords records =
                new RunRecords(database.dataSource(), database.settings().batchSchema());
        RunStore runs = new RunStore(database.dataSource());
        (succeeded(outcome) ? Optional.of(Instant.now()) : records.lastSuccess())
                .ifPresent(
                        at -> add("run.last.success.timestamp", "seconds", "When a run was last done.", seconds(at)));
        List<RunRecord> newest = records.newest(1);
        if (!newest.isEmpty()) {
            RunRecord run = records.find(Long.toString(newest.get(0).number())).orElse(newest.get(0));
            steps(run);
            files(run.files());
            concerns(runs.get(run.number()).concerns());
        }
        records.unsent()
                .forEach((state, count) ->
                        add("mail.unsent", "", "Messages that are not sent, by why.", count, "state", state));
        records.dropped()
                .forEach((table, months) ->
                        add("dropped.months", "", "Months that retention has dropped in all.", months, "table", table));
        ResultStore results = new ResultStore(database.dataSource());
        for (ContractHistory history : workspace.contracts().values()) {
            latest(results, history).ifPresent(result -> figures(history, result));
        }
        add(
                "database.size",
                "bytes",
                "What the workspace takes up in its database.",
                records.bytes(database.settings().schema()));
    }

    private void steps(RunRecord run) {
        Map<String, Duration> took = new TreeMap<>();
        run.steps().forEach(step -> step.took().ifPresent(time -> took.merge(step.name(), time, Duration::plus)));
        took.forEach((step, time) -> add(
                "step.duration",
                "seconds",
                "How long each step of the latest run that did something took, all attempts together.",
                seconds(time),
                "step",
                step));
    }

    private void files(List<RunRecord.TakenFile> files) {
        Set<String> vendors = new TreeSet<>();
        workspace.feeds().values().forEach(feed -> vendors.add(feed.vendor()));
        files.forEach(file -> vendors.add(file.vendor()));
        for (String vendor : vendors) {
            List<RunRecord.TakenFile> its = files.stream()
                    .filter(file ->
                            file.vendor().equals(vendor) && !file.state().equals("withdrawn"))
                    .toList();
            long refused = its.stream()
                    .filter(file -> file.state().equals("quarantined"))
                    .count();
            String helpFiles = "Files of the latest run that did something, by what became of them.";
            add("run.files", "", helpFiles, its.size() - refused, "vendor", vendor, "outcome", "taken");
            add("run.files", "", helpFiles, refused, "vendor", vendor, "outcome", "refused");
            rows(vendor, "read", its, RunRecord.TakenFile::read);
            rows(vendor, "accepted", its, RunRecord.TakenFile::accepted);
            rows(vendor, "unchanged", its, RunRecord.TakenFile::unchanged);
            rows(vendor, "superseded", its, RunRecord.TakenFile::superseded);
            rows(vendor, "rejected", its, RunRecord.TakenFile::rejected);
        }
    }

    private void rows(
            String vendor, String outcome, List<RunRecord.TakenFile> files, ToLongFunction<RunRecord.TakenFile> rows) {
        add(
                "run.rows",
                "",
                "Rows of those files: read is the sum of the others.",
                files.stream().mapToLong(rows).sum(),
                "vendor",
                vendor,
                "outcome",
                outcome);
    }

    private void concerns(Set<String> concerns) {
        Map<String, Integer> byKind = new TreeMap<>();
        KINDS.forEach(kind -> byKind.put(kind, 0));
        for (String concern : concerns) {
            String kind = concern.replaceFirst(" .*", "");
            byKind.merge(KINDS.contains(kind) ? kind : "other", 1, Integer::sum);
        }
        byKind.forEach((kind, count) ->
                add("concerns", "", "What needs a person after the latest run, by kind.", count, "kind", kind));
    }

    /** Of a contract's periods the latest that has ended; while the first still runs, that. */
    private static Optional<PeriodResult> latest(ResultStore results, ContractHistory history) {
        List<PeriodResult> all = results.history(history).stream()
                .map(stored -> stored.period().result())
                .filter(result -> !result.isOwn())
                .toList();
        return all.stream()
                .filter(result -> !result.running())
                .reduce((earlier, later) -> later)
                .or(() -> all.stream().reduce((earlier, later) -> later));
    }

    private void figures(ContractHistory history, PeriodResult result) {
        String[] labels = {"vendor", history.vendor(), "contract", history.id()};
        add(
                "levels.failed",
                "",
                "Service levels that failed in the contract's latest whole period.",
                result.levels().stream()
                        .filter(level -> level.status() == Status.FAILED)
                        .count(),
                labels);
        add(
                "credits",
                "",
                "What the contract's latest whole period comes to in money; positive: the customer's.",
                result.lines().stream()
                        .map(LedgerLine::signedAmount)
                        .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add),
                "vendor",
                history.vendor(),
                "contract",
                history.id(),
                "currency",
                result.contract().currency().getCurrencyCode());
    }

    private static double seconds(Instant at) {
        return (double) at.getEpochSecond();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
