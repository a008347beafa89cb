package org.scorekeeper.sample;

import java.util.List;

/** What people write into the first line of a ticket. */
final class Titles {
    static final List<String> CRITICAL = List.of(
            "Warehouse scanners offline at Tilbury",
            "Order entry down for all branches",
            "File server FS-03 not reachable",
            "Telephony: no inbound calls",
            "SAP login fails for everybody, \"session expired\"",
            "Payroll interface stopped, deadline today",
            "Core switch in Leeds office down");
    static final List<String> HIGH = List.of(
            "VPN drops every few minutes",
            "Finance share read-only since this morning",
            "Outlook does not start after update",
            "Printer queue stuck, invoices not printed",
            "CRM very slow, timeouts when saving",
            "Cannot approve purchase orders",
            "Shared mailbox orders@ not receiving",
            "Label printer in goods-in prints blank labels",
            "Account locked, director travelling",
            "Report \"Open items\" ends with error 0x80004005",
            "Wi-Fi in meeting rooms, floor 3, keeps dropping",
            "Batch job NIGHT-07 ended with warnings");
    static final List<String> NORMAL = List.of(
            "Docking station does not charge laptop",
            "Second monitor flickers",
            "Teams: no sound in calls",
            "Password reset for ex-colleague's folder",
            "Browser shows certificate warning on intranet",
            "Excel add-in missing after reinstall",
            "=SUM(A1:A9) shows #REF! in the budget sheet",
            "Mail signature wrong, old logo",
            "Mobile phone does not sync calendar",
            "Meeting room screen: \"no signal\"",
            "Keyboard, letter E sticks",
            "Slow login since Monday",
            "Shortcut to C:\\Apps\\Orders broken",
            "Calendar invitation shows wrong time",
            "Scanner profile lost after update");
    static final List<String> REQUESTS = List.of(
            "New starter: account and laptop",
            "Access to project folder \"Harbour\"",
            "Install Visio",
            "Leaver: close account",
            "Replace toner, 2nd floor",
            "Distribution list for new team",
            "Second screen for home office",
            "Extend guest Wi-Fi voucher",
            "Move desk phone to room 214",
            "Mobile contract upgrade");
    static final List<String> ENHANCEMENTS = List.of(
            "Orders: add delivery window to confirmation",
            "Portal: remember last search",
            "Invoice layout: VAT number of branch",
            "Stock list: export to Excel",
            "Returns: reason codes for carriers",
            "Price list import: accept decimal comma");
    static final List<String> PLANT = List.of(
            "PC an Linie 2 startet nicht",
            "Etikettendrucker druckt unleserlich",
            "Terminal Wareneingang ohne Netz",
            "Scanner Lager Süd defekt",
            "Monitor Leitstand flackert",
            "Drucker Büro 1.14: Papierstau",
            "Zeiterfassung nimmt Ausweis nicht an",
            "Notebook fährt nach Update nicht hoch",
            "Kein Zugriff auf Laufwerk Q:\\Prüfpläne",
            "Telefon Pforte tot",
            "WLAN in Halle 4 fällt aus",
            "SAP-GUI meldet \"Verbindung getrennt\"");
    static final List<String> SWAPS = List.of(
            "Gerätetausch Notebook (Leasingende)",
            "Gerätetausch Monitor 24\"",
            "Gerätetausch Drucker Halle 2",
            "Gerätetausch Terminal Versand");
    static final List<String> PAYROLL = List.of(
            "Overtime missing on September stub",
            "Direct deposit went to old account",
            "W-4 change not picked up",
            "Benefits deduction taken twice",
            "PTO balance wrong after transfer",
            "Cannot open pay stub, \"document not found\"",
            "New hire not in payroll calendar",
            "State tax withheld for NJ, lives in NY",
            "Manager cannot approve timesheet",
            "Tuition refund not paid",
            "Garnishment letter received, please advise",
            "401(k) match missing");

    private Titles() {}
}
