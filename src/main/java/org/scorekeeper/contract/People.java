package org.scorekeeper.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.PersonName;

/**
 * {@code privacy: { people: initials }}: how the people whom files name are told of. Whatever leaves a contract's evaluation,
 * and whatever a document tells of a register, asks here; rows that go back to their vendor are as the vendor sent them.
 *
 * @param vendor whose people they are
 * @param shown how they are told of
 * @param fields the feed's own fields that hold somebody's name
 * @param contacts roles and names of the contract's own contacts, which the contract itself tells, in lower case
 */
public record People(String vendor, Shown shown, Set<String> fields, Set<String> contacts) {
    /** The canonical fields that hold somebody's name. */
    private static final Set<String> CANONICAL = Set.of("assignee", "person", "approved-by");

    /** Copies the sets. */
    public People {
        fields = Set.copyOf(fields);
        contacts = Set.copyOf(contacts);
    }

    /** How people are told of. */
    public enum Shown {
        /** By the first letters of their names: whoever works with them knows them. */
        INITIALS,
        /** By a word that stands for the name. */
        ID,
        /** By their names. */
        FULL;

        /** The word that contracts use. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The way of a word.
         *
         * @throws IllegalArgumentException naming the words that there are
         */
        public static Shown of(String code) {
            return Arrays.stream(values())
                    .filter(way -> way.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"" + code + "\" is unknown. Write "
                            + Arrays.stream(values()).map(Shown::code).collect(Collectors.joining(", ")) + "."));
        }
    }

    /** What a contract asks for that says nothing of it. */
    public static People of(String vendor) {
        return new People(vendor, Shown.INITIALS, Set.of(), Set.of());
    }

    /** A person as an output may tell of them. */
    public String told(String name) {
        if (shown == Shown.FULL || contacts.contains(name.strip().toLowerCase(Locale.ROOT))) {
            return name;
        }
        return shown == Shown.INITIALS ? PersonName.initials(name) : PersonName.pseudonym(vendor, name);
    }

    /** A field's value as an output may tell it. */
    public String told(String field, String value) {
        return CANONICAL.contains(field) || fields.contains(field) ? told(value) : value;
    }

    /** Who is in charge of an item: its assignee, else its group, which is nobody's name, else the person who worked. */
    public Optional<String> inCharge(Fact fact) {
        return fact.text("assignee")
                .map(this::told)
                .or(() -> fact.text("group"))
                .or(() -> fact.text("person").map(this::told));
    }
}
