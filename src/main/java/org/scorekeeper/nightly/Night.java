package org.scorekeeper.nightly;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.DatabaseUnavailableException;
import org.scorekeeper.facts.postgres.Failures;
import org.scorekeeper.intake.FileScan;
import org.scorekeeper.intake.Finding;
import org.scorekeeper.intake.TemporaryFiles;
import org.scorekeeper.nightly.postgres.OrderStore;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.nightly.postgres.RunStore.Kind;
import org.scorekeeper.nightly.postgres.RunStore.Run;
import org.scorekeeper.nightly.postgres.RunStore.RunKey;
import org.scorekeeper.nightly.postgres.WithdrawalStore;
import org.scorekeeper.nightly.remote.LeaseStore;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.publish.csv.CsvForm;
import org.scorekeeper.workspace.AsOf;
import org.scorekeeper.workspace.Digest;
import org.scorekeeper.workspace.Retention;
import org.scorekeeper.workspace.Workspace;
import org.springframework.batch.core.job.Job;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One night: decides which run goes on, which does nothing and which runs again, has the job done, and says in one line
 * how it ended.
 */
public final class Night {
    private final NightRequest request;
    private final Kind kind;
    private final Workspace workspace;
    private final Database database;
    private final RunStore runs;
    private final ReportFolder reports;
    private final List<FileScan.ScannedFile> inbox;

    private Night(
            NightRequest request, Kind kind, Workspace workspace, Database database, List<FileScan.ScannedFile> inbox) {
        this.request = request;
        this.kind = kind;
        this.workspace = workspace;
        this.database = database;
        this.runs = new RunStore(database.dataSource());
        this.reports = new ReportFolder(reportsOf(request, workspace));
        this.inbox = inbox;
    }

    /** Looks into the inbox, which takes its time, while the database is opened. */
    private static FutureTask<List<FileScan.ScannedFile>> look(Workspace workspace) {
        FutureTask<List<FileScan.ScannedFile>> look = new FutureTask<>(() -> FileScan.of(
                workspace.inbox(),
                List.copyOf(workspace.feeds().values()),
                workspace.settings().limits()));
        Thread thread = new Thread(look, "inbox");
        thread.setDaemon(true);
        thread.start();
        return look;
    }

