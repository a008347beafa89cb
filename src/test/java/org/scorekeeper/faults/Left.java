package org.scorekeeper.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;

/**
 * All that a night left: each document and message by its bytes, each table by its rows. Left out is what says when or in
 * which order, and not what: the times in manifests and tables, and the numbers that the database gives away, of which a
 * kill may use one up (facts and refused rows name their file by its path instead). Left out, too, is what the operator was
 * told of a night that failed.
 */
record Left(Map<String, String> things) {
    private static final String FACTS = """
            select (to_jsonb(t) - 'file_id' || jsonb_build_object('file', f.path, 'bytes', f.sha256, 'state', f.state))::text
            from %s t join source_file f using (file_id)""";
    /** Tables whose rows are told one by one. */
    private static final Map<String, String> TABLES = new TreeMap<>(
            Map.ofEntries(
                    Map.entry("ticket", FACTS),
                    Map.entry("ticket_status", FACTS),
                    Map.entry("timesheet", FACTS),
                    Map.entry("deliverable", FACTS),
                    Map.entry("reading", FACTS),
                    Map.entry("rejected_row", FACTS),
                    Map.entry(
                            "source_file",
                            "select (to_jsonb(t) - '{file_id,run_id,first_seen,finished}'::text[])::text from source_file t"),
                    Map.entry("run", "select (to_jsonb(t) - '{run_id,started,finished}'::text[])::text from run t"),
                    Map.entry("run_note", "select (to_jsonb(t) - 'run_id')::text from run_note t"),
                    Map.entry("run_input", "select (to_jsonb(t) - 'run_id')::text from run_input t"),
                    Map.entry("period_result", "select (to_jsonb(t) - 'run_id')::text from period_result t"),
                    Map.entry("missed_items", "select to_jsonb(t)::text from missed_items t"),
                    Map.entry("published", "select (to_jsonb(t) - 'run_id')::text from published t"),
                    Map.entry("terms", "select to_jsonb(t)::text from terms t"),
                    Map.entry("posting", "select (to_jsonb(t) - 'run_id')::text from posting t"),
                    Map.entry("ledger_line", "select (to_jsonb(t) - '{seq,run_id}'::text[])::text from ledger_line t"),
                    Map.entry("issued_document", "select to_jsonb(t)::text from issued_document t"),
                    Map.entry(
                            "outbox",
                            "select (to_jsonb(t) - '{message_id,run_id,attempts,created,sent,content}'::text[])::text from outbox t"
                                    + " where occasion not like 'failed %'"),
                    // What is known of rows lies in blocks, and a file that was broken off has other blocks: their sum
                    // is the same.
                    Map.entry(
                            "known_rows",
                            "select concat(k.vendor, ' ', kind, ' ', path, ' ', sum(octet_length(hashes)), ' ', sum(octet_length(prints)))"
                                    + " from known_rows k join source_file using (file_id) group by k.vendor, kind, path"),
                    Map.entry(
                            "known_line",
                            "select concat(feed, ' ', sum(octet_length(lines)), ' ', sum(octet_length(items))) from known_line group by feed")));

    /** Reads what a workspace's last night left; its server is started for it and stopped. */
    static Left of(Path workspace) throws IOException, SQLException {
        return of(workspace, DatabaseSettings.embedded());
    }

    /** The same on a server. */
    static Left of(Path workspace, DatabaseSettings settings) throws IOException, SQLException {
        Map<String, String> things = new TreeMap<>();
        files(workspace, "reports", things);
        files(workspace, "outbox", things);
        try (Database database = Database.open(settings, workspace);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                String rows = "with rows as (" + table.getValue().replace("%s", table.getKey()) + " ) ";
                StringBuilder told = new StringBuilder();
                try (ResultSet few = statement.executeQuery(rows
                        + "select count(*) over (), case when count(*) over () > 1000 then ''"
                        + " else column1 end from (select * from rows) r (column1) order by 2 limit 1000")) {
                    while (few.next()) {
                        if (few.getLong(1) <= 1000) {
                            told.append(few.getString(2)).append('\n');
                        }
                    }
                }
                try (ResultSet all = statement.executeQuery(rows
                        + "select count(*), md5(string_agg(md5(column1), '' order by md5(column1)))"
                        + " from (select * from rows) r (column1)")) {
                    all.next();
                    if (told.isEmpty()) {
                        told.append(all.getLong(1)).append(" rows ").append(all.getString(2));
                    }
                }
                things.put("table " + table.getKey(), told.toString().replace(workspace.toString(), "WORKSPACE"));
            }
        }
        return new Left(things);
    }

    private static void files(Path workspace, String folder, Map<String, String> things) throws IOException {
        if (!Files.isDirectory(workspace.resolve(folder))) {
            return;
        }
        try (Stream<Path> files = Files.walk(workspace.resolve(folder))) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("failed-"))
                    .forEach(file -> things.put(workspace.relativize(file).toString(), content(file)));
        }
    }

    private static String content(Path file) {
        try {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            return file.endsWith("manifest.json")
                    ? bytes.replaceAll("\"(started|finished)\" : \"[^\"]*\"", "\"$1\"")
                    : bytes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What differs, and from where on; empty where nothing does. */
    List<String> differences(Left other) {
        List<String> differences = new ArrayList<>();
        Map<String, String> missing = new TreeMap<>(things);
        missing.keySet().removeAll(other.things.keySet());
        missing.keySet().forEach(name -> differences.add(name + " is missing"));
        other.things.forEach((name, content) -> {
            String ours = things.get(name);
            if (ours == null) {
                differences.add(name + " is too much");
            } else if (!ours.equals(content)) {
                differences.add(name + " differs: " + lineThatDiffers(ours, content));
            }
        });
        return differences;
    }

    private static String lineThatDiffers(String ours, String theirs) {
        List<String> one = ours.lines().toList();
        List<String> other = theirs.lines().toList();
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return shortened(one.get(i)) + " is now " + shortened(other.get(i));
            }
        }
        return one.size() + " lines are now " + other.size();
    }

    private static String shortened(String line) {
        return line.length() > 600 ? line.substring(0, 600) + "…" : line;
    }
}
