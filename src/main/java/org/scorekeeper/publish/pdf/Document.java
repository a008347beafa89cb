package org.scorekeeper.publish.pdf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.scorekeeper.publish.told.Words;

/**
 * What one PDF consists of, before it is laid out.
 *
 * @param edition whom it is for, in words; empty where it is for everybody
 * @param title of the file, as readers show it in the window's head
 * @param subject at the left of every page's head, behind the edition
 * @param state at the right of every page's head
 * @param foot at the left of every page's foot, before the run: short enough for one line
 * @param sections in reading order
 * @param asOf the date that the file bears
 * @param run the run's short id
 */
record Document(
        String edition,
        String title,
        String subject,
        String state,
        String foot,
        List<Section> sections,
        Instant asOf,
        String run) {
    private static final int MOST_OF_NAME = 40;
    private static final int MOST_ON_A_LINE = 50;

    Document {
        sections =
                sections.stream().filter(section -> !section.rows().isEmpty()).toList();
    }

    /** What stands at the left of every page's head: the edition in the accent's colour, then the subject. */
    String headed() {
        String plain = Words.escaped(subject);
        return edition.isEmpty()
                ? plain
                : Shapes.coloured("<style isBold='true'>" + Words.escaped(edition) + "</style>", Palette.MET_HEX)
                        + " ".repeat(4)
                        + plain;
    }

    /** The state for the head of every page: a long one takes two lines and breaks behind its dot. */
    String stated() {
        int dot = state.lastIndexOf(" · ");
        return state.length() <= MOST_ON_A_LINE || dot < 0
                ? state
                : state.substring(0, dot + 2) + "\n" + state.substring(dot + 3);
    }

    /** A name short enough for the head and foot of every page; the whole of it stands on page one. */
    static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= MOST_OF_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_OF_NAME - 1))
                                .stripTrailing()
                        + "…";
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
        return new Document(edition, title, subject, state, foot, moved, asOf, run);
    }

    /** The same with the last section on a page of its own. */
    Document breakingBeforeLast() {
        return sections.isEmpty() ? this : breakingBefore(sections.size() - 1);
    }

    private Document breakingBefore(int index) {
        List<Section> broken = new ArrayList<>(sections);
        broken.set(index, broken.get(index).onNewPage());
        return new Document(edition, title, subject, state, foot, broken, asOf, run);
    }
}
