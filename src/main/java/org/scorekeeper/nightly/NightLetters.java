package org.scorekeeper.nightly;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.deliver.Attachment;
import org.scorekeeper.deliver.HouseLetters;
import org.scorekeeper.deliver.Letters;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.deliver.Message;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.publish.AccountingNote;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.publish.json.ManifestFile;
import org.scorekeeper.settle.Closing;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;
import org.scorekeeper.settle.postgres.ResultStore;

/** Which messages a night gives rise to: to whom each contract's {@code delivery} says, and to the operator. */
final class NightLetters {
    private static final String VENDOR = "vendor";
    /** What speaks of other vendors, or was written for us alone. */
    private static final Set<String> NOT_FOR_VENDORS = Set.of("portfolio", "measurements", "triggers", "posting");

    private final NightContext night;
    private final MailSettings settings;
    private final Consumer<Message> out;
    private final ReportFolder folder;
    private final String asOf;
    private final List<PeriodResult> latest = new ArrayList<>();
    private final List<PeriodResult> issued = new ArrayList<>();

    NightLetters(NightContext night, MailSettings settings, Consumer<Message> out) {
        this.night = night;
        this.settings = settings;
        this.out = out;
        this.folder = night.reports();
        this.asOf = night.asOf().toString();
    }

    /** Writes them all. */
    void write(NightSummary summary) {
        night.contracts().forEach(this::contract);
        postings();
        rejectedRows();
        List<String> look = Stream.concat(
                        night.workspace().problems().stream()
                                .filter(Problem::isError)
                                .map(Problem::toString),
                        summary.said().stream())
                .toList();
        settings.operator()
                .ifPresent(operator -> out.accept(house(Locale.UK, ZoneOffset.UTC)
                        .digest(
                                operator,
                                asOf,
                                latest,
                                issued.stream()
                                        .map(result -> result.contract().id() + " "
                                                + result.period().label())
                                        .toList(),
                                summary.concerns().size(),
                                look,
                                summary.lastLine())));
    }

    /** A night that did not come to its end has one reader. */
    void failed(String why) {
        settings.operator()
                .ifPresent(
                        operator -> out.accept(house(Locale.UK, ZoneOffset.UTC).failed(operator, asOf, why)));
    }

    private HouseLetters house(Locale readers, ZoneId zone) {
        return new HouseLetters(
                readers, night.asOf().in(zone), zone, night.run().shortId());
    }

    private void contract(ContractHistory history) {
        Contract now = history.latest();
        if (now.delivery().isEmpty() && settings.operator().isEmpty()) {
            return;
        }
        Letters letters =
                new Letters(now, night.asOf().in(now.zone()), night.run().shortId());
        List<ResultStore.Stored> stored = night.results().history(history);
        Map<PeriodKind, MeasurementPeriod> ended = new LinkedHashMap<>();
        for (ResultStore.Stored one : stored) {
            PeriodResult result = one.period().result();
            if (!result.running()) {
                ended.put(result.period().kind(), result.period());
            }
            if (!result.isOwn() && isOfThisRun(one)) {
                PeriodResult together = together(result, stored);
                issued.add(together);
                issue(letters, together, before(history, result, stored));
            }
        }
        for (ResultStore.Stored one : stored) {
            PeriodResult result = one.period().result();
            boolean current = result.running()
                    || result.period().equals(ended.get(result.period().kind()));
            if (current && (!result.state().stands() || (isOfThisRun(one) && result.revision() == 0))) {
                alerts(letters, history, result);
            }
            if (!result.isOwn() && !result.state().stands()) {
                preview(letters, history, together(result, stored));
            }
        }
        latest(stored).ifPresent(latest::add);
    }

    /** The latest period that is over; while none is, the running one. */
    private static Optional<PeriodResult> latest(List<ResultStore.Stored> stored) {
        List<PeriodResult> whole = stored.stream()
                .map(one -> one.period().result())
                .filter(result -> !result.isOwn())
                .toList();
        return whole.stream()
                .filter(result -> !result.running())
                .reduce((earlier, later) -> later)
                .or(() -> whole.stream().reduce((earlier, later) -> later))
                .map(result -> together(result, stored));
    }

    private boolean isOfThisRun(ResultStore.Stored stored) {
        return stored.runId() == night.run().runId()
                && stored.period().result().state().stands();
    }

    private static PeriodResult together(PeriodResult result, List<ResultStore.Stored> stored) {
        return result.with(ownOf(result, stored));
    }

    private static List<PeriodResult> ownOf(PeriodResult result, List<ResultStore.Stored> stored) {
        return stored.stream()
                .map(one -> one.period().result())
                .filter(own -> own.isOwn() && own.settledIn().equals(result.period()))
                .toList();
    }

