package org.scorekeeper.nightly.postgres;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.scorekeeper.workspace.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Which runs there were, over which inputs, how they ended, and which documents stand on disk. */
public final class RunStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeSet<String>> TEXTS = new TypeReference<>() {};
    private static final String COLUMNS =
            "kind, run_id, as_of, inputs, vendors, reports, short_id, state, exit_code, last_line, started, concerns";

    private final JdbcClient jdbc;

    /** Works on the tables that the migrations made. */
    public RunStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * What makes two runs the same.
     *
     * @param kind what it does
     * @param asOf as given
     * @param inputs digest of contracts, feeds and inbox
     * @param vendors joined by a comma; empty: all
     * @param reports the folder
     */
    public record RunKey(Kind kind, String asOf, String inputs, String vendors, String reports) {}

    /** What a run does. */
    public enum Kind {
        /** Everything. */
        NIGHTLY,
        /** Takes files in, and nothing else. */
        INTAKE;

        private String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One run.
     *
     * @param exitCode of a finished run
     * @param concerns what needed a person
     */
    public record Run(
            long runId,
            RunKey key,
            String shortId,
            boolean finished,
            Optional<Integer> exitCode,
            Optional<String> lastLine,
            java.time.Instant started,
            Set<String> concerns) {}

    /** The latest run, finished or not. */
    public Optional<Run> latest() {
        return jdbc.sql("select " + COLUMNS + " from run order by run_id desc limit 1")
                .query(RunStore::row)
                .optional();
    }

    /** The latest finished run. */
    public Optional<Run> latestFinished() {
        return jdbc.sql("select " + COLUMNS
                        + " from run where state = 'finished' and kind = 'nightly' order by run_id desc limit 1")
                .query(RunStore::row)
                .optional();
    }

    /**
     * What needed a person when the vendors of a run were last looked at: as the latest run of all of them left it, and
     * those of some of them since.
     *
     * @param vendors of the run, as its key has them
     */
    public Set<String> concernsBefore(long runId, String vendors) {
        Set<String> wanted = Set.of(vendors.split(",", -1));
        Set<String> concerns = new TreeSet<>();
        for (Run run : jdbc.sql(
                        "select " + COLUMNS + " from run where state = 'finished' and run_id < ? order by run_id desc")
                .param(runId)
                .query(RunStore::row)
                .list()) {
            concerns.addAll(run.concerns());
            String its = run.key().vendors();
            if (run.key().kind() == Kind.NIGHTLY
                    && (its.isEmpty()
                            || (!vendors.isEmpty() && Set.of(its.split(",", -1)).containsAll(wanted)))) {
                break;
            }
        }
        return concerns;
    }

    /** The run of a number. */
    public Run get(long runId) {
        return jdbc.sql("select " + COLUMNS + " from run where run_id = ?")
                .param(runId)
                .query(RunStore::row)
                .single();
    }

    private static Run row(java.sql.ResultSet r, int number) throws java.sql.SQLException {
        int exit = r.getInt("exit_code");
        boolean none = r.wasNull();
        return new Run(
                r.getLong("run_id"),
                new RunKey(
                        Kind.valueOf(r.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                        r.getString("as_of"),
                        r.getString("inputs"),
                        r.getString("vendors"),
                        r.getString("reports")),
                r.getString("short_id"),
                r.getString("state").equals("finished"),
                none ? Optional.empty() : Optional.of(exit),
                Optional.ofNullable(r.getString("last_line")),
                r.getTimestamp("started").toInstant(),
                JSON.readValue(r.getString("concerns"), TEXTS));
    }

    /** Begins a run; the answer is its number. */
    public long begin(RunKey key, String shortId) {
        return jdbc.sql("""
                        insert into run (kind, as_of, inputs, vendors, reports, short_id, state, started)
                        values (?, ?, ?, ?, ?, ?, 'running', now()) returning run_id""")
                .params(key.kind().code(), key.asOf(), key.inputs(), key.vendors(), key.reports(), shortId)
                .query(Long.class)
                .single();
    }

    /** Keeps something that a run has to say to people; said once a run. */
    public void note(long runId, String key, String sentence) {
        jdbc.sql("insert into run_note (run_id, note_key, sentence) values (?, ?, ?) on conflict do nothing")
                .params(runId, key, sentence)
                .update();
    }

    /** What a run has to say, by key. */
    public Map<String, String> notes(long runId) {
        Map<String, String> notes = new TreeMap<>();
        jdbc.sql("select note_key, sentence from run_note where run_id = ?")
                .param(runId)
                .query((row, number) -> notes.put(row.getString(1), row.getString(2)))
                .list();
        return notes;
    }

    /** Ends a run. */
    public void finish(long runId, int exitCode, String lastLine, Set<String> concerns) {
        jdbc.sql("""
                        update run set state = 'finished', finished = now(), exit_code = ?, last_line = ?,
                            concerns = cast(? as jsonb) where run_id = ?""")
                .params(exitCode, lastLine, JSON.writeValueAsString(concerns), runId)
                .update();
    }

    /** The digest of what stands on disk for a contract and period; empty where nothing does. */
    public Optional<String> published(String reports, String contract, String period) {
        return jdbc.sql("select digest from published where reports = ? and contract = ? and period = ?"
                        + " order by run_id desc limit 1")
                .params(List.of(reports, contract, period))
                .query(String.class)
                .optional();
    }

    /** Remembers what stands on disk for a contract and period. */
    public void publish(String reports, String contract, String period, String digest, long runId) {
        jdbc.sql("""
                        insert into published (reports, contract, period, digest, run_id) values (?, ?, ?, ?, ?)
                        on conflict (reports, contract, period, run_id) do update set digest = excluded.digest""").params(reports, contract, period, digest, runId).update();
    }

    /** The latest run before another that came to its end; 0 where none did. */
    public long finishedBefore(long runId) {
        return jdbc.sql("select coalesce(max(run_id), 0) from run where state = 'finished' and run_id < ?")
                .param(runId)
                .query(Long.class)
                .single();
    }

    /**
     * The periods whose documents were made since the latest run before this one came to its end, by this run or by one
     * that was stopped, by contract: {@code contract/period}.
     */
    public Set<String> publishedBy(String reports, long runId) {
        return new TreeSet<>(jdbc.sql("select contract || '/' || period from published where reports = ? and run_id > ?"
                        + " and run_id <= ?")
                .params(reports, finishedBefore(runId), runId)
                .query(String.class)
                .list());
    }

    /** The latest run that wrote documents of a period; of all contracts where the contract is empty. */
    public Optional<Long> writer(String reports, String contract, String period) {
        return jdbc.sql("""
                        select max(run_id) from published where reports = ? and period = ? and (? = '' or contract = ?)
                        having max(run_id) is not null""")
                .params(reports, period, contract, contract)
                .query(Long.class)
                .optional();
    }

    /** The latest finished run whose as-of is on or before a day: what was known at the end of that day. */
    public Optional<Run> knownOn(LocalDate day) {
        return jdbc
                .sql("select " + COLUMNS
                        + " from run where state = 'finished' and kind = 'nightly' order by run_id desc")
                .query(RunStore::row)
                .list()
                .stream()
                .filter(run ->
                        !LocalDate.parse(run.key().asOf().substring(0, 10)).isAfter(day))
                .findFirst();
    }

    /** The months of the runs that wrote into a folder. */
    public List<String> months(String reports) {
        return jdbc.sql("select distinct left(as_of, 7) from run where reports = ? and state = 'finished' order by 1")
                .param(reports)
                .query(String.class)
                .list();
    }

    /** The first run of all. */
    public Optional<Run> first() {
        return jdbc.sql("select " + COLUMNS
                        + " from run where state = 'finished' and kind = 'nightly' order by run_id limit 1")
                .query(RunStore::row)
                .optional();
    }

    /** Keeps what a run reads beside the inbox, by path and content. */
    public void keepInputs(long runId, Map<String, byte[]> inputs) {
        inputs.forEach((path, content) -> {
            String sha256 = Digest.of(content);
            jdbc.sql("insert into input_text (sha256, content) values (?, ?) on conflict do nothing")
                    .params(sha256, content)
                    .update();
            jdbc.sql("""
                            insert into run_input (run_id, path, sha256) values (?, ?, ?)
                            on conflict (run_id, path) do update set sha256 = excluded.sha256""").params(runId, path, sha256).update();
        });
    }

    /** What a run read beside the inbox; nothing where a release before this one ran it. */
    public Map<String, byte[]> inputs(long runId) {
        Map<String, byte[]> inputs = new TreeMap<>();
        jdbc.sql("select path, content from run_input join input_text using (sha256) where run_id = ?")
                .param(runId)
                .query((row, number) -> inputs.put(row.getString(1), row.getBytes(2)))
                .list();
        return inputs;
    }
}
