package org.scorekeeper.contract.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.FieldRef.Which;
import org.scorekeeper.contract.Measure.Selection;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.FieldType;

/**
 * Reads what a measure says of single items: which count, when one is met, and the clocks and fields it names. Instants
 * are always canonical fields, because a feed keeps fields of one's own as text.
 *
 * @param calendars the names that {@code on} may use
 */
record ItemsReader(Set<String> calendars) {
    private static final String FIRST = "first-";

    Optional<Selection> selection(Block block, String key, Optional<String> outerPeriodBy) {
        Optional<FactKind> kind = block.needValue(key, ItemsReader::kind);
        Condition where = block.block("where")
                .map(inner -> ConditionReader.read(inner, kind))
                .orElse(Condition.ALWAYS);
        Optional<FieldRef> periodBy = block.has("period-by")
                ? moment(block, "period-by", kind)
                : outerPeriodBy.flatMap(outer -> checked(block, "period-by", outer, kind));
        Optional<FieldRef> distinct = block.text("distinct").map(name -> field(name, kind));
        return kind.map(found -> new Selection(found, where, periodBy, distinct));
    }

    static FactKind kind(String text) {
        return Stream.of(FactKind.values())
                .filter(kind -> kind != FactKind.TICKET_STATUS && kind.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" are no items. Write tickets, timesheets, deliverables or readings."));
    }

    /** A clock, a date or conditions; which of them is told by the keys, so that a slip in one is not read as another. */
    Optional<MetWhen> metWhen(Block block, Optional<FactKind> kind) {
        if (Stream.of("elapsed", "at-most", "paused-in").anyMatch(block::has)) {
            return withinLimit(block, kind);
        }
        if (Stream.of("by", "actual", "grace", "on").anyMatch(block::has)) {
            return byDate(block, kind);
        }
        if (block.keys().isEmpty()) {
            block.error("", "is empty, so every item would be met. Write a clock, a date or conditions.");
            return Optional.empty();
        }
        return Optional.of(new MetWhen.Holds(ConditionReader.read(block, kind)));
    }

    private Optional<MetWhen> withinLimit(Block block, Optional<FactKind> kind) {
        Optional<ContractDuration> atMost = block.needValue("at-most", ContractDuration::parse);
        boolean workingDays =
                atMost.filter(ContractDuration.WorkingDays.class::isInstance).isPresent();
        Optional<Clocked> clock =
                clock(block, kind, workingDays ? CalendarReader.WORKING_DAYS : CalendarReader.ROUND_THE_CLOCK);
        block.remarks();
        block.nothingElse();
        return clock.flatMap(running -> atMost.map(limit -> new MetWhen.WithinLimit(running, limit)));
    }

    private Optional<MetWhen> byDate(Block block, Optional<FactKind> kind) {
        Optional<FieldRef> by = needMoment(block, "by", kind);
        Optional<FieldRef> actual = needMoment(block, "actual", kind);
        Optional<ContractDuration> grace = block.value("grace", ContractDuration::parse);
        Optional<String> on = calendar(block);
        block.remarks();
        block.nothingElse();
        return by.flatMap(due -> actual.map(done -> new MetWhen.ByDate(due, done, grace, on)));
    }

    /** {@code elapsed: opened..resolved}, {@code on}, {@code paused-in}. */
    Optional<Clocked> clock(Block block, Optional<FactKind> kind, String calendarWhereSilent) {
        Optional<String> elapsed = block.need("elapsed");
        String calendar = calendar(block).orElse(calendarWhereSilent);
        List<String> pausedIn = block.words("paused-in").stream()
                .map(status -> status.trim().toLowerCase(Locale.ROOT))
                .toList();
        return elapsed.flatMap(text -> {
            String[] ends = text.split("\\.\\.", -1);
            if (ends.length != 2 || ends[0].isBlank() || ends[1].isBlank()) {
                block.error("elapsed", "\"" + text + "\" is no clock. Write it as opened..resolved.");
                return Optional.empty();
            }
            Optional<FieldRef> from = checked(block, "elapsed", ends[0], kind);
            Optional<FieldRef> to = checked(block, "elapsed", ends[1], kind);
            return from.flatMap(start -> to.map(stop -> new Clocked(start, stop, calendar, pausedIn)));
        });
    }

    Optional<String> calendar(Block block) {
        Optional<String> on = block.text("on");
        on.filter(name -> !calendars.contains(name))
                .ifPresent(name -> block.error(
                        "on",
                        "there is no calendar \"" + name + "\"."
                                + Block.nearest(name, calendars)
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(" Describe it under calendars.")));
        return on;
    }

    Optional<FieldRef> moment(Block block, String key, Optional<FactKind> kind) {
        return block.text(key).flatMap(name -> checked(block, key, name, kind));
    }

    Optional<FieldRef> needMoment(Block block, String key, Optional<FactKind> kind) {
        return block.need(key).flatMap(name -> checked(block, key, name, kind));
    }

    private static Optional<FieldRef> checked(Block block, String key, String name, Optional<FactKind> kind) {
        FieldRef field = field(name, kind);
        if (kind.isEmpty()) {
            return Optional.of(field);
        }
        if (kind.get()
                .field(field.name())
                .filter(found -> found.type() == FieldType.MOMENT)
                .isPresent()) {
            return Optional.of(field);
        }
        List<String> moments = new ArrayList<>();
        for (Field known : kind.get().fields()) {
            if (known.type() == FieldType.MOMENT) {
                moments.add(known.name());
            }
        }
        block.error(
                key,
                "\"" + name.trim() + "\" is no instant of " + kind.get().code() + "."
                        + Block.nearest(field.name(), moments)
                                .map(near -> " Did you mean \"" + near + "\"?")
                                .orElse(" Write one of " + String.join(", ", moments) + "."));
        return Optional.empty();
    }

    /** {@code resolved} is the last known value, {@code first-resolved} the first; other names are taken as they are. */
    static FieldRef field(String text, Optional<FactKind> kind) {
        String name = text.trim().toLowerCase(Locale.ROOT);
        String rest = name.startsWith(FIRST) ? name.substring(FIRST.length()) : "";
        return kind.flatMap(found -> found.field(rest)).isPresent()
                ? new FieldRef(rest, Which.FIRST)
                : FieldRef.last(name);
    }
}
