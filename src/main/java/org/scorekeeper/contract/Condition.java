package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What {@code where} and the plain form of {@code met-when} say of an item: every test must hold, and no exception.
 *
 * @param tests in the contract's order; none means that every item is taken
 * @param exceptions conditions of which none may hold as a whole
 */
public record Condition(List<FieldTest> tests, List<Condition> exceptions) {
    /** Takes every item. */
    public static final Condition ALWAYS = new Condition(List.of());

    /** Copies the lists. */
    public Condition {
        tests = List.copyOf(tests);
        exceptions = List.copyOf(exceptions);
    }

    /** Tests without exceptions. */
    public Condition(List<FieldTest> tests) {
        this(tests, List.of());
    }

    /** One field and what must hold of it. */
    public record FieldTest(FieldRef field, Test test) {}

    /** What must hold of one field. */
    public sealed interface Test {
        /** The field's text is one of these; compared without regard to case. */
        record AnyOf(List<String> values) implements Test {
            /** Copies the list. */
            public AnyOf {
                values = List.copyOf(values);
            }
        }

        /** The inner test does not hold; true also for an absent field. */
        record Not(Test test) implements Test {}

        /** A numeric (or duration) comparison in base units; a cell that is no number meets none. */
        record Compare(Comparison comparison, BigDecimal value, Unit unit) implements Test {}

        /** The field's local date lies before (exclusive) the day. */
        record Before(LocalDate day) implements Test {}

        /** The field's local date lies after (exclusive) the day. */
        record After(LocalDate day) implements Test {}

        /** The field has a value. */
        record Present() implements Test {}

        /** The field has no value. */
        record Absent() implements Test {}
    }
}
