package org.scorekeeper.nightly;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.DatabaseUnavailableException;
import org.scorekeeper.facts.postgres.OldMonths;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.nightly.postgres.RunStore.Run;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.settle.postgres.ResultStore;
import org.scorekeeper.workspace.AsOf;
import org.scorekeeper.workspace.Workspace;
import org.springframework.batch.core.job.Job;

/**
 * An earlier day as it was known then: the files that had come by its last run, the contracts, feeds and registers of then,
 * and what had been issued. It is laid out in a throw-away schema, so that looking back leaves nothing.
 */
public final class KnownDay {
    private KnownDay() {}

    /** Writes the documents as they stood after a day's last run into a folder of their own. */
    public static NightOutcome write(NightRequest request, LocalDate day) {
        Workspace workspace = Workspace.read(request.workspace());
        List<String> said = workspace.problems().stream().map(Problem::toString).toList();
        if (workspace.hasWrongSettings()) {
            return new NightOutcome(ExitCode.WRONG_COMMAND, said, "Nothing was written: the settings are wrong.");
        }
        Path folder = Night.reportsOf(request, workspace);
        NightRequest usual = new NightRequest(
                request.workspace(), Optional.empty(), Optional.empty(), Set.of(), false, false, request.database());
        if (request.reports().isEmpty() || folder.equals(Night.reportsOf(usual, workspace))) {
            return new NightOutcome(
                    ExitCode.WRONG_COMMAND,
                    List.of(),
                    "Nothing was written: name a folder of its own with --reports, so that the documents of today stay.");
        }
        try {
            return at(
                    request,
                    workspace,
                    day,
                    new ReportFolder(folder),
                    NightlyJob::again,
                    night -> new NightOutcome(
                            ExitCode.DONE,
                            List.of(),
                            "As known on " + day + ", after the run "
                                    + night.run().shortId() + " of as-of "
                                    + night.run().key().asOf() + ": " + folder.resolve("index.html")));
        } catch (UnknownNameException unknown) {
            return new NightOutcome(ExitCode.WRONG_COMMAND, List.of(), "Nothing was written: " + unknown.getMessage());
        } catch (DatabaseUnavailableException | IllegalStateException failed) {
            return new NightOutcome(ExitCode.FAILED, List.of(), "Failed: " + failed.getMessage());
        }
    }

    /**
     * The contracts, feeds and registers as a day's last run read them.
     *
     * @throws UnknownNameException where no run had finished by that day, or the settings are wrong
     */
    public static Workspace workspace(NightRequest request, LocalDate day) {
        Workspace workspace = Workspace.read(request.workspace());
        if (workspace.hasWrongSettings()) {
            throw new UnknownNameException("the settings are wrong; scorekeeper check names what.");
        }
        try (Database now = database(request, workspace)) {
            RunStore runs = new RunStore(now.dataSource());
            return PastWorkspace.of(workspace, runs.inputs(run(runs, day).runId()));
        }
    }

    /** Has a question answered by what was known after a day's last run. */
    static <T> T ask(NightRequest request, Workspace workspace, LocalDate day, Function<NightContext, T> question) {
        return at(
                request,
                workspace,
                day,
                new ReportFolder(Night.reportsOf(request, workspace)),
                NightlyJob::figures,
                question);
    }

    private static <T> T at(
            NightRequest request,
            Workspace workspace,
            LocalDate day,
            ReportFolder reports,
            Function<NightlyJob, Job> job,
            Function<NightContext, T> question) {
        try (Database now = database(request, workspace)) {
            RunStore runs = new RunStore(now.dataSource());
            Run run = run(runs, day);
            requireFacts(now, run, PastWorkspace.of(workspace, runs.inputs(run.runId())), day);
            try (Database then = now.knownAt(run.runId())) {
                NightContext night = new NightContext(
                        run,
                        AsOf.parse(run.key().asOf()),
                        Set.of(),
                        PastWorkspace.of(workspace, runs.inputs(run.runId())),
                        reports,
                        then.dataSource(),
                        List.of(),
                        Progress.silent(),
                        true);
                NightlyJob.perform(night, then.settings(), job).ifPresent(failure -> {
                    throw new IllegalStateException(failure);
                });
                return question.apply(night);
            }
        }
    }

    /** What was not issued on that day would be measured again, from facts that are gone. */
    private static void requireFacts(Database now, Run run, Workspace then, LocalDate day) {
        try (Connection connection = now.dataSource().getConnection()) {
            OldMonths months = new OldMonths(connection);
            Optional<LocalDate> reach = months.reach();
            if (reach.isEmpty()) {
                return;
            }
            for (Map.Entry<String, String> issued :
                    new ResultStore(now.dataSource()).issuedAfter(run.runId(), reach.get())) {
                MeasurementPeriod period = MeasurementPeriod.parse(issued.getValue());
                Optional<String> dropped = months.dropped(period.from(), reach.get());
                if (then.contracts().containsKey(issued.getKey())
                        && !period.from().isAfter(day)
                        && dropped.isPresent()) {
                    throw new UnknownNameException("what was known on " + day + " cannot be shown again: "
                            + issued.getKey() + " " + period.label() + " was not issued then, and " + dropped.get()
                            + ". Name a later day.");
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the facts cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static Database database(NightRequest request, Workspace workspace) {
        DatabaseSettings settings = Night.databaseOf(request, workspace);
        if (!Database.isThere(settings, request.workspace())) {
            throw new UnknownNameException("no night has run here yet. Run: scorekeeper nightly");
        }
        return Database.open(settings, request.workspace());
    }

    private static Run run(RunStore runs, LocalDate day) {
        return runs.knownOn(day).orElseThrow(() -> new UnknownNameException(nothing(runs, day)));
    }

    private static String nothing(RunStore runs, LocalDate day) {
        return "nothing was known on " + day + ": "
                + runs.first()
                        .map(run -> "the first run is of as-of " + run.key().asOf() + ".")
                        .orElse("no night has run yet.");
    }
}
