package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.BitSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The months by which tables of facts are divided, UTC throughout, each with a number: years are far apart and months are few, so
 * a set of them is a few bits. Not for two threads at a time.
 */
public final class Months {
    /** The number of no month: rows without a moment, and those with one of another age, lie among the rest. */
    static final int NONE = 0;

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    // The month of the last moment that was asked for, as most rows of a file lie near the one before.
    private long from = 1;
    private long to;
    private int number;

    /** The number of a moment's month. */
    int of(Instant moment) {
        long second = moment.getEpochSecond();
        if (second < from || second >= to) {
            YearMonth month = YearMonth.from(moment.atOffset(ZoneOffset.UTC));
            from = start(month);
            to = start(month.plusMonths(1));
            number = month.getYear() < FIRST_YEAR || month.getYear() > LAST_YEAR ? NONE : number(month);
        }
        return number;
    }

    private static long start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static int number(YearMonth month) {
        return (month.getYear() - FIRST_YEAR) * 12 + month.getMonthValue();
    }

    private static LocalDate start(int number) {
        return LocalDate.of(FIRST_YEAR, 1, 1).plusMonths(number - 1L);
    }

    /** Makes those that a table lacks. Before rows of them are stored: what lies among the rest keeps a month from being made. */
    static void make(Connection connection, String table, BitSet months) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select make_months(?, ?)")) {
            call.setString(1, table);
            call.setArray(
                    2,
                    connection.createArrayOf(
                            "date", months.stream().mapToObj(Months::start).toArray()));
            call.execute();
        }
    }

    /** Tells the server's planner of those that have grown, so that facts are found quickly; before many are read. */
    public static void know(DataSource facts) {
        new JdbcTemplate(facts).query("select know_months()", row -> {});
    }
}
