package org.scorekeeper.contract.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the keys of a YAML file stand, for faults that show only beside other files. */
public final class Places {
    private static final Pattern PART = Pattern.compile("([^.\\[\\]]+)|\\[([^\\]]*)\\]");

    private final Optional<YamlNode> root;

    private Places(Optional<YamlNode> root) {
        this.root = root;
    }

    /** Those of a file's text; of a text that is no YAML every key stands on the first line. */
    public static Places of(String text) {
        return new Places(YamlReader.node(text, new Problems("")));
    }

    /**
     * The line of a key, or of the nearest block around it that the file has.
     *
     * @param path such as {@code service-levels[KPI-1].measure.where}: entries of a list by their id, name or number
     */
    public int line(String path) {
        return found(path).line;
    }

    /** The single value of a key; empty where it has none. */
    public Optional<String> text(String path) {
        return found(path)
                .node
                .filter(YamlNode.Scalar.class::isInstance)
                .map(scalar -> ((YamlNode.Scalar) scalar).text().trim())
                .filter(text -> !text.isEmpty());
    }

    private record Found(Optional<YamlNode> node, int line) {}

    private Found found(String path) {
        Optional<YamlNode> node = root;
        int line = 1;
        Matcher parts = PART.matcher(path);
        while (parts.find() && node.isPresent()) {
            if (parts.group(1) != null && node.get() instanceof YamlNode.Mapping mapping) {
                String key = parts.group(1);
                node = Optional.ofNullable(mapping.entries().get(key));
                line = mapping.lines().getOrDefault(key, line);
            } else if (parts.group(2) != null && node.get() instanceof YamlNode.Sequence sequence) {
                node = entry(sequence.items(), parts.group(2));
                line = node.map(YamlNode::line).orElse(line);
            } else {
                node = Optional.empty();
            }
        }
        return new Found(node, line);
    }

    private static Optional<YamlNode> entry(List<YamlNode> items, String name) {
        for (int i = 0; i < items.size(); i++) {
            if (name.equals(String.valueOf(i + 1)) || isNamed(items.get(i), name)) {
                return Optional.of(items.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(YamlNode item, String name) {
        return item instanceof YamlNode.Mapping mapping
                && List.of("id", "name").stream()
                        .map(key -> mapping.entries().get(key))
                        .anyMatch(value -> value instanceof YamlNode.Scalar scalar
                                && scalar.text().trim().equals(name));
    }
}