    /** The contacts of a contract that asked for something, in the order of {@code delivery}. */
    private static Map<String, Letters.Recipient> recipients(Contract contract) {
        Map<String, Letters.Recipient> recipients = new LinkedHashMap<>();
        contract.delivery()
                .keySet()
                .forEach(role -> Optional.ofNullable(contract.contacts().get(role))
                        .ifPresent(contact -> contact.email()
                                .ifPresent(
                                        email -> recipients.put(role, new Letters.Recipient(email, contact.name())))));
        return recipients;
    }

    private static List<String> asked(Contract contract, String role) {
        return contract.delivery().getOrDefault(role, List.of()).stream()
                .filter(document -> !role.equals(VENDOR) || !NOT_FOR_VENDORS.contains(document))
                .map(document -> role.equals(VENDOR) && document.equals("scorecard") ? "vendor-scorecard" : document)
                .toList();
    }

    private static Stream<Letters.Recipient> whoAsked(Contract contract, String document) {
        return recipients(contract).entrySet().stream()
                .filter(entry -> asked(contract, entry.getKey()).contains(document))
                .map(Map.Entry::getValue);
    }

    /** What a restated period said in the revision before, with the levels' own periods that end in it. */
    private Optional<PeriodResult> before(
            ContractHistory history, PeriodResult result, List<ResultStore.Stored> stored) {
        return result.revision() == 0
                ? Optional.empty()
                : Optional.of(night.results()
                        .before(history, result)
                        .with(ownOf(result, stored).stream()
                                .map(own -> night.results().before(history, own))
                                .toList()));
    }

    private void issue(Letters letters, PeriodResult result, Optional<PeriodResult> before) {
        Contract now = letters.contract();
        recipients(now).forEach((role, recipient) -> {
            List<Attachment> attachments = asked(now, role).stream()
                    .distinct()
                    .flatMap(document -> documents(result, document).stream())
                    .toList();
            if (!attachments.isEmpty()) {
                out.accept(letters.issue(recipient, result, before, attachments));
            }
        });
    }

