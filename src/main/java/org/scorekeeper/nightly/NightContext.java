package org.scorekeeper.nightly;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FileScan;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.intake.postgres.RefusedRowStore;
import org.scorekeeper.nightly.postgres.DocumentStore;
import org.scorekeeper.nightly.postgres.OrderStore;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.settle.postgres.LedgerStore;
import org.scorekeeper.settle.postgres.ResultStore;
import org.scorekeeper.settle.postgres.TermsStore;
import org.scorekeeper.workspace.AsOf;
import org.scorekeeper.workspace.Workspace;

/**
 * What every step of one run knows.
 *
 * @param run its record
 * @param asOf the moment of its figures
 * @param vendors only these; none: all
 * @param inbox the files that lay there when the run began
 * @param again whether an earlier day is shown again: documents bear the run that wrote them then
 */
record NightContext(
        RunStore.Run run,
        AsOf asOf,
        Set<String> vendors,
        Workspace workspace,
        ReportFolder reports,
        DataSource dataSource,
        List<FileScan.ScannedFile> inbox,
        Progress progress,
        boolean again) {
    NightContext {
        inbox = List.copyOf(inbox);
    }

    /** The run of this night that documents of a period name; where a day is shown again, the run that wrote them. */
    RunStore.Run writer(String contract, String period) {
        return again
                ? runs().writer(reportsKey(), contract, period).map(runs()::get).orElse(run)
                : run;
    }

    /** The same over what another run knew. */
    NightContext of(RunStore.Run other, Workspace then) {
        return new NightContext(
                other, AsOf.parse(other.key().asOf()), vendors, then, reports, dataSource, inbox, progress, again);
    }

    /** The same on other connections, with its documents in another folder. */
    NightContext on(DataSource connections, ReportFolder folder) {
        return new NightContext(run, asOf, vendors, workspace, folder, connections, inbox, progress, again);
    }

    /** Whether this machine helps the night of another, which alone decides what becomes of a file that cannot be read. */
    boolean helps() {
        return reports.drafts();
    }

    FileStore files() {
        return new FileStore(dataSource);
    }

    RefusedRowStore refusedRows() {
        return new RefusedRowStore(dataSource);
    }

    ResultStore results() {
        return new ResultStore(dataSource);
    }

    LedgerStore ledger() {
        return new LedgerStore(dataSource);
    }

    TermsStore terms() {
        return new TermsStore(dataSource);
    }

    DocumentStore documents() {
        return new DocumentStore(dataSource);
    }

    OrderStore orders() {
        return new OrderStore(dataSource);
    }

    RunStore runs() {
        return new RunStore(dataSource);
    }

    /** Whether a vendor's work is part of this run. */
    boolean takes(String vendor) {
        return vendors.isEmpty() || vendors.contains(vendor);
    }

    /** The feeds of the vendors of this run. */
    List<Feed> feeds() {
        return workspace.feeds().values().stream()
                .filter(feed -> takes(feed.vendor()))
                .toList();
    }

    /** The contracts of the vendors of this run. */
    Collection<ContractHistory> contracts() {
        return workspace.contracts().values().stream()
                .filter(history -> takes(history.vendor()))
                .toList();
    }

    /**
     * The latest figures of every contract, oldest first, whatever this run is limited to: of those in the workspace, and
     * what stands of those whose files are gone or wrong.
     */
    List<List<ResultStore.Stored>> allResults() {
        ResultStore results = results();
        List<List<ResultStore.Stored>> all = new ArrayList<>();
        workspace.contracts().values().forEach(history -> all.add(results.history(history)));
        all.addAll(results.standingBeside(workspace.contracts().keySet()));
        return all;
    }

    /** The folder's name in the run's records. */
    String reportsKey() {
        return run.key().reports();
    }
}
