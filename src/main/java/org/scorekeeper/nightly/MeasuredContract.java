package org.scorekeeper.nightly;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.postgres.FactReader;
import org.scorekeeper.facts.postgres.KnownFiles;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.measure.Evaluation;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.StatusSpan;
import org.scorekeeper.measure.TimesheetException;
import org.scorekeeper.measure.TimesheetExceptions;
import org.scorekeeper.measure.Witness;
import org.scorekeeper.settle.SettledPeriod;

/** One contract measured: its facts once through the meters; then the fold over its periods, as often as is asked. */
final class MeasuredContract {
    private final NightContext night;
    private final ContractHistory history;
    private final Registers registers;
    private final Contract latest;
    private final FactReader reader;
    private final Frozen frozen;
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

    /** Measures under these terms what these files say. */
    MeasuredContract(
            NightContext night,
            ContractHistory history,
            Registers registers,
            Connection connection,
            KnownFiles files,
            Frozen frozen)
            throws SQLException {
        this(night, history, registers, connection, files, frozen, null);
    }

    /** The same while somebody hears what becomes of each item. */
    MeasuredContract(
            NightContext night,
            ContractHistory history,
            Registers registers,
            Connection connection,
            KnownFiles files,
            Frozen frozen,
            @Nullable Witness witness)
            throws SQLException {
        this.night = night;
        this.frozen = frozen;
        this.history = history;
        this.registers = registers;
        this.unseen = registers.namedItems();
        this.latest = history.latest();
        this.reader = new FactReader(connection, files);
        this.asOf = night.asOf().in(latest.zone());
        this.periods =
                history.periodsUntil(asOf.minusSeconds(1).atZone(latest.zone()).toLocalDate());
        RefusedItems refused = new RefusedItems(night, history, files, periods);
        Evaluation evaluation = evaluation(witness, refused);
        this.exceptions = TimesheetExceptions.of(history, timesheets, elsewhere());
        Map<String, TimesheetException.Kind> kinds = exceptions.kinds();
        timesheetItems.forEach(item -> evaluation.add(FactKind.TIMESHEETS, derived(item, kinds.get(item.id()))));
        evaluation.suspect(refused.suspects(filesByPeriod));
        this.figures = evaluation.figures();
    }

    /** The meters, fed with everything but timesheets, whose exceptions must be known first. */
    private Evaluation evaluation(@Nullable Witness witness, RefusedItems refused) throws SQLException {
        Evaluation evaluation = new Evaluation(
                history, periods, asOf, ExpectedFiles.of(night, history, asOf), registers.relieving(), witness);
        Map<String, List<StatusSpan>> statuses = statuses(evaluation.pausingStatuses());
        Set<FactKind> kinds = new TreeSet<>(evaluation.needs());
        kinds.add(FactKind.TIMESHEETS);
        kinds.add(FactKind.DELIVERABLES);
        evaluation.watch(refused.find(evaluation.needs()));
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
            frozen.figures()
                    .values()
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
        return new SettledContract(this, others).periods();
    }

    /** The periods whose facts are gone. */
    Frozen frozen() {
        return frozen;
    }

    ContractHistory history() {
        return history;
    }

    Registers registers() {
        return registers;
    }

    /** The instant up to which facts count. */
    Instant asOf() {
        return asOf;
    }

    List<MeasurementPeriod> periods() {
        return periods;
    }

    TimesheetExceptions exceptions() {
        return exceptions;
    }

    List<Fact> timesheets() {
        return timesheets;
    }

    /** The vendor's log of deliverables. */
    List<Fact> deliverables() {
        return deliverables;
    }

    /** The files whose facts lie in a period, or for a level's own in the contract's periods that it touches. */
    List<String> files(MeasurementPeriod period) {
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
        state.moment(kind.placedBy().name())
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
