package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.Optional;
import org.scorekeeper.contract.Contract.LateDamages;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;

/** Step 9, what a late delivery costs: so much a day, at most so much. */
record LatePrice(PriceBase base) {
    void price(Draft draft, LateDelivery late) {
        LateDamages rule = late.terms().late().orElseThrow();
        String days = late.days() + (rule.workingDays() ? " working" : "") + (late.days() == 1 ? " day" : " days")
                + " late"
                + (late.done() ? "" : ", and not " + (rule.untilAccepted() ? "accepted" : "delivered") + " yet")
                + (late.relieved().days() == 0
                        ? ""
                        : ", less " + late.relieved().days() + " of relief "
                                + String.join(", ", late.relieved().by()));
        boolean feeMissing = late.status().fee().isEmpty()
                && (rule.eachDay().needsFee()
                        || rule.atMost().filter(Price::needsFee).isPresent());
        Fraction fee = Fraction.of(late.status().fee().orElse(BigDecimal.ZERO));
        Optional<Fraction> eachDay = base.amount(rule.eachDay(), draft.period, fee);
        Optional<Fraction> atMost = rule.atMost().flatMap(price -> base.amount(price, draft.period, fee));
        if (feeMissing || eachDay.isEmpty() || (rule.atMost().isPresent() && atMost.isEmpty())) {
            draft.say("price", days + (feeMissing ? "; its fee is not known" : "; the charges are not known yet"));
            return;
        }
        Fraction whole = eachDay.get().times(BigDecimal.valueOf(late.days()));
        Fraction due = atMost.map(whole::min).orElse(whole);
        draft.add(due);
        draft.say(
                "price",
                days + (late.done() ? " at " : ", at ") + base.words(rule.eachDay()) + " a day = " + base.money(whole)
                        + (due.compareTo(whole) < 0
                                ? ", at most " + base.words(rule.atMost().orElseThrow()) + " = " + base.money(due)
                                : ""));
    }
}
