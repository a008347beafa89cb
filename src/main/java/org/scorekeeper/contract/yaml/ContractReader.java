package org.scorekeeper.contract.yaml;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Contract.Contact;
import org.scorekeeper.contract.Contract.Objective;
import org.scorekeeper.contract.Contract.Term;
import org.scorekeeper.contract.Problem;

/** Reads one contract version from its YAML (contract language, the whole page). */
public final class ContractReader {
    private static final List<String> DETAILS =
            List.of("vendor-number", "cost-centre", "gl-account", "tax-code", "purchase-order", "company-code");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Block file;
    private final Problems problems;

    private ContractReader(Block file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * What reading gave.
     *
     * @param contract empty where anything is wrong
     * @param id of the contract that the file speaks of, also where anything is wrong with it
     * @param vendor whose it is, also where anything is wrong with it
     * @param problems all that is wrong, and warnings
     */
    public record Result(
            Optional<Contract> contract, Optional<String> id, Optional<String> vendor, List<Problem> problems) {}

    /** Reads a file; everything that is wrong with it is said at once. */
    public static Result read(String fileName, String text) {
        Problems problems = new Problems(fileName);
        Optional<Block> block = YamlReader.read(text, problems);
        Optional<Contract> contract = block.flatMap(keys -> new ContractReader(keys, problems).contract());
        return new Result(
                problems.hasErrors() ? Optional.empty() : contract,
                block.flatMap(keys -> keys.text("contract")),
                block.flatMap(keys -> keys.text("vendor")),
                problems.list());
    }

    private Optional<Contract> contract() {
        Optional<String> id = file.needValue("contract", ContractReader::folderName);
        Optional<String> title = file.text("title").or(() -> id);
        Optional<String> vendor = file.needValue("vendor", ContractReader::folderName);
        Optional<LocalDate> appliesFrom = file.needDate("applies-from");
        Optional<Term> term = term();
        ZoneId zone = file.needValue("time-zone", CalendarReader::zone).orElse(ZoneId.of("UTC"));
        Currency currency = file.needValue("currency", ContractReader::currency).orElse(Currency.getInstance("EUR"));
        Locale locale = file.value("locale", ContractReader::locale).orElse(Locale.UK);
        PeriodKind period = file.value("period", ContractReader::period).orElse(PeriodKind.MONTHLY);
        LocalDate applies = appliesFrom.or(() -> term.map(Term::from)).orElse(LocalDate.EPOCH);
        if (term.isPresent() && appliesFrom.isPresent()) {
            checkDates(term.get(), appliesFrom.get(), period);
        }
        ServiceCalendar workingDays = ServiceCalendar.workingDays(zone, CalendarReader.ofCountry(locale));
        Map<String, ServiceCalendar> calendars = CalendarReader.read(file.block("calendars"), zone, term, workingDays);
        Charges charges = new ChargesReader(file).read();
        MoneyReader money = new MoneyReader(file, problems);
        MoneyReader.Priced priced = money.read(new LevelReader(calendars.keySet(), applies, period));
        Optional<Condition> except = file.block("population").flatMap(ContractReader::except);
        TermsReader terms = new TermsReader(file);
        List<TriggerReader.Placed> triggers = new TriggerReader(file, money.ids()).read();
        ClosingReader closing = new ClosingReader(file);
        Map<String, Contact> contacts = contacts();
        List<Contract.Deliverable> deliverables = new DeliverableReader(file).read();
        Contract contract = new Contract(
                id.orElse(""),
                title.orElse(""),
                vendor.orElse(""),
                applies,
                term.orElse(new Term(applies, applies)),
                file.text("document"),
                zone,
                currency,
                locale,
                period,
                objectives(),
                contacts,
                calendars,
                workingDays,
                charges,
                priced.levels(),
                priced.credits(),
                triggers.stream().map(TriggerReader.Placed::trigger).toList(),
                closing.closes(),
                closing.stubProRata(),
                closing.withholdDisputed(),
                new ExampleReader(file, priced.levels(), deliverables).read(),
                closing.delivery(contacts),
                except,
                terms.rateCard(),
                terms.timesheetRules(),
                deliverables,
                closing.ubl(),
                closing.people(vendor.orElse(""), contacts, priced.levels()),
                problems.file());
        money.check(contract);
        if (!problems.hasErrors()) {
            triggers.forEach(new LooseTriggers(contract)::warn);
        }
        file.remarks();
        file.nothingElse();
        return Optional.of(contract);
    }

    private Optional<Term> term() {
        if (!file.has("term")) {
            file.error("term", "is missing. Write { from: 2026-01-01, to: 2028-12-31 }.");
            return Optional.empty();
        }
        return file.block("term").flatMap(block -> {
            Optional<LocalDate> from = block.needDate("from");
            Optional<LocalDate> to = block.needDate("to");
            block.remarks();
            block.nothingElse();
            if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
                block.error("to", "the term ends before it begins.");
                return Optional.empty();
            }
            return from.flatMap(first -> to.map(last -> new Term(first, last)));
        });
    }

