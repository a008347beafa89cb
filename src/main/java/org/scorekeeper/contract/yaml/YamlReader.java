package org.scorekeeper.contract.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML 1.2 ({@code on} and {@code no} are text) with the lines of everything. */
public final class YamlReader {
    private static final int MAX_DEPTH = 40;
    /** A schedule may well write its ladder once for sixty levels. */
    private static final int MAX_ALIASES = 1_000;
    /** More than any contract has, written out; a few aliases of aliases have billions. */
    private static final int MAX_NODES = 500_000;

    private final Problems problems;
    private int nodes;

    private YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** The file's block of keys; empty, with a problem, where it is no YAML or no block. */
    public static Optional<Block> read(String text, Problems problems) {
        Optional<YamlNode> node = node(text, problems);
        if (node.isPresent() && node.get() instanceof YamlNode.Mapping mapping) {
            return Optional.of(new Block(mapping, "", problems));
        }
        node.ifPresent(other -> problems.error(other.line(), "", "expected keys and values, found " + other.what()));
        return Optional.empty();
    }

    /** The file's root; empty, with a problem, where it is no YAML. */
    static Optional<YamlNode> node(String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(problems.file())
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(2_000_000)
                .build();
        Node root;
        try {
            root = new Compose(settings).composeString(text).orElse(null);
        } catch (MarkedYamlEngineException wrong) {
            int line = wrong.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.error(
                    line,
                    "",
                    "this is no YAML: " + wrong.getProblem()
                            + ". Look at the indentation and the quotes of this line and the one before.");
            return Optional.empty();
        } catch (StackOverflowError tooDeep) {
            problems.error(1, "", "nested too deep to be read");
            return Optional.empty();
        } catch (YamlEngineException wrong) {
            problems.error(
                    1,
                    "",
                    "this is no YAML: "
                            + String.valueOf(wrong.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
            return Optional.empty();
        }
        if (root == null) {
            problems.error(1, "", "the file is empty");
            return Optional.empty();
        }
        YamlReader reader = new YamlReader(problems);
        YamlNode whole = reader.convert(root, "", 0);
        if (reader.nodes > MAX_NODES) {
            problems.error(1, "", "its aliases (*) come to more than " + MAX_NODES + " values. Write fewer of them.");
            return Optional.empty();
        }
        return Optional.of(whole);
    }

    private YamlNode convert(Node node, String path, int depth) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        if (++nodes > MAX_NODES) {
            return new YamlNode.Scalar("", line);
        }
        if (depth > MAX_DEPTH) {
            problems.error(line, path, "nested deeper than " + MAX_DEPTH + " levels");
            return new YamlNode.Scalar("", line);
        }
        if (node.isRecursive()) {
            problems.error(line, path, "an alias (*) refers to the block it stands in. Write the values out.");
            return new YamlNode.Scalar("", line);
        }
        if (node instanceof ScalarNode scalar) {
            boolean absent = scalar.isPlain()
                    && (scalar.getValue().equals("null") || scalar.getValue().equals("~"));
            return new YamlNode.Scalar(absent ? "" : scalar.getValue(), line);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, path + "[" + (items.size() + 1) + "]", depth + 1));
            }
            return new YamlNode.Sequence(items, line);
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            int keyLine = entry.getKeyNode()
                    .getStartMark()
                    .map(mark -> mark.getLine() + 1)
                    .orElse(line);
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.error(keyLine, path, "a key is text, not a list or a block");
                continue;
            }
            String name = key.getValue();
            String below = path.isEmpty() ? name : path + "." + name;
            YamlNode value = convert(entry.getValueNode(), below, depth + 1);
            if (entries.put(name, value) != null) {
                problems.error(keyLine, below, "the key stands twice. Leave one of the two.");
            }
            lines.put(name, keyLine);
        }
        return new YamlNode.Mapping(entries, lines, line);
    }
}
