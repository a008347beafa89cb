package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.date;
import static org.scorekeeper.publish.Column.money;
import static org.scorekeeper.publish.Column.number;
import static org.scorekeeper.publish.Column.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.PeriodResult;

/**
 * {@code breach-summary} and {@code breach-preview}: ledger lines with what finance books them by. Nothing is posted
 * before a period is issued, so batch and posting date are empty.
 */
public final class LedgerTable {
    private static final List<Column<Row>> COLUMNS = List.of(
            text("line_id", 22, row -> new Cell.Link(row.line().lineId(), row.evidence())),
            text("batch_id", 14, row -> Cell.text(row.entry().posting().map(LedgerEntry.Posting::name))),
            date(
                    "posted_on",
                    row -> row.entry()
                            .posting()
                            .map(posting -> Cell.day(posting.on()))
                            .orElseGet(Cell.Empty::new)),
            text("contract", 16, row -> Cell.text(row.contract().id())),
            date("contract_version", row -> Cell.day(row.contract().appliesFrom())),
            text("vendor", 14, row -> Cell.text(row.contract().vendor())),
            text("vendor_number", 14, row -> row.detail("vendor-number")),
            text("service_level", 12, row -> Cell.text(row.line().serviceLevel())),
            text("clause", 26, row -> Cell.text(row.line().clause())),
            text("period", 10, row -> Cell.text(row.line().period().label())),
            text("kind", 10, row -> Cell.text(row.line().kind().code())),
            text("payee", 10, row -> Cell.text(row.line().payee().code())),
            number("actual", 12, row -> Cell.decimal(row.line().actual())),
            number("target", 10, row -> Cell.decimal(row.line().target())),
            text("unit", 5, row -> Cell.text(row.line().unit())),
            text("step", 12, row -> Cell.text(row.line().step())),
            number("points", 8, row -> Cell.decimal(Plain.number(row.line().points()))),
            money("charges_base", row -> Cell.decimal(row.line().chargesBase().map(row::money))),
            money("amount", row -> Cell.decimal(row.money(row.line().amount()))),
            money("signed_amount", row -> Cell.decimal(row.money(row.line().signedAmount()))),
            text("currency", 8, row -> Cell.text(row.contract().currency().getCurrencyCode())),
            text("cost_centre", 12, row -> row.detail("cost-centre")),
            text("gl_account", 12, row -> row.detail("gl-account")),
            text("tax_code", 8, row -> row.detail("tax-code")),
            text("purchase_order", 14, row -> row.detail("purchase-order")),
            text("company_code", 12, row -> row.detail("company-code")),
            text(
                    "invoice_period",
                    12,
                    row -> Cell.text(row.line().invoicePeriod().label())),
            text("original_invoice", 14, row -> Cell.text(row.line().links().originalInvoice())),
            text("replaces_line_id", 14, row -> Cell.text(row.line().links().replacesLineId())),
            text("caused_by_line_id", 14, row -> Cell.text(row.line().links().causedByLineId())),
            text("reason", 60, row -> Cell.text(row.line().reason())));

    private LedgerTable() {}

    /** The lines of periods that are not issued yet, by vendor, contract and period, levels in the contract's order. */
    public static Table<?> preview(List<PeriodResult> results) {
        return of("breach-preview", provisional(results));
    }

    /** What the preview holds. */
    public static List<LedgerEntry> provisional(List<PeriodResult> results) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (PeriodResult result : MeasurementTable.inOrder(results)) {
            if (!result.state().stands()) {
                result.lines().forEach(line -> entries.add(LedgerEntry.provisional(result.contract(), line)));
            }
        }
        return entries;
    }

    /** The lines of a period, as they are given. */
    public static Table<?> of(String name, List<LedgerEntry> entries) {
        return new Table<>(
                name, COLUMNS, entries.stream().map(entry -> new Row(entry, "")).toList());
    }

    /** The lines of a posting, whatever their period. */
    public static Table<?> of(LedgerEntry.Posting posting, List<LedgerEntry> entries) {
        return new Table<>(
                posting.name(),
                COLUMNS,
                entries.stream()
                        .map(entry ->
                                new Row(entry, "../" + entry.line().period().label() + "/"))
                        .toList());
    }

    /**
     * A line.
     *
     * @param way from the file's folder to that of the line's period
     */
    private record Row(LedgerEntry entry, String way) {
        /** The document that shows what it rests on. */
        String evidence() {
            return way + contract().vendor() + "/" + contract().id()
                    + switch (line().kind()) {
                        case TIMESHEET_EXCEPTION -> "-timesheet-exceptions.csv";
                        case LATE_DELIVERY, MANUAL, WAIVER -> "-scorecard.pdf";
                        default -> "-breaches.xlsx";
                    };
        }

        Contract contract() {
            return entry.contract();
        }

        LedgerLine line() {
            return entry.line();
        }

        BigDecimal money(BigDecimal amount) {
            return amount.setScale(contract().moneyPlaces(), RoundingMode.HALF_UP);
        }

        /** What finance books by. */
        Cell detail(String key) {
            return Cell.text(contract().bookedBy(key));
        }
    }
}