    /** What goes out when a period is issued, where it is there. */
    private List<Attachment> documents(PeriodResult result, String document) {
        Contract contract = result.contract();
        String period = result.period().label();
        String name = contract.id() + "-" + period + "-" + document;
        return Stream.of(
                        switch (document) {
                            case "scorecard" ->
                                Attachment.of(folder.scorecard(contract, result.period()), name + ".pdf");
                            case "vendor-scorecard" ->
                                Attachment.of(
                                        folder.vendorScorecard(contract, result.period()),
                                        contract.id() + "-" + period + "-scorecard-vendor.pdf");
                            case "breaches" ->
                                Attachment.of(folder.breaches(contract, result.period(), "xlsx"), name + ".xlsx");
                            case "timesheet-exceptions" ->
                                Attachment.of(folder.timesheetExceptions(contract, result.period()), name + ".csv");
                            case "portfolio" -> Attachment.of(folder.portfolio(period), "portfolio-" + period + ".pdf");
                            case "measurements" ->
                                Attachment.of(folder.measurements(period), "measurements-" + period + ".csv");
                            case "triggers" -> Attachment.of(folder.triggers(period), "triggers-" + period + ".csv");
                            default -> Optional.<Attachment>empty();
                        },
                        document.equals("breaches")
                                ? Attachment.of(folder.breaches(contract, result.period(), "csv"), name + ".csv")
                                : Optional.<Attachment>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    /** A level that is to be told at once, the morning after it broke: once a level and period. */
    private void alerts(Letters letters, ContractHistory history, PeriodResult result) {
        List<LevelResult> broken = result.levels().stream()
                .filter(level -> level.level().alert() && level.status() == Status.FAILED)
                .toList();
        List<Letters.Recipient> readers = whoAsked(letters.contract(), "alert").toList();
        if (broken.isEmpty() || readers.isEmpty()) {
            return;
        }
        PeriodResult whole = night.results()
                .period(history, result.period().label())
                .map(settled -> settled.result())
                .orElse(result);
        for (LevelResult level : broken) {
            LevelResult withMisses = whole.level(level.level().id()).orElse(level);
            readers.forEach(reader -> out.accept(letters.alert(reader, whole, withMisses)));
        }
    }

    /** Some working days before the issue, when the period is over; where it is issued at its end, before that. */
    private void preview(Letters letters, ContractHistory history, PeriodResult result) {
        Contract now = letters.contract();
        List<Letters.Recipient> readers = whoAsked(now, "preview").toList();
        if (readers.isEmpty()) {
            return;
        }
        ZoneId zone = now.zone();
        Instant end = result.period().end(zone);
        Instant issue = Closing.time(result.contract(), end, history.workingDays());
        boolean waits = issue.isAfter(end);
        LocalDate today = lastDay(night.asOf().in(zone), zone);
        LocalDate issued = lastDay(issue, zone);
        int days = night.workspace().settings().previewWorkingDays();
        boolean near = !issued.isAfter(today) || history.workingDays().workingDaysBetween(today, issued) <= days;
        if (!near || (waits && result.running())) {
            return;
        }
        List<Attachment> evidence = Stream.of("vendor-scorecard", "breaches", "timesheet-exceptions")
                .flatMap(document -> documents(result, document).stream())
                .toList();
        readers.forEach(reader -> out.accept(letters.preview(reader, result, issued, evidence)));
    }

    private static LocalDate lastDay(Instant instant, ZoneId zone) {
        return instant.minusSeconds(1).atZone(zone).toLocalDate();
    }

    /** Whoever books hears of this night's posting, or that what was issued brings nothing to book. */
    private void postings() {
        Optional<LedgerEntry.Posting> posting = night.ledger().postings().stream()
                .reduce((earlier, later) -> later)
                .filter(last -> night.ledger().isOf(last, night.run().runId()));
        List<LedgerEntry> entries = posting.map(night.ledger()::of).orElse(List.of());
        Map<String, Set<String>> contractsOf = new TreeMap<>();
        Map<String, Letters.Recipient> readers = new TreeMap<>();
        Map<String, Contract> speaksFor = new TreeMap<>();
        for (ContractHistory history : night.contracts()) {
            Contract now = history.latest();
            whoAsked(now, "posting").forEach(reader -> {
                contractsOf
                        .computeIfAbsent(reader.email(), key -> new TreeSet<>())
                        .add(now.id());
                readers.putIfAbsent(reader.email(), reader);
                speaksFor.putIfAbsent(reader.email(), now);
            });
        }
        contractsOf.forEach((email, contracts) -> {
            Contract speaks = java.util.Objects.requireNonNull(speaksFor.get(email));
            Letters.Recipient reader = java.util.Objects.requireNonNull(readers.get(email));
            HouseLetters letters = house(speaks.locale(), speaks.zone());
            boolean booked = entries.stream()
                    .anyMatch(entry -> contracts.contains(entry.contract().id()));
            List<PeriodResult> periods = issued.stream()
                    .filter(result -> contracts.contains(result.contract().id()))
                    .toList();
            if (booked) {
                out.accept(letters.posting(
                        reader,
                        posting.orElseThrow(),
                        ManifestFile.totals(entries),
                        attached(posting.orElseThrow(), entries, contracts)));
            } else if (!periods.isEmpty()) {
                out.accept(letters.nothingToBook(reader, asOf, periods));
            }
        });
    }

    private List<Attachment> attached(LedgerEntry.Posting posting, List<LedgerEntry> entries, Set<String> contracts) {
        List<Attachment> attachments = new ArrayList<>();
        for (String extension : List.of("csv", "xlsx")) {
            Attachment.of(folder.posting(posting, extension), posting.name() + "." + extension)
                    .ifPresent(attachments::add);
        }
        entries.stream()
                .map(entry -> entry.line().period().label())
                .distinct()
                .sorted()
                .flatMap(period -> AccountingNote.of(night.ledger().ofPeriod(period)).stream())
                .filter(note -> note.posting().equals(posting)
                        && contracts.contains(note.contract().id()))
                .forEach(note -> Attachment.of(
                                folder.accounting(note),
                                note.id().replace('/', '-') + "-" + note.kind().code() + ".xml")
                        .ifPresent(attachments::add));
        return attachments;
    }

    /** What of the files that came this night could not be taken in goes back to their vendor. */
    private void rejectedRows() {
        Map<String, List<Letters.BadFile>> byVendor = new TreeMap<>();
        for (FileStore.StoredFile file : night.files().ofRun(night.run().runId())) {
            boolean unreadable = file.state() == FileStore.State.QUARANTINED;
            if (unreadable || (file.rejected() > 0 && file.state() != FileStore.State.WITHDRAWN)) {
                byVendor.computeIfAbsent(file.vendor(), key -> new ArrayList<>())
                        .add(new Letters.BadFile(
                                file.path(),
                                file.rowsRead(),
                                file.rejected(),
                                unreadable ? Optional.of(file.reason().orElse("?")) : Optional.empty()));
            }
        }
        Set<String> told = new TreeSet<>();
        for (ContractHistory history : night.contracts()) {
            Contract now = history.latest();
            List<Letters.BadFile> files = byVendor.getOrDefault(now.vendor(), List.of());
            if (!files.isEmpty()) {
                Letters letters = new Letters(
                        now, night.asOf().in(now.zone()), night.run().shortId());
                List<Attachment> list = Attachment.of(
                                folder.rejectedRows(night.asOf().month(), now.vendor()),
                                now.vendor() + "-" + night.asOf().month() + "-rejected-rows.csv")
                        .stream()
                        .toList();
                whoAsked(now, "rejected-rows")
                        .filter(reader -> told.add(now.vendor() + " " + reader.email()))
                        .forEach(reader -> out.accept(letters.rejected(reader, asOf, files, list)));
            }
        }
    }
}
