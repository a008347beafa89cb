package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.Place;

/**
 * Reads facts back: every version of every item, item by item in the order of their ids, oldest state first. They come
 * as a stream, so memory does not grow with their number.
 */
public final class FactReader {
    private final Connection connection;
    private final Map<Long, String> paths;

    /** Reads through this connection the facts of the files that are in the register now and not taken back. */
    public FactReader(Connection connection) throws SQLException {
        this(connection, KnownFiles.now(connection));
    }

    /** Reads through this connection the facts of these files. */
    public FactReader(Connection connection, KnownFiles files) {
        this.connection = connection;
        this.paths = files.paths();
    }

    /**
     * Hands over the facts of one kind that belong to a contract: those that the feed narrowed to it, and those that it
     * narrowed to none. Facts of files that were taken back are left out.
     *
     * @param contract null for all facts of the vendor
     * @param facts takes them one by one; the connection is busy until the last
     */
    public void read(FactKind kind, String vendor, @Nullable String contract, Consumer<Fact> facts)
            throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        Set<String> booked = kind == FactKind.TIMESHEETS ? booked() : Set.of();
        CopyOut copy = postgres.getCopyAPI().copyOut(sql(postgres, kind, vendor, contract));
        try {
            CopyInput rows = new CopyInput(copy);
            List<Field> fields = kind.fields();
            List<Fact> versions = new ArrayList<>();
            while (rows.next()) {
                Fact fact = unnamed(fact(kind, vendor, fields, rows), booked);
                if (fact == null) {
                    continue;
                }
                if (!versions.isEmpty() && !versions.get(0).id().equals(fact.id())) {
                    handOver(versions, facts);
                }
                versions.add(fact);
            }
            handOver(versions, facts);
        } finally {
            drain(copy);
        }
    }

    /** An id that a line of the ledger was booked under, by a release that left names in ids, stands for ever. */
    private static @Nullable Fact unnamed(@Nullable Fact fact, Set<String> booked) {
        return fact == null || fact.kind() != FactKind.TIMESHEETS || booked.contains(fact.id()) ? fact : fact.unnamed();
    }

    private Set<String> booked() throws SQLException {
        Set<String> booked = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("select distinct split_part(base_line_id, '/timesheet/', 2)"
                        + " from ledger_line where base_line_id like '%/timesheet/%|%'")) {
            while (lines.next()) {
                booked.add(lines.getString(1));
            }
        }
        return booked;
    }

    /**
     * Lets the rest pass by where a reader gave up. Cancelling would be a message beside the connection, and might hit
     * the statement after this one.
     */
    private static void drain(CopyOut copy) {
        try {
            while (copy.isActive() && copy.readFromCopy() != null) {
                // not wanted any more
            }
        } catch (SQLException gone) {
            // What made the reader give up is on its way already, and the pool will find the connection gone.
        }
    }

    private static void handOver(List<Fact> versions, Consumer<Fact> facts) {
        if (versions.size() > 1) {
            oldestFirst(versions).forEach(facts);
        } else {
            versions.forEach(facts);
        }
        versions.clear();
    }

    /** As they stood one after the other: a version that came later goes before those that it is older than. */
    private static List<Fact> oldestFirst(List<Fact> asTheyCame) {
        List<Fact> ordered = new ArrayList<>(asTheyCame.size());
        for (Fact fact : asTheyCame) {
            int at = ordered.size();
            while (at > 0 && isOlder(fact, ordered.get(at - 1))) {
                at--;
            }
            ordered.add(at, fact);
        }
        return ordered;
    }

    private static boolean isOlder(Fact one, Fact other) {
        Instant at = one.orderAt();
        if (Objects.equals(at, other.orderAt())) {
            return ExportDay.isOlder(
                    ExportDay.of(one.place().file()), ExportDay.of(other.place().file()));
        }
        return other.orderAt() != null && (at == null || at.isBefore(other.orderAt()));
    }

    /** In the order of the key, which costs the server no sort; the few versions of an item are sorted here. */
    private static String sql(PGConnection postgres, FactKind kind, String vendor, @Nullable String contract)
            throws SQLException {
        String ofContract =
                contract == null ? "" : " and (contract = " + literal(postgres, contract) + " or contract is null)";
        return kind.fields().stream()
                .map(Field::column)
                .collect(Collectors.joining(
                        ", ",
                        "copy (select id, version, contract, file_id, sheet, row_no, order_at, days, own, ",
                        " from " + kind.table() + " where vendor = " + literal(postgres, vendor) + ofContract
                                + " order by id, version) to stdout (format binary)"));
    }

    /** COPY takes no parameters. */
    private static String literal(PGConnection postgres, String text) throws SQLException {
        return "'" + postgres.escapeLiteral(text) + "'";
    }

    private @Nullable Fact fact(FactKind kind, String vendor, List<Field> fields, CopyInput row) throws SQLException {
        String id = row.ownText();
        int version = row.requiredInt();
        String contract = row.text();
        String path = paths.get(row.requiredLong());
        String sheet = row.text();
        int rowNumber = row.requiredInt();
        Instant orderAt = row.instant();
        int days = row.requiredInt();
        Map<String, String> own = row.json();
        @Nullable Object[] values = new Object[fields.size()];
        int moment = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (fields.get(i).type()) {
                case TEXT -> row.text();
                case MOMENT -> moment(row.instant(), (days & 1 << moment++) != 0);
                case DECIMAL -> row.decimal();
                case INTEGER -> row.integer();
                case DURATION -> duration(row.number());
            };
        }
        if (path == null) {
            return null;
        }
        return new Fact(kind, vendor, contract, id, version, orderAt, values, own, new Place(path, sheet, rowNumber));
    }

    private static @Nullable Moment moment(@Nullable Instant instant, boolean day) {
        if (instant == null) {
            return null;
        }
        return day ? new Moment.Day(LocalDate.ofInstant(instant, ZoneOffset.UTC)) : new Moment.At(instant);
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
