package org.scorekeeper.intake.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
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
     */
    public record Refused(IntakeFault fault, List<Map.Entry<String, String>> cells) {}

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
        jdbc.batchUpdate("""
                insert into rejected_row (file_id, sheet, row_no, column_name, found, reason, remedy, cells)
                values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))""", rows, 500, (statement, row) -> bind(statement, fileId, row));
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
