package org.scorekeeper.nightly;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.intake.postgres.RefusedRowStore;
import org.scorekeeper.publish.BreachTable;
import org.scorekeeper.publish.DataReceived;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.Table;
import org.scorekeeper.publish.csv.CsvFile;
import org.scorekeeper.publish.pdf.ScorecardPdf;
import org.scorekeeper.publish.xlsx.XlsxFile;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.postgres.ResultStore;
import org.scorekeeper.workspace.Digest;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Makes one contract's documents of every period that says something else than what stands on disk. */
record PublishContracts(NightContext night, ScorecardPdf pdf) implements Tasklet {
    private static final int HISTORY = 13;
    private static final int REFUSED_ROWS_SHOWN = 200;

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        String id = ContractPartitions.contractOf(context);
        ContractHistory history =
                Objects.requireNonNull(night.workspace().contracts().get(id), id);
        List<ResultStore.Stored> stored = night.results().history(history);
        List<FileStore.StoredFile> files = night.files().ofVendor(history.vendor());
        for (int i = 0; i < stored.size(); i++) {
            publish(history, stored.subList(Math.max(0, i + 1 - HISTORY), i + 1), files);
        }
        night.progress().advance(1);
        return RepeatStatus.FINISHED;
    }

    private void publish(ContractHistory history, List<ResultStore.Stored> stored, List<FileStore.StoredFile> files) {
        SettledPeriod current = stored.get(stored.size() - 1).period();
        PeriodResult result = current.result();
        MeasurementPeriod period = result.period();
        DataReceived data = data(current, files);
        StringBuilder said = new StringBuilder("layout 1");
        stored.forEach(one -> said.append('\n').append(one.digest()));
        said.append('\n').append(data);
        String digest = Digest.of(said.toString());
        ReportFolder folder = night.reports();
        boolean there = Files.exists(folder.scorecard(result.contract(), period))
                && Files.exists(folder.breaches(result.contract(), period, "csv"))
                && Files.exists(folder.breaches(result.contract(), period, "xlsx"));
        Optional<String> published = night.runs().published(night.reportsKey(), history.id(), period.label());
        if (there && published.filter(digest::equals).isPresent()) {
            return;
        }
        SettledPeriod whole = night.results().period(history, period.label()).orElse(current);
        List<PeriodResult> periods = new ArrayList<>(
                stored.stream().map(one -> one.period().result()).toList());
        periods.set(periods.size() - 1, whole.result());
        Instant asOf = night.asOf().in(result.contract().zone());
        Scorecard scorecard = new Scorecard(
                whole.result(),
                periods,
                whole.timesheets(),
                whole.deliverables(),
                data,
                asOf,
                night.run().shortId());
        Contract contract = result.contract();
        pdf.write(folder.scorecard(contract, period), scorecard);
        Table<?> breaches = BreachTable.of(whole.result());
        CsvFile.write(folder.breaches(contract, period, "csv"), breaches);
        XlsxFile.write(folder.breaches(contract, period, "xlsx"), breaches, asOf);
        night.runs()
                .publish(
                        night.reportsKey(),
                        history.id(),
                        period.label(),
                        digest,
                        night.run().runId());
        night.progress().line("published " + folder.name(folder.scorecard(contract, period)));
    }

    /** The files behind a period: those whose facts lie in it, and those that could not be read when it was current. */
    private DataReceived data(SettledPeriod current, List<FileStore.StoredFile> files) {
        PeriodResult result = current.result();
        Set<String> paths = new TreeSet<>(current.files());
        List<FileStore.StoredFile> behind = files.stream()
                .filter(file -> file.state() == FileStore.State.QUARANTINED
                        ? isCurrent(result, file)
                        : paths.contains(file.path()))
                .toList();
        List<DataReceived.FileReceipt> receipts =
                behind.stream().map(Receipts::of).toList();
        List<RefusedRowStore.Kept> refused = night.refusedRows()
                .of(behind.stream().map(FileStore.StoredFile::fileId).toList(), REFUSED_ROWS_SHOWN);
        return new DataReceived(receipts, refused.stream().map(Receipts::of).toList());
    }

    private static boolean isCurrent(PeriodResult result, FileStore.StoredFile file) {
        Instant received = Receipts.received(file);
        Contract contract = result.contract();
        return !received.isBefore(result.period().start(contract.zone()))
                && !received.isAfter(result.period().end(contract.zone()));
    }
}