    private void checkDates(Term term, LocalDate applies, PeriodKind period) {
        if (applies.isBefore(term.from()) || applies.isAfter(term.to())) {
            file.error("applies-from", applies + " lies outside the term " + term.from() + " to " + term.to() + ".");
        } else if (!applies.equals(term.from())
                && !period.containing(applies).from().equals(applies)) {
            file.error(
                    "applies-from",
                    "a version starts a " + period.code() + " period: write "
                            + period.containing(applies).from() + " or "
                            + period.containing(applies).to() + ".");
        }
    }

    private static Optional<Condition> except(Block block) {
        Optional<Condition> condition =
                block.block("except").map(inner -> ConditionReader.read(inner, Optional.empty()));
        if (!block.has("except")) {
            block.error("except", "is missing. Write { status: [merged, cancelled] }.");
        }
        block.remarks();
        block.nothingElse();
        return condition;
    }

    /** Sentences, or blocks of one with its clause. */
    private List<Objective> objectives() {
        List<Objective> objectives = new ArrayList<>();
        for (YamlNode node : file.list("objectives")) {
            if (node instanceof YamlNode.Scalar scalar) {
                if (scalar.text().isBlank()) {
                    file.error("objectives", "has an entry without a value. Write one, or take the entry out.");
                }
                objectives.add(new Objective(scalar.text().trim(), Optional.empty()));
                continue;
            }
            file.asBlock(node, file.path("objectives"))
                    .ifPresentOrElse(
                            block -> objective(block).ifPresent(objectives::add),
                            () -> file.error("objectives", "expected sentences, found " + node.what() + "."));
        }
        return objectives;
    }

    private static Optional<Objective> objective(Block block) {
        Optional<String> words =
                block.text("objective").or(() -> block.text("text")).or(() -> block.text("title"));
        if (words.isEmpty()) {
            block.error(
                    "objective",
                    "is missing. Write { objective: Answer every user within half an hour, clause: 1.2 }.");
        }
        block.known("text", "title");
        Optional<String> clause = block.text("clause");
        block.remarks();
        block.nothingElse();
        return words.map(sentence -> new Objective(sentence, clause));
    }

    private Map<String, Contact> contacts() {
        Map<String, Contact> contacts = new LinkedHashMap<>();
        file.block("contacts").ifPresent(block -> {
            for (String role : block.names()) {
                block.block(role).ifPresent(person -> contacts.put(role, contact(person)));
            }
        });
        return contacts;
    }

    private static Contact contact(Block person) {
        Map<String, String> details = new LinkedHashMap<>();
        for (String key : DETAILS) {
            person.text(key).ifPresent(text -> details.put(key, text));
        }
        Contact contact = new Contact(person.text("name"), person.text("email"), details);
        person.remarks();
        person.nothingElse();
        return contact;
    }

    /** Folders and files are named after it, on every system. */
    private static String folderName(String text) {
        if (!text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" cannot name a file. Write letters, digits, dots, hyphens and underscores only.");
        }
        return text;
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "\"" + code + "\" is no currency. Write its ISO 4217 code: GBP, EUR.", unknown);
        }
    }

    private static Locale locale(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        if (!LANGUAGES.contains(locale.getLanguage())
                || !(locale.getCountry().isEmpty() || COUNTRIES.contains(locale.getCountry()))) {
            throw new IllegalArgumentException("\"" + tag + "\" is no locale. Write en-GB, de-DE or fr-FR.");
        }
        return locale;
    }

    static PeriodKind period(String code) {
        return PeriodKind.of(code)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + code + "\" is no period. Write weekly, monthly, quarterly or yearly."));
    }
}
