package org.scorekeeper.publish.pdf;

import java.time.Instant;
import java.util.List;

/**
 * What one PDF consists of, before it is laid out.
 *
 * @param title of the file, as readers show it in the window's head
 * @param subject at the left of every page's head and foot
 * @param state at the right of every page's head
 * @param sections in reading order
 * @param asOf the date that the file bears
 * @param run the run's short id
 */
record Document(String title, String subject, String state, List<Section> sections, Instant asOf, String run) {
    Document {
        sections =
                sections.stream().filter(section -> !section.rows().isEmpty()).toList();
    }
}
