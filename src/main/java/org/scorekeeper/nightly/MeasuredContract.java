package org.scorekeeper.nightly;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Place;
import org.scorekeeper.facts.postgres.FactReader;
import org.scorekeeper.facts.postgres.KnownFiles;
import org.scorekeeper.facts.register.ChargeRow;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.Glimpse;
import org.scorekeeper.intake.postgres.RefusedRowStore.Open;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.Deliverables;
import org.scorekeeper.measure.Evaluation;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.StatusSpan;
import org.scorekeeper.measure.Suspect;
import org.scorekeeper.measure.TimesheetException;
import org.scorekeeper.measure.TimesheetExceptions;
import org.scorekeeper.measure.TimesheetSummary;
import org.scorekeeper.measure.Timesheets;
import org.scorekeeper.measure.Witness;
import org.scorekeeper.settle.ChargesByPeriod;
import org.scorekeeper.settle.DeliveryRelief;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.RegisteredLines;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.Settlement;
import org.scorekeeper.settle.Spending;
import org.scorekeeper.settle.TimesheetLines;
import org.scorekeeper.workspace.AsOf;

/** One contract measured: its facts once through the meters; then the fold over its periods, as often as is asked. */
final class MeasuredContract {
    private static final int REFUSED_ROWS_LOOKED_AT = 100_000;

    private final NightContext night;
    private final ContractHistory history;
    private final Registers registers;
    private final Contract latest;
    private final FactReader reader;
    private final KnownFiles files;
    private final Instant asOf;
    private final List<MeasurementPeriod> periods;
    private final Map<MeasurementPeriod, Map<String, Figure>> figures;
    private final TimesheetExceptions exceptions;
    private final Map<MeasurementPeriod, Set<String>> filesByPeriod = new HashMap<>();
    private final List<Fact> timesheets = new ArrayList<>();
    private final List<Item> timesheetItems = new ArrayList<>();
    private final List<Fact> deliverables = new ArrayList<>();
    /** The items that rows of the registers name and no fact is, with the row. */
    private final Map<String, String> unseen;

    private final Map<FactKind, List<Open>> refused = new EnumMap<>(FactKind.class);

    /** Measures under these terms what these files say. */
    MeasuredContract(
            NightContext night, ContractHistory history, Registers registers, Connection connection, KnownFiles files)
            throws SQLException {
        this(night, history, registers, connection, files, null);
    }

    /** The same while somebody hears what becomes of each item. */
    MeasuredContract(
            NightContext night,
            ContractHistory history,
            Registers registers,
            Connection connection,
            KnownFiles files,
            @Nullable Witness witness)
            throws SQLException {
        this.night = night;
        this.history = history;
        this.registers = registers;
        this.unseen = registers.namedItems();
        this.latest = history.latest();
        this.reader = new FactReader(connection, files);
        this.files = files;
        this.asOf = night.asOf().in(latest.zone());
        this.periods =
                history.periodsUntil(asOf.minusSeconds(1).atZone(latest.zone()).toLocalDate());
        Evaluation evaluation = evaluation(witness);
        this.exceptions = TimesheetExceptions.of(history, timesheets, elsewhere());
        Map<String, TimesheetException.Kind> kinds = exceptions.kinds();
        timesheetItems.forEach(item -> evaluation.add(FactKind.TIMESHEETS, derived(item, kinds.get(item.id()))));
        evaluation.suspect(suspects());
        this.figures = evaluation.figures();
    }

    /** The meters, fed with everything but timesheets, whose exceptions must be known first. */
    private Evaluation evaluation(@Nullable Witness witness) throws SQLException {
        Evaluation evaluation = new Evaluation(
                history, periods, asOf, ExpectedFiles.of(night, history, asOf), registers.relieving(), witness);
        Map<String, List<StatusSpan>> statuses = statuses(evaluation.pausingStatuses());
        Set<FactKind> kinds = new TreeSet<>(evaluation.needs());
        kinds.add(FactKind.TIMESHEETS);
        kinds.add(FactKind.DELIVERABLES);
        evaluation.watch(refused(evaluation.needs()));
        for (FactKind kind : kinds) {
            items(kind, versions -> {
                Item item =
                        new Item(versions, statuses.getOrDefault(versions.get(0).id(), List.of()));
                remember(kind, item.state());
                unseen.remove(item.id());
                if (kind == FactKind.TIMESHEETS) {
                    timesheetItems.add(item);
                } else {
                    evaluation.add(kind, item);
                }
            });
        }
        return evaluation;
    }

