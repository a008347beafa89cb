package org.scorekeeper.intake.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which sheets of a workbook a feed means: those that its pattern takes, or all; hidden ones too, which is said.
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
        List<Integer> meant = IntStream.range(0, names.size())
                .filter(i -> format.takesSheet(names.get(i)))
                .boxed()
                .toList();
        if (names.isEmpty()) {
            throw new UnreadableFileException("the workbook has no sheet with cells. Export the data into a sheet.");
        }
        if (meant.isEmpty()) {
            throw new UnreadableFileException(
                    "no sheet is called " + format.sheet().orElse("")
                            + "; there are: "
                            + names.stream()
                                    .map(name -> hidden.contains(name) ? name + " (hidden)" : name)
                                    .collect(Collectors.joining(", "))
                            + ". Name the sheet in the feed's format, or rename it.");
        }
        return new SheetChoice(names, hidden, meant);
    }
}
