package org.scorekeeper.publish;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.Place;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.measure.TimesheetSummary;
import org.scorekeeper.measure.TraceStep;
import org.scorekeeper.settle.CapResult;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.PeriodState;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.Status;

/** A year of one vendor: nine promises, two of them broken, one for the third month in a row. */
public final class ScorecardFixtures {
    public static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final PeriodKind MONTH = PeriodKind.MONTHLY;
    private static final MeasurementPeriod OCTOBER = MONTH.containing(LocalDate.of(2026, 10, 1));

    private static final String[][] FIGURES = {
        // what each level came to, October 2025 to October 2026: met/total, or a value, or - for none
        {
            "204/206", "198/201", "211/213", "230/233", "219/222", "240/243", "228/232", "233/237", "241/244",
            "229/233", "222/230", "226/236", "226/238"
        },
        {
            "301/310", "295/306", "288/300", "312/324", "305/318", "299/312", "310/322", "316/328", "320/333",
            "311/325", "305/318", "309/323", "312/327"
        },
        {
            "41/41", "38/39", "44/44", "40/42", "39/40", "45/46", "41/42", "43/44", "40/41", "42/42", "44/45", "40/42",
            "37/41"
        },
        {"1620", "1580", "1710", "1655", "1490", "1432", "1415", "1398", "1402", "1377", "1360", "1350", "1344"},
        {
            "99.97", "99.95", "99.99", "99.93", "99.98", "99.96", "99.99", "99.97", "99.95", "99.98", "99.96", "99.97",
            "99.981"
        },
        {"4.4", "4.4", "4.5", "4.3", "4.4", "4.5", "4.5", "4.6", "4.5", "4.6", "4.6", "4.7", "4.68"},
        {"19", "17", "14", "12", "13", "11", "12", "10", "9", "11", "10", "12", "13"},
        {"-", "1/1", "-", "1/1", "-", "-", "2/2", "-", "1/1", "-", "-", "1/1", "-"},
        {
            "160/162", "158/160", "161/162", "155/158", "162/162", "160/161", "161/162", "162/162", "160/160",
            "161/161", "162/162", "160/161", "161/162"
        }
    };

    private ScorecardFixtures() {}

    /** The scorecard of October 2026. */
    public static Scorecard october() {
        return scorecard(SampleContracts.northwind(), 60);
    }

    /** The same in the United States. */
    public static Scorecard american() {
        return scorecard(SampleContracts.american(), 12);
    }

    /** The same in Germany. */
    public static Scorecard german() {
        return scorecard(SampleContracts.german(), 12);
    }

    /** The same in France. */
    public static Scorecard french() {
        return scorecard(SampleContracts.french(), 12);
    }

    /** A scorecard whose missed items are no longer kept. */
    public static Scorecard withItemsDropped(Scorecard of) {
        return new Scorecard(
                of.edition(),
                of.result()
                        .withLevels(of.result().levels().stream()
                                .map(level -> level.dropping(
                                        DroppedItems.of(level.figure().misses(), LocalDate.of(2028, 11, 5), 24)))
                                .toList()),
                of.before(),
                of.history(),
                of.timesheets(),
                of.billed(),
                of.deliverables(),
                of.agenda(),
                of.data(),
                of.asOf(),
                of.run());
    }

    /** The same with a breach list of a given length. */
    public static Scorecard withMisses(int misses) {
        return scorecard(SampleContracts.northwind(), misses);
    }