    /** Finds the refused rows that nothing has settled; the answer is the ids that they name. */
    private Set<String> refused(Set<FactKind> kinds) {
        Set<String> ids = new HashSet<>();
        for (FactKind kind : kinds) {
            List<String> feeds = night.workspace().feeds().values().stream()
                    .filter(feed -> feed.vendor().equals(history.vendor()) && feed.facts() == kind)
                    .map(Feed::id)
                    .toList();
            List<Open> open = night.refusedRows().open(history.vendor(), kind, feeds, REFUSED_ROWS_LOOKED_AT).stream()
                    .filter(row -> files.paths().containsKey(row.fileId()))
                    .filter(row -> row.glimpse().contract() == null
                            || row.glimpse().contract().equals(history.id()))
                    .toList();
            open.forEach(row -> Optional.ofNullable(row.glimpse().id()).ifPresent(ids::add));
            refused.put(kind, open);
        }
        return ids;
    }

    /** The same as measuring sees them, once it is known where the other rows of their files lie. */
    private List<Suspect> suspects() {
        List<Suspect> suspects = new ArrayList<>();
        refused.forEach((kind, rows) -> rows.forEach(row -> {
            Glimpse glimpse = row.glimpse();
            @Nullable Object[] values = new Object[kind.fields().size()];
            Map<String, String> own = new HashMap<>();
            glimpse.values().forEach((field, value) -> {
                if (kind.index(field) >= 0) {
                    values[kind.index(field)] = value;
                } else {
                    own.put(field, value.toString());
                }
            });
            String id = glimpse.id() == null ? "\0" + suspects.size() : glimpse.id();
            Place place = new Place(row.path(), null, 1);
            suspects.add(Suspect.of(
                    new Fact(kind, history.vendor(), history.id(), id, 1, null, values, own, place),
                    glimpse.unread(),
                    around(row)));
        }));
        return suspects;
    }

    private Set<MeasurementPeriod> around(Open row) {
        Set<MeasurementPeriod> around = new HashSet<>();
        filesByPeriod.forEach((period, paths) -> {
            if (paths.contains(row.path())) {
                around.add(period);
            }
        });
        if (around.isEmpty()) {
            // No other row of its file says where it lies: anywhere until the file came.
            LocalDate came = AsOf.parse(row.asOf())
                    .in(latest.zone())
                    .minusSeconds(1)
                    .atZone(latest.zone())
                    .toLocalDate();
            periods.stream().filter(period -> !period.from().isAfter(came)).forEach(around::add);
        }
        return around;
    }

    /** A timesheet row with its derived field {@code exception}, so that service levels can measure it. */
    private static Item derived(Item item, TimesheetException.@Nullable Kind exception) {
        if (exception == null) {
            return item;
        }
        List<Fact> versions = new ArrayList<>(item.versions());
        int last = versions.size() - 1;
        versions.set(last, versions.get(last).with("exception", exception.code()));
        return new Item(versions, item.statuses());
    }

    /** The timesheets of the other contracts, where this one has rules for its own: nobody works twice at a time. */
    private List<Fact> elsewhere() throws SQLException {
        List<Fact> others = new ArrayList<>();
        if (timesheets.isEmpty() || history.terms().stream().noneMatch(Contract::pricesHours)) {
            return others;
        }
        Set<String> own = new TreeSet<>();
        timesheets.forEach(row -> own.add(row.vendor() + "|" + row.id()));
        for (ContractHistory other : night.workspace().contracts().values()) {
            if (!other.id().equals(history.id())) {
                Map<String, Fact> newest = new HashMap<>();
                reader.read(FactKind.TIMESHEETS, other.vendor(), other.id(), fact -> newest.put(fact.id(), fact));
                newest.values().stream()
                        .filter(row -> own.add(row.vendor() + "|" + row.id()))
                        .forEach(others::add);
            }
        }
        return others;
    }

    /** The figure of each level in each period. */
    Map<MeasurementPeriod, Map<String, Figure>> figures() {
        return figures;
    }

