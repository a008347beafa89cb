package org.scorekeeper.publish.pdf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one PDF consists of, before it is laid out.
 *
 * @param edition whom it is for, in words; empty where it is for everybody
 * @param title of the file, as readers show it in the window's head
 * @param subject at the left of every page's head and foot
 * @param state at the right of every page's head
 * @param sections in reading order
 * @param asOf the date that the file bears
 * @param run the run's short id
 */
record Document(
        String edition, String title, String subject, String state, List<Section> sections, Instant asOf, String run) {
    Document {
        sections =
                sections.stream().filter(section -> !section.rows().isEmpty()).toList();
    }

    /** The same with a section on a page of its own: the first that has one of these layouts. */
    Document breakingBefore(Set<String> layouts) {
        for (int i = 0; i < sections.size(); i++) {
            if (layouts.contains(sections.get(i).layout())) {
                return breakingBefore(i);
            }
        }
        return this;
    }

    /** The same with all sections of one layout before the first of another. */
    Document placing(String layout, String before) {
        List<Section> moved = new ArrayList<>(sections);
        List<Section> those = sections.stream()
                .filter(section -> section.layout().equals(layout))
                .toList();
        moved.removeAll(those);
        int at = 0;
        while (at < moved.size() && !moved.get(at).layout().equals(before)) {
            at++;
        }
        moved.addAll(at, those);
        return new Document(edition, title, subject, state, moved, asOf, run);
    }

    /** The same with the last section on a page of its own. */
    Document breakingBeforeLast() {
        return sections.isEmpty() ? this : breakingBefore(sections.size() - 1);
    }

    private Document breakingBefore(int index) {
        List<Section> broken = new ArrayList<>(sections);
        broken.set(index, broken.get(index).onNewPage());
        return new Document(edition, title, subject, state, broken, asOf, run);
    }
}
