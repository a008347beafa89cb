package org.scorekeeper.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one vendor drops, and what the run must find in it.
 *
 * @param files by path below the inbox
 * @param expected for the thirteen complete months
 */
record Made(SortedMap<String, byte[]> files, List<Expected> expected) {
    Made() {
        this(new TreeMap<>(), new ArrayList<>());
    }

    void add(Made other) {
        files.putAll(other.files);
        expected.addAll(other.expected);
    }
}
