package org.scorekeeper.intake.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which sheets of a workbook a feed means. A hidden sheet is meant only where the feed names it in full: what a vendor
 * hides are leftovers and lists of words more often than data.
 *
 * @param names of all sheets that can hold cells, in the workbook's order
 * @param hidden names of those that are not shown
 * @param meant indexes of those that the feed means
 */
public record SheetChoice(List<String> names, List<String> hidden, List<Integer> meant) {
    /** Copies the lists. */
    public SheetChoice {
        names = List.copyOf(names);
        hidden = List.copyOf(hidden);
        meant = List.copyOf(meant);
    }

    /**
     * Chooses.
     *
     * @throws UnreadableFileException where there is none to choose
     */
    public static SheetChoice of(List<String> names, List<String> hidden, TableFormat format) {
        boolean inFull = format.sheet()
                .map(name -> name.indexOf('*') < 0 && name.indexOf('?') < 0)
                .orElse(false);
        List<Integer> meant = IntStream.range(0, names.size())
                .filter(i -> format.takesSheet(names.get(i)))
                .filter(i -> inFull || !hidden.contains(names.get(i)))
                .boxed()
                .toList();
        if (names.isEmpty()) {
            throw new UnreadableFileException("the workbook has no sheet with cells. Export the data into a sheet.");
        }
        if (meant.isEmpty()) {
            throw new UnreadableFileException(
                    format.sheet().map(name -> "no sheet is called " + name).orElse("every sheet is hidden")
                            + "; there are: "
                            + names.stream()
                                    .map(name -> hidden.contains(name) ? name + " (hidden)" : name)
                                    .collect(Collectors.joining(", "))
                            + ". Name the sheet in the feed's format, or rename it.");
        }
        return new SheetChoice(names, hidden, meant);
    }
}
