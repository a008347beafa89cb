package org.scorekeeper.contract.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of YAML with the line it stands on. Scalars keep their spelling: {@code 98%} and {@code 0.50} stay text. */
public sealed interface YamlNode {
    /** From 1. */
    int line();

    /** In the words of a message. */
    String what();

    /** One value; {@code null} and nothing are the empty text. */
    record Scalar(String text, int line) implements YamlNode {
        @Override
        public String what() {
            return text.isEmpty() ? "nothing" : "\"" + text + "\"";
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, int line) implements YamlNode {
        /** Copies the list. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String what() {
            return "a list";
        }
    }

    /** Keys and their values, in the file's order. */
    record Mapping(Map<String, YamlNode> entries, Map<String, Integer> lines, int line) implements YamlNode {
        /** Copies the maps. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
            lines = Map.copyOf(lines);
        }

        @Override
        public String what() {
            return "a block of keys";
        }
    }
}
