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
import java.util.stream.Collectors;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.intake.postgres.RefusedRowStore;
import org.scorekeeper.nightly.postgres.DocumentStore;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.BreachTable;
import org.scorekeeper.publish.DataReceived;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.Table;
import org.scorekeeper.publish.TimesheetExceptionTable;
import org.scorekeeper.publish.csv.CsvFile;
import org.scorekeeper.publish.csv.CsvForm;
import org.scorekeeper.publish.pdf.ScorecardPdf;
import org.scorekeeper.publish.xlsx.XlsxFile;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.PeriodState;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.postgres.ResultStore;
import org.scorekeeper.workspace.AsOf;
import org.scorekeeper.workspace.Digest;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Makes one contract's documents of every period that says something else than what stands on disk. */
record PublishContracts(NightContext night, ScorecardPdf pdf) implements Tasklet {
    private static final String SCORECARD = "scorecard.pdf";
    private static final String FOR_VENDOR = "scorecard-vendor.pdf";
    private static final String BREACHES = "breaches.csv";
    private static final String BREACHES_BOOK = "breaches.xlsx";
    private static final String EXCEPTIONS = "timesheet-exceptions.csv";
    private static final int HISTORY = 13;
    private static final int MONTHS_OF_QUALITY = 12;
    private static final int REFUSED_ROWS_SHOWN = 200;

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        String id = ContractPartitions.contractOf(context);
        ContractHistory history =
                Objects.requireNonNull(night.workspace().contracts().get(id), id);
        List<ResultStore.Stored> stored = night.results().history(history);
        List<FileStore.StoredFile> files = night.files().ofVendor(history.vendor());
        List<Shown> periods = stored.stream()
                .filter(one -> !one.period().result().isOwn())
                .map(one -> Shown.of(one, stored))
                .toList();
        Agenda agenda = night.workspace().agenda().of(id);
        for (int i = 0; i < periods.size(); i++) {
            Stop.check();
            boolean newest = periods.subList(i + 1, periods.size()).stream()
                    .allMatch(later -> later.result().running());
            MeasurementPeriod period = periods.get(i).result().period();
            publish(
                    history,
                    periods.subList(Math.max(0, i + 1 - HISTORY), i + 1),
                    files,
                    agenda.on(period.label(), period.from(), period.to(), newest));
        }
        for (ResultStore.Stored own : stored) {
            if (own.period().result().isOwn()) {
                publish(history, List.of(new Shown(own, List.of())), files, Agenda.NONE);
            }
        }
        night.progress().advance(1);
        return RepeatStatus.FINISHED;
    }

    /**
     * A period as documents show it.
     *
     * @param period the contract's, or a level's own
     * @param own of levels whose own period ends in it
     */
    private record Shown(ResultStore.Stored period, List<ResultStore.Stored> own) {
        static Shown of(ResultStore.Stored period, List<ResultStore.Stored> all) {
            MeasurementPeriod ends = period.period().result().period();
            return new Shown(
                    period,
                    all.stream()
                            .filter(one -> one.period().result().isOwn()
                                    && one.period().result().settledIn().equals(ends))
                            .toList());
        }

        PeriodResult result() {
            return period.period().result();
        }

        PeriodResult together() {
            return result().with(own.stream().map(one -> one.period().result()).toList());
        }

        /** Of all that it shows: it grows whenever any of it is restated. */
        int revision() {
            return result().revision()
                    + own.stream()
                            .mapToInt(one -> one.period().result().revision())
                            .sum();
        }

        String digests() {
            return period.digest()
                    + own.stream().map(ResultStore.Stored::digest).collect(Collectors.joining());
        }
    }

    private void publish(ContractHistory history, List<Shown> shown, List<FileStore.StoredFile> files, Agenda agenda) {
        Shown last = shown.get(shown.size() - 1);
        PeriodResult result = last.result();
        DataReceived data = data(last.period().period(), files);
        String forVendor = digest(shown, data, agenda.forVendor(), form());
        String digest = digest(shown, data, agenda, form()) + " " + forVendor;
        Map<String, Path> documents = documents(result);
        Optional<String> published = night.runs()
                .published(night.reportsKey(), history.id(), result.period().label());
        if (published.filter(digest::equals).isPresent()
                && documents.values().stream().allMatch(night.reports()::stands)) {
            return;
        }
        Map<String, Path> missing = new LinkedHashMap<>(documents);
        missing.keySet().removeAll(handOverAgain(last, documents));
        // What is internal changes nothing for the vendor.
        if (published.filter(stood -> stood.endsWith(" " + forVendor)).isPresent()) {
            missing.computeIfPresent(FOR_VENDOR, (name, file) -> night.reports().stands(file) ? null : file);
        }
        if (!missing.isEmpty()) {
            write(history, shown, data, agenda, missing);
            keep(last, missing);
        }
        firstIssue(last);
        night.runs()
                .publish(
                        night.reportsKey(),
                        history.id(),
                        result.period().label(),
                        digest,
                        night.run().runId());
        night.progress()
                .line("published "
                        + night.reports().name(documents.values().iterator().next()));
    }

    /** What a document says: of an issued period its revision alone, because that does not change any more. */
    private static String digest(List<Shown> shown, DataReceived data, Agenda agenda, CsvForm form) {
        Shown last = shown.get(shown.size() - 1);
        StringBuilder said = new StringBuilder("layout 5");
        if (form != CsvForm.PLAIN) {
            said.append(' ').append(form.code());
        }
        if (last.result().state().stands()) {
            said.append("\nrevision ").append(last.revision()).append(last.digests());
        } else {
            shown.forEach(one -> said.append('\n').append(one.digests()));
            said.append('\n').append(data).append('\n').append(agenda);
        }
        return Digest.of(said.toString());
    }

    private CsvForm form() {
        return night.workspace().settings().csv();
    }

    private Map<String, Path> documents(PeriodResult result) {
        Map<String, Path> documents = new LinkedHashMap<>();
        ReportFolder folder = night.reports();
        if (!result.isOwn()) {
            documents.put(SCORECARD, folder.scorecard(result.contract(), result.period()));
            documents.put(FOR_VENDOR, folder.vendorScorecard(result.contract(), result.period()));
        }
        documents.put(BREACHES, folder.breaches(result.contract(), result.period(), "csv"));
        documents.put(BREACHES_BOOK, folder.breaches(result.contract(), result.period(), "xlsx"));
        if (result.contract().pricesHours() && !result.isOwn()) {
            documents.put(EXCEPTIONS, folder.timesheetExceptions(result.contract(), result.period()));
        }
        return documents;
    }

    private void write(
            ContractHistory history, List<Shown> shown, DataReceived data, Agenda agenda, Map<String, Path> documents) {
        Shown last = shown.get(shown.size() - 1);
        SettledPeriod whole = withMisses(history, last.period());
        RunStore.Run writer = night.writer(history.id(), whole.result().period().label());
        Instant asOf =
                AsOf.parse(writer.key().asOf()).in(whole.result().contract().zone());
        if (documents.containsKey(SCORECARD) || documents.containsKey(FOR_VENDOR)) {
            PeriodResult together = whole.result()
                    .with(last.own().stream()
                            .map(one -> withMisses(history, one).result())
                            .toList());
            List<PeriodResult> periods =
                    new ArrayList<>(shown.stream().map(Shown::together).toList());
            periods.set(periods.size() - 1, together);
            Scorecard scorecard = new Scorecard(
                    Scorecard.Edition.INTERNAL,
                    together,
                    before(history, last),
                    periods,
                    whole.timesheets(),
                    billed(shown),
                    whole.deliverables(),
                    agenda,
                    data,
                    asOf,
                    writer.shortId());
            Optional.ofNullable(documents.get(SCORECARD)).ifPresent(file -> pdf.write(file, scorecard));
            Optional.ofNullable(documents.get(FOR_VENDOR)).ifPresent(file -> pdf.write(file, scorecard.forVendor()));
        }
        Table<?> breaches = BreachTable.of(whole.result());
        Optional.ofNullable(documents.get(BREACHES)).ifPresent(file -> CsvFile.write(file, breaches, form()));
        Optional.ofNullable(documents.get(BREACHES_BOOK))
                .ifPresent(file -> XlsxFile.write(
                        file, breaches, asOf, whole.result().contract().locale()));
        Optional.ofNullable(documents.get(EXCEPTIONS))
                .ifPresent(file -> CsvFile.write(file, TimesheetExceptionTable.of(whole), form()));
    }

    /** What a restated period said in the revision before, with the levels' own periods that end in it. */
    private Optional<PeriodResult> before(ContractHistory history, Shown shown) {
        return shown.result().state() != PeriodState.RESTATED
                ? Optional.empty()
                : Optional.of(night.results()
                        .before(history, shown.result())
                        .with(shown.own().stream()
                                .map(one -> night.results()
                                        .before(history, one.period().result()))
                                .toList()));
    }

    private static List<Scorecard.Billed> billed(List<Shown> shown) {
        return shown.stream()
                .flatMap(one -> one.period().period().timesheets().stream()
                        .flatMap(sheets -> sheets
                                .ceiling()
                                .map(ceiling -> new Scorecard.Billed(
                                        one.result().period(), sheets.billedUnderCeiling(), ceiling))
                                .stream()))
                .toList();
    }

    private SettledPeriod withMisses(ContractHistory history, ResultStore.Stored stored) {
        return night.results()
                .period(history, stored.period().result().period().label())
                .orElse(stored.period());
    }

    /** Writes issued documents as they were handed over; the names of those that are kept. */
    private Set<String> handOverAgain(Shown shown, Map<String, Path> documents) {
        Set<String> kept = new TreeSet<>();
        if (shown.result().state().stands()) {
            documents.forEach((name, file) -> night.documents()
                    .find(key(shown.result(), shown.revision(), name))
                    .ifPresent(bytes -> {
                        AtomicFile.write(file, out -> out.write(bytes));
                        kept.add(name);
                    }));
        }
        return kept;
    }

    private void keep(Shown shown, Map<String, Path> documents) {
        if (shown.result().state().stands()) {
            documents.forEach((name, file) -> {
                try {
                    night.documents().keep(key(shown.result(), shown.revision(), name), Files.readAllBytes(file));
                } catch (IOException gone) {
                    throw new UncheckedIOException("a document that was just written cannot be read", gone);
                }
            });
        }
    }

    /** Beside a restated scorecard lies the one that was issued first. */
    private void firstIssue(Shown shown) {
        PeriodResult result = shown.result();
        if (shown.revision() > 0 && !result.isOwn()) {
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
        List<DataReceived.FileReceipt> receipts = behind.stream()
                .map(file -> Receipts.of(file, result.contract().zone()))
                .toList();
        List<RefusedRowStore.Kept> refused = night.refusedRows()
                .of(behind.stream().map(FileStore.StoredFile::fileId).toList(), REFUSED_ROWS_SHOWN);
        return new DataReceived(
                receipts,
                refused.stream().map(Receipts::of).toList(),
                night.files().quality(result.contract().vendor(), MONTHS_OF_QUALITY).stream()
                        .map(Receipts::of)
                        .toList());
    }

    private static boolean isCurrent(PeriodResult result, FileStore.StoredFile file) {
        Contract contract = result.contract();
        Instant received = Receipts.received(file, contract.zone());
        return !received.isBefore(result.period().start(contract.zone()))
                && !received.isAfter(result.period().end(contract.zone()));
    }
}
