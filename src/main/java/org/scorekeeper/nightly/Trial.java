package org.scorekeeper.nightly;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.DatabaseUnavailableException;
import org.scorekeeper.facts.postgres.Failures;
import org.scorekeeper.intake.FileScan;
import org.scorekeeper.intake.TemporaryFiles;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.intake.postgres.RefusedRowStore;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.postgres.ResultStore.Stored;
import org.scorekeeper.workspace.AsOf;
import org.scorekeeper.workspace.Workspace;

/**
 * {@code nightly --dry-run}: the night without its documents, in a throw-away copy of what is stored; says what it would
 * refuse, issue, restate and post.
 */
public final class Trial {
    private static final int ROWS_SHOWN = 20;
    private final NightContext night;
    private final List<String> said = new ArrayList<>();

    private Trial(NightContext night) {
        this.night = night;
    }

    /** Runs it, and leaves nothing. */
    public static NightOutcome run(NightRequest request) {
        Workspace workspace = Workspace.read(request.workspace());
        List<String> problems =
                workspace.problems().stream().map(Problem::toString).toList();
        Optional<NightOutcome> refused = Night.refusal(request, workspace, problems);
        if (refused.isPresent()) {
            return refused.get();
        }
        DatabaseSettings settings;
        try {
            settings = Night.databaseOf(request, workspace);
        } catch (IllegalArgumentException wrong) {
            return new NightOutcome(ExitCode.WRONG_COMMAND, problems, "Nothing was read: " + wrong.getMessage());
        }
        TemporaryFiles.clear(Database::stopPassing);
        try {
            if (!Database.isThere(settings, request.workspace())) {
                try (Database passing = Database.passing(settings, TemporaryFiles.folder("dry-run"))) {
                    return run(request, workspace, problems, passing);
                }
            }
            try (Database now = Database.open(settings, request.workspace());
                    Database trial = now.trial()) {
                return run(request, workspace, problems, trial);
            }
        } catch (DatabaseUnavailableException notThere) {
            return new NightOutcome(ExitCode.FAILED, problems, "Failed: " + notThere.getMessage());
        } catch (IOException full) {
            return new NightOutcome(
                    ExitCode.FAILED,
                    problems,
                    "Failed: no temporary folder can be made (" + Failures.reason(full) + "). Is the disk full?");
        }
    }

    private static NightOutcome run(
            NightRequest request, Workspace workspace, List<String> problems, Database database) {
        RunStore runs = new RunStore(database.dataSource());
        AsOf asOf = Night.asOf(request, workspace);
        Path reports = Night.reportsOf(request, workspace);
        RunStore.RunKey key = new RunStore.RunKey(
                RunStore.Kind.NIGHTLY,
                asOf.toString(),
                "dry run",
                String.join(",", new TreeSet<>(request.vendors())),
                reports.toString());
        NightContext night = new NightContext(
                runs.get(runs.begin(key, "dry-run")),
                asOf,
                request.vendors(),
                workspace,
                new ReportFolder(reports),
                database.dataSource(),
                FileScan.of(
                        workspace.inbox(),
                        List.copyOf(workspace.feeds().values()),
                        workspace.settings().limits()),
                Progress.silent(),
                false);
        Optional<String> failure = NightlyJob.perform(night, database.settings(), NightlyJob::trial);
        if (failure.isPresent()) {
            return new NightOutcome(ExitCode.FAILED, problems, "The night would fail: " + failure.get() + ".");
        }
        return new Trial(night).outcome(request, problems, runs);
    }

    private NightOutcome outcome(NightRequest request, List<String> problems, RunStore runs) {
        said.addAll(problems);
        NightSummary summary = NightSummary.of(
                night,
                runs.concernsBefore(night.run().runId(), night.run().key().vendors()),
                request.failOnBreach());
        said.addAll(summary.said());
        refused();
        int issued = issued();
        int posted = posted();
        FileSums files = new FileSums(night.files().ofRun(night.run().runId()));
        return new NightOutcome(
                summary.exit(),
                said,
                "Dry run as of " + night.run().key().asOf() + ": " + files.words() + "; " + counted(issued, "period")
                        + " would be issued or restated, " + counted(posted, "line")
                        + " posted. Nothing was stored or written.");
    }

    /** What came in, in one phrase. */
    private record FileSums(List<FileStore.StoredFile> files) {
        String words() {
            long rows = files.stream().mapToLong(FileStore.StoredFile::rowsRead).sum();
            long refused =
                    files.stream().mapToLong(FileStore.StoredFile::rejected).sum();
            return counted(files.size(), "file") + " with " + counted(rows, "row") + " would come in, " + refused
                    + " refused";
        }
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void refused() {
        for (FileStore.StoredFile file : night.files().ofRun(night.run().runId())) {
            List<RefusedRowStore.Kept> rows =
                    file.rejected() == 0 ? List.of() : night.refusedRows().of(List.of(file.fileId()), ROWS_SHOWN);
            rows.forEach(row -> said.add("would refuse " + Receipts.words(row)));
            if (file.rejected() > rows.size()) {
                said.add("would refuse " + (file.rejected() - rows.size()) + " more rows of inbox/" + file.path());
            }
        }
    }

    private int issued() {
        int count = 0;
        for (ContractHistory history : night.contracts()) {
            for (Stored stored : night.results().history(history)) {
                PeriodResult result = stored.period().result();
                if (stored.runId() == night.run().runId() && result.state().stands()) {
                    count++;
                    said.add("would " + (result.revision() == 0 ? "issue " : "restate ") + history.id() + " "
                            + result.period().label()
                            + (result.revision() == 0
                                    ? ""
                                    : " (revision " + result.revision() + ": "
                                            + result.causes().stream()
                                                    .map(Cause::toString)
                                                    .collect(Collectors.joining(", "))
                                            + ")")
                            + ": the customer's " + result.money() + " "
                            + result.contract().currency().getCurrencyCode());
                }
            }
        }
        return count;
    }

    private int posted() {
        List<LedgerEntry> waiting = night.ledger().waiting();
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (LedgerEntry entry : waiting) {
            String currency = entry.contract().currency().getCurrencyCode();
            sums.merge(currency, entry.line().signedAmount(), BigDecimal::add);
            said.add("would post " + entry.line().lineId() + ": "
                    + entry.line().kind().code() + " " + entry.line().signedAmount() + " " + currency);
        }
        sums.forEach((currency, sum) -> said.add("would post " + sum + " " + currency + " in all"));
        return waiting.size();
    }
}
