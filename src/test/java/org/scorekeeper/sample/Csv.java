package org.scorekeeper.sample;

import java.nio.charset.Charset;
import java.util.List;

/** A text file in a vendor's manner. */
final class Csv {
    private final char delimiter;
    private final String lineEnd;
    private final StringBuilder text = new StringBuilder();

    Csv(char delimiter, String lineEnd) {
        this.delimiter = delimiter;
        this.lineEnd = lineEnd;
    }

    Csv row(String... cells) {
        return row(List.of(cells));
    }

    Csv row(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(delimiter);
            }
            text.append(quoted(cells.get(i)));
        }
        text.append(lineEnd);
        return this;
    }

    private String quoted(String cell) {
        boolean needed = cell.indexOf(delimiter) >= 0
                || cell.indexOf('"') >= 0
                || cell.indexOf('\n') >= 0
                || !cell.equals(cell.strip());
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    byte[] bytes(Charset encoding) {
        return text.toString().getBytes(encoding);
    }
}
