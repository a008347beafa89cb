package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.intake.IntakeFault.Reason;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Spaces;

/** Turns one cell into the value of a field, by the feed's dates, decimal mark, value maps and words for nothing. */
final class CellReader {
    private static final LocalDateTime EXCEL_ZERO = LocalDateTime.of(1899, 12, 31, 0, 0);
    private static final LocalDateTime EXCEL_ZERO_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);
    private static final LocalDateTime FIRST_DATE =
            LocalDateTime.of(1904, 1, 2, 0, 0); // before it, a workbook's "date" is a time or a length of time

    /** Numbers that vendors write with a percent sign; any other with one is a mistake. */
    private static final Set<String> PERCENTAGES = Set.of("value", "satisfaction");

    private final DateParser dates;
    private final char decimalMark;
    private final Set<String> missing = new HashSet<>();
    private final int longestMissing;
    private final String patterns;

    CellReader(Feed feed) {
        dates = DateParser.of(feed.datePatterns(), feed.zone());
        decimalMark = feed.format().decimal();
        feed.missing().forEach(word -> missing.add(word.toLowerCase(Locale.ROOT)));
        longestMissing = missing.stream().mapToInt(String::length).max().orElse(0);
        patterns = feed.datePatterns().isEmpty() ? "yyyy-MM-dd HH:mm" : String.join(" or ", feed.datePatterns());
    }

    /**
     * The value of a cell.
     *
     * @return null where it holds nothing, or a word that means so
     * @throws Refusal where it holds no such value
     */
    @Nullable
    Object read(Cell cell, Bound bound) {
        String text = Spaces.trim(cell.text());
        if (isMissing(text)) {
            return null;
        }
        if (cell instanceof Cell.Err wrong) {
            if (wrong.isFormula()) {
                throw refusal(
                        bound,
                        Reason.ERROR_CELL,
                        text,
                        "is a formula whose result the workbook does not hold",
                        "Open the workbook in a spreadsheet and save it, or put the value there.");
            }
            throw refusal(
                    bound,
                    Reason.ERROR_CELL,
                    text,
                    "is an error of the spreadsheet",
                    "Mend the formula, or put the value there.");
        }
        if (text.indexOf('\0') >= 0) {
            throw refusal(
                    bound,
                    Reason.UNREADABLE_TEXT,
                    text.replace('\0', '\ufffd'),
                    "holds a NUL character",
                    "Export the text again without it.");
        }
        char mark = decimalMark;
        if (bound.hasWords()) {
            text = translated(text, bound);
            mark = '.'; // the feed's own values have a point
        }
        return switch (bound.type()) {
            case TEXT -> text;
            case MOMENT -> moment(cell, text, bound, false);
            case DECIMAL -> decimal(cell, text, bound, mark);
            case INTEGER -> integer(cell, text, bound, mark);
            case DURATION -> duration(cell, text, bound, mark);
        };
    }

    /** The moment of a cell; in the hour that is repeated when clocks go back, the later one. */
    Moment readLater(Cell cell, Bound bound) {
        return moment(cell, Spaces.trim(cell.text()), bound, true);
    }

    private boolean isMissing(String text) {
        return text.isEmpty() || (text.length() <= longestMissing && missing.contains(text.toLowerCase(Locale.ROOT)));
    }

    private String translated(String text, Bound bound) {
        String ours = bound.translate(text);
        if (ours == null) {
            throw refusal(
                    bound,
                    Reason.UNKNOWN_VALUE,
                    text,
                    "is none of the values that the feed knows",
                    "Known are " + bound.known() + ". Correct it, or add it to the feed.");
        }
        return ours;
    }

    private Moment moment(Cell cell, String text, Bound bound, boolean later) {
        if (cell instanceof Cell.DateTime date && !date.value().isBefore(FIRST_DATE)) {
            return date.dateOnly()
                    ? new Moment.Day(date.value().toLocalDate())
                    : later ? dates.atLater(date.value()) : dates.at(date.value());
        }
        Moment moment = cell instanceof Cell.Text ? parse(text, later) : null;
        if (moment == null) {
            throw refusal(
                    bound,
                    Reason.NOT_A_DATE,
                    text,
                    "is not a date",
                    "Use " + patterns + ", or a date cell of a workbook.");
        }
        return moment;
    }

    private @Nullable Moment parse(String text, boolean later) {
        Moment moment = later ? dates.parseLater(text) : dates.parse(text);
        if (moment == null) {
            String folded = Spaces.folded(text); // two blanks, or one that breaks no line, are a blank
            return folded.equals(text) ? null : parse(folded, later);
        }
        return moment;
    }

    private BigDecimal decimal(Cell cell, String text, Bound bound, char mark) {
        if (cell instanceof Cell.Decimal number && !bound.hasWords()) {
            return number.value();
        }
        if (cell instanceof Cell.Percent percent && PERCENTAGES.contains(bound.field()) && !bound.hasWords()) {
            return percent.value();
        }
        String digits = text;
        if (text.endsWith("%") && PERCENTAGES.contains(bound.field())) {
            digits = Spaces.trim(text.substring(0, text.length() - 1));
        }
        BigDecimal value = Numbers.decimal(digits, mark);
        if (value == null && bound.field().equals("hours")) {
            Duration clock = elapsed(cell, text);
            value = clock == null ? null : Numbers.hours(clock); // 7:30 in a column of hours is seven and a half
        }
        if (value == null) {
            throw refusal(
                    bound,
                    Reason.NOT_A_NUMBER,
                    text,
                    "is not a number",
                    "Write it as 1234" + decimalMark + "5, with nothing before or after it.");
        }
        return value;
    }

    private Integer integer(Cell cell, String text, Bound bound, char mark) {
        BigDecimal value =
                cell instanceof Cell.Decimal number && !bound.hasWords() ? number.value() : Numbers.decimal(text, mark);
        try {
            if (value != null && value.signum() >= 0) {
                return value.intValueExact();
            }
        } catch (ArithmeticException fraction) {
            // refused below, like a word or a number below zero
        }
        throw refusal(bound, Reason.NOT_A_NUMBER, text, "is not a count", "Write a whole number such as 3.");
    }

    private Duration duration(Cell cell, String text, Bound bound, char mark) {
        Duration value = elapsed(cell, text);
        if (value == null && !(cell instanceof Cell.DateTime)) {
            value = Numbers.duration(text, cell instanceof Cell.Decimal ? '.' : mark);
        }
        if (value == null) {
            throw refusal(
                    bound,
                    Reason.NOT_A_DURATION,
                    text,
                    "is no length of time",
                    "Write seconds, or h:mm:ss such as 1:30:00.");
        }
        return value;
    }

    /** A workbook keeps 30:15 as a date: thirty hours and a quarter after its day zero. */
    private static @Nullable Duration elapsed(Cell cell, String text) {
        if (cell instanceof Cell.DateTime date) {
            LocalDateTime value = date.value();
            return !value.isBefore(EXCEL_ZERO_1904) && value.isBefore(FIRST_DATE)
                    ? Duration.between(EXCEL_ZERO_1904, value)
                    : value.isBefore(FIRST_DATE) ? Duration.between(EXCEL_ZERO, value) : null;
        }
        return cell instanceof Cell.Text ? Numbers.clock(text.toLowerCase(Locale.ROOT)) : null;
    }

    private static Refusal refusal(Bound bound, Reason reason, String found, String detail, String remedy) {
        return new Refusal(bound.name(), reason, found, detail, remedy);
    }
}
