package org.scorekeeper.facts;

/** What a canonical field holds. */
public enum FieldType {
    /** Text, trimmed. */
    TEXT,
    /** An instant or a day: a {@link Moment}. */
    MOMENT,
    /** An exact decimal. */
    DECIMAL,
    /** A count. */
    INTEGER,
    /** A length of time, in whole seconds. */
    DURATION
}
