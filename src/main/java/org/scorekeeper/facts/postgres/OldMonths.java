package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.scorekeeper.facts.FactKind;

/** The months of facts, refused rows and missed items that are there, what the old ones among them say, and those that were dropped. */
public final class OldMonths {
    /** The table of refused rows. */
    public static final String REFUSED = "rejected_row";

    /** The table of missed items. */
    public static final String MISSED = "missed_items";

    /** The months that were dropped, each when it was first: rows that come late are dropped once more. */
    private static final String DROPPED = """
            select min(to_char(month, 'YYYY-MM')), max(to_char(month, 'YYYY-MM')), max(dropped_on), max(retention) from (
                select month, min(dropped_on) as dropped_on, min(retention) as retention from dropped_month
                where facts not in ('rejected_row', 'missed_items') and %s group by month) months""";

    private final Connection connection;

    /** Looks through this connection. */
    public OldMonths(Connection connection) {
        this.connection = connection;
    }

    /** The months of a table before one, oldest first. */
    public List<YearMonth> before(String table, YearMonth kept) throws SQLException {
        List<YearMonth> months = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select right(c.relname, 7) from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = to_regclass(?) and c.relname ~ '_\\d{4}_\\d{2}$' order by 1""")) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    months.add(YearMonth.parse(rows.getString(1).replace('_', '-')));
                }
            }
        }
        months.removeIf(month -> !month.isBefore(kept));
        return months;
    }

    /** The first day of which no item of a month speaks; none where it has no rows that count. */
    public Optional<LocalDate> reach(FactKind kind, YearMonth month) throws SQLException {
        String moments = switch (kind) {
            case TICKETS -> "opened, responded, resolved, closed, due";
            case TICKET_STATUS -> "from_at, to_at";
            case TIMESHEETS -> "work_date, week_end, start_at, end_at, submitted";
            case DELIVERABLES -> "due, delivered, accepted_at";
            case READINGS -> "at";
        };
        // A day more: in the contract's zone it may be tomorrow already.
        return one(
                        "select to_char(max(greatest(" + moments
                                + ")) at time zone 'UTC' + interval '2 days', 'YYYY-MM-DD') from " + counting(kind),
                        month)
                .map(LocalDate::parse);
    }

    /**
     * What of a month is not finished, in words: a ticket that is neither resolved nor closed, of a vendor who says so of others;
     * the history of a ticket that is still there.
     */
    public Optional<String> unfinished(FactKind kind, YearMonth month) throws SQLException {
        return switch (kind) {
            case TICKETS -> one("""
                    select id from (
                      select *, bool_or(resolved is not null or closed is not null) over (partition by vendor) as told from (
                        select distinct on (t.vendor, t.id) t.vendor, t.id, t.resolved, t.closed from %s
                        order by t.vendor, t.id, t.order_at desc nulls last, t.version desc) state) of_vendor
                    where told and resolved is null and closed is null order by id limit 1""".formatted(counting(kind)), month).map(id -> id + " is still open");
            case TICKET_STATUS -> one("""
                    select t.ticket from %s and exists (select from ticket k join source_file using (file_id)
                        where k.vendor = t.vendor and k.id = t.ticket and k.opened <= t.from_at and state = 'done')
                    order by 1 limit 1""".formatted(counting(kind)), month).map(id -> "the ticket " + id + " stays");
            default -> Optional.empty();
        };
    }

    /** The rows of a month whose files count. */
    private static String counting(FactKind kind) {
        String at = kind.placedBy().column();
        return kind.table() + " t join source_file f using (file_id) where f.state = 'done' and t." + at
                + " >= ? and t." + at + " < ?";
    }

    private Optional<String> one(String sql, YearMonth month) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, start(month));
            query.setObject(2, start(month.plusMonths(1)));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atTime(LocalTime.MIN).atOffset(ZoneOffset.UTC);
    }

    /**
     * Drops a month, in the caller's transaction. Refused rows that its items have settled stay settled.
     *
     * @param reach the first day of which nothing in it speaks
     * @param retention in months
     * @param today the day of the run's as-of
     * @return how many rows it held
     */
    public long drop(String table, YearMonth month, LocalDate reach, int retention, long run, LocalDate today)
            throws SQLException {
        for (FactKind kind : FactKind.values()) {
            if (kind.table().equals(table)) {
                settle(kind, month);
            }
        }
        try (PreparedStatement drop = connection.prepareStatement("select drop_month(?, ?, ?, ?, ?, ?)")) {
            drop.setString(1, table);
            drop.setObject(2, month.atDay(1));
            drop.setObject(3, reach);
            drop.setInt(4, retention);
            drop.setLong(5, run);
            drop.setObject(6, today);
            try (ResultSet rows = drop.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void settle(FactKind kind, YearMonth month) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update rejected_row r set glimpse = null from source_file s where s.file_id = r.file_id and r.glimpse is not null
                    and exists (select from %s and t.vendor = s.vendor and t.id = r.item_id)""".formatted(counting(kind)))) {
            update.setObject(1, start(month));
            update.setObject(2, start(month.plusMonths(1)));
            update.executeUpdate();
        }
    }

    /** The first day of which no fact speaks that was dropped; none where none was. */
    public Optional<LocalDate> reach() throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select max(reach) from dropped_month where facts not in"
                                + " ('rejected_row', 'missed_items')");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getDate(1)).map(Date::toLocalDate);
        }
    }

    /** The months of which facts of a vendor were dropped. */
    public SortedSet<YearMonth> dropped(String vendor) throws SQLException {
        SortedSet<YearMonth> months = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select distinct to_char(month, 'YYYY-MM') from dropped_month join source_file using (file_id)
                where facts <> 'rejected_row' and vendor = ?""");
                ResultSet rows = only(query, vendor)) {
            while (rows.next()) {
                months.add(YearMonth.parse(rows.getString(1)));
            }
        }
        return months;
    }

    /** That facts of a stretch of days were dropped, in words; empty where none was. */
    public Optional<String> dropped(LocalDate from, LocalDate to) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(DROPPED.formatted("month < ? and month + interval '1 month' > ?"))) {
            query.setObject(1, to);
            query.setObject(2, from);
            return said(query);
        }
    }

    /**
     * That the facts of files were dropped, in words.
     *
     * @param path of the files, below the inbox
     * @return empty where any of them is there still
     */
    public Optional<String> droppedOf(String path) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select coalesce(sum(accepted + superseded), 0) from source_file where path = ?
                having sum(accepted + superseded) <= (select sum(rows) from dropped_month join source_file using (file_id)
                    where path = ? and facts <> 'rejected_row')""")) {
            query.setString(1, path);
            query.setString(2, path);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
            }
        }
        try (PreparedStatement query = connection.prepareStatement(
                DROPPED.formatted("file_id in (select file_id from source_file where path = ?)"))) {
            query.setString(1, path);
            return said(query);
        }
    }

    private static Optional<String> said(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            rows.next();
            String first = rows.getString(1);
            if (first == null) {
                return Optional.empty();
            }
            String last = rows.getString(2);
            return Optional.of("the facts of " + first + (last.equals(first) ? "" : " to " + last) + " were dropped on "
                    + rows.getDate(3) + " by the retention of " + rows.getInt(4) + " months");
        }
    }

    /** Rows that a run has read of months that were dropped before, by the path of their file. */
    public Map<String, Long> late(long run) throws SQLException {
        Map<String, Long> late = new LinkedHashMap<>();
        for (FactKind kind : FactKind.values()) {
            if (months(kind).isEmpty()) {
                continue;
            }
            String at = kind.placedBy().column();
            try (PreparedStatement query = connection.prepareStatement("select path, count(*) from " + kind.table()
                    + " join source_file using (file_id) where run_id = ? and state = 'done' and date_trunc('month', "
                    + at
                    + " at time zone 'UTC')::date in (select month from dropped_month where facts = ?) and " + at
                    + " < ? group by path order by path")) {
                query.setLong(1, run);
                query.setString(2, kind.table());
                query.setTimestamp(
                        3,
                        Timestamp.from(start(months(kind).get().plusMonths(1)).toInstant()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        late.merge(rows.getString(1), rows.getLong(2), Long::sum);
                    }
                }
            }
        }
        return late;
    }

    /** The newest month of a kind that was dropped. */
    private Optional<YearMonth> months(FactKind kind) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select max(month) from dropped_month where facts = ?");
                ResultSet rows = only(query, kind.table())) {
            rows.next();
            return Optional.ofNullable(rows.getDate(1)).map(Date::toLocalDate).map(YearMonth::from);
        }
    }

    private static ResultSet only(PreparedStatement query, String parameter) throws SQLException {
        query.setString(1, parameter);
        return query.executeQuery();
    }
}
