package org.scorekeeper.intake.csv;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.HeaderFinder;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;

/** A text file, read with OpenCSV by RFC 4180: backslashes survive, quotes are doubled, cells may hold line breaks. */
public final class CsvCursor implements RowCursor {
    private static final int HEAD = 1 << 16;
    /** No honest cell has more lines: a quote that is never closed would swallow the rest of the file. */
    private static final int MOST_LINES_IN_A_RECORD = 200;

    private final CSVReader reader;
    private final HeaderFinder finder;
    private final String form;

    /** Opens a file; wanted are the column names of the feed, in the form of {@link Header#key}. */
    public CsvCursor(Path file, TableFormat format, Set<String> wanted) {
        try {
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(HEAD);
            }
            TextForm found = TextForm.of(head, head.length < HEAD);
            Charset encoding = format.encoding().orElse(found.encoding());
            String start = new String(head, found.mark(), head.length - found.mark(), encoding);
            char delimiter = format.delimiter().orElseGet(() -> TextForm.delimiter(start));
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(found.mark());
            RFC4180Parser parser =
                    new RFC4180ParserBuilder().withSeparator(delimiter).build();
            reader = new CSVReaderBuilder(new BufferedReader(new InputStreamReader(in, encoding), 1 << 16))
                    .withCSVParser(parser)
                    .withMultilineLimit(MOST_LINES_IN_A_RECORD)
                    .build();
            form = encoding.name() + ", delimiter " + (delimiter == '\t' ? "tab" : String.valueOf(delimiter));
            finder = new HeaderFinder(this::read, wanted, format.headerRow());
        } catch (IOException unreadable) {
            throw new UnreadableFileException("the file cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private @Nullable SourceRow read() {
        int line = (int) reader.getLinesRead() + 1;
        try {
            String[] values = reader.readNext();
            return values == null ? null : new SourceRow(null, line, new Texts(values));
        } catch (CsvException | IOException wrong) {
            throw new UnreadableFileException(
                    "the quote that opens in the record at line " + line
                            + " is never closed, so what follows cannot be told"
                            + " apart. Close it (or double it, if it is part of the text) and send the file again.",
                    wrong);
        }
    }

    /** The cells of a record, made when they are asked for. */
    private static final class Texts extends AbstractList<Cell> {
        private final String[] values;

        Texts(String[] values) {
            this.values = values;
        }

        @Override
        public Cell get(int index) {
            return new Cell.Text(values[index]);
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    @Override
    public Header header() {
        return finder.header();
    }

    @Override
    public @Nullable SourceRow next() {
        return finder.next();
    }

    @Override
    public String traits() {
        List<String> twice = header().duplicates();
        return form + ", header in row " + header().row()
                + (twice.isEmpty() ? "" : ", columns named twice (the first counts): " + String.join(", ", twice));
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException closed) {
            throw new UnreadableFileException("the file cannot be closed: " + closed.getMessage(), closed);
        }
    }
}
