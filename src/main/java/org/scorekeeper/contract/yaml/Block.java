package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A block of keys while it is read: typed access that notes a problem instead of throwing, and knows which keys were
 * asked for, so that the others are unknown.
 */
public final class Block {
    private static final List<String> REMARKS = List.of("clause", "quote", "note");

    private final YamlNode.Mapping mapping;
    private final String path;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Block(YamlNode.Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    /** The line on which it begins. */
    public int line() {
        return mapping.line();
    }

    /** The line of a key, or of the block where it lacks the key. */
    public int line(String key) {
        return mapping.lines().getOrDefault(key, mapping.line());
    }

    /** The dotted path of a key in it. */
    public String path(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    /** The dotted path of the block. */
    public String path() {
        return path;
    }

    /** The same block under another path, such as {@code service-levels[KPI-1]}. */
    public Block named(String otherPath) {
        return new Block(mapping, otherPath, problems);
    }

    /** Its keys, in the file's order. */
    public Set<String> keys() {
        return mapping.entries().keySet();
    }

    /** The keys of a block whose keys are names, remarks aside, in the file's order. */
    public List<String> names() {
        REMARKS.stream()
                .filter(key -> mapping.entries().get(key) instanceof YamlNode.Scalar)
                .forEach(this::text);
        return keys().stream()
                .filter(key -> !REMARKS.contains(key) || !(mapping.entries().get(key) instanceof YamlNode.Scalar))
                .toList();
    }

    /** Whether it has a key. */
    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** The node of a key, which is now asked for. */
    public Optional<YamlNode> node(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.entries().get(key));
    }

    /** Notes a problem with a key. */
    public void error(String key, String message) {
        problems.error(line(key), path(key), message);
    }

    /** Notes something worth a look. */
    public void warning(String key, String message) {
        problems.warning(line(key), path(key), message);
    }

    /** Names keys that are known here, wherever they are read. */
    public void known(String... keys) {
        asked.addAll(List.of(keys));
    }

    /** Reads {@code clause}, {@code quote} and {@code note}, which any block may carry. */
    public void remarks() {
        for (String key : REMARKS) {
            text(key);
        }
    }

    /** A text that may be absent; a key with nothing behind it is a problem. */
    public Optional<String> text(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof YamlNode.Scalar scalar) {
                if (scalar.text().isEmpty()) {
                    error(key, "has no value. Write one, or take the key out.");
                }
                return scalar.text().isBlank()
                        ? Optional.empty()
                        : Optional.of(scalar.text().trim());
            }
            error(key, "expected one value, found " + node.what());
            return Optional.empty();
        });
    }

    /** A text that must be there; empty, with a problem, where it is not. */
    public Optional<String> need(String key) {
        if (!has(key)) {
            asked.add(key);
            error(key, "is missing" + Examples.sentence(path, key));
            return Optional.empty();
        }
        Optional<String> text = text(key);
        if (text.isEmpty()
                && mapping.entries().get(key) instanceof YamlNode.Scalar scalar
                && !scalar.text().isEmpty()) {
            error(key, "is blank. Write a value.");
        }
        return text;
    }

    /** A text turned into a value; what the parser throws as IllegalArgumentException or DateTimeException is noted. */
    public <T> Optional<T> value(String key, Function<String, T> parser) {
        return parse(key, text(key), parser);
    }

    /** The same for a key that must be there. */
    public <T> Optional<T> needValue(String key, Function<String, T> parser) {
        return parse(key, need(key), parser);
    }

    private <T> Optional<T> parse(String key, Optional<String> text, Function<String, T> parser) {
        return text.flatMap(words -> {
            try {
                return Optional.of(parser.apply(words));
            } catch (IllegalArgumentException | DateTimeException wrong) {
                error(key, String.valueOf(wrong.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** A date that may be absent. */
    public Optional<LocalDate> date(String key) {
        return value(key, Block::parseDate);
    }

    /** A date that must be there. */
    public Optional<LocalDate> needDate(String key) {
        return needValue(key, Block::parseDate);
    }

    /** A decimal that may be absent. */
    public Optional<BigDecimal> decimal(String key) {
        return value(key, Block::parseDecimal);
    }

    /** A whole number in a range that may be absent. */
    public Optional<Integer> count(String key, int from, int to) {
        return value(key, text -> parseCount(text, from, to));
    }

    /**
     * The same, with what a base says where it says nothing itself: whole keys, and of blocks that both have their keys.
     *
     * @param because the key that brings the base in: problems with the base's keys are said on its line
     */
    public Block over(Block base, String because) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(base.mapping.entries());
        Map<String, Integer> lines = new LinkedHashMap<>();
        entries.keySet().forEach(key -> lines.put(key, line(because)));
        mapping.entries().forEach((key, own) -> {
            YamlNode below = entries.get(key);
            entries.put(
                    key,
                    own instanceof YamlNode.Mapping upper && below instanceof YamlNode.Mapping lower
                            ? over(upper, lower)
                            : own);
        });
        lines.putAll(mapping.lines());
        return new Block(new YamlNode.Mapping(entries, lines, mapping.line()), path, problems);
    }

    private static YamlNode over(YamlNode.Mapping own, YamlNode.Mapping base) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(base.entries());
        Map<String, Integer> lines = new LinkedHashMap<>();
        entries.keySet().forEach(key -> lines.put(key, own.line()));
        entries.putAll(own.entries());
        lines.putAll(own.lines());
        return new YamlNode.Mapping(entries, lines, own.line());
    }

    /** A block that may be absent. */
    public Optional<Block> block(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof YamlNode.Mapping inner) {
                return Optional.of(new Block(inner, path(key), problems));
            }
            error(key, "expected keys and values, found " + node.what());
            return Optional.empty();
        });
    }

    /** A list of blocks; none where the key is absent. */
    public List<Block> blocks(String key) {
        List<Block> blocks = new ArrayList<>();
        int place = 0;
        Optional<YamlNode> node = node(key);
        if (node.isPresent() && !(node.get() instanceof YamlNode.Sequence)) {
            error(key, "expected a list, found " + node.get().what() + ". Begin each entry with a hyphen.");
            return blocks;
        }
        for (YamlNode item : list(key)) {
            place++;
            if (item instanceof YamlNode.Mapping inner) {
                blocks.add(new Block(inner, path(key) + "[" + place + "]", problems));
            } else {
                problems.error(item.line(), path(key), "expected a block of keys in this list, found " + item.what());
            }
        }
        return blocks;
    }

    /** A list of texts; one text alone is a list of one; none where the key is absent. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : list(key)) {
            if (item instanceof YamlNode.Scalar scalar) {
                texts.add(scalar.text());
            } else {
                problems.error(item.line(), path(key), "expected a text in this list, found " + item.what());
            }
        }
        return texts;
    }

    /** The same, where no entry may be empty. */
    public List<String> words(String key) {
        List<String> words = texts(key);
        if (words.stream().anyMatch(String::isBlank)) {
            error(key, "has an entry without a value. Write one, or take the entry out.");
        }
        return words;
    }

    /** The items of a list; a single value or block is a list of one; none where the key is absent. */
    public List<YamlNode> list(String key) {
        return node(key)
                .map(node -> node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node))
                .orElse(List.of());
    }

    /** A node of a list as a block of this path. */
    public Optional<Block> asBlock(YamlNode node, String blockPath) {
        return node instanceof YamlNode.Mapping inner
                ? Optional.of(new Block(inner, blockPath, problems))
                : Optional.empty();
    }

    /** All names with their values, a list as one text, in order; names with nothing behind them are left out. */
    public Map<String, String> allTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : names()) {
            if (mapping.entries().get(key) instanceof YamlNode.Scalar scalar
                    && scalar.text().isBlank()) {
                asked.add(key);
            } else if (mapping.entries().get(key) instanceof YamlNode.Sequence) {
                texts.put(key, String.join(", ", texts(key)));
            } else {
                text(key).ifPresent(text -> texts.put(key, text));
            }
        }
        return texts;
    }

    /** Refuses keys of the language that this release does not know how to follow; they are never ignored. */
    public void notYet(String... keys) {
        for (String key : keys) {
            if (has(key)) {
                asked.add(key);
                error(key, "is not yet supported in this release. Take it out, and settle it by hand until it is.");
            }
        }
    }

    /**
     * Refuses every key that was not asked for, with the nearest known one; where that one is missing, the slip is its
     * cause and the only thing said. Call it last.
     */
    public void nothingElse() {
        for (String key : keys()) {
            if (!asked.contains(key) && key.matches("\\d.*") && isBare(key)) {
                error(
                        key,
                        "a comma ends the value before it. Write numbers with a point, 97.5% or 1000.00, or a text in"
                                + " quotes.");
            } else if (!asked.contains(key)) {
                List<String> free = asked.stream().filter(known -> !has(known)).toList();
                Optional<String> near = nearest(key, free).or(() -> nearest(key, asked));
                near.ifPresent(known -> problems.forgetMissing(path(known)));
                error(
                        key,
                        "unknown key."
                                + near.map(known -> " Did you mean \"" + known + "\"?")
                                        .orElse(" Known here: " + String.join(", ", asked) + "."));
            }
        }
    }

    /** Whether a key stands without a value, as what a comma cuts off in a block written in braces. */
    private boolean isBare(String key) {
        return mapping.entries().get(key) instanceof YamlNode.Scalar scalar
                && scalar.text().isEmpty();
    }

    /** Reads an ISO date. */
    public static LocalDate parseDate(String text) {
        try {
            return LocalDate.parse(text.trim());
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("\"" + text + "\" is no date. Write it as 2026-01-31.", wrong);
        }
    }

    /** Reads an exact decimal with a point. */
    public static BigDecimal parseDecimal(String text) {
        String plain = text.trim();
        if (!plain.matches("[-+]?\\d{1,18}(\\.\\d{1,18})?")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no number. Write it as 182000.00, without thousands marks.");
        }
        return new BigDecimal(plain);
    }

    /** Reads a whole number in a range. */
    public static int parseCount(String text, int from, int to) {
        if (text.trim().matches("-?\\d{1,9}")) {
            int count = Integer.parseInt(text.trim());
            if (count >= from && count <= to) {
                return count;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is no whole number from " + from + " to " + to + ".");
    }

    /** The known word that is nearest to a wrong one; empty where none is near. */
    public static Optional<String> nearest(String wrong, Collection<String> known) {
        String best = null;
        int least = Math.max(2, wrong.length() / 3) + 1;
        for (String word : known) {
            int distance = distance(wrong, word);
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best);
    }

    static int distance(String a, String b) {
        return org.apache.commons.text.similarity.LevenshteinDistance.getDefaultInstance()
                .apply(a, b);
    }
}
