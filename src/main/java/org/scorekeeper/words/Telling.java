package org.scorekeeper.words;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Unit;

/**
 * What every part of a contract needs to be told: its money, quantities and clauses.
 *
 * @param contract whose
 * @param phrases of its readers
 * @param clauses where the paper says what stands under a path of the file
 */
record Telling(Contract contract, Phrases phrases, Function<String, Optional<String>> clauses) {
    /** {@code (clause 14.2)} behind a sentence, or nothing. */
    String clause(String path) {
        return clauses.apply(path).map(Telling::inBrackets).orElse("");
    }

    static String inBrackets(String clause) {
        return " (" + (clause.matches("[\\d.]+") ? "clause " : "") + clause + ")";
    }

    String money(BigDecimal amount) {
        return phrases.money(amount, contract.currency());
    }

    /** A price as the paper would say it. */
    String price(Price price) {
        if (price instanceof Price.Amount amount) {
            return money(amount.amount());
        }
        return price instanceof Price.ShareOfCharges share
                ? share(share.words(), "charges")
                : share(((Price.ShareOfFee) price).words(), "fee");
    }

    private static String share(String words, String of) {
        return words.replaceFirst("\\s*of " + of + "$", " of the " + of);
    }

    /** What a miss costs, or the bonus for doing well. */
    String cost(Price price) {
        if (price.signum() >= 0) {
            return price.signum() == 0 ? "no credit" : "a credit of " + price(price);
        }
        String plain = price(price).replaceFirst("-", "");
        return "a bonus of " + plain;
    }

    String bound(Bound bound) {
        return phrases.target(bound);
    }

    String quantity(BigDecimal base, Unit unit) {
        BigDecimal value = Fraction.of(base)
                .dividedBy(Fraction.of(unit.size()))
                .round(15, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return phrases.quantity(value.scale() < 0 ? value.setScale(0) : value, unit);
    }

    String percent(BigDecimal share) {
        BigDecimal value = share.movePointRight(2).stripTrailingZeros();
        return phrases.percent(value, Math.max(0, value.scale()));
    }

    String number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return phrases.number(plain, Math.max(0, plain.scale()));
    }

    String and(List<String> words) {
        return phrases.list(words, "word.and");
    }

    /** One month, two months, of the contract's own periods. */
    static String periods(int count) {
        return count == 1 ? "1 period" : count + " periods";
    }

    static String sentences(List<String> sentences) {
        return sentences.stream().filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining(" "));
    }
}
