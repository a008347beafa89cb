package org.scorekeeper.intake.csv;

import java.io.Closeable;
import java.io.IOException;

/** Where the physical lines of a text come from; a line ends with CR, LF or both. */
interface LineSource extends Closeable {
    /**
     * Steps to the next line; false behind the last.
     *
     * @param longest of a line that has more characters only the beginning is handed out, longer than that
     */
    boolean advance(int longest) throws IOException;

    /** Whether the line has more characters, found out without making a text of them all. */
    boolean isLongerThan(int most);

    /** The line, without its end. */
    String text();

    /** The line's fingerprint among the lines of files of this form. */
    long print(long seed);
}
