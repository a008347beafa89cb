package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.calendar.ServiceCalendar;

/**
 * One version of one contract, as values.
 *
 * @param id the contract's number
 * @param title what it is called
 * @param vendor whose it is
 * @param appliesFrom the first day of this version; a later version takes over from its own
 * @param term first and last day of the contract
 * @param document the paper
 * @param zone where its days begin and end
 * @param currency of all its money
 * @param locale of its documents
 * @param period how long a measurement period is
 * @param objectives what the partners want
 * @param contacts by role: account-manager, vendor, finance
 * @param calendars by name
 * @param workingDays Monday to Friday less the public holidays of the locale's country
 * @param charges the money that credits are a share of
 * @param levels in the file's order
 * @param credits what misses cost
 * @param triggers what else happens, in the file's order
 * @param closes when a period's figures are issued; empty: at its end
 * @param stubProRata whether a period that the term cuts short bears its share of the charges only
 * @param withholdDisputed whether a line in dispute is withheld until it is settled
 * @param examples the schedule's own worked figures
 * @param delivery what goes to whom, by contact
 * @param exceptItems items taken out of every measure ({@code population: { except: … }}): an item that meets all of it
 * @param rateCard what an hour may cost
 * @param timesheetRules which timesheet lines are payable
 * @param deliverables what is due when
 * @param ubl the accounting document that each issued period gets; empty: none
 * @param people how the people whom files name are told of
 * @param source the file that says so, relative to the workspace
 */
