package org.scorekeeper.publish.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Step;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.settle.CapResult;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** {@code explain} for the contract's money as a whole, and for one deliverable. */
public final class MoneyPage {
    private final Explained explained;
    private final PeriodResult result;
    private final Page page;

    private MoneyPage(Explained explained) {
        this.explained = explained;
        this.result = explained.result();
        this.page = new Page(result.contract());
    }

    /** The period's money as a whole. */
    public static String of(Explained explained) {
        MoneyPage money = new MoneyPage(explained);
        money.levels();
        return money.page.text();
    }

    /** What one deliverable costs for coming late. */
    public static String of(Explained explained, DeliverableStatus deliverable) {
        MoneyPage money = new MoneyPage(explained);
        money.deliverable(deliverable);
        return money.page.text();
    }

    private void levels() {
        page.head(result, "The contract as a whole", explained.run());
        page.line("");
        page.line("The customer gets " + page.money(result.money()) + " by this period's lines"
                + result.charges()
                        .map(charges -> "; charges " + page.money(charges))
                        .orElse(
                                result.contract().charges() instanceof Charges.None
                                        ? "; the contract names no charges"
                                        : "; the charges are not known yet")
                + result.score()
                        .map(score -> "; score " + score.toPlainString() + "%")
                        .orElse(""));
        page.heading("Levels, in the contract's order");
        TextTable table =
                new TextTable("level", ">figure", "target", "status", "step", ">points", ">before caps", ">credit");
        for (LevelResult level : result.levels()) {
            table.row(
                    level.level().id(),
                    LevelPage.figure(level),
                    level.target().toString(),
                    level.status().code().replace('_', ' '),
                    level.step().map(Step::label).orElse(""),
                    level.points().signum() == 0 ? "" : Page.number(level.points()),
                    level.creditBeforeCaps().signum() == 0
                            ? ""
                            : page.amount(level.creditBeforeCaps()
                                    .round(result.contract().moneyPlaces(), java.math.RoundingMode.HALF_UP)),
                    level.credit().signum() == 0 ? "" : page.amount(level.credit()));
        }
        table.row(
                "together",
                "",
                "",
                "",
                "",
                Page.number(result.points()),
                page.amount(result.creditsBeforeCaps()),
                page.amount(result.credits()));
        page.table(table);
        caps();
        byKind();
        new LedgerLines(page).of(explained.ledger(), result.lines());
        triggers();
        new Restated(page).of(explained, Optional.empty());
    }

    private void caps() {
        if (result.caps().isEmpty()) {
            return;
        }
        page.heading("Caps, in the order in which they apply");
        for (CapResult cap : result.caps()) {
            page.named(
                    "",
                    cap(page, cap)
                            + (cap.takenOff().signum() == 0
                                    ? ": does not bind"
                                    : ": takes off " + page.money(cap.takenOff())),
                    0);
        }
    }

    /** A cap with its room and what stands under it. */
    static String cap(Page page, CapResult result) {
        Cap cap = result.cap();
        return cap.atMost()
                + switch (cap.per()) {
                    case ITEM -> " an item";
                    case PERIOD -> " a period";
                    case YEAR -> " a contract year";
                }
                + " on " + (cap.levels().isEmpty() ? "the contract" : String.join(", ", cap.levels()))
                + " allows " + page.money(result.limit())
                + (result.earlier().signum() == 0
                        ? ""
                        : ", of which " + page.money(result.earlier()) + " was used before")
                + "; under it stands " + page.money(result.before());
    }

    /** What does not come from levels, in sums. */
    private void byKind() {
        TextTable table = new TextTable("beside the levels", ">lines", ">customer's");
        for (LedgerLine.Kind kind : LedgerLine.Kind.values()) {
            List<LedgerLine> lines =
                    result.lines().stream().filter(line -> line.kind() == kind).toList();
            boolean ofLevels =
                    kind == LedgerLine.Kind.FAILURE || kind == LedgerLine.Kind.CREDIT || kind == LedgerLine.Kind.BONUS;
            if (!ofLevels && !lines.isEmpty()) {
                table.row(
                        kind.code().replace('_', ' '),
                        String.valueOf(lines.size()),
                        page.amount(
                                lines.stream().map(LedgerLine::signedAmount).reduce(BigDecimal.ZERO, BigDecimal::add)));
            }
        }
        if (!table.isEmpty()) {
            page.line("");
            page.table(table);
        }
    }

    private void triggers() {
        if (result.triggers().isEmpty()) {
            return;
        }
        page.heading("Triggers");
        TextTable table = new TextTable("trigger", "level", "state", "since", "notice by", "reason");
        result.triggers()
                .forEach(state -> table.row(
                        state.trigger().name(),
                        state.serviceLevel().orElse(""),
                        state.state().code(),
                        state.since().map(Object::toString).orElse(""),
                        state.noticeBy().map(Object::toString).orElse(""),
                        state.reason()));
        page.table(table);
    }

    private void deliverable(DeliverableStatus deliverable) {
        Contract contract = result.contract();
        Optional<Contract.Deliverable> terms = contract.deliverables().stream()
                .filter(one -> one.id().equals(deliverable.id()))
                .findFirst();
        page.head(
                result,
                deliverable.id() + " · " + deliverable.title()
                        + terms.flatMap(Contract.Deliverable::clause)
                                .map(clause -> " · " + clause)
                                .orElse(""),
                explained.run());
        page.line("");
        named("due", deliverable.due().map(Object::toString).orElse("no date"));
        String notYet = "not by "
                + result.until().minusSeconds(1).atZone(contract.zone()).toLocalDate();
        named("delivered", deliverable.delivered().map(Object::toString).orElse(notYet));
        named("accepted", deliverable.accepted().map(Object::toString).orElse(notYet));
        deliverable
                .relief()
                .ifPresent(by -> named("relief", by + "; late by " + deliverable.daysLate() + " days with it"));
        named("fee", deliverable.fee().map(page::money).orElse("not known"));
        named(
                "late damages",
                terms.flatMap(Contract.Deliverable::late).map(MoneyPage::late).orElse("none agreed"));
        if (deliverable.differs()) {
            named("differs", "the vendor's log has another date or fee than the contract; the contract's hold");
        }
        List<LedgerLine> lines = result.lines().stream()
                .filter(line -> isOf(line, deliverable.id()))
                .toList();
        if (lines.isEmpty()) {
            named("how it came about", "nothing is due for lateness in this period");
        }
        lines.forEach(line -> named("how it came about", line.reason()));
        new LedgerLines(page)
                .of(
                        explained.ledger().stream()
                                .filter(entry -> isOf(entry.line(), deliverable.id()))
                                .toList(),
                        lines);
        new Restated(page).of(explained, Optional.of(deliverable.id()));
    }

    private static boolean isOf(LedgerLine line, String id) {
        return line.serviceLevel().equals(id) && line.lineId().contains("/deliverable/");
    }

    private void named(String name, String text) {
        page.named(name, text, 20);
    }

    private static String late(Contract.LateDamages rule) {
        return rule.eachDay() + " for each " + (rule.workingDays() ? "working day" : "day")
                + rule.grace().map(grace -> " after " + grace + " of grace").orElse("")
                + ", until " + (rule.untilAccepted() ? "accepted" : "delivered")
                + rule.atMost().map(most -> ", at most " + most).orElse("");
    }
}
