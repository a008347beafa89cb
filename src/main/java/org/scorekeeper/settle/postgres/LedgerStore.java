package org.scorekeeper.settle.postgres;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.settle.LedgerBook;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.LedgerEntry.Posting;
import org.scorekeeper.settle.LedgerLine;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger: lines that were issued. It only grows; the database itself refuses anything else. */
public final class LedgerStore {
    private static final String ENTRIES = """
            select l.body, l.terms, p.number, p.posted_on from ledger_line l left join posting p on p.number = l.posting""";

    private final JdbcClient jdbc;
    private final TermsStore terms;

    /** Works on the tables that the migrations made. */
    public LedgerStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.terms = new TermsStore(dataSource);
    }

    /** The books of a contract, by the label of their period. */
    public Map<String, LedgerBook> books(String contract) {
        Map<String, List<LedgerLine>> lines = new LinkedHashMap<>();
        jdbc.sql("select period, body from ledger_line where contract = ? order by seq")
                .param(contract)
                .query((row, number) -> lines.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                        .add(ResultJson.readLine(row.getString(2))))
                .list();
        Map<String, LedgerBook> books = new LinkedHashMap<>();
        lines.forEach((period, own) -> books.put(period, new LedgerBook(own)));
        return books;
    }

    /** The book of one period of a contract. */
    public LedgerBook book(String contract, String period) {
        return new LedgerBook(jdbc.sql("select body from ledger_line where contract = ? and period = ? order by seq")
                .param(contract)
                .param(period)
                .query((row, number) -> ResultJson.readLine(row.getString(1)))
                .list());
    }

    /**
     * Enters lines, in the caller's transaction.
     *
     * @param revision of the figures that they come with
     * @param termsDigest of the terms that made them
     */
    public void enter(long runId, Contract contract, int revision, String termsDigest, List<LedgerLine> lines) {
        for (LedgerLine line : lines) {
            jdbc.sql("""
                            insert into ledger_line (line_id, contract, period, revision, base_line_id, signed_amount,
                                currency, terms, run_id, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            line.lineId(),
                            contract.id(),
                            line.period().label(),
                            revision,
                            LedgerBook.baseOf(line),
                            line.signedAmount(),
                            contract.currency().getCurrencyCode(),
                            termsDigest,
                            runId,
                            ResultJson.writeLine(line))
                    .update();
        }
    }

    /**
     * Hands all lines that are not posted yet to finance as one posting of the run; none where there are none. A run that
     * was stopped and goes on keeps its posting.
     */
    public Optional<Posting> post(long runId, LocalDate on) {
        boolean waiting = jdbc.sql("select exists (select 1 from ledger_line where posting is null)")
                .query(Boolean.class)
                .single();
        if (waiting) {
            jdbc.sql("""
                            insert into posting (number, run_id, posted_on)
                            select coalesce(max(number), 0) + 1, ?, ? from posting on conflict (run_id) do nothing""").params(runId, Date.valueOf(on)).update();
            jdbc.sql(
                            "update ledger_line set posting = (select number from posting where run_id = ?) where posting is null")
                    .param(runId)
                    .update();
        }
        return jdbc.sql("select number, posted_on from posting where run_id = ?")
                .param(runId)
                .query((row, number) ->
                        new Posting(row.getInt(1), row.getDate(2).toLocalDate()))
                .optional();
    }

    /** All postings, oldest first. */
    public List<Posting> postings() {
        return jdbc.sql("select number, posted_on from posting order by number")
                .query((row, number) ->
                        new Posting(row.getInt(1), row.getDate(2).toLocalDate()))
                .list();
    }

    /** Whether a posting is a run's. */
    public boolean isOf(Posting posting, long runId) {
        return jdbc.sql("select exists (select 1 from posting where number = ? and run_id = ?)")
                .params(posting.number(), runId)
                .query(Boolean.class)
                .single();
    }

    /** The lines of a posting, by contract and in the order in which they were entered. */
    public List<LedgerEntry> of(Posting posting) {
        return jdbc.sql(ENTRIES + " where l.posting = ? order by l.contract, l.period, l.seq")
                .param(posting.number())
                .query(this::entry)
                .list();
    }

    /** The lines of a period, of all contracts. */
    public List<LedgerEntry> ofPeriod(String label) {
        return jdbc.sql(ENTRIES + " where l.period = ? order by l.contract, l.seq")
                .param(label)
                .query(this::entry)
                .list();
    }

    /** The periods in which lines were entered or posted by the runs after one, up to another. */
    public List<String> periodsSince(long runId, long last) {
        return jdbc.sql(
                        "select distinct l.period from ledger_line l left join posting p on p.number = l.posting"
                                + " where l.run_id > :run and l.run_id <= :last or p.run_id > :run and p.run_id <= :last order by l.period")
                .param("run", runId)
                .param("last", last)
                .query(String.class)
                .list();
    }

    /** The runs that entered lines in a period. */
    public List<Long> runsOf(String label) {
        return jdbc.sql("select distinct run_id from ledger_line where period = ?")
                .param(label)
                .query(Long.class)
                .list();
    }

    /** The lines that are not posted yet, in the order in which they were entered. */
    public List<LedgerEntry> waiting() {
        return jdbc.sql(ENTRIES + " where l.posting is null order by l.contract, l.period, l.seq")
                .query(this::entry)
                .list();
    }

    private LedgerEntry entry(ResultSet row, int index) throws SQLException {
        int number = row.getInt("number");
        Optional<Posting> posting = row.wasNull()
                ? Optional.empty()
                : Optional.of(new Posting(number, row.getDate("posted_on").toLocalDate()));
        return new LedgerEntry(
                terms.contract(row.getString("terms")), ResultJson.readLine(row.getString("body")), posting);
    }
}
