package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Contract.Ceiling;
import org.scorekeeper.contract.Contract.Overtime;
import org.scorekeeper.contract.Contract.Rate;
import org.scorekeeper.contract.Contract.RateUnit;
import org.scorekeeper.contract.Contract.TimesheetRules;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.measure.TimesheetException.Kind;

/**
 * Goes through a contract's timesheet rows in the order of their work dates and says what is not payable: an hour is
 * disallowed once, by the first rule that hits it, and never more than the row's amount (contract language, "How a figure
 * becomes money"). Everything is exact until each row's amount is rounded once.
 */
public final class TimesheetExceptions {
    private static final BigDecimal HOURS_OF_A_DAY = BigDecimal.valueOf(8);
    private static final Set<String> NOT_APPROVED =
            Set.of("no", "false", "0", "n", "nein", "non", "rejected", "pending");

    private final ContractHistory history;
    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, BigDecimal> hoursOfDay = new HashMap<>();
    private final Map<String, Fraction> payableUnderCeiling = new HashMap<>();
    private final Map<MeasurementPeriod, List<TimesheetException>> exceptions = new LinkedHashMap<>();
    private final Map<MeasurementPeriod, BigDecimal> payable = new HashMap<>();

    /** An entry of a person with its times, of this contract or another. */
    private record Entry(String key, Instant start, Instant end) {}

    private TimesheetExceptions(ContractHistory history) {
        this.history = history;
    }

    /**
     * Tries every rule on every row.
     *
     * @param rows of the contract, in their newest versions
     * @param elsewhere rows of other contracts and vendors: the same person cannot work twice at a time
     */
    public static TimesheetExceptions of(ContractHistory history, List<Fact> rows, List<Fact> elsewhere) {
        TimesheetExceptions found = new TimesheetExceptions(history);
        rows.forEach(found::remember);
        elsewhere.forEach(found::remember);
        rows.stream()
                .filter(row -> found.day(row).isPresent())
                .sorted(Comparator.comparing((Fact row) -> found.day(row).orElseThrow())
                        .thenComparing(row -> found.start(row).orElse(Instant.MIN))
                        .thenComparing(row -> row.place().file())
                        .thenComparing(row -> row.place().row())
                        .thenComparing(Fact::id))
                .forEach(found::row);
        return found;
    }

    /** The exceptions of a contract period, by work date. */
    public List<TimesheetException> of(MeasurementPeriod period) {
        return exceptions.getOrDefault(period, List.of());
    }

    /** What is payable of a contract period's rows; empty where it has none. */
    public Optional<BigDecimal> payable(MeasurementPeriod period) {
        return Optional.ofNullable(payable.get(period));
    }

