package org.scorekeeper.nightly;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.postgres.OldMonths;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.settle.AgedMonth;
import org.scorekeeper.settle.AgedMonth.Undecided;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.postgres.ResultStore.Stored;
import org.scorekeeper.workspace.Retention;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Drops the months that are older than they are to be kept and that nothing needs, all in one transaction. Facts go only where
 * every contract comes to the same without them, which is tried before it is decided; of missed items stays what money is made of.
 */
record DropOldMonths(NightContext night) implements Tasklet {
    private static final List<FactKind> AGEING =
            List.of(FactKind.TICKETS, FactKind.TICKET_STATUS, FactKind.TIMESHEETS, FactKind.READINGS);
    private static final String KEPT = "retention ";

    /** What is not a fact: its table, what it is called, and one of it. */
    private record Kept(String table, String what, String one) {}

    private static final Kept ITEMS = new Kept(OldMonths.MISSED, "the missed items", "item");
    private static final Kept REFUSALS = new Kept(OldMonths.REFUSED, "the refused rows", "row");

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws SQLException {
        Connection connection = DataSourceUtils.getConnection(night.dataSource());
        try {
            OldMonths months = new OldMonths(connection);
            sayLate(months.late(run()));
            Retention retention = night.workspace().settings().retention();
            // Whose contract is not read tonight, of that nobody knows what it needs.
            boolean allThere = night.workspace().problems().stream()
                    .noneMatch(problem -> problem.isError() && isContract(problem));
            if (allThere && night.vendors().isEmpty()) {
                if (retention.facts().isPresent()) {
                    facts(connection, months, retention.facts().get());
                }
                if (retention.measurements().isPresent()) {
                    byMonth(months, ITEMS, retention.measurements().get());
                }
                if (retention.rejections().isPresent()) {
                    byMonth(months, REFUSALS, retention.rejections().get());
                }
            }
        } finally {
            DataSourceUtils.releaseConnection(connection, night.dataSource());
        }
        return RepeatStatus.FINISHED;
    }

    private static boolean isContract(Problem problem) {
        return problem.file().startsWith("contracts");
    }

    /** The as-of's day; a mistyped year to come makes nothing old. */
    private LocalDate today() {
        LocalDate asOf = night.asOf()
                .in(ZoneOffset.UTC)
                .minusSeconds(1)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        LocalDate now = LocalDate.now(ZoneOffset.UTC);
        return asOf.isAfter(now) ? now : asOf;
    }

    /** The first month that is not old. */
    private YearMonth kept(int retention) {
        return YearMonth.from(today().minusMonths(retention));
    }

    private void sayLate(Map<String, Long> late) {
        if (late.isEmpty()) {
            return;
        }
        String first = late.keySet().iterator().next();
        long rows = late.values().stream().mapToLong(Long::longValue).sum();
        say(
                "late " + first,
                "inbox/" + first + (late.size() == 1 ? "" : " and " + (late.size() - 1) + " more files") + ": " + rows
                        + (rows == 1 ? " row speaks" : " rows speak")
                        + " of months whose facts were dropped: what is issued of them stands. A row in waivers or"
                        + " manual-lines corrects it.");
    }

    private void facts(Connection connection, OldMonths months, int retention) throws SQLException {
        YearMonth kept = kept(retention);
        String tried = KEPT + "tried " + kept;
        Set<String> before = night.runs().concernsBefore(night.run().runId(), "");
        Optional<String> failed =
                before.stream().filter(key -> key.startsWith(tried)).findFirst();
        if (failed.isPresent()) {
            sayOtherwise(failed.get(), kept);
            return;
        }
        Savepoint whole = connection.setSavepoint();
        List<Undecided> undecided = undecided();
        List<String> dropped = new ArrayList<>();
        for (FactKind kind : AGEING) {
            List<YearMonth> gone = new ArrayList<>();
            Map<String, List<YearMonth>> staying = new LinkedHashMap<>();
            long rows = 0;
            for (YearMonth month : months.before(kind.table(), kept)) {
                AgedMonth aged = new AgedMonth(
                        month,
                        months.reach(kind, month).orElse(month.plusMonths(1).atDay(1)),
                        months.unfinished(kind, month));
                Optional<String> why = aged.stays(kept, undecided);
                why.ifPresent(reason -> staying.computeIfAbsent(reason, key -> new ArrayList<>())
                        .add(month));
                if (why.isEmpty()) {
                    rows += months.drop(kind.table(), month, aged.reach(), retention, run(), today());
                    gone.add(month);
                }
            }
            staying.forEach((reason, which) -> sayKept("the " + kind.code(), which, reason));
            if (!gone.isEmpty()) {
                dropped.add(told("the " + kind.code(), gone, rows, "row", retention));
            }
        }
        if (dropped.isEmpty()) {
            return;
        }
        for (ContractHistory history : night.contracts()) {
            Optional<String> other = new ContractNight(night, history, connection).otherwise();
            if (other.isPresent()) {
                connection.rollback(whole);
                sayOtherwise(tried + " " + history.id() + " " + other.get(), kept);
                return;
            }
        }
        dropped.forEach(this::sayDropped);
    }

