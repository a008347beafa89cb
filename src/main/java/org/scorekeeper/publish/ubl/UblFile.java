package org.scorekeeper.publish.ubl;

import com.helger.diagnostics.error.list.ErrorList;
import com.helger.jaxb.GenericJAXBMarshaller;
import com.helger.ubl21.UBL21Marshaller;
import java.util.List;
import java.util.Optional;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.BillingReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CreditNoteLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DebitNoteLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.NoteType;
import oasis.names.specification.ubl.schema.xsd.debitnote_21.DebitNoteType;
import oasis.names.specification.ubl.schema.xsd.selfbilledcreditnote_21.SelfBilledCreditNoteType;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Ubl;
import org.scorekeeper.publish.AccountingNote;
import org.scorekeeper.settle.LedgerEntry;

/**
 * Writes a note as UBL 2.1. It says what the ledger says: a line a ledger line, and no tax, because what tax a service
 * credit bears is finance's to say. The library checks each document against the schema before it leaves.
 */
public final class UblFile {
    private final AccountingNote note;
    private final UblParts parts;

    private UblFile(AccountingNote note) {
        this.note = note;
        this.parts = new UblParts(note);
    }

    /**
     * The document's bytes: the same for the same note.
     *
     * @throws IllegalStateException with the schema's complaint, where it would not be valid
     */
    public static byte[] bytes(AccountingNote note) {
        UblFile file = new UblFile(note);
        return note.kind() == Ubl.DEBIT_NOTE
                ? written(UBL21Marshaller.debitNote(), file.debitNote(), note)
                : written(UBL21Marshaller.selfBilledCreditNote(), file.creditNote(), note);
    }

    private static <T> byte[] written(GenericJAXBMarshaller<T> marshaller, T document, AccountingNote note) {
        ErrorList errors = new ErrorList();
        byte[] bytes = marshaller
                .setFormattedOutput(true)
                .setIndentString("  ")
                .setCollectErrors(errors)
                .getAsBytes(document);
        if (bytes == null || errors.containsAtLeastOneError()) {
            throw new IllegalStateException("the " + note.kind().code() + " " + note.id() + " is no valid UBL 2.1: "
                    + errors.getAllErrors().stream()
                            .map(error -> error.getErrorText(java.util.Locale.ROOT))
                            .findFirst()
                            .orElse("it could not be written"));
        }
        return bytes;
    }

    private SelfBilledCreditNoteType creditNote() {
        SelfBilledCreditNoteType document = new SelfBilledCreditNoteType();
        document.setUBLVersionID("2.1");
        document.setID(note.id());
        document.setIssueDate(note.posting().on());
        document.addNote(new NoteType(parts.remark()));
        document.setDocumentCurrencyCode(parts.currency());
        bookedBy("gl-account").ifPresent(document::setAccountingCostCode);
        bookedBy("cost-centre").ifPresent(document::setAccountingCost);
        document.addInvoicePeriod(UblParts.period(note.period()));
        order().ifPresent(document::setOrderReference);
        changed().ifPresent(document::addBillingReference);
        document.addContractDocumentReference(parts.contract());
        document.setAccountingCustomerParty(parts.customer());
        document.setAccountingSupplierParty(parts.supplier());
        document.setLegalMonetaryTotal(parts.total());
        int number = 1;
        for (LedgerEntry entry : note.entries()) {
            CreditNoteLineType line = new CreditNoteLineType();
            line.setID(String.valueOf(number++));
            line.setUUID(UblParts.uuid(entry));
            line.setNote(List.of(new NoteType(entry.line().reason())));
            line.setCreditedQuantity(java.math.BigDecimal.ONE);
            line.setLineExtensionAmount(parts.lineAmount(entry));
            line.addInvoicePeriod(UblParts.period(entry.line().invoicePeriod()));
            line.setItem(parts.item(entry));
            document.addCreditNoteLine(line);
        }
        return document;
    }

    private DebitNoteType debitNote() {
        DebitNoteType document = new DebitNoteType();
        document.setUBLVersionID("2.1");
        document.setID(note.id());
        document.setIssueDate(note.posting().on());
        document.addNote(new NoteType(parts.remark()));
        document.setDocumentCurrencyCode(parts.currency());
        bookedBy("gl-account").ifPresent(document::setAccountingCostCode);
        bookedBy("cost-centre").ifPresent(document::setAccountingCost);
        document.addInvoicePeriod(UblParts.period(note.period()));
        order().ifPresent(document::setOrderReference);
        changed().ifPresent(document::addBillingReference);
        document.addContractDocumentReference(parts.contract());
        document.setAccountingSupplierParty(parts.supplier());
        document.setAccountingCustomerParty(parts.customer());
        document.setRequestedMonetaryTotal(parts.total());
        int number = 1;
        for (LedgerEntry entry : note.entries()) {
            DebitNoteLineType line = new DebitNoteLineType();
            line.setID(String.valueOf(number++));
            line.setUUID(UblParts.uuid(entry));
            line.setNote(List.of(new NoteType(entry.line().reason())));
            line.setDebitedQuantity(java.math.BigDecimal.ONE);
            line.setLineExtensionAmount(parts.lineAmount(entry));
            line.setItem(parts.item(entry));
            document.addDebitNoteLine(line);
        }
        return document;
    }

    private Optional<String> bookedBy(String detail) {
        Contract contract = note.contract();
        return contract.bookedBy(detail);
    }

    private Optional<OrderReferenceType> order() {
        return bookedBy("purchase-order").map(number -> {
            OrderReferenceType order = new OrderReferenceType();
            order.setID(number);
            return order;
        });
    }

    /** What was issued first is never taken back: a later document names it. */
    private Optional<BillingReferenceType> changed() {
        return note.changes().map(first -> {
            DocumentReferenceType document = new DocumentReferenceType();
            document.setID(first);
            BillingReferenceType reference = new BillingReferenceType();
            if (note.kind() == Ubl.DEBIT_NOTE) {
                reference.setDebitNoteDocumentReference(document);
            } else {
                reference.setSelfBilledCreditNoteDocumentReference(document);
            }
            return reference;
        });
    }
}