    /** The kind of each row that has an exception: the derived field {@code exception}. */
    public Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        exceptions.values().forEach(list -> list.forEach(one -> kinds.put(one.row(), one.kind())));
        return kinds;
    }

    private void remember(Fact row) {
        Optional<Instant> start = start(row);
        Optional<Instant> end =
                row.moment("end").map(moment -> moment.start(history.latest().zone()));
        if (start.isPresent() && end.filter(until -> until.isAfter(start.get())).isPresent()) {
            entries.computeIfAbsent(person(row), key -> new ArrayList<>())
                    .add(new Entry(key(row), start.get(), end.get()));
        }
    }

    private void row(Fact row) {
        LocalDate day = day(row).orElseThrow();
        history.versionOn(day).filter(Contract::pricesHours).ifPresent(version -> new Row(version, row, day).judge());
    }

    /** One row on its way through the rules. */
    private final class Row {
        private final Contract contract;
        private final Optional<TimesheetRules> rules;
        private final Fact row;
        private final LocalDate day;
        private final BigDecimal hours;
        private final Optional<Rate> card;
        private final Fraction billed;
        private final List<String> said = new ArrayList<>();
        private BigDecimal left;
        private Fraction rest;
        private Optional<Kind> first = Optional.empty();

        Row(Contract contract, Fact row, LocalDate day) {
            this.contract = contract;
            this.rules = contract.timesheetRules();
            this.row = row;
            this.day = day;
            this.hours = row.decimal("hours").orElse(BigDecimal.ZERO);
            this.card = card();
            this.billed = row.decimal("amount")
                    .map(Fraction::of)
                    .orElseGet(() -> row.decimal("rate")
                            .map(rate -> hour(rate).times(hours))
                            .orElseGet(() -> price(hours, BigDecimal.ZERO)));
            this.left = hours;
            this.rest = billed;
        }

        void judge() {
            whole();
            if (left.signum() == 0 && first.isPresent()) {
                // Time that is not payable here takes none from the person's other entries.
                entries.computeIfPresent(
                        person(row),
                        (person, own) -> own.stream()
                                .filter(entry -> !entry.key().equals(key(row)))
                                .toList());
            }
            overlap();
            hoursPerDay();
            BigDecimal before = hoursOfDay.getOrDefault(person(row) + "|" + day, BigDecimal.ZERO);
            hoursOfDay.merge(person(row) + "|" + day, left, BigDecimal::add);
            rate(before);
            ceiling();
            late();
            settle();
        }

        private void whole() {
            boolean knownPerson = rules.filter(rule -> !rule.persons().isEmpty())
                    .map(rule -> rule.persons().stream().anyMatch(name -> name.equalsIgnoreCase(person(row))))
                    .orElse(true);
            String closed = rules.flatMap(TimesheetRules::onClosedDays).orElse("allowed");
            if (!seen.add(what())) {
                disallow(Kind.DUPLICATE, left, "an earlier row says the same");
            } else if (!knownPerson) {
                disallow(Kind.UNKNOWN_PERSON, left, "the contract does not name " + person(row));
            } else if (!contract.rateCard().isEmpty() && card.isEmpty()) {
                disallow(Kind.UNKNOWN_ROLE, left, "the rate card has no role \"" + text("role") + "\"");
            } else if (rules.filter(TimesheetRules::approvalRequired).isPresent() && !isApproved()) {
                disallow(Kind.NOT_APPROVED, left, "approval is required, and there is none");
            } else if (!closed.equals("allowed")
                    && !contract.daysOfWork().opensOn(day)
                    && (closed.equals("never") || !isApproved())) {
                disallow(Kind.CLOSED_DAY, left, "work on a closed day is payable " + closed);
            }
        }

        /** What a row says of the work itself; not who approved it, when it was sent in, and at which price. */
        private String what() {
            Stream<String> canonical = Stream.of("start", "end", "role", "project", "ticket", "deliverable")
                    .map(this::text);
            Stream<String> own =
                    new TreeMap<>(row.own()).entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue());
            return Stream.of(
                            Stream.of(
                                    person(row),
                                    day.toString(),
                                    hours.stripTrailingZeros().toPlainString()),
                            canonical,
                            own)
                    .flatMap(parts -> parts)
                    .collect(Collectors.joining("|"));
        }

        /** The time that an entry which comes before this one takes already. */
        private void overlap() {
            Optional<Instant> start = start(row);
            Optional<Instant> end = row.moment("end").map(moment -> moment.start(contract.zone()));
            if (start.isEmpty() || end.isEmpty() || left.signum() == 0) {
                return;
            }
            long seconds = entries.getOrDefault(person(row), List.of()).stream()
                    .filter(other -> comesBefore(other, new Entry(key(row), start.get(), end.get())))
                    .mapToLong(other -> Math.max(
                            0,
                            Math.min(other.end().getEpochSecond(), end.get().getEpochSecond())
                                    - Math.max(
                                            other.start().getEpochSecond(),
                                            start.get().getEpochSecond())))
                    .max()
                    .orElse(0);
            if (seconds > 0) {
                BigDecimal twice =
                        BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(3600), 6, RoundingMode.HALF_UP);
                disallow(Kind.OVERLAP, twice.min(left), person(row) + " has another entry for the same time");
            }
        }

        private void hoursPerDay() {
            Optional<BigDecimal> most = rules.flatMap(TimesheetRules::hoursPerDayAtMost);
            BigDecimal before = hoursOfDay.getOrDefault(person(row) + "|" + day, BigDecimal.ZERO);
            BigDecimal over =
                    before.add(left).subtract(most.orElse(before.add(left))).min(left);
            if (over.signum() > 0) {
                disallow(
                        Kind.HOURS_PER_DAY,
                        over,
                        "more than " + most.orElseThrow().toPlainString() + " hours on " + day);
            }
        }

        /** What the rate card gives for the hours that are left; more is not payable. */
        private void rate(BigDecimal before) {
            if (card.isEmpty() || left.signum() == 0) {
                return;
            }
            Fraction most = price(left, before);
            if (rest.compareTo(most) > 0) {
                take(
                        Kind.WRONG_RATE,
                        rest.minus(most),
                        "the rate card gives " + money(most) + " for " + plain(left) + " hours");
            }
        }

        private void ceiling() {
            Optional<Ceiling> ceiling = rules.flatMap(TimesheetRules::notToExceed);
            if (ceiling.isEmpty()) {
                return;
            }
            String span = switch (ceiling.get().per()) {
                case "year" ->
                    "year "
                            + ContractYear.containing(contract.term().from(), day)
                                    .from();
                case "contract" -> "contract";
                default -> contract.period().containing(day).label();
            };
            Fraction before = payableUnderCeiling.getOrDefault(span, Fraction.ZERO);
            Fraction room = Fraction.of(ceiling.get().amount()).minus(before);
            Fraction over = rest.minus(room.signum() > 0 ? room : Fraction.ZERO);
            if (over.signum() > 0) {
                take(
                        Kind.OVER_CEILING,
                        over,
                        "beyond the not-to-exceed amount of "
                                + ceiling.get().amount().toPlainString());
            }
            payableUnderCeiling.put(span, before.plus(rest));
        }

        private void late() {
            Optional<Moment> submitted = row.moment("submitted");
            Optional<LocalDate> end = row.moment("week-end").map(moment -> moment.day(contract.zone()));
            rules.flatMap(TimesheetRules::submittedWithin).ifPresent(within -> {
                LocalDate last = end.orElse(day);
                LocalDate due = within instanceof org.scorekeeper.calendar.ContractDuration.WorkingDays working
                        ? history.workingDays().plusWorkingDays(last, working.days())
                        : last.plusDays(((org.scorekeeper.calendar.ContractDuration.Fixed) within)
                                .duration()
                                .toDays());
                if (submitted
                        .filter(when -> when.day(contract.zone()).isAfter(due))
                        .isPresent()) {
                    said.add("submitted after " + due);
                    first = first.or(() -> Optional.of(Kind.LATE));
                }
            });
        }

        /** Disallows hours at what they were billed. */
        private void disallow(Kind kind, BigDecimal disallowed, String reason) {
            Fraction share =
                    hours.signum() == 0 ? rest : billed.times(disallowed).dividedBy(Fraction.of(hours));
            left = left.subtract(disallowed);
            take(kind, share.compareTo(rest) > 0 || left.signum() == 0 ? rest : share, reason);
        }

        private void take(Kind kind, Fraction amount, String reason) {
            rest = rest.minus(amount);
            said.add(reason);
            first = first.or(() -> Optional.of(kind));
        }

        private void settle() {
            MeasurementPeriod period = contract.period().containing(day);
            BigDecimal whole = billed.round(contract.moneyPlaces(), RoundingMode.HALF_UP);
            BigDecimal amount = billed.minus(rest)
                    .round(contract.moneyPlaces(), RoundingMode.HALF_UP)
                    .min(whole.max(BigDecimal.ZERO));
            payable.merge(period, whole.subtract(amount), BigDecimal::add);
            first.ifPresent(kind -> exceptions
                    .computeIfAbsent(period, key -> new ArrayList<>())
                    .add(new TimesheetException(
                            row.id(),
                            row.text("person").orElse(""),
                            row.text("role").orElse(""),
                            day,
                            hours,
                            hours.subtract(left),
                            whole,
                            amount,
                            kind,
                            String.join("; ", said),
                            row.place())));
        }

        /** The newest rate of the role that applies on the day. */
        private Optional<Rate> card() {
            return contract.rateCard().stream()
                    .filter(rate -> rate.role().equalsIgnoreCase(text("role")))
                    .filter(rate ->
                            rate.from().filter(from -> from.isAfter(day)).isEmpty())
                    .max(Comparator.comparing(rate -> rate.from().orElse(LocalDate.MIN)));
        }

        /** What an hour costs at a rate: the vendor's is by the same unit as the card's. */
        private Fraction hour(BigDecimal rate) {
            return card.filter(one -> one.per() == RateUnit.DAY).isPresent()
                    ? new Fraction(rate, HOURS_OF_A_DAY)
                    : Fraction.of(rate);
        }

        /** What hours cost by the rate card, after so many of the same day: what is overtime costs its multiple. */
        private Fraction price(BigDecimal some, BigDecimal before) {
            if (card.isEmpty()) {
                return Fraction.ZERO;
            }
            Fraction hour = hour(card.get().rate());
            Optional<Overtime> overtime = rules.flatMap(TimesheetRules::overtime);
            BigDecimal normal = overtime.map(rule ->
                            rule.above().subtract(before).max(BigDecimal.ZERO).min(some))
                    .orElse(some);
            Fraction times = Fraction.of(overtime.map(Overtime::times).orElse(BigDecimal.ONE));
            return hour.times(normal).plus(hour.times(some.subtract(normal)).times(times));
        }

        private boolean isApproved() {
            return row.text("approved-by").isPresent()
                    || row.text("approved")
                            .filter(word -> !NOT_APPROVED.contains(word.toLowerCase(Locale.ROOT)))
                            .isPresent();
        }

        private String text(String field) {
            return row.text(field).map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
        }

        private String money(Fraction amount) {
            return amount.round(contract.moneyPlaces(), RoundingMode.HALF_UP).toPlainString();
        }
    }

    private static boolean comesBefore(Entry one, Entry other) {
        int byStart = one.start().compareTo(other.start());
        return byStart < 0 || (byStart == 0 && one.key().compareTo(other.key()) < 0);
    }

    private static String plain(BigDecimal hours) {
        BigDecimal plain = hours.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    private static String key(Fact row) {
        return row.vendor() + "|" + (row.contract() == null ? "" : row.contract()) + "|" + row.id();
    }

    private static String person(Fact row) {
        return row.text("person").map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
    }

    private Optional<Instant> start(Fact row) {
        return row.moment("start").map(moment -> moment.start(history.latest().zone()));
    }

    private Optional<LocalDate> day(Fact row) {
        return row.moment("work-date").map(moment -> moment.day(history.latest().zone()));
    }
}
