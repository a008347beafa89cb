package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Credits.EarnBack;
import org.scorekeeper.contract.Credits.OneEvent;
import org.scorekeeper.contract.Credits.Points;
import org.scorekeeper.contract.Credits.Pool;
import org.scorekeeper.contract.Repeat;
import org.scorekeeper.contract.Unit;

/** Reads {@code credits}: the contract's, and those of a level that has its own. */
final class CreditsReader {
    private static final Pattern AFTER = Pattern.compile("(\\d{1,3}) periods?(?: at target)?");

    private final Block block;

    private CreditsReader(Block block) {
        this.block = block;
    }

    /**
     * What reading gave.
     *
     * @param credits the rules
     * @param rule the rule per step, per item or by a curve, with its unit
     * @param caps the caps with their places
     */
    record Read(Credits credits, Optional<RuleReader.Read> rule, List<CapReader.Placed> caps) {}

    /** The contract's. */
    static Read ofContract(Block block, Collection<String> levels) {
        CreditsReader reader = new CreditsReader(block);
        Optional<Points> points = block.block("points").flatMap(inner -> new PointsReader(inner).read());
        Optional<OneEvent> oneEvent = block.block("one-event").map(CreditsReader::oneEvent);
        return reader.read(points, oneEvent, levels, Optional.empty());
    }

    /** A level's own: they replace the contract's for it, points aside. */
    static Read ofLevel(Block block, String level) {
        CreditsReader reader = new CreditsReader(block);
        for (String key : List.of("points", "one-event")) {
            if (block.has(key)) {
                block.node(key);
                block.error(
                        key,
                        "is the contract's: it holds for all levels together. Move it to credits of the contract.");
            }
        }
        return reader.read(Optional.empty(), Optional.empty(), List.of(level), Optional.of(level));
    }

    private Read read(
            Optional<Points> points, Optional<OneEvent> oneEvent, Collection<String> levels, Optional<String> own) {
        List<Pool> pools = new PoolReader(block, levels).read();
        Optional<RuleReader.Read> rule = new RuleReader(block).read();
        List<CapReader.Placed> caps = new CapReader(levels, own).read(block);
        Optional<EarnBack> earnBack = block.block("earn-back").flatMap(CreditsReader::earnBack);
        Optional<BigDecimal> ignore = block.value("ignore", CreditsReader::ignore);
        boolean next = block.value("invoiced", CreditsReader::nextPeriod).orElse(false);
        Optional<Repeat> repeat = RepeatReader.of(block);
        block.remarks();
        block.nothingElse();
        return new Read(
                new Credits(
                        points,
                        pools,
                        rule.map(RuleReader.Read::rule),
                        repeat,
                        caps.stream().map(CapReader.Placed::cap).toList(),
                        earnBack,
                        oneEvent,
                        ignore,
                        next),
                rule,
                caps);
    }

    private static OneEvent oneEvent(Block block) {
        block.value("cost", text -> {
            if (!text.equals("greatest")) {
                throw new IllegalArgumentException("\"" + text + "\" is unknown. Write greatest.");
            }
            return text;
        });
        Optional<String> by = block.text("by");
        block.remarks();
        block.nothingElse();
        return new OneEvent(by);
    }

    private static Optional<EarnBack> earnBack(Block block) {
        Optional<Integer> after = block.needValue("after", text -> {
            Matcher matcher = AFTER.matcher(text);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
                throw new IllegalArgumentException("\"" + text + "\" are no periods. Write 3 periods at target.");
            }
            return Integer.parseInt(matcher.group(1));
        });
        Optional<BigDecimal> returns = block.needValue("returns", Quantities::percent);
        block.remarks();
        block.nothingElse();
        return after.flatMap(periods -> returns.map(share -> new EarnBack(periods, share.movePointLeft(2))));
    }

    private static BigDecimal ignore(String text) {
        Bound bound = Quantities.bound(text);
        if (bound.comparison() != Comparison.AT_MOST
                || bound.unit() != Unit.NONE
                || bound.value().signum() < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no small amount. Write at most 1.00.");
        }
        return bound.value();
    }

    private static boolean nextPeriod(String text) {
        return switch (text) {
            case "next period" -> true;
            case "same period" -> false;
            default ->
                throw new IllegalArgumentException("\"" + text + "\" is unknown. Write next period or same period.");
        };
    }
}