    /** The items that rows of the registers name, with the row, and that are neither facts nor what a level counts by. */
    Map<String, String> unknownItems() {
        Map<String, String> unknown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        unknown.putAll(unseen);
        if (!unknown.isEmpty()) {
            latest.deliverables().forEach(promised -> unknown.remove(promised.id()));
            figures.values()
                    .forEach(levels -> levels.values()
                            .forEach(figure -> figure.misses().forEach(miss -> unknown.remove(miss.item()))));
        }
        return unknown;
    }

    /** What these figures cost, period by period. */
    List<SettledPeriod> settle() {
        return settle(Map.of());
    }

    /**
     * What the figures cost, period by period.
     *
     * @param others some periods as other readings of the files have them
     */
    List<SettledPeriod> settle(Map<MeasurementPeriod, MeasuredContract> others) {
        Map<MeasurementPeriod, Map<String, Figure>> of = new TreeMap<>(figures);
        others.forEach((period, reading) ->
                Optional.ofNullable(reading.figures.get(period)).ifPresent(read -> of.put(period, read)));
        List<Fact> log = deliverables(others);
        Map<MeasurementPeriod, TimesheetSummary> summaries = summaries(others);
        List<SettledPeriod> settled = new ArrayList<>();
        for (PeriodResult result :
                Settlement.settle(history, of, charges(others), log, spending(summaries), registers, asOf)) {
            MeasuredContract reading = others.getOrDefault(result.period(), this);
            List<TimesheetException> exceptions = reading.exceptions.of(result.period());
            settled.add(new SettledPeriod(
                    RegisteredLines.apply(
                            TimesheetLines.with(result, exceptions, invoice(result)), registers, invoice(result)),
                    Optional.ofNullable(summaries.get(result.period())),
                    exceptions,
                    result.isOwn()
                            ? List.of()
                            : relieved(
                                    result,
                                    Deliverables.status(result.contract(), result.period(), log, result.until())),
                    reading.files(result.period())));
        }
        return settled;
    }

    private List<DeliverableStatus> relieved(PeriodResult result, List<DeliverableStatus> statuses) {
        ZoneId zone = result.contract().zone();
        DeliveryRelief relief = new DeliveryRelief(registers.relieving(), zone);
        LocalDate today = result.until().minusSeconds(1).atZone(zone).toLocalDate();
        return statuses.stream().map(one -> relief.on(one, today)).toList();
    }

    /** The log; of what is due in a period that another reading has, as that has it. */
    private List<Fact> deliverables(Map<MeasurementPeriod, MeasuredContract> others) {
        if (others.isEmpty()) {
            return deliverables;
        }
        Map<String, Fact> log = new LinkedHashMap<>();
        deliverables.forEach(fact -> log.put(fact.id(), fact));
        others.forEach((period, reading) -> reading.deliverables.stream()
                .filter(fact -> reading.due(fact).filter(period::contains).isPresent())
                .forEach(fact -> log.put(fact.id(), fact)));
        return List.copyOf(log.values());
    }

    /** When a logged deliverable is due: on the contract's day, else on the log's. */
    private Optional<LocalDate> due(Fact logged) {
        return history.terms().stream()
                .flatMap(terms -> terms.deliverables().stream())
                .filter(promised -> promised.id().equals(logged.id()))
                .map(Contract.Deliverable::due)
                .findFirst()
                .or(() -> logged.moment("due").map(moment -> moment.day(latest.zone())));
    }

    /** The charges of the register, less the kinds that the contract excepts. */
    private ChargesByPeriod charges(Map<MeasurementPeriod, MeasuredContract> others) {
        Map<MeasurementPeriod, BigDecimal> known = new HashMap<>();
        for (ChargeRow row : registers.charges()) {
            MeasurementPeriod period = charged(MeasurementPeriod.parse(row.period()));
            boolean counts = history.versionFor(period)
                    .map(Contract::charges)
                    .filter(rule -> rule instanceof Charges.Registered registered
                            && !registered.exceptKinds().contains(row.kind()))
                    .isPresent();
            known.merge(period, counts ? row.amount() : BigDecimal.ZERO, BigDecimal::add);
        }
        for (MeasurementPeriod period : periods) {
            history.versionFor(period)
                    .filter(version -> version.charges() instanceof Charges.FromTimesheets)
                    .flatMap(version ->
                            others.getOrDefault(period, this).exceptions.payable(period))
                    .ifPresent(payable -> known.put(period, payable));
        }
        return new ChargesByPeriod(history, known);
    }

