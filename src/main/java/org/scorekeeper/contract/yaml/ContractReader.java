package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Contract.Contact;
import org.scorekeeper.contract.Contract.Term;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.ServiceLevel;

/** Reads one contract version from its YAML (contract language, the whole page as far as this release follows it). */
public final class ContractReader {
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
     * @param problems all that is wrong, and warnings
     */
    public record Result(Optional<Contract> contract, List<Problem> problems) {}

    /** Reads a file; everything that is wrong with it is said at once. */
    public static Result read(String fileName, String text) {
        Problems problems = new Problems(fileName);
        Optional<Contract> contract =
                YamlReader.read(text, problems).flatMap(block -> new ContractReader(block, problems).contract());
        return new Result(problems.hasErrors() ? Optional.empty() : contract, problems.list());
    }

    private Optional<Contract> contract() {
        Optional<String> id = file.need("contract");
        Optional<String> title = file.need("title");
        Optional<String> vendor = file.need("vendor");
        Optional<LocalDate> appliesFrom = file.needDate("applies-from");
        Optional<Term> term = term();
        ZoneId zone = file.needValue("time-zone", CalendarReader::zone).orElse(ZoneId.of("UTC"));
        Currency currency = file.needValue("currency", ContractReader::currency).orElse(Currency.getInstance("EUR"));
        Locale locale = file.value("locale", ContractReader::locale).orElse(Locale.UK);
        PeriodKind period = file.value("period", ContractReader::period).orElse(PeriodKind.MONTHLY);
        Map<String, ServiceCalendar> calendars = CalendarReader.read(file.block("calendars"), zone, term);
        LocalDate applies = appliesFrom.or(() -> term.map(Term::from)).orElse(LocalDate.EPOCH);
        if (term.isPresent() && appliesFrom.isPresent()) {
            checkDates(term.get(), appliesFrom.get(), period);
        }
        List<ServiceLevel> levels = levels(calendars.keySet(), applies);
        Optional<BigDecimal> charges = charges();
        Money money = money(levels, charges);
        checkWeights(levels, money.pointPrice().isPresent());
        Optional<Condition> except = file.block("population").flatMap(this::except);
        TermsReader terms = new TermsReader(file);
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
                file.texts("objectives"),
                contacts(),
                calendars,
                ServiceCalendar.workingDays(zone, CalendarReader.ofCountry(locale)),
                charges,
                levels,
                money.pointPrice(),
                money.caps(),
                except,
                terms.rateCard(),
                terms.timesheetRules(),
                terms.deliverables(),
                problems.file());
        file.notYet("closes", "delivery", "triggers", "examples", "disputed", "stub", "improvement", "invoiced");
        for (String key : List.of("clause", "quote", "note")) {
            file.text(key);
        }
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

