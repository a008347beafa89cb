package org.scorekeeper.intake.csv;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.HeaderFinder;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * A text file, read with OpenCSV by RFC 4180: backslashes survive, quotes are doubled, cells may hold line breaks.
 *
 * <p>A record whose quotes are wrong is handed out as a row with a flaw, cut at every delimiter of its first line, and
 * reading goes on in the next line: one stray quote costs one row, never those after it.
 */
public final class CsvCursor implements RowCursor {
    /** No honest record has more lines: a quote that is never closed would take in the rest of the file. */
    private static final int MOST_LINES_IN_A_RECORD = 500;

    private final Lines lines;
    private final TextForm form;
    private final char delimiter;
    private final RFC4180Parser parser;
    private final Quoting quoting;
    private final Pattern everyDelimiter;
    private final HeaderFinder finder;
    /** How many cells the record before had. */
    private int usualCells;

    private int flaws;

    /**
     * Opens a file.
     *
     * @param wanted the column names of the feed, in the form of {@link Header#key}
     * @throws UnreadableFileException where it is no text, or no row has any of these names
     */
    public CsvCursor(Path file, TableFormat format, Set<String> wanted) {
        Lines opened = null;
        try {
            form = TextForm.of(file, format.encoding());
            String head = form.head(file);
            delimiter = Delimiters.said(head)
                    .or(format::delimiter)
                    .orElseGet(() -> Delimiters.guess(head, wanted, format.headerRow()));
            parser = new RFC4180ParserBuilder().withSeparator(delimiter).build();
            quoting = new Quoting(delimiter);
            everyDelimiter = Pattern.compile(Pattern.quote(String.valueOf(delimiter)));
            InputStream in = Files.newInputStream(file);
            opened = new Lines(form.reader(in));
            in.skipNBytes(form.mark());
            lines = opened;
            if (Delimiters.said(head).isPresent()) {
                lines.next();
            }
            finder = HeaderFinder.require(this::read, wanted, format.headerRow());
        } catch (IOException unreadable) {
            closeQuietly(opened);
            throw new UnreadableFileException("the file cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (RuntimeException unreadable) {
            closeQuietly(opened);
            throw unreadable;
        }
    }

    private @Nullable SourceRow read() {
        try {
            String line = lines.next();
            if (line == null) {
                return null;
            }
            int number = lines.number();
            return quoting.isStrict(line) ? row(number, line) : quotedRow(number, line);
        } catch (CharacterCodingException wrong) {
            throw new UnreadableFileException(
                    (lines.number() == 0 ? "in its first lines" : "soon after line " + lines.number())
                            + " it holds bytes that are not "
                            + form.encoding().name()
                            + ". Correct format.encoding in the feed, or save the file as UTF-8.",
                    wrong);
        } catch (IOException broken) {
            throw new UnreadableFileException(
                    "the file cannot be read after line " + lines.number() + ": " + broken.getMessage(), broken);
        }
    }

    private SourceRow row(int number, String record) throws IOException {
        String[] values = record.indexOf('"') < 0 ? split(record) : parser.parseLine(record);
        usualCells = values.length;
        return new SourceRow(null, number, new Texts(values));
    }

    /** A record without a quote, which is most of them, needs no parser. */
    private String[] split(String record) {
        int cells = 1;
        for (int at = record.indexOf(delimiter); at >= 0; at = record.indexOf(delimiter, at + 1)) {
            cells++;
        }
        String[] values = new String[cells];
        int from = 0;
        for (int i = 0; i < cells - 1; i++) {
            int to = record.indexOf(delimiter, from);
            values[i] = record.substring(from, to);
            from = to + 1;
        }
        values[cells - 1] = record.substring(from);
        return values;
    }

    private SourceRow quotedRow(int number, String first) throws IOException {
        Quoting.State state = quoting.begin(first);
        List<String> further = new ArrayList<>();
        int length = first.length();
        while (state == Quoting.State.OPEN && further.size() < MOST_LINES_IN_A_RECORD && length < Lines.LONGEST) {
            String line = lines.next();
            if (line == null) {
                break;
            }
            further.add(line);
            length += line.length();
            state = quoting.goOn(line);
        }
        String[] alone = everyDelimiter.split(first, -1);
        if (state == Quoting.State.WHOLE) {
            String record = quoting.record();
            // One line with all of its cells, and with others too few: a stray quote that the next text's quote closes.
            boolean merged =
                    !further.isEmpty() && alone.length >= usualCells && parser.parseLine(record).length < usualCells;
            if (!merged) {
                return row(number, record);
            }
        }
        lines.giveBack(further);
        flaws++;
        return new SourceRow(null, number, new Texts(alone), flaw(state));
    }

    private static String flaw(Quoting.State state) {
        return switch (state) {
            case OPEN -> "has a quote that opens and is never closed";
            case BROKEN -> "has a quote that is neither doubled nor at the end of a cell";
            case WHOLE -> "has a quote that takes in the lines below it";
        };
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
        return form.encoding().name() + ", delimiter " + Delimiters.name(delimiter) + ", header in row "
                + header().row() + header().remarks()
                + (flaws == 0 ? "" : ", " + flaws + (flaws == 1 ? " row" : " rows") + " with a stray quote");
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException closed) {
            throw new UnreadableFileException("the file cannot be closed: " + closed.getMessage(), closed);
        }
    }

    private static void closeQuietly(@Nullable Lines opened) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (IOException atLast) {
            // why it could not be read is said already
        }
    }
}
