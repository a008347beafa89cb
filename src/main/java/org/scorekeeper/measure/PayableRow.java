package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Contract.Ceiling;
import org.scorekeeper.contract.Contract.TimesheetRules;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.measure.TimesheetException.Kind;
import org.scorekeeper.measure.TimesheetExceptions.Worked;

/**
 * One timesheet row on its way through the rules of its contract, after those that come before it.
 */
final class PayableRow {
    private static final Set<String> NOT_APPROVED =
            Set.of("no", "false", "0", "n", "nein", "non", "rejected", "pending");

    private final Contract contract;
    private final Optional<TimesheetRules> rules;
    private final Fact row;
    private final LocalDate day;
    private final String person;
    /** The same as it may be told. */
    private final String told;

    private final BigDecimal hours;
    private final HourPrice price;
    private final Worked worked;
    private final Fraction billed;
    private final List<String> said = new ArrayList<>();
    private BigDecimal left;
    private Fraction rest;
    private Optional<Kind> first = Optional.empty();

    PayableRow(Contract contract, Fact row, LocalDate day, Worked worked) {
        this.contract = contract;
        this.rules = contract.timesheetRules();
        this.row = row;
        this.day = day;
        this.person = WorkTimes.person(row);
        this.told = row.text("person").map(contract.people()::told).orElse("");
        this.worked = worked;
        this.hours = row.decimal("hours").orElse(BigDecimal.ZERO);
        this.price = HourPrice.of(contract, row, day);
        this.billed = price.billed(row, hours);
        this.left = hours;
        this.rest = billed;
    }

    void judge() {
        asAWhole();
        if (left.signum() == 0 && first.isPresent()) {
            worked.times.forget(row);
        }
        overlap();
        hoursPerDay();
        BigDecimal before = hoursBefore();
        worked.hoursOfDay.merge(person + "|" + day, left, BigDecimal::add);
        rate(before);
        ceiling();
        late();
    }

    private void asAWhole() {
        boolean knownPerson = rules.filter(rule -> !rule.persons().isEmpty())
                .map(rule -> rule.persons().stream().anyMatch(name -> name.equalsIgnoreCase(person)))
                .orElse(true);
        String closed = rules.flatMap(TimesheetRules::onClosedDays).orElse("allowed");
        if (!worked.seen.add(what())) {
            disallow(Kind.DUPLICATE, left, "an earlier row says the same");
        } else if (!knownPerson) {
            disallow(Kind.UNKNOWN_PERSON, left, "the contract does not name " + told);
        } else if (!contract.rateCard().isEmpty() && price.card().isEmpty()) {
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
                                person,
                                day.toString(),
                                hours.stripTrailingZeros().toPlainString()),
                        canonical,
                        own)
                .flatMap(parts -> parts)
                .collect(Collectors.joining("|"));
    }

    /** The time that an entry which comes before this one takes already. */
    private void overlap() {
        long seconds = left.signum() == 0 ? 0 : worked.times.secondsTaken(row);
        if (seconds > 0) {
            BigDecimal twice = BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(3600), 6, RoundingMode.HALF_UP);
            disallow(Kind.OVERLAP, twice.min(left), told + " has another entry for the same time");
        }
    }

    private BigDecimal hoursBefore() {
        return worked.hoursOfDay.getOrDefault(person + "|" + day, BigDecimal.ZERO);
    }

    private void hoursPerDay() {
        Optional<BigDecimal> most = rules.flatMap(TimesheetRules::hoursPerDayAtMost);
        BigDecimal before = hoursBefore();
        BigDecimal over =
                before.add(left).subtract(most.orElse(before.add(left))).min(left);
        if (over.signum() > 0) {
            disallow(Kind.HOURS_PER_DAY, over, "more than " + most.orElseThrow().toPlainString() + " hours on " + day);
        }
    }

    /** What the rate card gives for the hours that are left; more is not payable. */
    private void rate(BigDecimal before) {
        if (price.card().isEmpty() || left.signum() == 0) {
            return;
        }
        Fraction most = price.of(left, before);
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
                "year " + ContractYear.containing(contract.term().from(), day).from();
            case "contract" -> "contract";
            default -> contract.period().containing(day).label();
        };
        Fraction before = worked.underCeiling.getOrDefault(span, Fraction.ZERO);
        Fraction room = Fraction.of(ceiling.get().amount()).minus(before);
        Fraction over = rest.minus(room.signum() > 0 ? room : Fraction.ZERO);
        if (over.signum() > 0) {
            take(
                    Kind.OVER_CEILING,
                    over,
                    "beyond the not-to-exceed amount of "
                            + ceiling.get().amount().toPlainString());
        }
        worked.underCeiling.put(span, before.plus(rest));
    }

    private void late() {
        Optional<Moment> submitted = row.moment("submitted");
        Optional<LocalDate> end = row.moment("week-end").map(moment -> moment.day(contract.zone()));
        rules.flatMap(TimesheetRules::submittedWithin).ifPresent(within -> {
            LocalDate last = end.orElse(day);
            LocalDate due = within instanceof ContractDuration.WorkingDays working
                    ? worked.history.workingDays().plusWorkingDays(last, working.days())
                    : last.plusDays(((ContractDuration.Fixed) within).duration().toDays());
            if (submitted.filter(when -> when.day(contract.zone()).isAfter(due)).isPresent()) {
                said.add("submitted after " + due);
                first = first.or(() -> Optional.of(Kind.LATE));
            }
        });
    }

    /** Disallows hours at what they were billed. */
    private void disallow(Kind kind, BigDecimal disallowed, String reason) {
        Fraction share = hours.signum() == 0 ? rest : billed.times(disallowed).dividedBy(Fraction.of(hours));
        left = left.subtract(disallowed);
        take(kind, share.compareTo(rest) > 0 || left.signum() == 0 ? rest : share, reason);
    }

    private void take(Kind kind, Fraction amount, String reason) {
        rest = rest.minus(amount);
        said.add(reason);
        first = first.or(() -> Optional.of(kind));
    }

    private BigDecimal whole() {
        return billed.round(contract.moneyPlaces(), RoundingMode.HALF_UP);
    }

    /** What is not payable, rounded once, and never more than was billed. */
    private BigDecimal disallowed() {
        return billed.minus(rest)
                .round(contract.moneyPlaces(), RoundingMode.HALF_UP)
                .min(whole().max(BigDecimal.ZERO));
    }

    /** What is payable of the row, once it is judged. */
    BigDecimal payable() {
        return whole().subtract(disallowed());
    }

    /** What of it is not payable, and why; empty where no rule hits it. */
    Optional<TimesheetException> exception() {
        return first.map(kind -> new TimesheetException(
                row.id(),
                told,
                row.text("role").orElse(""),
                day,
                hours,
                hours.subtract(left),
                whole(),
                disallowed(),
                kind,
                String.join("; ", said),
                row.place()));
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

    private static String plain(BigDecimal hours) {
        BigDecimal plain = hours.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }
}
