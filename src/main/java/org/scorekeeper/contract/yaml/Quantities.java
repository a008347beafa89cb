package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Unit;

/** Quantities, bounds and prices in the contract's own spelling. All throw IllegalArgumentException with a remedy. */
final class Quantities {
    private static final Pattern QUANTITY = Pattern.compile("([-+]?\\d{1,15}(?:\\.\\d{1,15})?)\\s?(%|s|m|h|d)?");
    private static final Pattern BOUND = Pattern.compile("(at least|at most|more than|less than)\\s+(.+)");
    private static final Pattern SHARE =
            Pattern.compile("(?:([-+]?\\d{1,9}(?:\\.\\d{1,9})?)\\s?%|([-+]?\\d{1,6})/(\\d{1,6})) of (charges|fee)");

    private static final Pattern PERIODS = Pattern.compile("(\\d{1,3})(?: periods?)?");

    private Quantities() {}

    /** A value and its unit. */
    record Quantity(BigDecimal value, Unit unit) {}

    static Quantity quantity(String text) {
        Matcher matcher = QUANTITY.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no quantity. Write 98%, 30m, 4h or a plain number such as 250.");
        }
        Unit unit = switch (String.valueOf(matcher.group(2))) {
            case "%" -> Unit.PERCENT;
            case "s" -> Unit.SECONDS;
            case "m" -> Unit.MINUTES;
            case "h" -> Unit.HOURS;
            case "d" -> Unit.DAYS;
            default -> Unit.NONE;
        };
        return new Quantity(new BigDecimal(matcher.group(1)), unit);
    }

    static Bound bound(String text) {
        Matcher matcher = BOUND.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no bound. Write at least 98%, at most 30m, more than 4 or less than 2.");
        }
        Quantity quantity = quantity(matcher.group(2));
        return new Bound(comparison(matcher.group(1)).orElseThrow(), quantity.value(), quantity.unit());
    }

    static Optional<Comparison> comparison(String words) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.words().equals(words)) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }

    static Price price(String text) {
        String trimmed = text.trim();
        Matcher share = SHARE.matcher(trimmed);
        if (share.matches()) {
            Fraction fraction = share.group(1) != null
                    ? new Fraction(new BigDecimal(share.group(1)), new BigDecimal(100))
                    : Fraction.of(Long.parseLong(share.group(2)), positive(share.group(3), text));
            return share.group(4).equals("fee")
                    ? new Price.ShareOfFee(fraction, trimmed)
                    : new Price.ShareOfCharges(fraction, trimmed);
        }
        if (!trimmed.matches("[-+]?\\d{1,15}(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no price. Write an amount such as 250.00, or 5% of charges, or 1/30 of charges.");
        }
        return new Price.Amount(new BigDecimal(trimmed));
    }

    /** An amount, a rate or a fee: zero or more. */
    static BigDecimal amount(String text) {
        BigDecimal amount = Block.parseDecimal(text);
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is below zero. Write 0 or more.");
        }
        return amount;
    }

    /** What is never a bonus: a cap, a day late. */
    static Price cost(String text) {
        Price price = price(text);
        if (price.signum() < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is below zero. Write 0 or more.");
        }
        return price;
    }

    /** What is never a bonus and has no fee to be a share of: the price of a point, a pool. */
    static Price costWithoutFee(String text) {
        return withoutFee(text, cost(text));
    }

    /** A price, below zero a bonus, that has no fee to be a share of. */
    static Price priceWithoutFee(String text) {
        return withoutFee(text, price(text));
    }

    private static Price withoutFee(String text, Price price) {
        if (price.needsFee()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" has no meaning here: there is no fee. Write an amount, or a share such as 5% of charges.");
        }
        return price;
    }

    /** So many times: zero or more. */
    static BigDecimal times(String text) {
        BigDecimal times = Block.parseDecimal(text);
        if (times.signum() < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is below zero. Write 1.2.");
        }
        return times;
    }

    /** A share in per cent that may be above 100. */
    static BigDecimal anyPercent(String text) {
        Quantity quantity = quantity(text);
        if (quantity.unit() != Unit.PERCENT || quantity.value().signum() < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no share. Write 250%.");
        }
        return quantity.value();
    }

    /** Whether two units are of one kind, so that figures in them compare. */
    static boolean isSameKind(Unit one, Unit other) {
        return one == other || (one.isDuration() && other.isDuration());
    }

    private static long positive(String number, String text) {
        long value = Long.parseLong(number);
        if (value == 0) {
            throw new IllegalArgumentException("\"" + text + "\" divides by zero.");
        }
        return value;
    }

    /** {@code 3 periods}, or {@code 3}. */
    static int periods(String text) {
        Matcher matcher = PERIODS.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("\"" + text + "\" are no periods. Write 3 periods.");
        }
        return Integer.parseInt(matcher.group(1));
    }

    static BigDecimal percent(String text) {
        Quantity quantity = quantity(text);
        if (quantity.unit() != Unit.PERCENT
                || quantity.value().signum() < 0
                || quantity.value().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no share from 0% to 100%. Write 40%.");
        }
        return quantity.value();
    }
}
