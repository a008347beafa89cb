package org.scorekeeper.settle.postgres;

import java.sql.Date;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what the evaluation gave, one row a contract and period; the missed items apart, because a history needs none. */
public final class ResultStore {
    private final JdbcClient jdbc;

    /** Works on the tables that the migrations made. */
    public ResultStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A stored period and the digest of all that it says. */
    public record Stored(SettledPeriod period, String digest) {}

    /** Replaces a contract's provisional periods, in the caller's transaction. */
    public void replace(long runId, ContractHistory history, List<SettledPeriod> periods) {
        jdbc.sql("delete from period_result where contract = ?")
                .param(history.id())
                .update();
        ResultJson json = new ResultJson(history);
        for (SettledPeriod period : periods) {
            PeriodResult result = period.result();
            String body = json.write(withoutMisses(period));
            String misses = json.writeMisses(misses(result));
            jdbc.sql("""
                            insert into period_result (contract, period, period_from, revision, vendor,
                                contract_version, run_id, digest, body, misses)
                            values (?, ?, ?, 0, ?, ?, ?, encode(sha256(convert_to(? || ?, 'UTF8')), 'hex'), ?, ?)""")
                    .params(
                            history.id(),
                            result.period().label(),
                            Date.valueOf(result.period().from()),
                            history.vendor(),
                            Date.valueOf(result.contract().appliesFrom()),
                            runId,
                            body,
                            misses,
                            body,
                            misses)
                    .update();
        }
    }

    /** All periods of a contract, oldest first, without their missed items. */
    public List<Stored> history(ContractHistory history) {
        ResultJson json = new ResultJson(history);
        return jdbc.sql(
                        "select body, contract_version, digest from period_result where contract = ? order by period_from")
                .param(history.id())
                .query((row, number) ->
                        new Stored(json.read(row.getString(1), row.getDate(2).toLocalDate()), row.getString(3)))
                .list();
    }

    /** One period with its missed items. */
    public Optional<SettledPeriod> period(ContractHistory history, String label) {
        ResultJson json = new ResultJson(history);
        return jdbc.sql("select body, contract_version, misses from period_result where contract = ? and period = ?")
                .param(history.id())
                .param(label)
                .query((row, number) -> withMisses(
                        json.read(row.getString(1), row.getDate(2).toLocalDate()), json.readMisses(row.getString(3))))
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
        PeriodResult result = period.result();
        List<LevelResult> levels = new ArrayList<>();
        for (LevelResult level : result.levels()) {
            Figure figure = level.figure();
            Figure changed = new Figure(
                    figure.value(),
                    figure.met(),
                    figure.total(),
                    misses.getOrDefault(level.level().id(), List.of()),
                    figure.nearMisses(),
                    figure.population(),
                    figure.notes(),
                    figure.trace());
            levels.add(new LevelResult(
                    level.level(),
                    level.period(),
                    level.target(),
                    level.minimum(),
                    changed,
                    level.judged(),
                    level.printed(),
                    level.status(),
                    level.atRisk(),
                    level.missesLeft(),
                    level.step(),
                    level.points(),
                    level.bears(),
                    level.creditBeforeCaps(),
                    level.credit(),
                    level.trace()));
        }
        PeriodResult changed = new PeriodResult(
                result.contract(),
                result.period(),
                result.state(),
                result.revision(),
                result.because(),
                result.causes(),
                result.running(),
                result.until(),
                levels,
                result.charges(),
                result.score(),
                result.points(),
                result.creditsBeforeCaps(),
                result.credits(),
                result.caps(),
                result.lines(),
                result.settledIn(),
                result.triggers());
        return new SettledPeriod(changed, period.timesheets(), period.deliverables(), period.files());
    }
}
