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

/** Reads {@code where} and the plain conditions of {@code met-when}. */
final class ConditionReader {
    private static final Pattern COMPARED =
            Pattern.compile("(at least|at most|more than|less than|before|after)\\s+(.+)");

    private ConditionReader() {}

    /** All keys of the block as conditions on fields. */
    static Condition read(Block block) {
        List<FieldTest> tests = new ArrayList<>();
        for (String key : block.keys()) {
            if (key.equals("not")) {
                // "not:" beside the fields takes out what meets all of the inner conditions' fields one by one
                block.block(key)
                        .ifPresent(inner -> read(inner)
                                .tests()
                                .forEach(test -> tests.add(new FieldTest(test.field(), new Test.Not(test.test())))));
                continue;
            }
            test(block, key).ifPresent(tests::add);
        }
        return new Condition(tests);
    }

    private static Optional<FieldTest> test(Block block, String key) {
        String field = key.toLowerCase(Locale.ROOT);
        YamlNode node = block.node(key).orElseThrow();
        if (node instanceof YamlNode.Mapping) {
            return block.block(key).flatMap(inner -> inBlock(inner, field));
        }
        return value(block, key, node).map(test -> new FieldTest(FieldRef.last(field), test));
    }

    /** {@code { first: P1 }}, {@code { last: P1 }} or {@code { not: … }}. */
    private static Optional<FieldTest> inBlock(Block inner, String field) {
        Optional<FieldTest> test = Optional.empty();
        for (String key : inner.keys()) {
            if (!List.of("first", "last", "not").contains(key)) {
                continue;
            }
            YamlNode node = inner.node(key).orElseThrow();
            Which which = key.equals("first") ? Which.FIRST : Which.LAST;
            if (node instanceof YamlNode.Mapping) {
                test = inner.block(key)
                        .flatMap(deeper -> inBlock(deeper, field))
                        .map(found -> new FieldTest(
                                new FieldRef(
                                        field,
                                        which == Which.FIRST
                                                ? which
                                                : found.field().which()),
                                key.equals("not") ? new Test.Not(found.test()) : found.test()));
            } else {
                test = value(inner, key, node)
                        .map(found -> new FieldTest(
                                new FieldRef(field, which), key.equals("not") ? new Test.Not(found) : found));
            }
        }
        if (inner.keys().size() != 1) {
            inner.error("", "expected one of first, last or not");
        }
        inner.nothingElse();
        return test;
    }

    private static Optional<Test> value(Block block, String key, YamlNode node) {
        if (node instanceof YamlNode.Sequence) {
            return Optional.of(new Test.AnyOf(
                    block.texts(key).stream().map(ConditionReader::plain).toList()));
        }
        return block.value(key, ConditionReader::parse).or(() -> {
            if (block.text(key).isEmpty()) {
                block.error(key, "has no value. Write a value, a list, present, absent, or a comparison.");
            }
            return Optional.empty();
        });
    }

    private static Test parse(String text) {
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
        return switch (compared.group(1)) {
            case "before" -> new Test.Before(Block.parseDate(compared.group(2)));
            case "after" -> new Test.After(Block.parseDate(compared.group(2)));
            default -> {
                Bound bound = Quantities.bound(text);
                yield new Test.Compare(bound.comparison(), bound.base(), bound.unit());
            }
        };
    }

    /** Text is compared without regard to case. */
    private static String plain(String text) {
        return text.trim().toLowerCase(Locale.ROOT);
    }
}
