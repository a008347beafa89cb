package org.scorekeeper.publish.ubl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.helger.diagnostics.error.list.ErrorList;
import com.helger.ubl21.UBL21Marshaller;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scorekeeper.contract.Ubl;
import org.scorekeeper.publish.AccountingNote;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.publish.LedgerTable;
import org.scorekeeper.publish.ScorecardFixtures;
import org.scorekeeper.settle.LedgerEntry;

/** Both documents say what the ledger says, and the schema takes them. */
class UblFileTest {
    private static final LedgerEntry.Posting POSTING = new LedgerEntry.Posting(7, LocalDate.of(2026, 11, 13));

    private static final List<LedgerEntry> LINES =
            LedgerTable.provisional(List.of(ScorecardFixtures.october().result())).stream()
                    .filter(entry -> entry.line().amount().signum() != 0)
                    .map(entry -> new LedgerEntry(entry.contract(), entry.line(), Optional.of(POSTING)))
                    .toList();

    @Test
    void a_self_billed_credit_note() {
        AccountingNote note = new AccountingNote(Ubl.SELF_BILLED_CREDIT_NOTE, 1, POSTING, LINES);
        byte[] bytes = UblFile.bytes(note);

        Golden.check("publish/self-billed-credit-note.xml", new String(bytes, StandardCharsets.UTF_8));
        ErrorList errors = new ErrorList();
        var read =
                UBL21Marshaller.selfBilledCreditNote().setCollectErrors(errors).read(bytes);
        assertThat(errors.getAllErrors()).isEmpty();
        assertThat(read).isNotNull();
        assertThat(requireNonNull(read.getLegalMonetaryTotal()).getPayableAmountValue())
                .isEqualByComparingTo(note.total());
        assertThat(UblFile.bytes(note)).as("the same bytes").isEqualTo(bytes);
    }

    @Test
    void a_debit_note_of_a_later_change_names_the_first() {
        AccountingNote note = new AccountingNote(Ubl.DEBIT_NOTE, 2, POSTING, LINES);
        byte[] bytes = UblFile.bytes(note);

        Golden.check("publish/debit-note-2.xml", new String(bytes, StandardCharsets.UTF_8));
        ErrorList errors = new ErrorList();
        var read = UBL21Marshaller.debitNote().setCollectErrors(errors).read(bytes);
        assertThat(errors.getAllErrors()).isEmpty();
        assertThat(read).isNotNull();
        assertThat(requireNonNull(read.getRequestedMonetaryTotal()).getPayableAmountValue())
                .isEqualByComparingTo(note.total());
    }
}
