package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;

/**
 * The charges of a contract that are known, by period: what the contract itself says, and for versions that take them
 * from the register or from timesheets what these hold.
 *
 * @param history the contract
 * @param known by contract period, less the kinds that the contract excepts; a period that lacks is not known yet
 */
public record ChargesByPeriod(ContractHistory history, Map<MeasurementPeriod, BigDecimal> known) {
    /** Copies the map. */
    public ChargesByPeriod {
        known = Map.copyOf(known);
    }

    /** Only what the contract itself says. */
    public static ChargesByPeriod stated(ContractHistory history) {
        return new ChargesByPeriod(history, Map.of());
    }

    /**
     * The charges of a period. One of another length than the contract's has those of the contract periods in it; where it
     * is shorter, a month has a third of a quarter's and a twelfth of a year's, and a week its days' share. Empty where
     * none are known.
     */
    public Optional<Fraction> of(MeasurementPeriod period) {
        Optional<Contract> version = history.versionFor(period);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        if (version.get().period() == period.kind()) {
            return ofContractPeriod(version.get(), period);
        }
        return history.periodsUntil(period.to().minusDays(1)).stream()
                .filter(own -> own.to().isAfter(period.from()))
                .flatMap(own -> of(own).map(all -> all.times(share(own, period))).stream())
                .reduce(Fraction::plus);
    }

    /**
     * The charges of the contract year of a period: of the whole year where the contract states them, else what is known
     * of it up to this period. Empty where none are known.
     */
    public Optional<Fraction> ofYear(MeasurementPeriod period) {
        Optional<Contract> version = history.versionFor(period);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        ContractYear year = version.get().year(period);
        List<MeasurementPeriod> periods = history.periodsUntil(year.to().minusDays(1)).stream()
                .filter(own -> version.get().year(own).equals(year))
                .toList();
        return periods.stream()
                .filter(own -> isStated(own) || own.from().isBefore(period.to()))
                .flatMap(own -> of(own).stream())
                .reduce(Fraction::plus);
    }

    private boolean isStated(MeasurementPeriod period) {
        return history.versionFor(period).flatMap(Contract::chargesPerPeriod).isPresent();
    }

    private Optional<Fraction> ofContractPeriod(Contract version, MeasurementPeriod period) {
        if (version.charges() instanceof Charges.PerPeriod stated) {
            Fraction whole = Fraction.of(stated.amount());
            return Optional.of(version.stubProRata() ? whole.times(inTerm(version, period)) : whole);
        }
        return Optional.ofNullable(known.get(period)).map(Fraction::of);
    }

    /** The share of a period's days that lie in the term. */
    private static Fraction inTerm(Contract version, MeasurementPeriod period) {
        LocalDate end = version.term().to().plusDays(1);
        return Fraction.of(
                days(latest(period.from(), version.term().from()), earliest(period.to(), end)),
                days(period.from(), period.to()));
    }

    /** The share of a contract period's charges that another period has. */
    private static Fraction share(MeasurementPeriod contractPeriod, MeasurementPeriod other) {
        if (months(contractPeriod.kind()) > 0 && months(other.kind()) > 0) {
            return Fraction.of(
                    Math.min(months(contractPeriod.kind()), months(other.kind())), months(contractPeriod.kind()));
        }
        return Fraction.of(
                days(latest(contractPeriod.from(), other.from()), earliest(contractPeriod.to(), other.to())),
                days(contractPeriod.from(), contractPeriod.to()));
    }

    private static long months(PeriodKind kind) {
        return switch (kind) {
            case WEEKLY -> 0;
            case MONTHLY -> 1;
            case QUARTERLY -> 3;
            case YEARLY -> 12;
        };
    }

    private static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
