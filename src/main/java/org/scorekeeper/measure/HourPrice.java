package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Contract.Overtime;
import org.scorekeeper.contract.Contract.Rate;
import org.scorekeeper.contract.Contract.RateUnit;
import org.scorekeeper.contract.Contract.TimesheetRules;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.facts.Fact;

/**
 * What a row's hours cost by the contract's rate card, and what its vendor billed for them.
 *
 * @param card the newest rate of its role that applies on its day
 * @param overtime from when on an hour costs its multiple
 */
record HourPrice(Optional<Rate> card, Optional<Overtime> overtime) {
    private static final BigDecimal HOURS_OF_A_DAY = BigDecimal.valueOf(8);

    static HourPrice of(Contract contract, Fact row, LocalDate day) {
        String role =
                row.text("role").map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
        return new HourPrice(
                contract.rateCard().stream()
                        .filter(rate -> rate.role().equalsIgnoreCase(role))
                        .filter(rate ->
                                rate.from().filter(from -> from.isAfter(day)).isEmpty())
                        .max(Comparator.comparing(rate -> rate.from().orElse(LocalDate.MIN))),
                contract.timesheetRules().flatMap(TimesheetRules::overtime));
    }

    /** What the vendor asks for: the row's amount, else its rate, else what the card gives. */
    Fraction billed(Fact row, BigDecimal hours) {
        return row.decimal("amount")
                .map(Fraction::of)
                .orElseGet(() -> row.decimal("rate")
                        .map(rate -> hour(rate).times(hours))
                        .orElseGet(() -> of(hours, BigDecimal.ZERO)));
    }

    /** What hours cost by the rate card, after so many of the same day: what is overtime costs its multiple. */
    Fraction of(BigDecimal hours, BigDecimal before) {
        if (card.isEmpty()) {
            return Fraction.ZERO;
        }
        Fraction hour = hour(card.get().rate());
        BigDecimal normal = overtime.map(rule ->
                        rule.above().subtract(before).max(BigDecimal.ZERO).min(hours))
                .orElse(hours);
        Fraction times = Fraction.of(overtime.map(Overtime::times).orElse(BigDecimal.ONE));
        return hour.times(normal).plus(hour.times(hours.subtract(normal)).times(times));
    }

    /** What an hour costs at a rate: the vendor's is by the same unit as the card's. */
    private Fraction hour(BigDecimal rate) {
        return card.filter(one -> one.per() == RateUnit.DAY).isPresent()
                ? new Fraction(rate, HOURS_OF_A_DAY)
                : Fraction.of(rate);
    }
}
