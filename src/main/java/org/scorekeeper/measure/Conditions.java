package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Condition.FieldTest;
import org.scorekeeper.contract.Condition.Test;
import org.scorekeeper.facts.Moment;

/** Decides whether an item meets a condition (contract language, "Measures": {@code where}). */
final class Conditions {
    private Conditions() {}

    /** Whether every test holds and no exception does; dates are read on the wall clock of the zone. */
    static boolean hold(Condition condition, Item item, ZoneId zone) {
        for (FieldTest test : condition.tests()) {
            if (!holds(test, item, zone)) {
                return false;
            }
        }
        for (Condition exception : condition.exceptions()) {
            if (hold(exception, item, zone)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one test holds. */
    static boolean holds(FieldTest test, Item item, ZoneId zone) {
        return holds(test.test(), item.value(test.field()), zone);
    }

    private static boolean holds(Test test, @Nullable Object value, ZoneId zone) {
        if (test instanceof Test.AnyOf anyOf) {
            return isAnyOf(anyOf, value);
        }
        if (test instanceof Test.Not not) {
            return !holds(not.test(), value, zone);
        }
        if (test instanceof Test.Present) {
            return value != null;
        }
        if (test instanceof Test.Absent) {
            return value == null;
        }
        if (test instanceof Test.Before before) {
            return value instanceof Moment moment && moment.day(zone).isBefore(before.day());
        }
        if (test instanceof Test.After after) {
            return value instanceof Moment moment && moment.day(zone).isAfter(after.day());
        }
        Test.Compare compare = (Test.Compare) test;
        BigDecimal number = Item.number(value);
        return number != null && compare.comparison().holds(number.compareTo(compare.value()));
    }

    private static boolean isAnyOf(Test.AnyOf test, @Nullable Object value) {
        if (value == null) {
            return false;
        }
        String text = value.toString();
        for (String wanted : test.values()) {
            if (wanted.equalsIgnoreCase(text)) {
                return true;
            }
        }
        // 4 and 4.0 are one number, however they are written
        return value instanceof BigDecimal decimal
                && test.values().stream()
                        .map(Item::number)
                        .anyMatch(wanted -> wanted != null && wanted.compareTo(decimal) == 0);
    }
}
