package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.Place;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads facts back: every version of every item, item by item, oldest state first. */
public final class FactReader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Connection connection;
    private final Map<Long, String> paths = new HashMap<>();

    /** Reads through this connection, which is in a transaction (a cursor needs one). */
    public FactReader(Connection connection) throws SQLException {
        this.connection = connection;
        try (PreparedStatement query = connection.prepareStatement(
                        "select file_id, path from source_file where state <> 'withdrawn'");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                paths.put(rows.getLong(1), rows.getString(2));
            }
        }
    }

    /**
     * Hands over the facts of one kind that belong to a contract: those that the feed narrowed to it, and those that it
     * narrowed to none. Facts of files that were taken back are left out.
     */
    public void read(FactKind kind, String vendor, String contract, Consumer<Fact> facts) throws SQLException {
        List<Field> fields = kind.fields();
        String sql = "select id, version, contract, file_id, sheet, row_no, order_at, days, own, "
                + fields.stream().map(Field::column).collect(Collectors.joining(", ")) + " from " + kind.table()
                + " where vendor = ? and (contract = ? or contract is null) order by id, order_at nulls first, version";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setFetchSize(4_000);
            query.setString(1, vendor);
            query.setString(2, contract);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String path = paths.get(rows.getLong(4));
                    if (path != null) {
                        facts.accept(fact(kind, vendor, fields, path, rows));
                    }
                }
            }
        }
    }

    private static Fact fact(FactKind kind, String vendor, List<Field> fields, String path, ResultSet row)
            throws SQLException {
        int days = row.getInt(8);
        String own = row.getString(9);
        @Nullable Object[] values = new Object[fields.size()];
        int moment = 0;
        for (int i = 0; i < values.length; i++) {
            int column = 10 + i;
            switch (fields.get(i).type()) {
                case TEXT -> values[i] = row.getString(column);
                case MOMENT -> values[i] = moment(row, column, (days & 1 << moment++) != 0);
                case DECIMAL -> values[i] = row.getBigDecimal(column);
                case INTEGER -> values[i] = row.getObject(column, Integer.class);
                case DURATION -> {
                    long seconds = row.getLong(column);
                    values[i] = row.wasNull() ? null : Duration.ofSeconds(seconds);
                }
            }
        }
        return new Fact(
                kind,
                vendor,
                row.getString(3),
                row.getString(1),
                row.getInt(2),
                instant(row, 7),
                values,
                own == null ? Map.of() : JSON.readValue(own, TEXTS),
                new Place(path, row.getString(5), row.getInt(6)));
    }

    private static @Nullable Moment moment(ResultSet row, int column, boolean day) throws SQLException {
        Instant instant = instant(row, column);
        if (instant == null) {
            return null;
        }
        return day
                ? new Moment.Day(
                        LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toLocalDate())
                : new Moment.At(instant);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
