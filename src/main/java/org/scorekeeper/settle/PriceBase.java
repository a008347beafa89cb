package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;

/**
 * What prices are shares of in one contract period, and how its money is written.
 *
 * @param contract the version that applies
 * @param period the contract period
 * @param charges all that are known
 */
record PriceBase(Contract contract, MeasurementPeriod period, ChargesByPeriod charges) {
    /** The charges of a period, as files print them. */
    Optional<BigDecimal> chargesOf(MeasurementPeriod of) {
        return charges.of(of).map(this::rounded);
    }

    /**
     * What a price comes to.
     *
     * @param of whose charges it is a share of
     * @param fee of the deliverable, or of the missed ones together
     * @return empty where it is a share of charges that are not known yet
     * @throws IllegalStateException where the contract names no charges at all
     */
    Optional<Fraction> amount(Price price, MeasurementPeriod of, Fraction fee) {
        if (!price.needsCharges()) {
            return Optional.of(price.of(Fraction.ZERO, fee));
        }
        requireCharges(price);
        return charges.of(of).map(known -> price.of(known, fee));
    }

    /** The same of a price that is no share of a fee. */
    Optional<Fraction> amount(Price price, MeasurementPeriod of) {
        return amount(price, of, Fraction.ZERO);
    }

    /** What a cap allows, where {@code of charges} means the charges of its {@code per}; empty where not known yet. */
    Optional<Fraction> limit(Cap cap, MeasurementPeriod of, Fraction fee) {
        if (cap.per() == Cap.Per.YEAR && cap.atMost().needsCharges()) {
            requireCharges(cap.atMost());
            return charges.ofYear(period).map(known -> cap.atMost().of(known, fee));
        }
        return amount(cap.atMost(), of, fee);
    }

    private void requireCharges(Price price) {
        if (contract.charges() instanceof Charges.None) {
            throw new IllegalStateException("the contract " + contract.id() + " prices " + price
                    + " and names no charges: check should have refused it");
        }
    }

    BigDecimal rounded(Fraction amount) {
        return amount.round(contract.moneyPlaces(), RoundingMode.HALF_UP);
    }

    /** With the currency's code, for sentences. */
    String money(Fraction amount) {
        return money(rounded(amount));
    }

    String money(BigDecimal amount) {
        return amount.setScale(contract.moneyPlaces(), RoundingMode.HALF_UP).toPlainString() + " "
                + contract.currency().getCurrencyCode();
    }

    /** A price as a sentence says it: {@code 5% of charges}, or an amount with its currency. */
    String words(Price price) {
        return price instanceof Price.Amount fixed ? money(fixed.amount()) : price.toString();
    }
}
