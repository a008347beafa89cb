package org.scorekeeper.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.intake.postgres.RefusedRowStore;
import org.scorekeeper.nightly.postgres.DocumentStore;
import org.scorekeeper.publish.AtomicFile;
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
    private static final String SCORECARD = "scorecard.pdf";
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
        ResultStore.Stored last = stored.get(stored.size() - 1);
        PeriodResult result = last.period().result();
        DataReceived data = data(last.period(), files);
        String digest = digest(stored, data);
        Map<String, Path> documents = documents(result);
        Optional<String> published = night.runs()
                .published(night.reportsKey(), history.id(), result.period().label());
        if (published.filter(digest::equals).isPresent()
                && documents.values().stream().allMatch(Files::exists)) {
            return;
        }
        if (!handOverAgain(result, documents)) {
            write(history, stored, data, documents);
            keep(result, documents);
        }
        firstIssue(result);
        night.runs()
                .publish(
                        night.reportsKey(),
                        history.id(),
                        result.period().label(),
                        digest,
                        night.run().runId());
        night.progress().line("published " + night.reports().name(Objects.requireNonNull(documents.get(SCORECARD))));
    }

    /** What a document says: of an issued period its revision alone, because that does not change any more. */
    private static String digest(List<ResultStore.Stored> stored, DataReceived data) {
        ResultStore.Stored last = stored.get(stored.size() - 1);
        StringBuilder said = new StringBuilder("layout 1");
        if (last.period().result().state().stands()) {
            said.append("\nrevision ").append(last.period().result().revision()).append(last.digest());
        } else {
            stored.forEach(one -> said.append('\n').append(one.digest()));
            said.append('\n').append(data);
        }
        return Digest.of(said.toString());
    }

    private Map<String, Path> documents(PeriodResult result) {
        Map<String, Path> documents = new LinkedHashMap<>();
        ReportFolder folder = night.reports();
        documents.put(SCORECARD, folder.scorecard(result.contract(), result.period()));
        documents.put("breaches.csv", folder.breaches(result.contract(), result.period(), "csv"));
        documents.put("breaches.xlsx", folder.breaches(result.contract(), result.period(), "xlsx"));
        return documents;
    }

    private void write(
            ContractHistory history, List<ResultStore.Stored> stored, DataReceived data, Map<String, Path> documents) {
        SettledPeriod current = stored.get(stored.size() - 1).period();
        SettledPeriod whole = night.results()
                .period(history, current.result().period().label())
                .orElse(current);
        List<PeriodResult> periods = new ArrayList<>(
                stored.stream().map(one -> one.period().result()).toList());
        periods.set(periods.size() - 1, whole.result());
        Instant asOf = night.asOf().in(whole.result().contract().zone());
        Scorecard scorecard = new Scorecard(
                whole.result(),
                periods,
                whole.timesheets(),
                whole.deliverables(),
                data,
                asOf,
                night.run().shortId());
        pdf.write(Objects.requireNonNull(documents.get(SCORECARD)), scorecard);
        Table<?> breaches = BreachTable.of(whole.result());
        CsvFile.write(Objects.requireNonNull(documents.get("breaches.csv")), breaches);
        XlsxFile.write(Objects.requireNonNull(documents.get("breaches.xlsx")), breaches, asOf);
    }

    /** Writes issued documents as they were handed over; false where none are kept. */
    private boolean handOverAgain(PeriodResult result, Map<String, Path> documents) {
        if (!result.state().stands()) {
            return false;
        }
        boolean kept = true;
        for (Map.Entry<String, Path> document : documents.entrySet()) {
            Optional<byte[]> content = night.documents().find(key(result, result.revision(), document.getKey()));
            content.ifPresent(bytes -> AtomicFile.write(document.getValue(), out -> out.write(bytes)));
            kept &= content.isPresent();
        }
        return kept;
    }

    private void keep(PeriodResult result, Map<String, Path> documents) {
        if (result.state().stands()) {
            documents.forEach((name, file) -> {
                try {
                    night.documents().keep(key(result, result.revision(), name), Files.readAllBytes(file));
                } catch (IOException gone) {
                    throw new UncheckedIOException("a document that was just written cannot be read", gone);
                }
            });
        }
    }

    /** Beside a restated scorecard lies the one that was issued first. */
    private void firstIssue(PeriodResult result) {
        if (result.revision() > 0) {
            night.documents()
                    .find(key(result, 0, SCORECARD))
                    .ifPresent(bytes -> AtomicFile.write(
                            night.reports().firstIssue(result.contract(), result.period()), out -> out.write(bytes)));
        }
    }

    private static DocumentStore.Key key(PeriodResult result, int revision, String name) {
        return new DocumentStore.Key(result.contract().id(), result.period().label(), revision, name);
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
