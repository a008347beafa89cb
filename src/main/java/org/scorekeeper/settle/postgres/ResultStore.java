package org.scorekeeper.settle.postgres;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what the evaluation gave, one row a contract, period and revision; the missed items apart, because a history
 * needs none, and because they need not be kept for ever. What is provisional is replaced night by night; what was issued
 * stays.
 */
public final class ResultStore {
    /** The latest revision of each period. */
    private static final String LATEST = """
            select distinct on (period_from, period) period, revision, state, terms, registers, run_id, contract_version,
                digest, body
            from period_result where contract = ? order by period_from, period, revision desc""";

    /** The same of what stands. */
    private static final String STANDING = LATEST.replace("contract = ?", "contract = ? and terms is not null");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TermsStore terms;
    private final MissedItems items;

    /** Works on the tables that the migrations made. */
    public ResultStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.terms = new TermsStore(dataSource);
        this.items = new MissedItems(jdbc);
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
        Map<String, String> before = new LinkedHashMap<>();
        jdbc.sql("delete from period_result where contract = ? and state in ('provisional', 'held')"
                        + " returning period, last_day")
                .param(history.id())
                .query(row -> {
                    before.put(row.getString(1), row.getString(2));
                });
        items.remove(history.id(), before);
        items.makeMonths(periods.stream().map(SettledPeriod::result).toList());
        periods.forEach(period -> insert(runId, history, period, Optional.empty(), Map.of()));
    }

    /** Adds a period that is issued or restated: it is never replaced. */
    public void issue(
            long runId,
            ContractHistory history,
            SettledPeriod period,
            String termsDigest,
            Map<String, String> registers) {
        items.makeMonths(List.of(period.result()));
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
        String misses = ResultJson.writeMisses(MissedItems.of(result));
        jdbc.sql("""
                        insert into period_result (contract, period, period_from, last_day, revision, vendor,
                            contract_version, run_id, digest, body, state, terms, registers)
                        values (?, ?, ?, ?, ?, ?, ?, ?, encode(sha256(convert_to(? || ?, 'UTF8')), 'hex'), ?, ?, nullif(?, ''),
                            cast(? as jsonb))""")
                .params(
                        history.id(),
                        result.period().label(),
                        Date.valueOf(result.period().from()),
                        Date.valueOf(MissedItems.lastDay(result.period())),
                        result.revision(),
                        history.vendor(),
                        Date.valueOf(result.contract().appliesFrom()),
                        runId,
                        body,
                        misses,
                        body,
                        result.state().code(),
                        termsDigest.orElse(""),
                        JSON.writeValueAsString(registers))
                .update();
        items.add(result, misses);
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
        return jdbc.sql(withItems("""
                        select distinct on (period_from, period) * from period_result
                        where contract = ? and terms is not null and period_from < ?
                        order by period_from, period, revision desc"""))
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
        return jdbc.sql(withItems("select * from period_result where contract = ? and period = ?"))
                .param(history.id())
                .param(label)
                .query((row, number) -> withMisses(history, row))
                .list();
    }

    /** What a period said in the revision before; itself where it is the first. */
    public PeriodResult before(ContractHistory history, PeriodResult result) {
        return revisions(history, result.period().label()).stream()
                .map(one -> one.period().result())
                .filter(one -> one.revision() < result.revision())
                .reduce((earlier, later) -> later)
                .orElse(result);
    }

    private Stored withMisses(ContractHistory history, ResultSet row) throws SQLException {
        Stored stored = stored(history, row);
        return new Stored(
                withMisses(stored.period(), row), stored.digest(), stored.runId(), stored.terms(), stored.registers());
    }

    /** One period as it was first issued, with its missed items. */
    public Optional<SettledPeriod> firstIssue(ContractHistory history, String label) {
        return revision(history, label, "and revision = 0 and state = 'issued'");
    }

    private Optional<SettledPeriod> revision(ContractHistory history, String label, String which) {
        return jdbc.sql(withItems("select * from period_result where contract = ? and period = ? " + which))
                .param(history.id())
                .param(label)
                .query((row, number) -> withMisses(ResultJson.read(row.getString("body"), contract(history, row)), row))
                .optional();
    }

    /**
     * Has the figures of a month keep what stays of their missed items, which are about to be dropped, in the caller's transaction.
     * What the figures say stays, and so does their digest.
     *
     * @param month in which their periods end
     * @param on the day of the run's as-of
     * @param months for how long items are kept
     * @return how many items that are
     */
    public long leaveItems(YearMonth month, LocalDate on, int months) {
        return items.leave(month, on, months);
    }

    private static String withItems(String rows) {
        return "select r.*, " + MissedItems.OF_ROW + " from (" + rows + ") r order by period_from, period, revision";
    }

    private static SettledPeriod withoutMisses(SettledPeriod period) {
        return each(period, level -> level.withMisses(List.of()));
    }

    /** With the missed items of its row, or what stays of them. */
    private static SettledPeriod withMisses(SettledPeriod period, ResultSet row) throws SQLException {
        String kept = row.getString("items");
        String gone = row.getString("dropped");
        Map<String, List<Miss>> misses = kept == null ? Map.of() : ResultJson.readMisses(kept);
        Map<String, DroppedItems> dropped = gone == null ? Map.of() : ResultJson.readDropped(gone);
        return each(period, level -> {
            String id = level.level().id();
            LevelResult whole = level.withMisses(misses.getOrDefault(id, List.of()));
            return Optional.ofNullable(dropped.get(id)).map(whole::dropping).orElse(whole);
        });
    }

    private static SettledPeriod each(SettledPeriod period, UnaryOperator<LevelResult> change) {
        return period.with(period.result()
                .withLevels(period.result().levels().stream().map(change).toList()));
    }
}
