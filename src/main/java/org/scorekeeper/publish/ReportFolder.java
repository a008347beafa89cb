package org.scorekeeper.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.settle.LedgerEntry;

/**
 * Where the documents of a workspace lie.
 *
 * @param root the folder {@code reports}; or one of drafts, which go to the reports of another machine
 * @param elsewhere of drafts: what lies in those reports already
 */
public record ReportFolder(Path root, Optional<Set<String>> elsewhere) {
    /** The reports themselves. */
    public ReportFolder(Path root) {
        this(root, Optional.empty());
    }

    /** A folder of drafts for reports in which these documents lie already. */
    public static ReportFolder drafts(Path root, List<String> standing) {
        return new ReportFolder(root, Optional.of(Set.copyOf(standing)));
    }

    /** Whether documents are drafted here for the reports of another machine. */
    public boolean drafts() {
        return elsewhere.isPresent();
    }

    /** Whether a document lies in the reports. */
    public boolean stands(Path document) {
        return elsewhere.map(names -> names.contains(name(document))).orElseGet(() -> Files.exists(document));
    }

    /** The names of all files that lie here. */
    public List<String> names() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(this::name).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(root + " cannot be looked into", unreadable);
        }
    }

    /** Every period, contract and document, with the state of each. */
    public Path index() {
        return root.resolve("index.html");
    }

    /** A contract's own page of the portal. */
    public Path contract(Contract contract) {
        return root.resolve("contracts").resolve(contract.id() + ".html");
    }

    /** The folder of a period: {@code 2026-10}. */
    public Path period(String period) {
        return root.resolve(period);
    }

    /** All vendors on a page or two. */
    public Path portfolio(String period) {
        return period(period).resolve("portfolio.pdf");
    }

    /** Every ledger line of the period so far; its extension is csv or xlsx. */
    public Path breachSummary(String period, String extension) {
        return period(period).resolve("breach-summary." + extension);
    }

    /** What one run handed to finance; its extension is csv or xlsx. */
    public Path posting(LedgerEntry.Posting posting, String extension) {
        return root.resolve("finance").resolve(posting.name() + "." + extension);
    }

    /** A posting's money of one contract and period as a UBL document: a file of its own for each later change. */
    public Path accounting(AccountingNote note) {
        return vendor(note.period().label(), note.contract().vendor())
                .resolve(note.contract().id() + "-" + note.kind().code()
                        + (note.number() == 1 ? "" : "-" + note.number()) + ".xml");
    }

    /** What was issued first, once there is a restatement. */
    public Path firstIssue(Contract contract, MeasurementPeriod period) {
        return vendor(period.label(), contract.vendor()).resolve(contract.id() + "-scorecard-r0.pdf");
    }

    /** The same for what is still provisional. */
    public Path breachPreview(String period) {
        return period(period).resolve("breach-preview.csv");
    }

    /** One line per contract, service level and period. */
    public Path measurements(String period) {
        return period(period).resolve("measurements.csv");
    }

    /** One line per trigger, affected service level and period. */
    public Path triggers(String period) {
        return period(period).resolve("triggers.csv");
    }

    /** The runs, the files in and out, and the totals. */
    public Path manifest(String period) {
        return period(period).resolve("manifest.json");
    }

    /** What the account manager reads. */
    public Path scorecard(Contract contract, MeasurementPeriod period) {
        return vendor(period.label(), contract.vendor()).resolve(contract.id() + "-scorecard.pdf");
    }

    /** The same for the vendor, without what is internal. */
    public Path vendorScorecard(Contract contract, MeasurementPeriod period) {
        return vendor(period.label(), contract.vendor()).resolve(contract.id() + "-scorecard-vendor.pdf");
    }

    /** What a vendor did over its whole history, in the folder of its newest period. */
    public Path vendorRecord(String vendor, String period) {
        return vendor(period, vendor).resolve("vendor-record.pdf");
    }

    /** Item by item what missed; its extension is csv or xlsx. */
    public Path breaches(Contract contract, MeasurementPeriod period, String extension) {
        return vendor(period.label(), contract.vendor()).resolve(contract.id() + "-breaches." + extension);
    }

    /** Row by row what is not payable of the timesheets. */
    public Path timesheetExceptions(Contract contract, MeasurementPeriod period) {
        return vendor(period.label(), contract.vendor()).resolve(contract.id() + "-timesheet-exceptions.csv");
    }

    /** What goes back to the vendor, in the folder of the as-of's month. */
    public Path rejectedRows(String month, String vendor) {
        return vendor(month, vendor).resolve("rejected-rows.csv");
    }

    /** A document's path as the manifest and the index name it: relative to the root, with slashes. */
    public String name(Path document) {
        return root.relativize(document).toString().replace('\\', '/');
    }

    private Path vendor(String period, String vendor) {
        return period(period).resolve(vendor);
    }
}
