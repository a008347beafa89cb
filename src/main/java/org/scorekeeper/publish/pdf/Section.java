package org.scorekeeper.publish.pdf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One part of a document: a layout with its rows and the texts around them.
 *
 * @param layout the compiled template's name
 * @param rows what the layout repeats; a section without rows is left out
 * @param texts by the layout's parameter names
 * @param newPage whether it begins on a page of its own
 */
record Section(String layout, List<? extends Record> rows, Map<String, Object> texts, boolean newPage) {
    Section {
        rows = List.copyOf(rows);
        texts = Map.copyOf(texts);
    }

    Section(String layout, List<? extends Record> rows, Map<String, Object> texts) {
        this(layout, rows, texts, false);
    }

    static Section of(String layout, List<? extends Record> rows, String heading) {
        return new Section(layout, rows, Map.of("heading", heading));
    }

    /** The same with a sentence beneath the heading. */
    Section noted(String note) {
        Map<String, Object> more = new HashMap<>(texts);
        more.put("note", note);
        return new Section(layout, rows, more, newPage);
    }

    /** The same with one more text or picture. */
    Section with(String name, Object text) {
        Map<String, Object> more = new HashMap<>(texts);
        more.put(name, text);
        return new Section(layout, rows, more, newPage);
    }

    /** The same on a page of its own. */
    Section onNewPage() {
        return new Section(layout, rows, texts, true);
    }
}