    private List<ServiceLevel> levels(Set<String> calendars, LocalDate applies) {
        LevelReader reader = new LevelReader(calendars, applies);
        List<ServiceLevel> levels = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Block block : file.blocks("service-levels")) {
            reader.read(block).ifPresent(level -> {
                levels.add(level);
                if (!ids.add(level.id())) {
                    block.error("id", "the service level " + level.id() + " stands twice. Give each an id of its own.");
                }
            });
        }
        if (!file.has("service-levels")) {
            file.error("service-levels", "is missing: a contract promises at least one.");
        }
        return levels;
    }

    private Optional<BigDecimal> charges() {
        return file.block("charges").flatMap(block -> {
            block.notYet("from", "except");
            Optional<BigDecimal> amount =
                    block.has("from") ? Optional.empty() : block.needValue("per-period", Block::parseDecimal);
            for (String key : List.of("clause", "quote", "note")) {
                block.text(key);
            }
            block.nothingElse();
            return amount;
        });
    }

    private record Money(Optional<Price> pointPrice, List<Cap> caps) {}

    private Money money(List<ServiceLevel> levels, Optional<BigDecimal> charges) {
        Optional<Block> credits = file.block("credits");
        Optional<Price> each = credits.flatMap(block -> block.block("points")).flatMap(block -> {
            Optional<Price> price = block.needValue("each", Quantities::price);
            block.notYet("free", "steps", "table");
            for (String key : List.of("clause", "quote", "note")) {
                block.text(key);
            }
            block.nothingElse();
            return price;
        });
        List<Cap> caps = new ArrayList<>();
        credits.ifPresent(block -> {
            for (Block cap : block.blocks("caps")) {
                cap(cap, levels).ifPresent(caps::add);
            }
            block.notYet(
                    "pool",
                    "pools",
                    "earn-back",
                    "one-event",
                    "repeat",
                    "ignore",
                    "invoiced",
                    "per-item",
                    "per-step",
                    "curve",
                    "free");
            for (String key : List.of("clause", "quote", "note")) {
                block.text(key);
            }
            block.nothingElse();
        });
        boolean shares = each.filter(Price.ShareOfCharges.class::isInstance).isPresent()
                || caps.stream().anyMatch(cap -> cap.atMost() instanceof Price.ShareOfCharges)
                || levels.stream()
                        .flatMap(level -> level.ladder().stream())
                        .anyMatch(step -> step.credit()
                                .filter(Price.ShareOfCharges.class::isInstance)
                                .isPresent());
        if (shares && charges.isEmpty() && !file.has("charges")) {
            file.error("charges", "is missing: credits are a share of charges. Write { per-period: 182000.00 }.");
        }
        boolean points = levels.stream()
                .flatMap(level -> level.ladder().stream())
                .anyMatch(step -> step.points().signum() > 0);
        boolean priced = each.isPresent() || levels.stream().anyMatch(level -> LevelReader.hasPrice(level, false));
        if (!caps.isEmpty() && !priced && !problems.hasErrors()) {
            credits.orElseThrow().warning("caps", "can never bind: nothing costs anything.");
        }
        if (each.isPresent() && !points && !problems.hasErrors()) {
            credits.orElseThrow().warning("points", "no ladder has points, so this price never applies.");
        }
        return new Money(each, caps);
    }

    private static Optional<Cap> cap(Block block, List<ServiceLevel> levels) {
        List<String> of = block.texts("of");
        Optional<String> per = block.need("per");
        Optional<Price> atMost = block.needValue("at-most", Quantities::price);
        for (String key : List.of("clause", "quote", "note")) {
            block.text(key);
        }
        block.nothingElse();
        if (of.isEmpty()) {
            block.error("of", "is missing. Write contract, a service level, or a list of them.");
            return Optional.empty();
        }
        boolean whole = of.equals(List.of("contract"));
        for (String id : of) {
            if (!whole && levels.stream().noneMatch(level -> level.id().equals(id))) {
                block.error("of", "there is no service level \"" + id + "\".");
            }
        }
        per.filter(word -> !word.equals("period"))
                .ifPresent(word -> block.error(
                        "per",
                        word.equals("year") || word.equals("item")
                                ? "\"" + word + "\" is not yet supported in this release; period is."
                                : "\"" + word + "\" is unknown. Write period."));
        return atMost.map(price -> new Cap(whole ? List.of() : of, price));
    }

    private void checkWeights(List<ServiceLevel> levels, boolean pointsArePriced) {
        List<ServiceLevel> weighted =
                levels.stream().filter(level -> level.weight().isPresent()).toList();
        if (weighted.isEmpty()) {
            return;
        }
        for (ServiceLevel level : levels) {
            if (level.weight().isEmpty() && LevelReader.hasPrice(level, pointsArePriced)) {
                file.error(
                        "service-levels",
                        level.id() + " can cost something and has no weight, while others have one."
                                + " Give every such level a weight, or none.");
            }
        }
        BigDecimal sum =
                weighted.stream().map(level -> level.weight().orElseThrow()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
            file.error("service-levels", "the weights add up to " + sum.toPlainString() + "%, not to 100%.");
        }
    }

    private Optional<Condition> except(Block block) {
        Optional<Condition> condition = block.block("except").map(ConditionReader::read);
        if (condition.isEmpty()) {
            block.error("except", "is missing. Write { status: [merged, cancelled] }.");
        }
        block.nothingElse();
        return condition;
    }

    private Map<String, Contact> contacts() {
        Map<String, Contact> contacts = new LinkedHashMap<>();
        file.block("contacts").ifPresent(block -> {
            for (String role : block.keys()) {
                block.block(role).ifPresent(person -> {
                    Map<String, String> details = new LinkedHashMap<>(person.allTexts());
                    Optional<String> name = Optional.ofNullable(details.remove("name"));
                    Optional<String> email = Optional.ofNullable(details.remove("email"));
                    contacts.put(role, new Contact(name, email, details));
                    person.nothingElse();
                });
            }
            block.nothingElse();
        });
        return contacts;
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
        if (locale.getLanguage().isEmpty()) {
            throw new IllegalArgumentException("\"" + tag + "\" is no locale. Write en-GB, de-DE or fr-FR.");
        }
        return locale;
    }

    private static PeriodKind period(String code) {
        return PeriodKind.of(code)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + code + "\" is no period. Write weekly, monthly, quarterly or yearly."));
    }
}
