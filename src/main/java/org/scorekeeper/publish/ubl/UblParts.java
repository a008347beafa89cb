package org.scorekeeper.publish.ubl;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ContactType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyNameType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PeriodType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.DescriptionType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.LineExtensionAmountType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.PayableAmountType;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.publish.AccountingNote;
import org.scorekeeper.settle.LedgerEntry;

/** The parts that credit notes and debit notes have in common. */
record UblParts(AccountingNote note) {
    String currency() {
        return note.contract().currency().getCurrencyCode();
    }

    String remark() {
        return "Posted as " + note.posting().name() + ". Service levels of "
                + note.contract().title() + ", " + note.period().label()
                + (note.number() == 1 ? "." : ": what has changed since it was issued.");
    }

    /** UBL's periods include their last day. */
    static PeriodType period(MeasurementPeriod period) {
        PeriodType dates = new PeriodType();
        dates.setStartDate(period.from());
        dates.setEndDate(period.to().minusDays(1));
        dates.addDescription(new DescriptionType(period.label()));
        return dates;
    }

    DocumentReferenceType contract() {
        DocumentReferenceType reference = new DocumentReferenceType();
        reference.setID(note.contract().id());
        return reference;
    }

    /** The vendor, by the number that finance knows it by. */
    SupplierPartyType supplier() {
        Contract contract = note.contract();
        SupplierPartyType supplier = new SupplierPartyType();
        supplier.setCustomerAssignedAccountID(contract.bookedBy("vendor-number").orElse(contract.vendor()));
        PartyType party = named(contract.vendorName());
        party.addPartyIdentification(identified(contract.vendor()));
        Optional.ofNullable(contract.contacts().get("vendor"))
                .flatMap(Contract.Contact::email)
                .ifPresent(email -> party.setContact(contact(Optional.empty(), Optional.of(email))));
        supplier.setParty(party);
        return supplier;
    }

    /** Ourselves: the company code, and whoever books. */
    CustomerPartyType customer() {
        Contract contract = note.contract();
        PartyType party = new PartyType();
        contract.bookedBy("company-code").ifPresent(code -> party.addPartyIdentification(identified(code)));
        Optional.ofNullable(contract.contacts().get("finance"))
                .filter(booker -> booker.name().isPresent() || booker.email().isPresent())
                .ifPresent(booker -> party.setContact(contact(booker.name(), booker.email())));
        CustomerPartyType customer = new CustomerPartyType();
        customer.setParty(party);
        return customer;
    }

    private static ContactType contact(Optional<String> name, Optional<String> email) {
        ContactType person = new ContactType();
        name.ifPresent(person::setName);
        email.ifPresent(person::setElectronicMail);
        return person;
    }

    private static PartyType named(String name) {
        PartyNameType said = new PartyNameType();
        said.setName(name);
        PartyType party = new PartyType();
        party.addPartyName(said);
        return party;
    }

    private static PartyIdentificationType identified(String id) {
        PartyIdentificationType identification = new PartyIdentificationType();
        identification.setID(id);
        return identification;
    }

    MonetaryTotalType total() {
        MonetaryTotalType total = new MonetaryTotalType();
        LineExtensionAmountType lines = new LineExtensionAmountType(note.total());
        lines.setCurrencyID(currency());
        total.setLineExtensionAmount(lines);
        PayableAmountType payable = new PayableAmountType(note.total());
        payable.setCurrencyID(currency());
        total.setPayableAmount(payable);
        return total;
    }

    LineExtensionAmountType lineAmount(LedgerEntry entry) {
        BigDecimal amount = note.amount(entry);
        LineExtensionAmountType line = new LineExtensionAmountType(amount);
        line.setCurrencyID(currency());
        return line;
    }

    /** The ledger line's id as a name-based UUID: a line that comes twice is recognised by it. */
    static String uuid(LedgerEntry entry) {
        return UUID.nameUUIDFromBytes(entry.line().lineId().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** What it is about: the level's title, and the ledger line's own id. */
    ItemType item(LedgerEntry entry) {
        ItemType item = new ItemType();
        String kind = entry.line().kind().code().replace('_', ' ');
        String about = entry.line().serviceLevel();
        String title = entry.contract().level(about).map(ServiceLevel::title).orElse(about);
        item.addDescription(new DescriptionType(title.isEmpty() ? kind : title));
        item.setName(about.isEmpty() ? kind : kind + " " + about);
        ItemIdentificationType identification = new ItemIdentificationType();
        identification.setID(entry.line().lineId());
        item.setBuyersItemIdentification(identification);
        note.contract().bookedBy("tax-code").ifPresent(code -> {
            TaxCategoryType tax = new TaxCategoryType();
            tax.setID(code);
            tax.setTaxScheme(new TaxSchemeType());
            item.addClassifiedTaxCategory(tax);
        });
        return item;
    }
}
