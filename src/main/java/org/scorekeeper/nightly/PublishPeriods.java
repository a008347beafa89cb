package org.scorekeeper.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.publish.AccountingNote;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.LedgerTable;
import org.scorekeeper.publish.MeasurementTable;
import org.scorekeeper.publish.Portfolio;
import org.scorekeeper.publish.RefusedRowTable;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.publish.Table;
import org.scorekeeper.publish.TriggerTable;
import org.scorekeeper.publish.VendorRecord;
import org.scorekeeper.publish.csv.CsvFile;
import org.scorekeeper.publish.csv.CsvForm;
import org.scorekeeper.publish.pdf.PortfolioPdf;
import org.scorekeeper.publish.pdf.VendorRecordPdf;
import org.scorekeeper.publish.ubl.UblFile;
import org.scorekeeper.publish.xlsx.XlsxFile;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.postgres.ResultStore;
import org.scorekeeper.workspace.AsOf;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** What spans contracts: the portfolio, vendors' records, the finance file and the measurements of each period, and what goes back to vendors. */
record PublishPeriods(NightContext night, PortfolioPdf pdf, VendorRecordPdf recordPdf) implements Tasklet {
    private static final int REFUSED_ROWS_SENT_BACK = 100_000;
    private static final int HISTORY = 13;

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        night.progress().begin("portfolio and finance", -1);
        postings();
        List<List<SettledPeriod>> settled = settled();
        List<List<PeriodResult>> all = settled.stream()
                .map(contract -> contract.stream().map(SettledPeriod::result).toList())
                .toList();
        Map<String, List<List<PeriodResult>>> byPeriod = byPeriod(all);
        Set<String> touched = touched();
        long run = night.run().runId();
        touched.addAll(night.ledger().periodsSince(night.runs().finishedBefore(run), run));
        byPeriod.forEach((period, histories) -> {
            Stop.check();
            if (touched.contains(period)) {
                period(period, histories, all);
            }
        });
        records(settled, touched);
        refusedRows();
        return RepeatStatus.FINISHED;
    }

    /** A posting is never written again; where it is not there (a new folder), it is written as it was. */
    private void postings() {
        for (LedgerEntry.Posting posting : night.ledger().postings()) {
            Path csv = night.reports().posting(posting, "csv");
            Path xlsx = night.reports().posting(posting, "xlsx");
            boolean ofThisRun = night.ledger().isOf(posting, night.run().runId());
            if (ofThisRun || !Files.exists(csv) || !Files.exists(xlsx)) {
                Table<?> table = LedgerTable.of(posting, night.ledger().of(posting));
                if (!Files.exists(csv)) {
                    CsvFile.write(csv, table, form());
                } else if (ofThisRun && !CsvFile.says(csv, table)) {
                    sayOther("posting", csv);
                }
                if (!Files.exists(xlsx)) {
                    XlsxFile.write(
                            xlsx,
                            table,
                            posting.on().atStartOfDay(ZoneOffset.UTC).toInstant());
                }
            }
        }
    }

    /** Another database left a document of this number in the folder: finance would miss what this one holds. */
    private void sayOther(String what, Path file) {
        String name = night.reports().name(file);
        night.runs()
                .note(
                        night.run().runId(),
                        what + " " + name,
                        name + " is another " + what + " of that number, from another database, and is left alone."
                                + " Move it away and run again over another as-of, or give this workspace reports of its own.");
    }

    private CsvForm form() {
        return night.workspace().settings().csv();
    }

    /** What finance was handed is never written again. */
    private void accounting(List<LedgerEntry> posted) {
        for (AccountingNote note : AccountingNote.of(posted)) {
            Path file = night.reports().accounting(note);
            byte[] bytes = UblFile.bytes(note);
            if (!Files.exists(file)) {
                AtomicFile.write(file, out -> out.write(bytes));
            } else if (!says(file, bytes)) {
                sayOther(note.kind().code().replace('-', ' '), file);
            }
        }
    }

    private static boolean says(Path file, byte[] bytes) {
        try {
            return Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The periods of which this run, or one before it that was stopped, made at least one scorecard. */
    private Set<String> touched() {
        Set<String> periods = new TreeSet<>();
        night.runs()
                .publishedBy(night.reportsKey(), night.run().runId())
                .forEach(name -> periods.add(name.substring(name.lastIndexOf('/') + 1)));
        return periods;
    }

    /** The latest figures of all contracts, those too that this run is not about or whose files are gone. */
    private List<List<SettledPeriod>> settled() {
        return night.allResults().stream()
                .map(contract ->
                        contract.stream().map(ResultStore.Stored::period).toList())
                .toList();
    }

    /** Of each vendor of whose newest period this run made a document, what it did over its whole history. */
    private void records(List<List<SettledPeriod>> settled, Set<String> touched) {
        Map<String, List<List<SettledPeriod>>> byVendor = new TreeMap<>();
        settled.stream()
                .filter(contract -> !contract.isEmpty())
                .forEach(contract -> byVendor.computeIfAbsent(
                                contract.get(0).result().contract().vendor(), key -> new ArrayList<>())
                        .add(contract));
        byVendor.forEach((vendor, contracts) -> {
            String newest = contracts.stream()
                    .flatMap(List::stream)
                    .map(SettledPeriod::result)
                    .filter(result -> !result.isOwn())
                    .map(PeriodResult::period)
                    .max(Comparator.comparing(MeasurementPeriod::to).thenComparing(MeasurementPeriod::label))
                    .map(MeasurementPeriod::label)
                    .orElse("");
            if (touched.contains(newest)) {
                RunStore.Run writer = writer(newest);
                Contract first = contracts.get(0).get(0).result().contract();
                recordPdf.write(
                        night.reports().vendorRecord(vendor, newest),
                        new VendorRecord(
                                vendor,
                                contracts,
                                agendaOf(contracts),
                                AsOf.parse(writer.key().asOf()).in(first.zone()),
                                writer.shortId()));
            }
        });
    }

    private Agenda agendaOf(List<List<SettledPeriod>> contracts) {
        return contracts.stream()
                .map(contract -> night.workspace()
                        .agenda()
                        .of(contract.get(0).result().contract().id()))
                .reduce(Agenda.NONE, Agenda::and);
    }

    /** For each period, each contract's results up to it. */
    private static Map<String, List<List<PeriodResult>>> byPeriod(List<List<PeriodResult>> all) {
        Map<String, List<List<PeriodResult>>> byPeriod = new TreeMap<>();
        for (List<PeriodResult> results : all) {
            List<PeriodResult> whole =
                    results.stream().filter(result -> !result.isOwn()).toList();
            for (int i = 0; i < whole.size(); i++) {
                byPeriod.computeIfAbsent(whole.get(i).period().label(), key -> new ArrayList<>())
                        .add(whole.subList(Math.max(0, i + 1 - HISTORY), i + 1));
            }
            results.stream()
                    .filter(PeriodResult::isOwn)
                    .forEach(own -> byPeriod.computeIfAbsent(own.period().label(), key -> new ArrayList<>())
                            .add(List.of(own)));
        }
        return byPeriod;
    }

    private void period(String period, List<List<PeriodResult>> histories, List<List<PeriodResult>> all) {
        ReportFolder folder = night.reports();
        List<PeriodResult> results = histories.stream()
                .map(history -> history.get(history.size() - 1))
                .toList();
        RunStore.Run writer = writer(period);
        Instant asOf = AsOf.parse(writer.key().asOf()).in(ZoneOffset.UTC);
        List<LedgerEntry> posted = night.ledger().ofPeriod(period);
        Table<?> ledger = LedgerTable.of("breach-summary", posted);
        CsvFile.write(folder.breachSummary(period, "csv"), ledger, form());
        XlsxFile.write(folder.breachSummary(period, "xlsx"), ledger, asOf);
        CsvFile.write(folder.breachPreview(period), LedgerTable.preview(results), form());
        CsvFile.write(
                folder.measurements(period),
                MeasurementTable.of(results, night.workspace().contracts()),
                form());
        CsvFile.write(folder.triggers(period), TriggerTable.of(results), form());
        accounting(posted);
        List<List<PeriodResult>> whole = histories.stream()
                .filter(history -> !history.get(history.size() - 1).isOwn())
                .toList();
        if (!whole.isEmpty()) {
            pdf.write(
                    folder.portfolio(period),
                    portfolio(
                            whole.stream()
                                    .map(history -> together(history, all))
                                    .toList(),
                            writer));
        }
    }

    /** With the levels whose own period ends in the last of them. */
    private static List<PeriodResult> together(List<PeriodResult> history, List<List<PeriodResult>> all) {
        PeriodResult last = history.get(history.size() - 1);
        List<PeriodResult> own = all.stream()
                .flatMap(List::stream)
                .filter(result -> result.isOwn()
                        && result.contract().id().equals(last.contract().id())
                        && result.settledIn().equals(last.period()))
                .toList();
        List<PeriodResult> joined = new ArrayList<>(history);
        joined.set(joined.size() - 1, last.with(own));
        return joined;
    }

    /** The run that wrote a period's files: this one, or where an earlier day is shown again, the last to touch them. */
    private RunStore.Run writer(String period) {
        RunStore.Run wrote = night.writer("", period);
        List<Long> entered = night.again() ? night.ledger().runsOf(period) : List.of();
        return entered.stream()
                .filter(run -> run > wrote.runId())
                .max(Long::compare)
                .map(night.runs()::get)
                .orElse(wrote);
    }

    private Portfolio portfolio(List<List<PeriodResult>> histories, RunStore.Run writer) {
        List<Portfolio.Entry> entries = histories.stream()
                .map(history -> new Portfolio.Entry(history.get(history.size() - 1), history))
                .toList();
        // Where the contracts differ no one speaks for all: the words are English, and the first clock is as good as
        // any.
        Contract first = entries.get(0).result().contract();
        return new Portfolio(
                entries.get(0).result().period(),
                entries,
                locale(entries),
                first.zone(),
                AsOf.parse(writer.key().asOf()).in(first.zone()),
                writer.shortId());
    }

    private static Locale locale(List<Portfolio.Entry> entries) {
        List<Locale> locales = entries.stream()
                .map(entry -> entry.result().contract().locale())
                .distinct()
                .toList();
        return locales.size() == 1 ? locales.get(0) : Locale.UK;
    }

    /** The refused rows of the as-of's month, a file a vendor. */
    private void refusedRows() {
        if (night.again()) {
            // The folders of the months of earlier runs stand there too.
            night.runs().months(night.reportsKey()).forEach(this::refusedRows);
        } else {
            refusedRows(night.asOf().month());
        }
    }

    private void refusedRows(String month) {
        Map<String, List<Long>> byVendor = new TreeMap<>();
        night.feeds().stream().map(feed -> feed.vendor()).distinct().forEach(vendor -> {
            List<Long> files = night.files().ofVendor(vendor).stream()
                    .filter(file -> file.asOf().startsWith(month) && file.rejected() > 0)
                    .map(FileStore.StoredFile::fileId)
                    .toList();
            if (!files.isEmpty()) {
                byVendor.put(vendor, files);
            }
        });
        byVendor.forEach((vendor, files) -> CsvFile.write(
                night.reports().rejectedRows(month, vendor),
                RefusedRowTable.of(night.refusedRows().of(files, REFUSED_ROWS_SENT_BACK).stream()
                        .map(Receipts::of)
                        .toList()),
                form()));
    }
}