public record Contract(
        String id,
        String title,
        String vendor,
        LocalDate appliesFrom,
        Term term,
        Optional<String> document,
        ZoneId zone,
        Currency currency,
        Locale locale,
        PeriodKind period,
        List<Objective> objectives,
        Map<String, Contact> contacts,
        Map<String, ServiceCalendar> calendars,
        ServiceCalendar workingDays,
        Charges charges,
        List<ServiceLevel> levels,
        Credits credits,
        List<Trigger> triggers,
        Optional<Closes> closes,
        boolean stubProRata,
        boolean withholdDisputed,
        List<Example> examples,
        Map<String, List<String>> delivery,
        Optional<Condition> exceptItems,
        List<Rate> rateCard,
        Optional<TimesheetRules> timesheetRules,
        List<Deliverable> deliverables,
        Optional<Ubl> ubl,
        People people,
        String source) {
    /** Copies the collections, keeping their order. */
    public Contract {
        objectives = List.copyOf(objectives);
        contacts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(contacts));
        calendars = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(calendars));
        levels = List.copyOf(levels);
        triggers = List.copyOf(triggers);
        examples = List.copyOf(examples);
        delivery = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(delivery));
        rateCard = List.copyOf(rateCard);
        deliverables = List.copyOf(deliverables);
    }

    /** First and last day (inclusive) of a contract. */
    public record Term(LocalDate from, LocalDate to) {}

    /** What the partners want, in a sentence, and where the paper says it. */
    public record Objective(String words, Optional<String> clause) {}

    /** Somebody to write to, with what finance needs of the vendor ({@code vendor-number}, {@code cost-centre} and so on). */
    public record Contact(Optional<String> name, Optional<String> email, Map<String, String> details) {
        /** Copies the map, keeping its order. */
        public Contact {
            details = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }
    }

    /** What an hour (or a day) of a role costs, from a date on. */
    public record Rate(String role, BigDecimal rate, RateUnit per, Optional<LocalDate> from) {}

    /** What a rate is counted by. */
    public enum RateUnit {
        /** An hour. */
        HOUR,
        /** A day. */
        DAY
    }

    /**
     * Which timesheet lines are payable.
     *
     * @param hoursPerDayAtMost of one person; more are not payable
     * @param approvalRequired whether a line without approval is not payable
     * @param onClosedDays {@code allowed}, {@code only with approval} or {@code never}
     * @param notToExceed a budget
     * @param overtime what hours above so many a day may cost
     * @param persons whose work is payable; empty: anybody's
     * @param submittedWithin how long after the week's end a line may come; later ones are noted
     */
    public record TimesheetRules(
            Optional<BigDecimal> hoursPerDayAtMost,
            boolean approvalRequired,
            Optional<String> onClosedDays,
            Optional<Ceiling> notToExceed,
            Optional<Overtime> overtime,
            List<String> persons,
            Optional<org.scorekeeper.calendar.ContractDuration> submittedWithin) {
        /** Copies the list. */
        public TimesheetRules {
            persons = List.copyOf(persons);
        }
    }

    /** {@code overtime: { above: 8, times: 1.5 }}: hours above so many a day may cost so many times the rate. */
    public record Overtime(BigDecimal above, BigDecimal times) {}

    /** A budget that may not be exceeded in a period, a year or the contract. */
    public record Ceiling(BigDecimal amount, String per, Optional<BigDecimal> warnAtPercent) {}

    /** Something due on a date for a fee, and what a day late costs. */
    public record Deliverable(
            String id,
            String title,
            Optional<String> clause,
            LocalDate due,
            Optional<BigDecimal> fee,
            Optional<LateDamages> late) {}

    /**
     * {@code late: { each-day: 0.5% of fee, at-most: 10% of fee, grace: 2 working days, until: accepted, in: working days }}.
     *
     * @param eachDay what a day late costs
     * @param atMost the most that lateness costs; empty: no bound
     * @param grace how long after the due date nothing is late; days late are counted from its end
     * @param untilAccepted whether it is late until accepted (else until delivered)
     * @param workingDays whether working days are counted (else calendar days)
     */
    public record LateDamages(
            Price eachDay,
            Optional<Price> atMost,
            Optional<ContractDuration> grace,
            boolean untilAccepted,
            boolean workingDays) {}

    /** The same terms with other calendars. */
    public Contract keeping(Map<String, ServiceCalendar> others, ServiceCalendar days) {
        return new Contract(
                id,
                title,
                vendor,
                appliesFrom,
                term,
                document,
                zone,
                currency,
                locale,
                period,
                objectives,
                contacts,
                others,
                days,
                charges,
                levels,
                credits,
                triggers,
                closes,
                stubProRata,
                withholdDisputed,
                examples,
                delivery,
                exceptItems,
                rateCard,
                timesheetRules,
                deliverables,
                ubl,
                people,
                source);
    }

    /** The same terms within another term: contract years are counted from its first day. */
    public Contract within(Term other) {
        return new Contract(
                id,
                title,
                vendor,
                appliesFrom,
                other,
                document,
                zone,
                currency,
                locale,
                period,
                objectives,
                contacts,
                calendars,
                workingDays,
                charges,
                levels,
                credits,
                triggers,
                closes,
                stubProRata,
                withholdDisputed,
                examples,
                delivery,
                exceptItems,
                rateCard,
                timesheetRules,
                deliverables,
                ubl,
                people,
                source);
    }

    /** The same terms from another day on. */
    public Contract from(LocalDate day) {
        return new Contract(
                id,
                title,
                vendor,
                day,
                term,
                document,
                zone,
                currency,
                locale,
                period,
                objectives,
                contacts,
                calendars,
                workingDays,
                charges,
                levels,
                credits,
                triggers,
                closes,
                stubProRata,
                withholdDisputed,
                examples,
                delivery,
                exceptItems,
                rateCard,
                timesheetRules,
                deliverables,
                ubl,
                people,
                source);
    }

    /**
     * The same contract as a worked example has it: with other charges, levels and credits, a term that lasts long enough,
     * and only the deliverables that it is about.
     */
    public Contract asExample(
            Charges others, List<ServiceLevel> promises, Credits costs, LocalDate lasts, List<Deliverable> handedOver) {
        return new Contract(
                id,
                title,
                vendor,
                appliesFrom,
                new Term(term.from(), lasts.isAfter(term.to()) ? lasts : term.to()),
                document,
                zone,
                currency,
                locale,
                period,
                objectives,
                contacts,
                calendars,
                workingDays,
                others,
                promises,
                costs,
                List.of(),
                closes,
                stubProRata,
                withholdDisputed,
                List.of(),
                delivery,
                exceptItems,
                rateCard,
                timesheetRules,
                handedOver,
                ubl,
                people,
                source);
    }

    /** The charges of a contract period, where the contract itself says them. */
    public Optional<BigDecimal> chargesPerPeriod() {
        return charges.perPeriodAmount();
    }

    /**
     * The contract year of a period: the one in which it begins. A first period that the term cuts short begins with the
     * term.
     */
    public ContractYear year(MeasurementPeriod period) {
        LocalDate begins = period.from().isBefore(term.from()) ? term.from() : period.from();
        return ContractYear.containing(term.from(), begins);
    }

    /** What a level's repeated failures cost more: its own rule, that of its own credits, else the contract's default. */
    public Optional<Repeat> repeatOf(ServiceLevel level) {
        return level.repeat().or(() -> level.credits().flatMap(Credits::repeat)).or(credits::repeat);
    }

    /** The most points that one failure of a level can bear, repeats included. */
    public BigDecimal mostPoints(ServiceLevel level) {
        BigDecimal times = repeatOf(level).map(Repeat::most).orElse(BigDecimal.ONE);
        return level.charged()
                ? level.ladder().stream()
                        .map(Step::points)
                        .reduce(BigDecimal.ZERO, BigDecimal::max)
                        .multiply(times.max(BigDecimal.ONE))
                : BigDecimal.ZERO;
    }

    /** The level of an id. */
    public Optional<ServiceLevel> level(String levelId) {
        return levels.stream().filter(level -> level.id().equals(levelId)).findFirst();
    }

    /** Whether it says what an hour may cost: else timesheets are measured, and none of their money is judged. */
    public boolean pricesHours() {
        return !rateCard.isEmpty() || timesheetRules.isPresent() || charges instanceof Charges.FromTimesheets;
    }

    /**
     * The days on which timesheets are expected: those on which {@code working-hours} opens, else the first calendar that
     * is not open round the clock, else the working days of the locale's country.
     */
    public ServiceCalendar daysOfWork() {
        return Optional.ofNullable(calendars.get("working-hours"))
                .or(() -> calendars.entrySet().stream()
                        .filter(entry -> !Set.of("round-the-clock", "24x7").contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElse(workingDays);
    }

    /** What finance books by, such as {@code cost-centre}: the finance contact's, else that of the first contact who has it. */
    public Optional<String> bookedBy(String detail) {
        return Optional.ofNullable(contacts.get("finance"))
                .map(contact -> contact.details().get(detail))
                .or(() -> contacts.values().stream()
                        .map(contact -> contact.details().get(detail))
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /** What the vendor is called: the vendor contact's name, else the id. */
    public String vendorName() {
        return Optional.ofNullable(contacts.get("vendor"))
                .flatMap(Contact::name)
                .orElse(vendor);
    }

    /** How many decimals its currency has. */
    public int moneyPlaces() {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    /** The locale's language tag, such as en-GB. */
    public String localeTag() {
        return locale.toLanguageTag();
    }
}
