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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;

/** One row of a register, its cells by the name of their column; what is wrong with it is said with row and column. */
final class RegisterRow {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd[' ']['T']HH:mm[:ss]");

    private static final Pattern FIGURE = Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,10})?)\\s*(\\D*)");

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

    /** An amount that is booked: it has no more decimals than the contract's currency. */
    BigDecimal amount(String column, ContractHistory contract) {
        return booked(column, amount(column), contract);
    }

    Optional<BigDecimal> optionalAmount(String column, ContractHistory contract) {
        return text(column).map(text -> booked(column, amountOf(column, text), contract));
    }

    private static BigDecimal booked(String column, BigDecimal amount, ContractHistory contract) {
        int places = contract.latest().moneyPlaces();
        if (amount.stripTrailingZeros().scale() > places) {
            throw new Wrong(
                    column,
                    amount.toPlainString() + " has more decimals than "
                            + contract.latest().currency().getCurrencyCode() + ", which has " + places
                            + ". Round it as it was agreed.");
        }
        return amount;
    }

    /** A figure as {@code measurements.csv} prints it; its unit may stand behind it. */
    static BigDecimal figure(String column, String text, Set<String> units) {
        Matcher figure = FIGURE.matcher(text);
        if (!figure.matches() || !(figure.group(2).isEmpty() || units.contains(figure.group(2)))) {
            throw new Wrong(
                    column,
                    "\"" + text + "\" is no figure. Write a number such as 96.5"
                            + (units.isEmpty() ? "." : ", in " + String.join(" or ", units) + "."));
        }
        return new BigDecimal(figure.group(1));
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

    /** The day of a date or an instant. */
    Optional<LocalDate> day(String column, ZoneId zone) {
        return start(column, zone).map(at -> LocalDate.ofInstant(at, zone));
    }

    /** Refuses a cell without a date. */
    void needMoment(String column, ZoneId zone) {
        moment(column, need(column), zone, false);
    }

    /** Refuses dates that are none, and a day that lies before the one that must come first. */
    void inOrder(String first, String then, ZoneId zone) {
        Optional<LocalDate> earlier = start(first, zone).map(at -> LocalDate.ofInstant(at, zone));
        Optional<LocalDate> later = start(then, zone).map(at -> LocalDate.ofInstant(at, zone));
        if (later.filter(day -> earlier.filter(day::isBefore).isPresent()).isPresent()) {
            throw new Wrong(then, "lies before " + first + ". Correct the one that is wrong.");
        }
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
