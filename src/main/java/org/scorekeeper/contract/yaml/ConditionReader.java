package org.scorekeeper.contract.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Condition.FieldTest;
import org.scorekeeper.contract.Condition.Test;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.FieldRef.Which;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.FieldType;

/** Reads {@code where} and the plain conditions of {@code met-when}. */
final class ConditionReader {
    /** Comparisons as keys of a block, several of which bound a field from both sides. */
    private static final List<String> COMPARISONS =
            List.of("at-least", "at-most", "more-than", "less-than", "before", "after");

    private static final Pattern COMPARED =
            Pattern.compile("(at least|at most|more than|less than|before|after)\\s+(.+)");

    private final Optional<FactKind> kind;

    private ConditionReader(Optional<FactKind> kind) {
        this.kind = kind;
    }

    /**
     * All keys of the block as conditions on fields.
     *
     * @param kind of the items, whose canonical fields have types; empty where it is not known
     */
    static Condition read(Block block, Optional<FactKind> kind) {
        return new ConditionReader(kind).all(block);
    }

    private Condition all(Block block) {
        List<FieldTest> tests = new ArrayList<>();
        List<Condition> exceptions = new ArrayList<>();
        for (String key : block.keys()) {
            if (key.equals("not")) {
                block.block(key).ifPresent(inner -> excluded(inner, tests, exceptions));
            } else {
                tests.addAll(test(block, key));
            }
        }
        return new Condition(tests, exceptions);
    }

    /**
     * {@code not: { status: cancelled }} beside the fields is the same as {@code status: { not: cancelled }}; of several
     * fields it leaves out what meets all of them.
     */
    private void excluded(Block block, List<FieldTest> tests, List<Condition> exceptions) {
        if (block.keys().isEmpty()) {
            block.error("", "names no field. Write not: { status: cancelled }.");
            return;
        }
        Condition inner = all(block);
        if (inner.tests().size() == 1 && inner.exceptions().isEmpty()) {
            FieldTest test = inner.tests().get(0);
            tests.add(new FieldTest(test.field(), new Test.Not(test.test())));
        } else {
            exceptions.add(inner);
        }
    }

    private List<FieldTest> test(Block block, String key) {
        String field = key.toLowerCase(Locale.ROOT);
        warnOfNearMiss(block, key, field);
        YamlNode node = block.node(key).orElseThrow();
        if (node instanceof YamlNode.Mapping) {
            return block.block(key).map(inner -> inBlock(inner, field)).orElse(List.of());
        }
        return value(block, key, field, node).stream()
                .map(test -> new FieldTest(FieldRef.last(field), test))
                .toList();
    }

    /** {@code { first: P1 }}, {@code { last: P1 }}, {@code { not: … }} or {@code { at-least: 4, less-than: 6 }}. */
    private List<FieldTest> inBlock(Block inner, String field) {
        inner.known("first", "last", "not");
        inner.known(COMPARISONS.toArray(String[]::new));
        inner.nothingElse();
        if (!inner.keys().isEmpty() && COMPARISONS.containsAll(inner.keys())) {
            return compared(inner, field);
        }
        if (inner.keys().size() != 1) {
            inner.error("", "expected one of first, last or not, or comparisons such as at-least and less-than");
            return List.of();
        }
        String key = inner.keys().iterator().next();
        if (!List.of("first", "last", "not").contains(key)) {
            return List.of();
        }
        YamlNode node = inner.node(key).orElseThrow();
        Which which = key.equals("first") ? Which.FIRST : Which.LAST;
        List<FieldTest> tests = node instanceof YamlNode.Mapping
                ? inner.block(key).map(deeper -> inBlock(deeper, field)).orElse(List.of())
                : value(inner, key, field, node).stream()
                        .map(found -> new FieldTest(FieldRef.last(field), found))
                        .toList();
        if (key.equals("not") && tests.size() > 1) {
            inner.error("not", "holds one comparison, else it could mean two things. Write the opposite bounds.");
        }
        return tests.stream()
                .map(found -> new FieldTest(
                        new FieldRef(
                                field,
                                which == Which.FIRST ? which : found.field().which()),
                        key.equals("not") ? new Test.Not(found.test()) : found.test()))
                .toList();
    }