    /** A contract in its first days: no history, no money, nothing yet measured. */
    public static Scorecard empty() {
        Contract contract = SampleContracts.northwind();
        List<LevelResult> levels = contract.levels().stream()
                .map(level -> result(level, "-", 0, false))
                .toList();
        PeriodResult only = new PeriodResult(
                contract,
                OCTOBER,
                PeriodState.PROVISIONAL,
                0,
                List.of(),
                List.of(),
                true,
                Instant.parse("2026-10-04T23:00:00Z"),
                levels,
                Optional.empty(),
                Optional.empty(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                List.of(),
                List.of(),
                OCTOBER,
                List.of());
        return new Scorecard(
                only,
                List.of(only),
                Optional.empty(),
                List.of(),
                new DataReceived(List.of(), List.of()),
                Instant.parse("2026-10-04T23:00:00Z"),
                "7f3a");
    }

    /** Three contracts of one period. */
    public static Portfolio portfolio() {
        return new Portfolio(
                OCTOBER,
                java.util.stream.Stream.of(empty(), october(), american())
                        .map(one -> new Portfolio.Entry(one.result(), one.history()))
                        .toList(),
                java.util.Locale.UK,
                java.time.ZoneId.of("Europe/London"),
                AS_OF,
                "7f3a");
    }

    /** A year of one vendor under one contract. */
    public static VendorRecord vendorRecord() {
        return vendorRecord(october());
    }

    /** The same under the contract of a scorecard. */
    public static VendorRecord vendorRecord(Scorecard october) {
        List<SettledPeriod> periods = october.history().stream()
                .map(result ->
                        new SettledPeriod(result, october.timesheets(), List.of(), october.deliverables(), List.of()))
                .toList();
        return new VendorRecord("northwind", List.of(periods), october.agenda(), AS_OF, "7f3a");
    }

    private static Scorecard scorecard(Contract contract, int misses) {
        List<PeriodResult> history = new ArrayList<>();
        MeasurementPeriod period = MONTH.containing(LocalDate.of(2025, 10, 1));
        for (int i = 0; i < 13; i++) {
            history.add(period(contract, period, i, i == 12 ? misses : 0));
            period = period.next();
        }
        return new Scorecard(
                Scorecard.Edition.INTERNAL,
                history.get(12),
                Optional.empty(),
                history,
                Optional.of(timesheets()),
                billed(history),
                deliverables(),
                agenda(),
                data(),
                AS_OF,
                "7f3a");
    }

    /** October once more after late data and a settled dispute: the first level was kept after all. */
    public static Scorecard restated() {
        Scorecard october = october();
        PeriodResult old = october.result();
        LevelResult kept = result(old.levels().get(0).level(), "228/232", 0, true);
        List<LevelResult> levels = new ArrayList<>(old.levels());
        levels.set(0, kept);
        PeriodResult now = old.withLines(old.lines().stream()
                        .map(line -> line.serviceLevel().equals("KPI-1") ? line.comingTo(BigDecimal.ZERO) : line)
                        .toList())
                .withLevels(levels)
                .standing(
                        1,
                        List.of(
                                new Cause(Cause.Kind.LATE_DATA, new BigDecimal("-7000.00")),
                                new Cause(Cause.Kind.DISPUTE, new BigDecimal("-120.00"))));
        List<PeriodResult> history = new ArrayList<>(october.history());
        history.set(12, now);
        return new Scorecard(
                Scorecard.Edition.INTERNAL,
                now,
                Optional.of(old.standing(0, List.of())),
                history,
                october.timesheets(),
                october.billed(),
                october.deliverables(),
                october.agenda(),
                october.data(),
                AS_OF,
                "7f3a");
    }

    private static List<Scorecard.Billed> billed(List<PeriodResult> history) {
        List<Scorecard.Billed> billed = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            billed.add(new Scorecard.Billed(
                    history.get(i).period(),
                    new BigDecimal("94571.25").subtract(BigDecimal.valueOf((12 - i) * 1100L)),
                    new BigDecimal("95000.00")));
        }
        return billed;
    }