    private long run() {
        return night.run().runId();
    }

    /** What is kept by its month alone, because nothing in it reaches beyond. */
    private void byMonth(OldMonths months, Kept kept, int retention) throws SQLException {
        List<Undecided> undecided = undecided();
        List<YearMonth> gone = new ArrayList<>();
        Map<String, List<YearMonth>> staying = new LinkedHashMap<>();
        long number = 0;
        for (YearMonth month : months.before(kept.table(), kept(retention))) {
            LocalDate end = month.plusMonths(1).atDay(1);
            Optional<String> why = new AgedMonth(month, end, Optional.empty()).stays(kept(retention), undecided);
            why.ifPresent(reason ->
                    staying.computeIfAbsent(reason, key -> new ArrayList<>()).add(month));
            if (why.isEmpty()) {
                long items = kept.equals(ITEMS) ? night.results().leaveItems(month, today(), retention) : 0;
                long rows = months.drop(kept.table(), month, end, retention, run(), today());
                number += kept.equals(ITEMS) ? items : rows;
                gone.add(month);
            }
        }
        staying.forEach((reason, which) -> sayKept(kept.what(), which, reason));
        if (!gone.isEmpty()) {
            sayDropped(told(kept.what(), gone, number, kept.one(), retention));
        }
    }

    /** What is to be decided yet on facts: periods that are not issued, disputes that are not settled. */
    private List<Undecided> undecided() {
        List<Undecided> undecided = new ArrayList<>();
        for (ContractHistory history : night.contracts()) {
            for (Stored stored : night.results().history(history)) {
                PeriodResult result = stored.period().result();
                if (!result.state().stands()) {
                    undecided.add(new Undecided(
                            history.id() + " " + result.period().label() + " is not issued",
                            result.period().from()));
                }
            }
            night.workspace().registers().of(history.id()).disputes().stream()
                    .filter(Dispute::isOpen)
                    .forEach(dispute -> undecided.add(new Undecided(
                            "the dispute " + dispute.id() + " of " + history.id() + " is open",
                            disputed(dispute).orElse(history.latest().term().from()))));
        }
        return undecided;
    }

    /** The first day of the period that a dispute is about; a line's id names its own. */
    private static Optional<LocalDate> disputed(Dispute dispute) {
        try {
            return dispute.period()
                    .or(() -> dispute.lineId().map(line -> line.split("/", -1)).map(parts -> parts[1]))
                    .map(label -> MeasurementPeriod.parse(label).from());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unknown) {
            return Optional.empty();
        }
    }

    private static String told(String what, List<YearMonth> months, long number, String one, int retention) {
        return what + " of " + listed(months) + " (" + number + " " + one + (number == 1 ? ")" : "s)") + ", older than "
                + retention + " months";
    }

    private static String listed(List<YearMonth> months) {
        YearMonth first = months.get(0);
        YearMonth last = months.get(months.size() - 1);
        return months.size() == 1
                ? first.toString()
                : first + (first.plusMonths(months.size() - 1L).equals(last) ? " to " : " … ") + last;
    }

    private void sayDropped(String what) {
        night.progress().line("dropped " + what);
        say(FileNews.SAID + KEPT + what, "Dropped " + what + ": what was issued stands.");
    }

    /** By its reason, so that it is new once. */
    private void sayKept(String what, List<YearMonth> months, String why) {
        say(KEPT + what + ", " + why, "Though old, " + what + " of " + listed(months) + " stay, because " + why + ".");
    }

    /** Tried once a month: each time costs an evaluation. */
    private void sayOtherwise(String key, YearMonth kept) {
        String[] words = key.split(" ", -1);
        say(
                key,
                "The facts before " + kept + " stay, because " + words[3]
                        + " would come to something else without them (" + words[4] + ").");
    }

    private void say(String key, String sentence) {
        night.runs().note(run(), key, sentence);
    }
}
