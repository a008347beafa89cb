package org.scorekeeper.intake.csv;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.HeaderFinder;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.intake.table.Wanted;

/**
 * A text file, read with OpenCSV by RFC 4180: backslashes survive, quotes are doubled, cells may hold line breaks.
 *
 * <p>A record whose quotes are wrong is handed out as a row with a flaw, cut at every delimiter of its first line, and
 * reading goes on in the next line: one stray quote costs one row, never those after it.
 */
public final class CsvCursor implements RowCursor {
    /** No honest record has more lines: a quote that is never closed would take in the rest of the file. */
    private static final int MOST_LINES_IN_A_RECORD = 500;

    private static final Pattern LETTERS = Pattern.compile("\\p{L}+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final Limits limits;
    private final Lines lines;
    private final TextForm form;
    private final char delimiter;
    private final RFC4180Parser parser;
    private final boolean escaped;
    private final boolean wrapped;
    private final Quoting quoting;
    private final Quoting otherQuoting;
    private final Pattern everyDelimiter;
    private final HeaderFinder finder;
    /** How many cells the record before had. */
    private int usualCells;

    private @Nullable LongPredicate known;
    private long seed;
    private int flaws;
    private String flaw = "";
    private int escapedRow;
    private int shortRows;
    private int firstShortRow;

    /**
     * Opens a file.
     *
     * @param wanted the columns of the feed
     * @throws UnreadableFileException where it is no text, or no row has any of these names
     */
    public CsvCursor(Path file, TableFormat format, Wanted wanted, Limits limits) {
        this.limits = limits;
        Lines opened = null;
        try {
            form = TextForm.of(file, format.encoding());
            String written = form.head(file);
            wrapped = Delimiters.areWrapped(written, wanted.names(), format.headerRow());
            String head =
                    wrapped ? written.lines().map(Delimiters::unwrapped).collect(Collectors.joining("\n")) : written;
            delimiter = Delimiters.said(head)
                    .filter(said -> Delimiters.bringsOut(head, said, wanted.names(), format.headerRow()))
                    .or(() -> format.delimiter()
                            .filter(given -> Delimiters.bringsOut(head, given, wanted.names(), format.headerRow())))
                    .orElseGet(() -> Delimiters.guess(head, wanted.names(), format.headerRow()));
            parser = new RFC4180ParserBuilder().withSeparator(delimiter).build();
            escaped = Quoting.areEscaped(head, delimiter);
            quoting = new Quoting(delimiter, escaped);
            otherQuoting = new Quoting(delimiter, !escaped);
            everyDelimiter = Pattern.compile(Pattern.quote(String.valueOf(delimiter)));
            InputStream in = Files.newInputStream(file);
            opened = new Lines(form.lines(in), limits);
            in.skipNBytes(form.mark());
            lines = opened;
            if (Delimiters.said(head).isPresent()) {
                lines.next();
            }
            finder = HeaderFinder.require(this::read, wanted.names(), format.headerRow());
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
            if (!lines.advance()) {
                return null;
            }
            int number = lines.number();
            long print = known == null ? 0 : lines.print(seed);
            if (known != null && print != 0 && known.test(print)) {
                usualCells = header().names().size();
                return SourceRow.repeated(number, print);
            }
            String line = wrapped ? Delimiters.unwrapped(lines.text()) : lines.text();
            return quoting.isStrict(line) ? row(number, line, print) : quotedRow(number, line);
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

    /** The line of a row is known by its print where it has a cell for each name: then reading it tells nothing else. */
    private SourceRow row(int number, String record, long print) throws IOException {
        String[] values = record.indexOf('"') < 0 ? split(record) : parser.parseLine(record);
        usualCells = values.length;
        if (record.length() > limits.cell()) {
            refuseLongCells(number, values);
        }
        boolean even = print != 0 && values.length == header().names().size();
        return new SourceRow(null, number, new Texts(values), null, even ? print : 0, false);
    }

    /** A record without a quote, which is most of them, needs no parser. */
    private String[] split(String record) {
        int cells = 1;
        for (int at = record.indexOf(delimiter); at >= 0; at = record.indexOf(delimiter, at + 1)) {
            cells++;
        }
        if (cells > limits.columns()) {
            throw limits.tooWide("line " + lines.number() + " has " + cells + " cells");
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

    private void refuseLongCells(int number, String[] values) {
        for (String value : values) {
            if (value.length() > limits.cell()) {
                throw limits.tooMuchText(
                        "in line " + number + " a cell begins that holds " + value.length() + " characters");
            }
        }
    }

    private SourceRow quotedRow(int number, String first) throws IOException {
        SourceRow row = whole(number, first, quoting, false);
        if (row == null && first.contains("\\\"")) {
            row = whole(number, first, otherQuoting, true);
            if (row != null && escapedRow == 0) {
                escapedRow = number;
            }
        }
        if (row != null) {
            return row;
        }
        flaws++;
        return new SourceRow(null, number, new Texts(everyDelimiter.split(first, -1)), flaw);
    }

    /** A record of quoted texts with as many further lines as it takes; null, with the lines given back, where it is none. */
    private @Nullable SourceRow whole(int number, String first, Quoting manner, boolean mustFit) throws IOException {
        Quoting.State state = manner.begin(first);
        List<String> further = new ArrayList<>();
        int length = first.length();
        while (state == Quoting.State.OPEN && further.size() < MOST_LINES_IN_A_RECORD && length < lines.longest()) {
            String line = lines.next();
            if (line == null) {
                break;
            }
            further.add(line);
            length += line.length();
            state = manner.goOn(line);
        }
        if (state == Quoting.State.WHOLE) {
            String record = manner.record();
            int cells = parser.parseLine(record).length;
            if (!isMerged(first, further, cells) && (!mustFit || cells == usualCells)) {
                return row(number, record, 0);
            }
        }
        lines.giveBack(further);
        flaw = mustFit ? flaw : flaw(state);
        return null;
    }

    /**
     * Whether a text that goes over several lines has taken in rows: a stray quote that a later text's quote closes. Then its
     * first line alone has all cells, and together they have too few; or every line is a row for itself, which begins as the
     * first does.
     */
    private boolean isMerged(String first, List<String> further, int cells) {
        if (further.isEmpty()) {
            return false;
        }
        String[] alone = everyDelimiter.split(first, -1);
        if (alone.length >= usualCells && cells < usualCells) {
            return true;
        }
        return usualCells > 1
                && alone.length == usualCells
                && further.stream().allMatch(line -> {
                    String[] row = everyDelimiter.split(line, -1);
                    return row.length == usualCells && shape(row[0]).equals(shape(alone[0]));
                });
    }

    /** What a text looks like: INC-47 and INC-4711 alike. */
    private static String shape(String text) {
        return DIGITS.matcher(LETTERS.matcher(text).replaceAll("a")).replaceAll("9");
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

    /** Equal lines are equal rows where files have the same columns in the same form. */
    @Override
    public void passOver(LongPredicate lines) {
        String said =
                form.encoding() + "\n" + delimiter + escaped + wrapped + "\n" + String.join("\n", header().names());
        seed = ByteLines.print(0, said.getBytes(StandardCharsets.UTF_8));
        known = lines;
    }

    @Override
    public @Nullable SourceRow next() {
        SourceRow row = finder.next();
        if (row != null
                && !row.repeat()
                && row.cells().size() < header().names().size()
                && row.flaw() == null) {
            firstShortRow = shortRows == 0 ? row.row() : firstShortRow;
            shortRows++;
        }
        return row;
    }

    @Override
    public String traits() {
        return form.encoding().name() + ", delimiter " + Delimiters.name(delimiter) + ", header in row "
                + header().row() + header().remarks() + (escaped ? ", quotes escaped with a backslash" : "")
                + (flaws == 0 ? "" : ", " + flaws + (flaws == 1 ? " row" : " rows") + " with a stray quote");
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (form.mixed()) {
            remarks.add(
                    "some of its lines are UTF-8 and others are not: each was read as what it is, those as windows-1252;"
                            + " ask its sender to write all of it in UTF-8");
        } else if (form.isGuess()) {
            remarks.add("its bytes are no UTF-8 and were read as "
                    + form.encoding().name() + "; write format.encoding into the feed if that is right");
        }
        if (wrapped) {
            remarks.add("each of its lines is one text in quotes, and was read as the row that stands in it");
        }
        if (shortRows > 0) {
            remarks.add(shortRows + (shortRows == 1 ? " row has" : " rows have")
                    + " fewer cells than the header (the first is row " + firstShortRow
                    + "); the cells that are not there count as empty");
        }
        if (escapedRow > 0) {
            remarks.add("from row " + escapedRow + " on, quotes are escaped with a backslash here and there");
        }
        return remarks;
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