    private static Agenda agenda() {
        String contract = "NWD-2026-014";
        return new Agenda(
                List.of(
                        new Agenda.Action(
                                contract,
                                Optional.of("KPI-1"),
                                "A-1",
                                "Second shift for severity 1 until the queue is back to normal",
                                Optional.of("two people short"),
                                Optional.of("P. Okafor"),
                                Optional.of(LocalDate.of(2026, 11, 2)),
                                Optional.of("in progress"),
                                Optional.empty(),
                                false),
                        new Agenda.Action(
                                contract,
                                Optional.empty(),
                                "A-2",
                                "A talk about the price",
                                Optional.empty(),
                                Optional.of("S. Whitlock"),
                                Optional.of(LocalDate.of(2026, 11, 20)),
                                Optional.empty(),
                                Optional.empty(),
                                true)),
                List.of(new Agenda.Risk(
                        contract,
                        "R-1",
                        "The rehearsal may slip",
                        Optional.of("high"),
                        Optional.of("low"),
                        Optional.of("P. Okafor"),
                        Optional.of("open"),
                        Optional.of(LocalDate.of(2026, 11, 30)),
                        false)),
                List.of(new Agenda.Raised(
                        new Dispute(
                                "D-1",
                                contract,
                                Optional.of("2026-10"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("NWD-2026-014/2026-10/KPI-3"),
                                Optional.of(new BigDecimal("1000.00")),
                                Dispute.State.RAISED,
                                Optional.empty(),
                                "The freeze was ours"),
                        Optional.of("P. Okafor"),
                        Optional.of(LocalDate.of(2026, 11, 3)),
                        Optional.empty())),
                List.of(
                        new Agenda.Feedback(
                                contract,
                                "2026-10",
                                Optional.of("Head of Operations"),
                                Optional.of(new BigDecimal("2.50")),
                                Optional.of("Slower than in spring"),
                                false),
                        new Agenda.Feedback(
                                contract,
                                "2026-10",
                                Optional.of("Works council"),
                                Optional.empty(),
                                Optional.of("Ask for a discount"),
                                true)));
    }

    private static PeriodResult period(Contract contract, MeasurementPeriod period, int index, int misses) {
        List<LevelResult> levels = new ArrayList<>();
        List<LedgerLine> lines = new ArrayList<>();
        BigDecimal credits = BigDecimal.ZERO;
        BigDecimal weight = BigDecimal.ZERO;
        BigDecimal kept = BigDecimal.ZERO;
        for (int i = 0; i < contract.levels().size(); i++) {
            ServiceLevel level = contract.levels().get(i);
            LevelResult result = result(level, FIGURES[i][index], misses, period.equals(OCTOBER));
            levels.add(result);
            if (result.status() == Status.FAILED || result.status() == Status.MET) {
                weight = weight.add(level.weight().orElse(BigDecimal.ZERO));
            }
            if (result.status() == Status.MET) {
                kept = kept.add(level.weight().orElse(BigDecimal.ZERO));
            }
            if (result.status() == Status.FAILED) {
                credits = credits.add(result.credit());
                lines.add(line(contract, period, result));
            }
        }
        return new PeriodResult(
                contract,
                period,
                PeriodState.PROVISIONAL,
                0,
                List.of(),
                List.of(),
                false,
                period.end(contract.zone()),
                levels,
                contract.chargesPerPeriod(),
                Optional.of(kept.multiply(BigDecimal.valueOf(100)).divide(weight, 1, RoundingMode.HALF_UP)),
                BigDecimal.valueOf(lines.size() * 2L),
                credits.signum() == 0 ? credits : credits.add(new BigDecimal("520.00")),
                credits,
                List.of(new CapResult(
                        new Cap(
                                List.of(),
                                Cap.Per.PERIOD,
                                new Price.ShareOfCharges(Fraction.of(15, 100), "15% of charges")),
                        new BigDecimal("27300.00"),
                        BigDecimal.ZERO,
                        credits.signum() == 0 ? credits : credits.add(new BigDecimal("520.00")),
                        credits.signum() == 0 ? BigDecimal.ZERO : new BigDecimal("520.00"))),
                lines,
                period,
                List.of());
    }

    private static LevelResult result(ServiceLevel level, String text, int misses, boolean details) {
        if (text.equals("-")) {
            Figure none = new Figure(
                    Optional.empty(), Optional.empty(), BigDecimal.ZERO, List.of(), List.of(), 0, List.of(), List.of());
            return new LevelResult(
                    level,
                    OCTOBER,
                    level.target(),
                    level.minimum(),
                    none,
                    Optional.empty(),
                    Optional.empty(),
                    Status.NO_DATA,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    BigDecimal.ZERO,
                    true,
                    Fraction.ZERO,
                    BigDecimal.ZERO,
                    List.of());
        }
        Bound target = level.target();
        boolean share = text.contains("/");
        Optional<BigDecimal> met =
                share ? Optional.of(new BigDecimal(text.substring(0, text.indexOf('/')))) : Optional.empty();
        BigDecimal total = share ? new BigDecimal(text.substring(text.indexOf('/') + 1)) : BigDecimal.valueOf(412);
        Fraction value = share
                ? Fraction.of(met.orElseThrow().longValue() * 100, total.longValue())
                : Fraction.of(new BigDecimal(text));
        boolean failed = !target.isMetBy(value);
        boolean atRisk = !failed && level.id().equals("KPI-2");
        List<Miss> missed = details && failed
                ? misses(level, level.id().equals("KPI-1") ? Math.min(12, misses) : Math.min(4, misses))
                : List.of();
        if (details && failed && misses > 60) {
            missed = misses(level, misses);
        }
        BigDecimal credit = !failed
                ? BigDecimal.ZERO
                : level.id().equals("KPI-1") ? new BigDecimal("7120.00") : new BigDecimal("3640.00");
        return new LevelResult(
                level,
                OCTOBER,
                target,
                level.minimum(),
                new Figure(
                        Optional.of(value),
                        met,
                        total,
                        missed,
                        details && atRisk ? near(level) : List.of(),
                        total.longValue(),
                        List.of(),
                        List.of()),
                Optional.of(value),
                Optional.of(target.printed(value, 10).stripTrailingZeros()),
                failed ? Status.FAILED : Status.MET,
                atRisk,
                atRisk ? Optional.of(1) : Optional.empty(),
                failed && !level.ladder().isEmpty()
                        ? Optional.of(level.ladder().get(level.ladder().size() - 1))
                        : Optional.empty(),
                failed ? BigDecimal.valueOf(2) : BigDecimal.ZERO,
                true,
                Fraction.of(credit),
                credit,
                details && failed ? trace(level, text.replace("/", " of "), credit.toPlainString()) : List.of());
    }

    private static List<TraceStep> trace(ServiceLevel level, String figures, String credit) {
        return List.of(
                new TraceStep(
                        "population", figures + " items lie in the period; 3 more are open and within their limit."),
                new TraceStep("measure", figures + " were met."),
                new TraceStep("judge", "The exact figure misses " + level.target() + ": failed, step serious."),
                new TraceStep("price", "2 points at 2% of charges (182,000.00)."),
                new TraceStep(
                        "caps",
                        "15% of charges a period allows 27,300.00; 520.00 is taken off all lines in proportion."),
                new TraceStep("ledger", "Rounded once to " + credit + ", credit to the customer."));
    }

    private static List<Miss> misses(ServiceLevel level, int count) {
        List<Miss> misses = new ArrayList<>();
        String[] titles = {
            "Payments gateway rejects card authorisations since the certificate was renewed",
            "Warehouse scanners offline, Leeds",
            "Mail to external partners queues and is not delivered",
            "SAP order entry answers after more than a minute",
            "VPN drops every ten minutes for the whole of the finance department"
        };
        for (int i = 0; i < count; i++) {
            Instant from = Instant.parse("2026-10-03T08:12:00Z").plus(Duration.ofMinutes(i * 1733L % 38000));
            long late = Math.max(45, 93_600 - i * 6_431L % 93_000);
            boolean open = i % 7 == 5;
            misses.add(new Miss(
                    (level.id().equals("KPI-3") ? "CHG00" : "INC00") + (30412 + i * 37),
                    Optional.of(titles[i % titles.length]),
                    Optional.of("Service desk, second line"),
                    Optional.of(from),
                    open ? Optional.empty() : Optional.of(from.plusSeconds(14_400 + late + i * 600L)),
                    Optional.of(14_400L),
                    Optional.of(14_400 + late),
                    i % 3 == 0 ? 5_400 : 0,
                    Optional.of(late),
                    open ? Miss.State.OPEN : Miss.State.COUNTED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Place("northwind/2026/tickets-2026-10.csv", null, 118 + i * 3)));
        }
        misses.sort((one, other) -> Long.compare(
                other.lateBySeconds().orElseThrow(), one.lateBySeconds().orElseThrow()));
        return misses;
    }

    private static List<Miss> near(ServiceLevel level) {
        return List.of(new Miss(
                "INC0031007",
                Optional.of("Printing fails on the second floor, " + level.id()),
                Optional.of("Field services"),
                Optional.of(Instant.parse("2026-10-14T09:00:00Z")),
                Optional.of(Instant.parse("2026-10-15T08:58:20Z")),
                Optional.of(36_000L),
                Optional.of(35_900L),
                0,
                Optional.empty(),
                Miss.State.COUNTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Place("northwind/2026/tickets-2026-10.csv", null, 902)));
    }

    private static LedgerLine line(Contract contract, MeasurementPeriod period, LevelResult result) {
        boolean costs = result.credit().signum() > 0;
        return new LedgerLine(
                contract.id() + "/" + period.label() + "/" + result.level().id() + "/credit",
                period,
                result.level().id(),
                result.level().clause(),
                costs ? LedgerLine.Kind.CREDIT : LedgerLine.Kind.FAILURE,
                LedgerLine.Payee.CUSTOMER,
                result.printed(),
                Optional.of(result.level().target().value()),
                result.level().target().unit().symbol(),
                result.step().map(step -> step.label()),
                result.points(),
                contract.chargesPerPeriod(),
                result.credit(),
                period.next(),
                LedgerLine.Links.NONE,
                "Failed at step " + result.step().map(step -> step.label()).orElse("-")
                        + "; the cap \"15% of charges\" takes off a share");
    }

    private static TimesheetSummary timesheets() {
        return new TimesheetSummary(
                List.of(
                        new TimesheetSummary.RoleLine(
                                "service desk analyst",
                                9,
                                184,
                                new BigDecimal("1392.50"),
                                Optional.of(new BigDecimal("46.50")),
                                new BigDecimal("64751.25"),
                                new BigDecimal("64751.25"),
                                0),
                        new TimesheetSummary.RoleLine(
                                "application engineer",
                                2,
                                41,
                                new BigDecimal("301.00"),
                                Optional.of(new BigDecimal("88.00")),
                                new BigDecimal("27390.00"),
                                new BigDecimal("26488.00"),
                                11),
                        new TimesheetSummary.RoleLine(
                                "cloud architect",
                                1,
                                3,
                                new BigDecimal("18.00"),
                                Optional.empty(),
                                new BigDecimal("2430.00"),
                                BigDecimal.ZERO,
                                0)),
                new BigDecimal("1711.50"),
                new BigDecimal("94571.25"),
                new BigDecimal("91239.25"),
                Optional.of(new BigDecimal("95000.00")),
                new BigDecimal("94571.25"),
                4,
                7,
                2);
    }

    private static List<DeliverableStatus> deliverables() {
        return List.of(
                new DeliverableStatus(
                        "D-07",
                        "Knowledge base migration",
                        Optional.of(LocalDate.of(2026, 9, 30)),
                        Optional.of(LocalDate.of(2026, 10, 12)),
                        Optional.empty(),
                        Optional.of(new BigDecimal("25000.00")),
                        12,
                        Optional.empty(),
                        true,
                        false),
                new DeliverableStatus(
                        "D-08",
                        "Operating manual, second edition",
                        Optional.of(LocalDate.of(2026, 10, 15)),
                        Optional.of(LocalDate.of(2026, 10, 14)),
                        Optional.of(LocalDate.of(2026, 10, 20)),
                        Optional.of(new BigDecimal("8000.00")),
                        0,
                        Optional.empty(),
                        true,
                        true),
                new DeliverableStatus(
                        "D-09",
                        "Disaster recovery rehearsal",
                        Optional.of(LocalDate.of(2026, 11, 30)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        true,
                        false));
    }

    private static DataReceived data() {
        List<Map.Entry<String, String>> cells = List.of(
                Map.entry("Number", "INC0030977"),
                Map.entry("Opened at", "31/02/2026 10:00"),
                Map.entry("Priority", "=1+1"),
                Map.entry("Balance", "-5.20"));
        return new DataReceived(
                List.of(
                        new DataReceived.FileReceipt(
                                "northwind/2026/tickets-2026-10.csv",
                                "northwind-tickets",
                                "9f2c".repeat(16),
                                Instant.parse("2026-11-01T05:40:00Z"),
                                1204,
                                1101,
                                60,
                                38,
                                5,
                                Optional.empty()),
                        new DataReceived.FileReceipt(
                                "northwind/2026/timesheets-2026-10.xlsx",
                                "northwind-timesheets",
                                "11aa".repeat(16),
                                Instant.parse("2026-11-02T05:40:00Z"),
                                228,
                                228,
                                0,
                                0,
                                0,
                                Optional.empty()),
                        new DataReceived.FileReceipt(
                                "northwind/2026/readings-2026-10.csv",
                                "northwind-readings",
                                "77bd".repeat(16),
                                Instant.parse("2026-11-02T05:41:00Z"),
                                0,
                                0,
                                0,
                                0,
                                0,
                                Optional.of("the header row names no column \"Value\""))),
                List.of(
                        new DataReceived.RefusedRow(
                                "northwind/2026/tickets-2026-10.csv",
                                Optional.empty(),
                                118,
                                "Opened at",
                                "31/02/2026 10:00",
                                "is not a date",
                                "Use d/M/yyyy HH:mm.",
                                cells),
                        new DataReceived.RefusedRow(
                                "northwind/2026/tickets-2026-10.csv",
                                Optional.empty(),
                                340,
                                "Priority",
                                "",
                                "Number or priority is missing.",
                                "Fill it in.",
                                List.of(
                                        Map.entry("Number", "INC0031204"),
                                        Map.entry("Opened at", "12/10/2026 08:30"),
                                        Map.entry("Priority", ""),
                                        Map.entry("Balance", "+4"))),
                        new DataReceived.RefusedRow(
                                "northwind/2026/changes.xlsx",
                                Optional.of("Export"),
                                12,
                                "Number",
                                "",
                                "Number or priority is missing.",
                                "Fill it in.",
                                List.of(Map.entry("Number", ""), Map.entry("Approved", "yes")))),
                List.of(
                        new DataReceived.QualityOfMonth("2026-09", 4, 0, 1_204, 3, "Opened at: is not a date"),
                        new DataReceived.QualityOfMonth(
                                "2026-10", 5, 1, 1_310, 2, "Priority: is empty, and the feed requires priority")));
    }
}
