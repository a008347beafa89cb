package org.scorekeeper.publish.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.LedgerLine;

/** Ledger lines as they were entered, with their posting; or, of a provisional period, as they would be. */
record LedgerLines(Page page) {
    /** The lines that are entered; where none are, those that are not yet. */
    void of(List<LedgerEntry> entered, List<LedgerLine> provisional) {
        if (!entered.isEmpty()) {
            page.heading("In the ledger");
            table(entered.stream().map(LedgerEntry::line).toList(), entered);
        } else if (!provisional.isEmpty()) {
            page.heading("Not yet in the ledger, because the period is not issued");
            table(provisional, List.of());
        }
    }

    private void table(List<LedgerLine> lines, List<LedgerEntry> entered) {
        TextTable table = new TextTable("line", "kind", ">customer's", "invoice", "posting");
        List<String> reasons = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            LedgerLine line = lines.get(i);
            sum = sum.add(line.signedAmount());
            table.row(
                    line.lineId(),
                    line.kind().code(),
                    page.amount(line.signedAmount()),
                    line.invoicePeriod().label(),
                    entered.isEmpty()
                            ? ""
                            : entered.get(i)
                                    .posting()
                                    .map(LedgerEntry.Posting::name)
                                    .orElse("not posted yet"));
            reasons.add(line.reason());
        }
        if (lines.size() > 1) {
            table.row("", "in all", page.amount(sum), "", "");
        }
        page.table(table, reasons);
    }
}
