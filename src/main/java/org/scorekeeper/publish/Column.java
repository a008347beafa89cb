package org.scorekeeper.publish;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param <R> what a row is made of
 * @param name the heading, as finance and spreadsheets read it
 * @param width how many characters it usually takes
 * @param kind how its cells are laid out in a workbook
 * @param cell what a row shows in it
 */
public record Column<R>(String name, int width, Kind kind, Function<? super R, Cell> cell) {
    /** How the cells of a column are laid out. */
    public enum Kind {
        /** Words, at the left. */
        TEXT,
        /** A number with the decimals that it has. */
        NUMBER,
        /** Money with two decimals. */
        MONEY,
        /** A date. */
        DATE,
        /** A date with its time. */
        TIME,
        /** Hours, minutes and seconds, more than 24 hours too. */
        LENGTH
    }

    /** Words. */
    public static <R> Column<R> text(String name, int width, Function<? super R, Cell> cell) {
        return new Column<>(name, width, Kind.TEXT, cell);
    }

    /** A number. */
    public static <R> Column<R> number(String name, int width, Function<? super R, Cell> cell) {
        return new Column<>(name, width, Kind.NUMBER, cell);
    }

    /** Money. */
    public static <R> Column<R> money(String name, Function<? super R, Cell> cell) {
        return new Column<>(name, 14, Kind.MONEY, cell);
    }

    /** A date. */
    public static <R> Column<R> date(String name, Function<? super R, Cell> cell) {
        return new Column<>(name, 12, Kind.DATE, cell);
    }

    /** A date with its time. */
    public static <R> Column<R> time(String name, Function<? super R, Cell> cell) {
        return new Column<>(name, 19, Kind.TIME, cell);
    }

    /** A length of time. */
    public static <R> Column<R> length(String name, Function<? super R, Cell> cell) {
        return new Column<>(name, 12, Kind.LENGTH, cell);
    }

    /** Nothing yet: its feature is not in use, and whoever imports the file finds the column in its place. */
    public static <R> Column<R> reserved(String name, int width) {
        return new Column<>(name, width, Kind.TEXT, row -> Cell.EMPTY);
    }
}
