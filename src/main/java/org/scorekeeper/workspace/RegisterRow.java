package org.scorekeeper.workspace;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;

/** One row of a register, its cells by the name of their column; what is wrong with it is said with row and column. */
final class RegisterRow {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd[' ']['T']HH:mm[:ss]");

    private final Map<String, Integer> columns;
    private final SourceRow row;

    RegisterRow(Header header, SourceRow row) {
        this.columns = header.indexes();
        this.row = row;
    }

    /** What is wrong with a cell, and how to mend it. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String column;

        Wrong(String column, String message) {
            super(message, null, false, false);
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    int number() {
        return row.row();
    }

    Optional<String> text(String column) {
        Integer index = columns.get(Header.key(column));
        return index == null
                ? Optional.empty()
                : Optional.of(row.cell(index).text().strip()).filter(text -> !text.isEmpty());
    }

    String need(String column) {
        return text(column).orElseThrow(() -> new Wrong(column, "is empty. Fill it in."));
    }

    /** One of some words, compared without case. */
    String word(String column, List<String> words) {
        String text = need(column).toLowerCase(Locale.ROOT);
        if (!words.contains(text)) {
            throw new Wrong(column, "\"" + text + "\" is unknown. Write " + String.join(", ", words) + ".");
        }
        return text;
    }

    BigDecimal amount(String column) {
        return amountOf(column, need(column));
    }

    Optional<BigDecimal> optionalAmount(String column) {
        return text(column).map(text -> amountOf(column, text));
    }

    private static BigDecimal amountOf(String column, String text) {
        if (!text.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
            throw new Wrong(
                    column, "\"" + text + "\" is no amount. Write 1250.00, with a point and without thousands marks.");
        }
        return new BigDecimal(text);
    }

    /** A date or an instant as the first of its window: a date from 00:00 local. */
    Optional<Instant> start(String column, ZoneId zone) {
        return text(column).map(text -> moment(column, text, zone, false));
    }

    /** Refuses a cell without a date. */
    void needMoment(String column, ZoneId zone) {
        moment(column, need(column), zone, false);
    }

    /** A date or an instant as the end of a window: a date until 24:00 local. */
    Optional<Instant> end(String column, ZoneId zone) {
        return text(column).map(text -> moment(column, text, zone, true));
    }

    private static Instant moment(String column, String text, ZoneId zone, boolean wholeDay) {
        try {
            if (text.length() == 10) {
                LocalDate day = LocalDate.parse(text);
                return (wholeDay ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
            }
            if (text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")) {
                return OffsetDateTime.parse(text).toInstant();
            }
            return LocalDateTime.parse(text, MINUTES).atZone(zone).toInstant();
        } catch (DateTimeException wrong) {
            throw new Wrong(column, "\"" + text + "\" is no date. Write 2026-10-31, or 2026-10-31 14:30.");
        }
    }
}
