package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;

/**
 * Warns of caps that can never bind.
 *
 * @param contract as it was read
 */
record LooseCaps(Contract contract) {
    void warn(List<CapReader.Placed> caps) {
        Optional<Fraction> charges = charges();
        charges.ifPresent(base -> caps.forEach(placed -> warn(placed, base)));
    }

    /** Those of a period; where they are not stated, any will do as long as every price is a share of them. */
    private Optional<Fraction> charges() {
        if (contract.charges() instanceof Charges.PerPeriod stated) {
            return Optional.of(Fraction.of(stated.amount()));
        }
        boolean compare = contract.charges() instanceof Charges.None
                ? prices(contract).noneMatch(Price::needsCharges)
                : prices(contract).allMatch(Price::needsCharges);
        return compare ? Optional.of(Fraction.of(BigDecimal.ONE)) : Optional.empty();
    }

    private void warn(CapReader.Placed placed, Fraction charges) {
        Cap cap = placed.cap();
        Costs costs = new Costs(contract.credits(), charges);
        List<ServiceLevel> covered = contract.levels().stream()
                .filter(level -> cap.covers(level.id()))
                .toList();
        Optional<Fraction> most =
                cap.per() == Cap.Per.ITEM ? ofItem(costs, cap, covered) : together(costs, cap, covered);
        int periods = cap.per() == Cap.Per.YEAR ? periodsInYear() : 1;
        Fraction base = charges.times(BigDecimal.valueOf(periods));
        Optional<Fraction> reachable = most.map(one -> one.times(BigDecimal.valueOf(periods)));
        if (cap.atMost().needsFee()
                || reachable
                        .filter(sum -> sum.compareTo(cap.atMost().of(base, Fraction.ZERO)) <= 0)
                        .isEmpty()) {
            return;
        }
        boolean stated =
                contract.charges() instanceof Charges.PerPeriod || !cap.atMost().needsCharges();
        placed.block()
                .warning(
                        "at-most",
                        reachable.get().signum() == 0
                                ? "can never bind: nothing that it covers costs anything."
                                : "can never bind: what it covers costs at most "
                                        + (stated
                                                ? reachable
                                                        .get()
                                                        .round(2, RoundingMode.HALF_UP)
                                                        .toPlainString()
                                                : reachable
                                                                .get()
                                                                .times(BigDecimal.valueOf(100))
                                                                .round(2, RoundingMode.HALF_UP)
                                                                .toPlainString()
                                                        + "% of charges")
                                        + switch (cap.per()) {
                                            case ITEM -> " an item.";
                                            case PERIOD -> " a period.";
                                            case YEAR -> " a year.";
                                        });
    }

    private Optional<Fraction> together(Costs costs, Cap cap, List<ServiceLevel> covered) {
        Optional<Fraction> most = costs.most(covered);
        if (!cap.levels().isEmpty()) {
            return most;
        }
        for (Contract.Deliverable deliverable : contract.deliverables()) {
            Optional<Fraction> late = costs.most(deliverable);
            most = most.flatMap(sum -> late.map(sum::plus));
        }
        return most;
    }

    private Optional<Fraction> ofItem(Costs costs, Cap cap, List<ServiceLevel> covered) {
        Stream<Optional<Fraction>> deliverables =
                cap.levels().isEmpty() ? contract.deliverables().stream().map(costs::most) : Stream.empty();
        return Stream.concat(covered.stream().map(costs::mostOfOneItem), deliverables)
                .reduce(Optional.of(Fraction.ZERO), (one, other) -> one.flatMap(most -> other.map(most::max)));
    }

    private int periodsInYear() {
        LocalDate start = contract.term().from();
        int more = contract.period().containing(start).from().equals(start) ? 0 : 1;
        return switch (contract.period()) {
                    case WEEKLY -> 53;
                    case MONTHLY -> 12;
                    case QUARTERLY -> 4;
                    case YEARLY -> 1;
                }
                + more;
    }

    /** Every price of a contract, its caps' too. */
    static Stream<Price> prices(Contract contract) {
        Stream<Credits> credits = Stream.concat(
                Stream.of(contract.credits()), contract.levels().stream().flatMap(level -> level.credits().stream()));
        Stream<Price> steps = contract.levels().stream()
                .flatMap(level -> level.ladder().stream())
                .flatMap(step -> step.credit().stream());
        Stream<Price> late = contract.deliverables().stream()
                .flatMap(deliverable -> deliverable.late().stream())
                .flatMap(rule -> Stream.concat(Stream.of(rule.eachDay()), rule.atMost().stream()));
        Stream<Price> offences = contract.levels().stream()
                .flatMap(level -> level.repeat().stream())
                .flatMap(repeat -> repeat.prices().stream());
        return Stream.of(credits.flatMap(one -> one.prices().stream()), steps, late, offences)
                .flatMap(prices -> prices);
    }
}
