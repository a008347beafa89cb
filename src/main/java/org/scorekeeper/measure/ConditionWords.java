package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Condition.FieldTest;
import org.scorekeeper.contract.Condition.Test;
import org.scorekeeper.facts.Moment;

/** Says which test an item fails, and with what. */
final class ConditionWords {
    private ConditionWords() {}

    /** The first test that does not hold; empty where all do. */
    static Optional<String> failing(Condition condition, Item item, Scope scope) {
        return condition.tests().stream()
                .filter(test -> !Conditions.holds(test, item, scope.zone()))
                .findFirst()
                .map(test -> said(test, item, scope) + ", not " + wanted(test.test()));
    }

    /** What an item has in the fields of a condition. */
    static String holding(Condition condition, Item item, Scope scope) {
        return String.join(
                "; ",
                condition.tests().stream().map(test -> said(test, item, scope)).toList());
    }

    private static String said(FieldTest test, Item item, Scope scope) {
        return test.field() + " is " + scope.told(test.field(), value(item.value(test.field()), scope.zone()));
    }

    private static String value(@Nullable Object value, ZoneId zone) {
        if (value == null) {
            return "absent";
        }
        if (value instanceof Moment moment) {
            return moment.day(zone).toString();
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static String wanted(Test test) {
        if (test instanceof Test.AnyOf anyOf) {
            return String.join(" or ", anyOf.values());
        }
        if (test instanceof Test.Not not) {
            return "other than " + wanted(not.test());
        }
        if (test instanceof Test.Present) {
            return "present";
        }
        if (test instanceof Test.Absent) {
            return "absent";
        }
        if (test instanceof Test.Before before) {
            return "before " + before.day();
        }
        if (test instanceof Test.After after) {
            return "after " + after.day();
        }
        Test.Compare compare = (Test.Compare) test;
        return compare.comparison().words() + " "
                + compare.value()
                        .divide(compare.unit().size(), java.math.MathContext.DECIMAL64)
                        .stripTrailingZeros()
                        .toPlainString()
                + compare.unit().symbol();
    }
}