    private static <T> T found(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the inbox cannot be looked into", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the inbox is looked into", stopped);
        }
    }

    /** Runs a night; nothing is thrown for what a vendor, a contract or a database did wrong. */
    public static NightOutcome run(NightRequest request) {
        return run(request, Kind.NIGHTLY);
    }

    /** Takes in what has arrived, and nothing else. */
    public static NightOutcome intake(NightRequest request) {
        return run(request, Kind.INTAKE);
    }

    private static NightOutcome run(NightRequest request, Kind kind) {
        Instant began = Instant.now();
        Workspace workspace = Workspace.read(request.workspace());
        return kind == Kind.NIGHTLY
                ? run(
                        request,
                        kind,
                        workspace,
                        (outcome, database, inbox) -> NightMetrics.told(outcome, workspace, began, database, inbox))
                : run(request, kind, workspace, (outcome, database, inbox) -> outcome);
    }

    /** Hears how a night ended. */
    private interface Told {
        NightOutcome of(NightOutcome outcome, @Nullable Database database, List<FileScan.ScannedFile> inbox);
    }

    private static NightOutcome run(NightRequest request, Kind kind, Workspace workspace, Told told) {
        List<String> said = workspace.problems().stream().map(Problem::toString).toList();
        Optional<NightOutcome> refused = refusal(request, workspace, said);
        if (refused.isPresent()) {
            return told.of(refused.get(), null, List.of());
        }
        DatabaseSettings settings;
        try {
            settings = databaseOf(request, workspace);
        } catch (IllegalArgumentException wrong) {
            return told.of(
                    new NightOutcome(ExitCode.WRONG_COMMAND, said, "Nothing was read: " + wrong.getMessage()),
                    null,
                    List.of());
        }
        if (workspace.settings().takeover().isPresent() && settings.url() == null) {
            return told.of(
                    new NightOutcome(
                            ExitCode.WRONG_COMMAND,
                            said,
                            "Nothing was read: workers need a database that other machines reach. Name a server with"
                                    + " --database, or take workers out of scorekeeper.yaml."),
                    null,
                    List.of());
        }
        NightlyJob.rehearse();
        TemporaryFiles.clear(Database::stopPassing);
        FutureTask<List<FileScan.ScannedFile>> inbox = look(workspace);
        try (Database database = Database.open(settings, request.workspace())) {
            List<FileScan.ScannedFile> found = found(inbox);
            return told.of(new Night(request, kind, workspace, database, found).run(said), database, found);
        } catch (DatabaseUnavailableException notThere) {
            return told.of(
                    new NightOutcome(ExitCode.FAILED, said, "Failed: " + notThere.getMessage()), null, List.of());
        }
    }

    /** Why nothing is read at all: wrong settings, anything wrong where that is asked for, an unknown vendor. */
    static Optional<NightOutcome> refusal(NightRequest request, Workspace workspace, List<String> said) {
        if (workspace.hasWrongSettings() || (request.strict() && workspace.hasErrors())) {
            long errors = workspace.problems().stream().filter(Problem::isError).count();
            return Optional.of(new NightOutcome(
                    ExitCode.WRONG_COMMAND,
                    said,
                    "Nothing was read: " + errors + " errors in the workspace, named above."));
        }
        for (String vendor : request.vendors()) {
            if (workspace.feeds().values().stream()
                            .noneMatch(feed -> feed.vendor().equals(vendor))
                    && workspace.contracts().values().stream()
                            .noneMatch(one -> one.vendor().equals(vendor))) {
                return Optional.of(new NightOutcome(
                        ExitCode.WRONG_COMMAND,
                        said,
                        "Nothing was read: no feed and no contract names the vendor " + vendor + "."));
            }
        }
        return Optional.empty();
    }

    /** Something to be done with a workspace and its database, outside of a run. */
    interface Work<T> {
        T with(Workspace workspace, javax.sql.DataSource dataSource);
    }

    /**
     * Opens a workspace's database for some work.
     *
     * @throws IllegalStateException where the settings are wrong or the database is not there, in one sentence
     */
    static <T> T withDatabase(NightRequest request, Work<T> work) {
        Workspace workspace = Workspace.read(request.workspace());
        if (workspace.hasWrongSettings()) {
            throw new IllegalStateException("the settings are wrong; scorekeeper check names what.");
        }
        try (Database database = Database.open(databaseOf(request, workspace), request.workspace())) {
            return work.with(workspace, database.dataSource());
        } catch (DatabaseUnavailableException notThere) {
            throw new IllegalStateException(notThere.getMessage(), notThere);
        }
    }

    static Path reportsOf(NightRequest request, Workspace workspace) {
        return request.reports()
                .or(() -> workspace
                        .settings()
                        .reports()
                        .map(folder -> workspace.root().resolve(folder)))
                .orElse(Path.of("reports"))
                .toAbsolutePath()
                .normalize();
    }

    /** What a command works on; refuses in one sentence what is wrong with it. */
    static DatabaseSettings databaseOf(NightRequest request, Workspace workspace) {
        return workspace.settings().database().settings(request.database(), System::getenv, workspace.root());
    }

    /** Whatever the database refuses between the steps is said like what it refuses within them. */
    private NightOutcome run(List<String> said) {
        try {
            return Stop.requested() ? stopped(said) : run();
        } catch (DataAccessException | TransactionException failure) {
            org.slf4j.LoggerFactory.getLogger(Night.class).debug("the database failed", failure);
            return failed(said, Failures.reason(failure));
        }
    }

    private NightOutcome failed(List<String> said, String why) {
        if (Stop.requested()) {
            return stopped(said);
        }
        String reason = database.holds() ? why : "the database went away in the middle of the run (" + why + ")";
        return new NightOutcome(
                ExitCode.FAILED,
                said,
                "Failed: " + reason + ". What was done is kept; the same command goes on from there.");
    }

    private static NightOutcome stopped(List<String> said) {
        return new NightOutcome(ExitCode.FAILED, said, Stop.LAST_LINE);
    }

    private NightOutcome run() {
        Optional<Run> unfinished = runs.latest().filter(run -> !run.finished()).filter(this::isOurs);
        if (unfinished.isPresent()) {
            NightOutcome finished = perform(unfinished.get());
            if (finished.exit() == ExitCode.FAILED || unfinished.get().key().equals(key())) {
                return finished;
            }
        }
        RunKey key = key();
        Optional<Run> latest = runs.latest();
        if (latest.filter(run -> run.finished() && run.key().equals(key)).isPresent() && documentsStand()) {
            Run run = latest.get();
            ExitCode code = code(run.exitCode().orElse(0));
            return new NightOutcome(
                    code,
                    problems(),
                    "Nothing new since the run " + run.shortId() + " of as-of " + key.asOf() + ": "
                            + run.lastLine().orElse("done"));
        }
        long runId = runs.begin(key, shortId(key));
        return perform(runs.get(runId));
    }

    /** Without an as-of the unfinished run is finished first; with one, only where it is that run's. */
    private boolean isOurs(Run run) {
        return request.asOf().isEmpty()
                || request.asOf().get().toString().equals(run.key().asOf());
    }

    /** The moment that a request means: the option's, the workspace's, else now. */
    static AsOf asOf(NightRequest request, Workspace workspace) {
        return request.asOf()
                .or(() -> workspace.settings().asOf())
                .orElseGet(() -> new AsOf.At(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    private RunKey key() {
        return new RunKey(
                kind,
                asOf(request, workspace).toString(),
                inputs(),
                String.join(",", new TreeSet<>(request.vendors())),
                reports.root().toString());
    }

    /** What the run reads, as one digest: contracts, feeds, settings, and the files that feeds take. */
    private String inputs() {
        StringBuilder said = new StringBuilder();
        new OrderStore(database.dataSource())
                .latest()
                .ifPresent(order -> said.append("orders ").append(order).append('\n'));
        for (Map.Entry<String, String> file : workspace.digests().entrySet()) {
            said.append(file.getKey()).append(' ').append(file.getValue()).append('\n');
        }
        said.append(workspace.settings().limits().withoutSettling()).append('\n');
        if (workspace.settings().csv() != CsvForm.PLAIN) {
            said.append("csv ").append(workspace.settings().csv().code()).append('\n');
        }
        if (!workspace.settings().retention().equals(Retention.NONE)) {
            said.append("retention ").append(workspace.settings().retention()).append('\n');
        }
        new WithdrawalStore(database.dataSource())
                .all()
                .forEach(one -> said.append("withdrawn ").append(one).append('\n'));
        for (FileScan.ScannedFile file : inbox) {
            said.append(file.path()).append(' ');
            said.append(
                            file.finding() instanceof Finding.Taken taken
                                    ? taken.sha256()
                                    : file.finding().reason().orElse(""))
                    .append('\n');
        }
        return Digest.of(said.toString());
    }

    private boolean documentsStand() {
        return kind == Kind.INTAKE || Files.exists(reports.index());
    }

    /** The same for the same as-of over the same inputs, so that documents are the same, byte for byte. */
    private static String shortId(RunKey key) {
        return Digest.of(key.asOf() + "\n" + key.inputs() + "\n" + key.vendors())
                .substring(0, 8);
    }

    private NightOutcome perform(Run run) {
        Set<String> vendors = run.key().vendors().isEmpty()
                ? Set.of()
                : Set.of(run.key().vendors().split(",", -1));
        NightContext night = new NightContext(
                run,
                AsOf.parse(run.key().asOf()),
                vendors,
                workspace,
                new ReportFolder(Path.of(run.key().reports())),
                database.dataSource(),
                inbox,
                Progress.here(),
                false);
        LogPlace.begin(run);
        runs.keepInputs(run.runId(), PastWorkspace.inputs(workspace));
        Optional<String> failure =
                perform(night, run.key().kind() == Kind.INTAKE ? NightlyJob::filesOnly : NightlyJob::job);
        night.progress().end();
        failure.ifPresent(why -> LogPlace.failed(why));
        Optional<MailSettings> mail = workspace
                .settings()
                .mail()
                .filter(settings -> request.mail() && run.key().kind() == Kind.NIGHTLY);
        if (failure.isPresent()) {
            NightOutcome failed = failed(problems(), failure.get());
            if (!Stop.requested() && database.holds()) {
                mail.ifPresent(settings -> tellFailure(night, settings, failure.get()));
            }
            return failed;
        }
        Set<String> before = runs.concernsBefore(run.runId(), run.key().vendors());
        NightSummary evaluated = NightSummary.of(night, before, request.failOnBreach());
        NightSummary summary = mail.map(settings -> deliver(night, settings, evaluated, before))
                .orElse(evaluated);
        runs.finish(run.runId(), summary.exit().code(), summary.lastLine(), summary.concerns());
        List<String> said = new ArrayList<>(problems());
        said.addAll(summary.said());
        LogPlace.ended(summary.exit(), said, summary.lastLine());
        return new NightOutcome(summary.exit(), said, summary.lastLine());
    }

    /** Alone; or with other machines, where the settings say so. */
    private Optional<String> perform(NightContext night, Function<NightlyJob, Job> which) {
        // A night that did not come to its end may have left helpers at work.
        new LeaseStore(database.dataSource()).endAll();
        Optional<Duration> takeover = workspace.settings().takeover();
        if (takeover.isEmpty()) {
            return NightlyJob.perform(night, database.settings(), which);
        }
        try (SharedLanes sharing = new SharedLanes(database, night, takeover.get())) {
            return NightlyJob.perform(night, database.settings(), which, sharing);
        } catch (RuntimeException failure) {
            return Optional.of(Failures.reason(failure));
        }
    }

    /** Whatever becomes of the messages, the night itself is done. */
    private static NightSummary deliver(
            NightContext night, MailSettings settings, NightSummary summary, Set<String> before) {
        try {
            return summary.delivered(new DeliverMail(night, settings).perform(summary), before);
        } catch (RuntimeException failure) {
            org.slf4j.LoggerFactory.getLogger(Night.class).debug("mail failed", failure);
            return summary.delivered(
                    new DeliverMail.Delivered(
                            "; mail failed",
                            List.of("mail failed"),
                            List.of("The mail could not be written: " + failure.getMessage() + ".")),
                    before);
        }
    }

    private static void tellFailure(NightContext night, MailSettings settings, String why) {
        try {
            new DeliverMail(night, settings).tellFailure(why);
        } catch (RuntimeException failure) {
            // The night's own failure is what is said.
            org.slf4j.LoggerFactory.getLogger(Night.class).debug("the operator could not be told", failure);
        }
    }

    private List<String> problems() {
        return workspace.problems().stream().map(Problem::toString).toList();
    }

    private static ExitCode code(int number) {
        for (ExitCode code : ExitCode.values()) {
            if (code.code() == number) {
                return code;
            }
        }
        return ExitCode.DONE;
    }
}