    private List<FieldTest> compared(Block inner, String field) {
        List<FieldTest> tests = new ArrayList<>();
        for (String key : inner.keys()) {
            inner.value(key, text -> parse(field, key.replace('-', ' ') + " " + text))
                    .ifPresent(test -> tests.add(new FieldTest(FieldRef.last(field), test)));
        }
        return tests;
    }

    private Optional<Test> value(Block block, String key, String field, YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            List<String> values =
                    block.texts(key).stream().map(ConditionReader::plain).toList();
            if (sequence.items().isEmpty() || values.contains("")) {
                block.error(key, "has a list without values. Write values, present, or absent.");
            }
            return Optional.of(new Test.AnyOf(values));
        }
        return block.value(key, text -> parse(field, text));
    }

    private Test parse(String field, String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        if (lower.equals("present")) {
            return new Test.Present();
        }
        if (lower.equals("absent")) {
            return new Test.Absent();
        }
        Matcher compared = COMPARED.matcher(lower);
        if (!compared.matches()) {
            return new Test.AnyOf(List.of(plain(text)));
        }
        Optional<FieldType> type = kind.flatMap(items -> items.field(field)).map(Field::type);
        return switch (compared.group(1)) {
            case "before" -> new Test.Before(Block.parseDate(instant(field, type, compared.group(2))));
            case "after" -> new Test.After(Block.parseDate(instant(field, type, compared.group(2))));
            default -> {
                Bound bound = Quantities.bound(lower);
                checkUnit(field, type, bound);
                yield new Test.Compare(bound.comparison(), bound.base(), bound.unit());
            }
        };
    }

    /** Only canonical fields hold instants; a feed keeps fields of one's own as text. */
    private String instant(String field, Optional<FieldType> type, String day) {
        if (kind.isPresent() && type.filter(found -> found == FieldType.MOMENT).isEmpty()) {
            throw new IllegalArgumentException("\"" + field + "\" is no instant of "
                    + kind.get().code() + ", so it lies neither before nor after.");
        }
        return day;
    }

    private void checkUnit(String field, Optional<FieldType> type, Bound bound) {
        if (type.filter(found -> found == FieldType.MOMENT).isPresent()) {
            throw new IllegalArgumentException(
                    "\"" + field + "\" is an instant. Write before 2026-01-31 or after 2026-01-31.");
        }
        if (type.filter(found -> found == FieldType.DURATION).isPresent()
                && !bound.unit().isDuration()) {
            throw new IllegalArgumentException("\"" + field + "\" is a length of time. Write "
                    + bound.comparison().words() + " 30m.");
        }
        if (kind.isPresent()
                && type.filter(found -> found == FieldType.DURATION).isEmpty()
                && bound.unit().isDuration()) {
            throw new IllegalArgumentException("\"" + field + "\" is a plain number. Write "
                    + bound.comparison().words() + " " + bound.value().toPlainString() + ".");
        }
    }

    /** A name that no feed may know is not wrong, but one letter away from a canonical field it is worth a look. */
    private void warnOfNearMiss(Block block, String key, String field) {
        if (kind.isEmpty() || field.equals("id") || kind.get().field(field).isPresent()) {
            return;
        }
        List<String> known = kind.get().fields().stream().map(Field::name).toList();
        Block.nearest(field, known)
                .filter(near -> near.length() > 3 && Block.distance(field, near) == 1)
                .ifPresent(near -> block.warning(
                        key,
                        "is no canonical field of " + kind.get().code()
                                + ", so the feed has to name it. Did you mean \"" + near + "\"?"));
    }

    /** Text is compared without regard to case, and told as it is written. */
    private static String plain(String text) {
        return text.trim();
    }
}
