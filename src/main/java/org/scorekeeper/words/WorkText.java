package org.scorekeeper.words;

import java.util.Optional;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Contract.Deliverable;
import org.scorekeeper.contract.Contract.LateDamages;
import org.scorekeeper.contract.Contract.TimesheetRules;

/** What an hour may cost, which timesheet rows are payable, and what is due when. */
record WorkText(Telling telling) {
    Optional<Chapter> rates() {
        Contract contract = telling.contract();
        if (contract.rateCard().isEmpty()) {
            return Optional.empty();
        }
        Chapter chapter = new Chapter("Rate card");
        for (int i = 0; i < contract.rateCard().size(); i++) {
            Contract.Rate rate = contract.rateCard().get(i);
            chapter.say(
                    rate.role(),
                    telling.money(rate.rate()) + (rate.per() == Contract.RateUnit.HOUR ? " an hour, " : " a day, ")
                            + rate.from()
                                    .map(day -> "from " + telling.phrases().day(day))
                                    .orElse("over the whole term")
                            + "." + telling.clause("rate-card[" + (i + 1) + "]"));
        }
        return Optional.of(chapter.say("", "A role that is not listed is not payable."));
    }

    Optional<Chapter> timesheets() {
        return telling.contract().timesheetRules().map(rules -> {
            Chapter chapter = new Chapter("Timesheet rules" + telling.clause("timesheet-rules"));
            chapter.say(
                    "Hours a day",
                    rules.hoursPerDayAtMost()
                            .map(hours -> "At most " + telling.number(hours) + " of one person are payable.")
                            .orElse("As many as are worked."));
            chapter.say(
                    "Approval",
                    rules.approvalRequired() ? "A row without approval is not payable." : "None is needed.");
            chapter.say(
                    "Closed days",
                    switch (rules.onClosedDays().orElse("allowed")) {
                        case "never" -> "Work on them is not payable.";
                        case "only with approval" -> "Work on them is payable only with approval.";
                        default -> "Work on them is payable.";
                    });
            chapter.say("Ceiling", ceiling(rules));
            chapter.say(
                    "Overtime",
                    rules.overtime()
                            .map(over -> "Hours above " + telling.number(over.above()) + " a day may cost "
                                    + telling.number(over.times()) + " times the rate.")
                            .orElse("Every hour costs the rate."));
            chapter.say(
                    "Persons",
                    rules.persons().isEmpty()
                            ? "Anybody's work is payable."
                            : "Only the work of " + telling.and(rules.persons()) + " is payable.");
            chapter.say(
                    "Submitted",
                    rules.submittedWithin()
                            .map(within -> "Within " + within + " of the week's end; later rows are noted.")
                            .orElse("At any time."));
            return chapter.say(
                    "",
                    "One line for each row that is not payable in full; an hour is disallowed once, by the first rule that"
                            + " hits it, never more than the row's amount.");
        });
    }

    private String ceiling(TimesheetRules rules) {
        return rules.notToExceed()
                .map(ceiling -> "At most " + telling.money(ceiling.amount())
                        + switch (ceiling.per()) {
                            case "year" -> " a contract year";
                            case "contract" -> " over the whole contract";
                            default -> " a period";
                        }
                        + "; above it nothing is payable. "
                        + ceiling.warnAtPercent()
                                .map(share ->
                                        "A warning from " + telling.number(share) + Phrases.NO_BREAK + "% of it on.")
                                .orElse("No warning before."))
                .orElse("None.");
    }

    Optional<Chapter> deliverables() {
        Contract contract = telling.contract();
        if (contract.deliverables().isEmpty()) {
            return Optional.empty();
        }
        Chapter chapter = new Chapter("Deliverables");
        for (Deliverable one : contract.deliverables()) {
            chapter.say(
                    one.id(),
                    (one.title().equals(one.id()) ? "Due " : one.title() + ", due ")
                            + telling.phrases().day(one.due())
                            + one.clause().map(Telling::inBrackets).orElse("") + ". Fee: "
                            + one.fee().map(telling::money).orElse("that of the vendor's log") + ". "
                            + one.late().map(this::late).orElse("A day late costs nothing."));
        }
        return Optional.of(chapter.say(
                "",
                "A deliverable that has not come is late up to the day of the figures. Its line belongs to the period of the"
                        + " due date. Where the vendor's log differs, the contract's date and fee hold, and the difference is"
                        + " reported."));
    }

    private String late(LateDamages rule) {
        return "Each whole " + (rule.workingDays() ? "working" : "calendar") + " day late, until it is "
                + (rule.untilAccepted() ? "accepted" : "delivered") + ", costs " + telling.price(rule.eachDay())
                + rule.atMost().map(most -> ", at most " + telling.price(most)).orElse(", without a most")
                + rule.grace()
                        .map(grace -> "; nothing is late in the first " + grace
                                + " after the due date, and days are counted" + " from their end.")
                        .orElse("; there are no days of grace.");
    }
}
