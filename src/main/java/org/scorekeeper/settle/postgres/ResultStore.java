package org.scorekeeper.settle.postgres;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what the evaluation gave, one row a contract, period and revision; the missed items apart, because a history
 * needs none. What is provisional is replaced night by night; what was issued stays.
 */
public final class ResultStore {
    /** The latest revision of each period. */
    private static final String LATEST = """
            select distinct on (period_from, period) period, revision, state, terms, registers, run_id, contract_version,
                digest, body, misses
            from period_result where contract = ? order by period_from, period, revision desc""";

    /** The same of what stands. */
    private static final String STANDING = LATEST.replace("contract = ?", "contract = ? and terms is not null");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TermsStore terms;

    /** Works on the tables that the migrations made. */
    public ResultStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.terms = new TermsStore(dataSource);
    }

    /**
     * A stored period.
     *
     * @param period what was evaluated, without its missed items
     * @param digest of all that it says
     * @param runId the run that made it
     * @param terms the digest of the terms that made it; empty while it is not issued
     * @param registers the register rows that it rests on: id and digest
     */
    public record Stored(
            SettledPeriod period, String digest, long runId, Optional<String> terms, Map<String, String> registers) {
        /** Copies the map. */
        public Stored {
            registers = Map.copyOf(registers);
        }
    }

    /** Replaces a contract's periods that are not issued, in the caller's transaction. */
    public void replace(long runId, ContractHistory history, List<SettledPeriod> periods) {
        jdbc.sql("delete from period_result where contract = ? and state in ('provisional', 'held')")
                .param(history.id())
                .update();
        periods.forEach(period -> insert(runId, history, period, Optional.empty(), Map.of()));
    }

    /** Adds a period that is issued or restated: it is never replaced. */
    public void issue(
            long runId,
            ContractHistory history,
            SettledPeriod period,
            String termsDigest,
            Map<String, String> registers) {
        insert(runId, history, period, Optional.of(termsDigest), registers);
    }

    private void insert(
            long runId,
            ContractHistory history,
            SettledPeriod period,
            Optional<String> termsDigest,
            Map<String, String> registers) {
        PeriodResult result = period.result();
        String body = ResultJson.write(withoutMisses(period));
        String misses = ResultJson.writeMisses(misses(result));
        jdbc.sql("""
                        insert into period_result (contract, period, period_from, revision, vendor, contract_version,
                            run_id, digest, body, misses, state, terms, registers)
                        values (?, ?, ?, ?, ?, ?, ?, encode(sha256(convert_to(? || ?, 'UTF8')), 'hex'), ?, ?, ?, nullif(?, ''),
                            cast(? as jsonb))""")
                .params(
                        history.id(),
                        result.period().label(),
                        Date.valueOf(result.period().from()),
                        result.revision(),
                        history.vendor(),
                        Date.valueOf(result.contract().appliesFrom()),
                        runId,
                        body,
                        misses,
                        body,
                        misses,
                        result.state().code(),
                        termsDigest.orElse(""),
                        JSON.writeValueAsString(registers))
                .update();
    }

    /** All periods of a contract in their latest revision, oldest first, without their missed items. */
    public List<Stored> history(ContractHistory history) {
        return jdbc.sql(LATEST)
                .param(history.id())
                .query((row, number) -> stored(history, row))
                .list();
    }

    /** What stands of a contract's periods that begin before a day, with their missed items, oldest first. */
    public List<Stored> standingBefore(ContractHistory history, LocalDate day) {
        return jdbc.sql("""
                        select distinct on (period_from, period) * from period_result
                        where contract = ? and terms is not null and period_from < ?
                        order by period_from, period, revision desc""")
                .params(history.id(), Date.valueOf(day))
                .query((row, number) -> withMisses(history, row))
                .list();
    }

    /**
     * The periods that begin before a day, by contract, and that only later runs than one have issued first.
     *
     * @return each as contract and label
     */
    public List<Map.Entry<String, String>> issuedAfter(long run, LocalDate before) {
        return jdbc.sql("select contract, period from period_result where revision = 0 and terms is not null"
                        + " and run_id > ? and period_from < ? order by contract, period_from")
                .params(run, Date.valueOf(before))
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list();
    }

    /**
     * What stands of the contracts that are not among these: their files are gone or wrong, and what was issued stays.
     * By contract, oldest first.
     */
    public List<List<Stored>> standingBeside(Set<String> contracts) {
        return jdbc
                .sql("select distinct contract from period_result where terms is not null order by contract")
                .query(String.class)
                .list()
                .stream()
                .filter(contract -> !contracts.contains(contract))
                .map(contract -> jdbc.sql(STANDING)
                        .param(contract)
                        .query((row, number) -> stored(terms.contract(row.getString("terms")), row))
                        .list())
                .toList();
    }

    private Stored stored(ContractHistory history, ResultSet row) throws SQLException {
        return stored(contract(history, row), row);
    }

    private static Stored stored(Contract contract, ResultSet row) throws SQLException {
        return new Stored(
                ResultJson.read(row.getString("body"), contract),
                row.getString("digest"),
                row.getLong("run_id"),
                Optional.ofNullable(row.getString("terms")),
                JSON.readValue(row.getString("registers"), TEXTS));
    }

    /** Of an issued period the terms that made it, of others the version as it is written now. */
    private Contract contract(ContractHistory history, ResultSet row) throws SQLException {
        String kept = row.getString("terms");
        if (kept != null) {
            return terms.contract(kept);
        }
        LocalDate appliesFrom = row.getDate("contract_version").toLocalDate();
        return history.versions().stream()
                .filter(version -> version.appliesFrom().equals(appliesFrom))
                .findFirst()
                .orElse(history.latest());
    }

    /** The latest revision of a period that is issued; empty while it is not. */
    public Optional<Stored> standing(ContractHistory history, String label) {
        return jdbc.sql(
                        "select * from period_result where contract = ? and period = ? and state in ('issued', 'restated')"
                                + " order by revision desc limit 1")
                .param(history.id())
                .param(label)
                .query((row, number) -> stored(history, row))
                .optional();
    }

    /** One period in its latest revision, with its missed items. */
    public Optional<SettledPeriod> period(ContractHistory history, String label) {
        return revision(history, label, "order by revision desc limit 1");
    }

    /** Every revision of a period that is kept, oldest first, with its missed items. */
    public List<Stored> revisions(ContractHistory history, String label) {
        return jdbc.sql("select * from period_result where contract = ? and period = ? order by revision")
                .param(history.id())
                .param(label)
                .query((row, number) -> withMisses(history, row))
                .list();
    }

    private Stored withMisses(ContractHistory history, ResultSet row) throws SQLException {
        Stored stored = stored(history, row);
        return new Stored(
                withMisses(stored.period(), ResultJson.readMisses(row.getString("misses"))),
                stored.digest(),
                stored.runId(),
                stored.terms(),
                stored.registers());
    }

    /** One period as it was first issued, with its missed items. */
    public Optional<SettledPeriod> firstIssue(ContractHistory history, String label) {
        return revision(history, label, "and revision = 0 and state = 'issued'");
    }

    private Optional<SettledPeriod> revision(ContractHistory history, String label, String which) {
        return jdbc.sql(
                        "select terms, contract_version, body, misses from period_result where contract = ? and period = ? "
                                + which)
                .param(history.id())
                .param(label)
                .query((row, number) -> withMisses(
                        ResultJson.read(row.getString("body"), contract(history, row)),
                        ResultJson.readMisses(row.getString("misses"))))
                .optional();
    }

    private static Map<String, List<Miss>> misses(PeriodResult result) {
        Map<String, List<Miss>> misses = new LinkedHashMap<>();
        result.levels()
                .forEach(level -> misses.put(level.level().id(), level.figure().misses()));
        return misses;
    }

    private static SettledPeriod withoutMisses(SettledPeriod period) {
        return withMisses(period, Map.of());
    }

    private static SettledPeriod withMisses(SettledPeriod period, Map<String, List<Miss>> misses) {
        List<LevelResult> levels = period.result().levels().stream()
                .map(level -> level.withMisses(misses.getOrDefault(level.level().id(), List.of())))
                .toList();
        return period.with(period.result().withLevels(levels));
    }
}
