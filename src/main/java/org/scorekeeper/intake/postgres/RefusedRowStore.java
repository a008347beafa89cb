package org.scorekeeper.intake.postgres;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.intake.Glimpse;
import org.scorekeeper.intake.IntakeFault;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps each refused row as its sender wrote it, with what is wrong and how to mend it. */
public final class RefusedRowStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<List<String>>> PAIRS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;

    /** Works on the tables that the migrations made. */
    public RefusedRowStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * A refused row.
     *
     * @param fault where, and what is wrong
     * @param cells the vendor's columns and what stood in them, in file order
     * @param glimpse what the row still says; null for lines of totals
     */
    public record Refused(
            IntakeFault fault,
            List<Map.Entry<String, String>> cells,
            @Nullable Glimpse glimpse) {}

    /**
     * A refused row that nothing has settled yet.
     *
     * @param path of its file
     * @param asOf of the run that first saw it
     */
    public record Open(long fileId, String path, String asOf, Glimpse glimpse) {}

    private record Written(
            @Nullable String id, @Nullable String contract, Map<String, String> values, java.util.Set<String> unread) {}

    /**
     * A refused row as kept.
     *
     * @param reason the kind of fault and the sentence
     */
    public record Kept(
            String path,
            java.util.Optional<String> sheet,
            int row,
            String column,
            String found,
            String reason,
            String remedy,
            List<Map.Entry<String, String>> cells) {}

    /** Keeps rows, in the caller's transaction. */
    public void add(long fileId, List<Refused> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Date month = jdbc.queryForObject(
                "select to_date(left(as_of, 7), 'YYYY-MM') from source_file where file_id = ?", Date.class, fileId);
        jdbc.query("select make_months('rejected_row', array[cast(? as date)])", row -> {}, month);
        jdbc.batchUpdate("""
                insert into rejected_row (file_id, sheet, row_no, column_name, found, reason, remedy, cells, glimpse, item_id,
                    month)
                values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb), ?, ?)""", rows, 500, (statement, row) -> {
            bind(statement, fileId, row);
            statement.setDate(11, month);
        });
    }

    private static void bind(PreparedStatement statement, long fileId, Refused row) throws SQLException {
        IntakeFault fault = row.fault();
        List<List<String>> cells = new ArrayList<>();
        row.cells().forEach(cell -> cells.add(List.of(clean(cell.getKey()), clean(cell.getValue()))));
        statement.setLong(1, fileId);
        statement.setString(2, fault.place().sheet());
        statement.setInt(3, fault.place().row());
        statement.setString(4, clean(fault.column()));
        statement.setString(5, clean(fault.found()));
        statement.setString(6, clean(fault.detail()));
        statement.setString(7, clean(fault.remedy()));
        statement.setString(8, JSON.writeValueAsString(cells));
        Glimpse glimpse = row.glimpse();
        statement.setString(9, glimpse == null ? null : clean(written(glimpse)));
        statement.setString(10, glimpse == null || glimpse.id() == null ? null : clean(glimpse.id()));
    }

    private static String written(Glimpse glimpse) {
        return JSON.writeValueAsString(
                        new Written(glimpse.id(), glimpse.contract(), glimpse.written(), glimpse.unread()))
                .replace("\\u0000", "");
    }

    /**
     * The refused rows of a vendor's kind that nothing has settled: no later row of the same id was accepted or refused; and
     * where no id can be read, no later file repeats what their own brought with fewer rows refused, and none that brings no more
     * than was refused has a row for each that says all that could be read of it.
     *
     * @param feeds of that kind
     */
    public List<Open> open(String vendor, FactKind kind, List<String> feeds, int most) {
        Boolean any = jdbc.query(
                """
                select exists (select 1 from source_file where vendor = ? and rejected > 0 and state = 'done'
                    and feed = any(?))""",
                statement -> {
                    statement.setString(1, vendor);
                    statement.setArray(2, statement.getConnection().createArrayOf("text", feeds.toArray()));
                },
                row -> row.next() && row.getBoolean(1));
        if (!Boolean.TRUE.equals(any)) {
            return List.of(); // nearly every night: nothing has to be looked up among the facts
        }
        return jdbc.query(
                """
                with rest as materialized (
                  select t.*, g.feed from %s t join source_file g on g.file_id = t.file_id
                  where t.vendor = ? and t.version = 1 and g.feed = any(?) and g.state = 'done' and exists (
                    select 1 from source_file e where e.feed = g.feed and e.file_id < g.file_id and e.state = 'done'
                      and e.rejected >= g.accepted and g.accepted > 0))
                select f.file_id, f.path, f.as_of, r.glimpse from rejected_row r join source_file f using (file_id)
                where f.vendor = ? and f.state = 'done' and f.feed = any(?) and r.glimpse is not null
                  and not exists (select 1 from %s t join source_file g on g.file_id = t.file_id
                      where t.vendor = f.vendor and t.id = r.item_id and g.state = 'done'
                        and (t.file_id > r.file_id or (t.file_id = r.file_id and t.row_no > r.row_no)))
                  and not exists (select 1 from rejected_row s join source_file g on g.file_id = s.file_id
                      where s.item_id = r.item_id and g.vendor = f.vendor and g.feed = f.feed and g.state = 'done'
                        and (s.file_id > r.file_id or (s.file_id = r.file_id and s.row_no > r.row_no)))
                  and not exists (select 1 from source_file g
                      where r.item_id is null and g.feed = f.feed and g.file_id > f.file_id and g.state = 'done'
                        and f.accepted + f.unchanged > 0 and g.unchanged >= f.accepted + f.unchanged
                        and g.accepted > 0 and g.rejected < f.rejected)
                  and (r.item_id is not null
                      or (select count(*) from rest t where t.feed = f.feed and t.file_id > f.file_id%s)
                        < (select count(*) from rejected_row q join source_file h using (file_id)
                           where q.item_id is null and h.feed = f.feed and h.state = 'done' and q.glimpse = r.glimpse
                             and (q.file_id, q.row_no) <= (r.file_id, r.row_no)))
                order by f.path, f.file_id, r.sheet, r.row_no limit ?""".formatted(kind.table(), kind.table(), saysTheSame(kind)),
                statement -> {
                    Object ours = statement.getConnection().createArrayOf("text", feeds.toArray());
                    statement.setString(1, vendor);
                    statement.setObject(2, ours);
                    statement.setString(3, vendor);
                    statement.setObject(4, ours);
                    statement.setInt(5, most);
                },
                (row, number) ->
                        new Open(row.getLong(1), row.getString(2), row.getString(3), read(kind, row.getString(4))));
    }

    /** That a fact has each text and number that could be read of the refused row. */
    private static String saysTheSame(FactKind kind) {
        StringBuilder same = new StringBuilder();
        for (Field field : kind.fields()) {
            String read = "r.glimpse -> 'values' ->> '" + field.name() + "'";
            switch (field.type()) {
                case TEXT -> same.append(agrees(read, field.column()));
                case DECIMAL -> same.append(agrees("(" + read + ")::numeric", field.column()));
                case INTEGER, MOMENT, DURATION -> {
                    // its person, project and hours tell a line well enough
                }
            }
        }
        return same.toString();
    }

    private static String agrees(String read, String column) {
        return " and coalesce(" + read + ", t." + column + ") is not distinct from t." + column;
    }

    private static Glimpse read(FactKind kind, String json) {
        Written written = JSON.readValue(json, Written.class);
        return Glimpse.read(kind, written.id(), written.contract(), written.values(), written.unread());
    }

    /** PostgreSQL keeps no NUL character. */
    private static String clean(String text) {
        return text.replace('\0', '\ufffd');
    }

    /** The refused rows of these files, in file and row order; at most so many. */
    public List<Kept> of(List<Long> fileIds, int most) {
        if (fileIds.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                """
                select f.path, r.sheet, r.row_no, r.column_name, r.found, r.reason, r.remedy, r.cells
                from rejected_row r join source_file f using (file_id)
                where file_id = any(?) order by f.path, f.file_id, r.sheet, r.row_no limit ?""",
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("bigint", fileIds.toArray()));
                    statement.setInt(2, most);
                },
                (row, number) -> new Kept(
                        row.getString(1),
                        java.util.Optional.ofNullable(row.getString(2)),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        cells(row.getString(8))));
    }

    private static List<Map.Entry<String, String>> cells(String json) {
        return JSON.readerFor(PAIRS).<List<List<String>>>readValue(json).stream()
                .map(pair -> Map.entry(pair.get(0), pair.get(1)))
                .toList();
    }
}
