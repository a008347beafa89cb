package org.scorekeeper.facts;

import org.jspecify.annotations.Nullable;

/**
 * Where a row stands.
 *
 * @param file relative to the inbox
 * @param sheet of a workbook; null for a text file
 * @param row as the sheet shows it, from 1; in a CSV file the record's first physical line
 */
public record Place(String file, @Nullable String sheet, int row) {
    /** Refuses a row below 1. */
    public Place {
        if (row < 1) {
            throw new IllegalArgumentException("a row counts from 1, was " + row);
        }
    }

    @Override
    public String toString() {
        return sheet == null ? file + " › row " + row : file + " › " + sheet + " › row " + row;
    }
}
