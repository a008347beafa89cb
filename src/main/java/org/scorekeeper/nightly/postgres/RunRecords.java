package org.scorekeeper.nightly.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.publish.text.RunRecord;
import org.scorekeeper.publish.text.RunRecord.Refusal;
import org.scorekeeper.publish.text.RunRecord.Step;
import org.scorekeeper.publish.text.RunRecord.TakenFile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of runs: in our own tables, and in Spring Batch's. */
public final class RunRecords {
    private static final String RUNS =
            "select run_id, short_id, kind, as_of, vendors, reports, started, finished, exit_code, last_line from run ";

    /** What the database said stands behind the statement that it said it of. */
    private static final Pattern DATABASE = Pattern.compile("\\b(?:ERROR|FATAL): ([^\n]+)");

    private final JdbcClient jdbc;
    private final String batch;

    /**
     * Reads what the migrations made.
     *
     * @param batchSchema where Spring Batch's tables lie
     */
    public RunRecords(DataSource dataSource, String batchSchema) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batch = batchSchema;
    }

    /** The newest runs, newest first, with their files and without their steps. */
    public List<RunRecord> newest(int most) {
        return jdbc
                .sql(RUNS + "order by run_id desc limit ?")
                .param(most)
                .query((row, number) -> record(row))
                .list()
                .stream()
                .map(run -> with(run, List.of(), files(run.number()), List.of(), List.of()))
                .toList();
    }

    /** A run by its number, or the newest with an id; empty where there is none. */
    public Optional<RunRecord> find(String id) {
        boolean numeric = id.matches("\\d{1,9}");
        Optional<RunRecord> found = numeric
                ? jdbc.sql(RUNS + "where run_id = ?")
                        .param(Long.parseLong(id))
                        .query((row, number) -> record(row))
                        .optional()
                : Optional.empty();
        return found.or(() -> jdbc.sql(RUNS + "where short_id = ? order by run_id desc limit 1")
                        .param(id)
                        .query((row, number) -> record(row))
                        .optional())
                .map(run -> with(run, steps(run.number()), files(run.number()), refusals(run.number()), List.of()));
    }

    /** The same with what is to be done next. */
    public static RunRecord with(RunRecord run, List<String> next) {
        return with(run, run.steps(), run.files(), run.refusals(), next);
    }

    /** How many messages of a run are not sent, by their state. */
    public Map<String, Long> unsent(long run) {
        Map<String, Long> states = new LinkedHashMap<>();
        jdbc.sql(
                        "select state, count(*) from outbox where run_id = ? and state <> 'sent' group by state order by state")
                .param(run)
                .query((row, number) -> states.put(row.getString(1), row.getLong(2)))
                .list();
        return states;
    }

    /** How many messages are not sent, by their state, whichever run they are of. */
    public Map<String, Long> unsent() {
        Map<String, Long> states = new LinkedHashMap<>();
        jdbc.sql("select state, count(*) from outbox where state <> 'sent' group by state order by state")
                .query((row, number) -> states.put(row.getString(1), row.getLong(2)))
                .list();
        return states;
    }

    /** When a night was last done; empty where none was. */
    public Optional<Instant> lastSuccess() {
        return jdbc.sql("select max(finished) as finished from run where state = 'finished' and kind = 'nightly'")
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /** How many months were dropped in all, by the table that they were of. */
    public Map<String, Long> dropped() {
        Map<String, Long> months = new LinkedHashMap<>();
        jdbc.sql("select facts, count(distinct month) from dropped_month group by facts order by facts")
                .query(row -> {
                    months.put(row.getString(1), row.getLong(2));
                });
        return months;
    }

    /** What a schema and its job repository take up. */
    public long bytes(String schema) {
        return jdbc.sql("""
                        select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace where n.nspname in (?, ?) and c.relkind in ('r', 'm')""").params(schema, batch).query(Long.class).single();
    }

    private static RunRecord with(
            RunRecord run, List<Step> steps, List<TakenFile> files, List<Refusal> refusals, List<String> next) {
        return new RunRecord(
                run.number(),
                run.shortId(),
                run.kind(),
                run.asOf(),
                run.vendors(),
                run.reports(),
                run.started(),
                run.ended(),
                run.exit(),
                run.lastLine(),
                steps,
                files,
                refusals,
                next);
    }

    private static RunRecord record(ResultSet row) throws SQLException {
        int exit = row.getInt("exit_code");
        boolean none = row.wasNull();
        return new RunRecord(
                row.getLong("run_id"),
                row.getString("short_id"),
                row.getString("kind"),
                row.getString("as_of"),
                row.getString("vendors"),
                row.getString("reports"),
                row.getTimestamp("started").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished")).map(Timestamp::toInstant),
                none ? Optional.empty() : Optional.of(exit),
                Optional.ofNullable(row.getString("last_line")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private List<TakenFile> files(long run) {
        return jdbc.sql("select path, vendor, state, reason, rows_read, accepted, unchanged, superseded, rejected"
                        + " from source_file where run_id = ? order by path, file_id")
                .param(run)
                .query((row, number) -> new TakenFile(
                        row.getString("path"),
                        row.getString("vendor"),
                        row.getString("state"),
                        Optional.ofNullable(row.getString("reason")),
                        row.getLong("rows_read"),
                        row.getLong("accepted"),
                        row.getLong("unchanged"),
                        row.getLong("superseded"),
                        row.getLong("rejected")))
                .list();
    }

    private List<Refusal> refusals(long run) {
        return jdbc.sql("""
                        select path, column_name, min(r.reason) as reason, remedy, min(row_no) as first_row, count(*) as rows
                        from rejected_row r join source_file using (file_id)
                        where run_id = ? and state <> 'withdrawn'
                        group by path, column_name, remedy order by count(*) desc, path, column_name, min(row_no)""")
                .param(run)
                .query((row, number) -> new Refusal(
                        row.getString("path"),
                        row.getString("column_name"),
                        row.getString("reason"),
                        row.getString("remedy"),
                        row.getInt("first_row"),
                        row.getLong("rows")))
                .list();
    }

    /** Each step once an attempt; the parts of a step (files, contracts) are counted with it, not listed. */
    private List<Step> steps(long run) {
        List<Long> attempts = jdbc.sql("select job_execution_id from " + batch
                        + ".batch_job_execution_params where parameter_name = 'run' and parameter_value = ?"
                        + " order by job_execution_id")
                .param(Long.toString(run))
                .query(Long.class)
                .list();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            Map<String, Grown> byName = new LinkedHashMap<>();
            jdbc.sql("select step_name, status, start_time, end_time, exit_message from " + batch
                            + ".batch_step_execution where job_execution_id = ? order by step_execution_id")
                    .param(attempts.get(i))
                    .query((row, number) -> {
                        add(byName, row);
                        return number;
                    })
                    .list();
            int attempt = i + 1;
            byName.values().forEach(step -> steps.add(step.done(attempt)));
        }
        return steps;
    }

    private static void add(Map<String, Grown> byName, ResultSet row) throws SQLException {
        String name = row.getString("step_name");
        int colon = name.indexOf(':');
        String why = reason(row.getString("exit_message"));
        if (colon < 0) {
            byName.put(name, new Grown(name, row, why));
            return;
        }
        // Parts are called intake-file:file-7 and evaluate-contract:C-1; the step is what stands before the hyphen.
        Grown whole = byName.get(name.substring(0, name.lastIndexOf('-', colon)));
        if (whole != null) {
            whole.parts++;
            whole.done += row.getString("status").equals("COMPLETED") ? 1 : 0;
            whole.why = whole.why.isEmpty() || whole.why.startsWith("Partition") ? why : whole.why;
        }
    }

    /** A step while its parts are counted. */
    private static final class Grown {
        private final String name;
        private final String status;
        private final @Nullable Instant from;
        private final @Nullable Instant to;
        private int parts;
        private int done;
        private String why;

        Grown(String name, ResultSet row, String why) throws SQLException {
            this.name = name;
            this.status = row.getString("status").toLowerCase(Locale.ROOT);
            this.from = instant(row.getTimestamp("start_time"));
            this.to = instant(row.getTimestamp("end_time"));
            this.why = why;
        }

        Step done(int attempt) {
            Optional<Duration> took = from == null || to == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(from, Objects.requireNonNull(to, name)));
            return new Step(name, attempt, parts, done, status, took, status.equals("completed") ? "" : why);
        }

        private static @Nullable Instant instant(@Nullable Timestamp at) {
            return at == null ? null : at.toInstant();
        }
    }

    /** Spring Batch keeps a whole stack trace; what a person wants is the last cause's first line. */
    static String reason(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "";
        }
        Matcher database = DATABASE.matcher(message);
        if (database.find()) {
            return database.group(1).trim();
        }
        String reason = message.lines().findFirst().orElse("");
        for (String line : message.lines().toList()) {
            if (line.startsWith("Caused by: ")) {
                reason = line.substring("Caused by: ".length());
            }
        }
        return reason.replaceFirst("^([a-z]\\w*\\.)+\\w+(Exception|Error): ", "")
                .trim();
    }
}