    /** The contract's period that has some charges: a month's may be a part of a quarter's. */
    private MeasurementPeriod charged(MeasurementPeriod registered) {
        return history.versionFor(registered)
                .map(version -> version.period().containing(registered.from()))
                .orElse(registered);
    }

    private MeasurementPeriod invoice(PeriodResult result) {
        LocalDate today = asOf.minusSeconds(1).atZone(latest.zone()).toLocalDate();
        return result.contract().period().containing(today);
    }

    /** The timesheets of each contract period that has any, or a rate card. */
    private Map<MeasurementPeriod, TimesheetSummary> summaries(Map<MeasurementPeriod, MeasuredContract> others) {
        Map<MeasurementPeriod, TimesheetSummary> summaries = new HashMap<>();
        periods.forEach(period -> history.versionFor(period)
                .flatMap(version -> Timesheets.summary(version, period, others.getOrDefault(period, this).timesheets))
                .ifPresent(summary -> summaries.put(period, summary)));
        return summaries;
    }

    /** What was billed under a ceiling by the end of each period that has one. */
    private Map<MeasurementPeriod, Spending> spending(Map<MeasurementPeriod, TimesheetSummary> summaries) {
        Map<MeasurementPeriod, Spending> spending = new HashMap<>();
        summaries.forEach((period, summary) -> history.versionFor(period)
                .flatMap(Contract::timesheetRules)
                .flatMap(Contract.TimesheetRules::notToExceed)
                .filter(ceiling -> ceiling.amount().signum() > 0)
                .ifPresent(ceiling -> spending.put(
                        period,
                        new Spending(summary.billedUnderCeiling(), ceiling.amount(), ceiling.warnAtPercent()))));
        return spending;
    }

    /** The files whose facts lie in a period, or for a level's own in the contract's periods that it touches. */
    private List<String> files(MeasurementPeriod period) {
        Set<String> files = new TreeSet<>();
        filesByPeriod.forEach((one, paths) -> {
            if (one.from().isBefore(period.to()) && period.from().isBefore(one.to())) {
                files.addAll(paths);
            }
        });
        return List.copyOf(files);
    }

    private void remember(FactKind kind, Fact state) {
        if (kind == FactKind.TIMESHEETS) {
            timesheets.add(state);
        } else if (kind == FactKind.DELIVERABLES) {
            deliverables.add(state);
        }
        String placedBy = switch (kind) {
            case TICKETS -> "opened";
            case TICKET_STATUS -> "from";
            case TIMESHEETS -> "work-date";
            case DELIVERABLES -> "due";
            case READINGS -> "at";
        };
        state.moment(placedBy)
                .map(moment -> moment.day(latest.zone()))
                .map(this::period)
                .ifPresent(period -> filesByPeriod
                        .computeIfAbsent(period, key -> new TreeSet<>())
                        .add(state.place().file()));
    }

    private @Nullable MeasurementPeriod period(LocalDate day) {
        int low = 0;
        int high = periods.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            MeasurementPeriod period = periods.get(middle);
            if (period.contains(day)) {
                return period;
            }
            if (day.isBefore(period.from())) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return null;
    }

    /** Hands over the facts item by item: all versions of one, oldest state first. */
    private void items(FactKind kind, Consumer<List<Fact>> consumer) throws SQLException {
        List<Fact> versions = new ArrayList<>(1);
        reader.read(kind, history.vendor(), history.id(), fact -> {
            if (!versions.isEmpty() && !versions.get(0).id().equals(fact.id())) {
                consumer.accept(List.copyOf(versions));
                versions.clear();
            }
            versions.add(fact);
        });
        if (!versions.isEmpty()) {
            consumer.accept(List.copyOf(versions));
        }
    }

    /** Each ticket's history, where a clock pauses in one of its statuses. */
    private Map<String, List<StatusSpan>> statuses(Set<String> pausing) throws SQLException {
        Map<String, List<Fact>> byTicket = new HashMap<>();
        if (pausing.isEmpty()) {
            return Map.of();
        }
        items(FactKind.TICKET_STATUS, versions -> {
            Fact state = versions.get(versions.size() - 1);
            state.text("ticket")
                    .ifPresent(ticket -> byTicket.computeIfAbsent(ticket, key -> new ArrayList<>())
                            .add(state));
        });
        Map<String, List<StatusSpan>> spans = new HashMap<>();
        byTicket.forEach((ticket, rows) -> spans.put(ticket, StatusSpan.history(rows, latest.zone())));
        return spans;
    }
}
