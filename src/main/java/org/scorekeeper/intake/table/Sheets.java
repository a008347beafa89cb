package org.scorekeeper.intake.table;

import org.jspecify.annotations.Nullable;

/** The sheets of one workbook that a feed means, one after the other; a port, with one adapter a workbook form. */
public interface Sheets extends AutoCloseable {
    /**
     * Goes to the next of the sheets that the feed means.
     *
     * @return its name; null where there is none left
     * @throws UnreadableFileException where the workbook cannot be read
     */
    @Nullable
    String nextSheet();

    /**
     * The next row of this sheet.
     *
     * @return null at its end
     * @throws UnreadableFileException where the rest cannot be read
     */
    @Nullable
    SourceRow nextRow();

    /** Which sheets there are, and which of them the feed means; known once {@link #nextSheet} was called. */
    SheetChoice choice();

    /** How many rows that are not shown were handed out so far. */
    int hiddenRows();

    @Override
    void close();
}
