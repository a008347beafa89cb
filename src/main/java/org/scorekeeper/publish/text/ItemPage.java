package org.scorekeeper.publish.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.People;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.register.Relief;
import org.scorekeeper.measure.ClockTrace;
import org.scorekeeper.measure.ItemAccount;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.words.MeasureWords;
import org.scorekeeper.words.Phrases;

/** {@code explain --item}: one item's whole clock, why it counted or not, and every row that ever said something of it. */
public final class ItemPage {
    private static final int COLUMN = 14;

    private final PeriodResult result;
    private final List<Relief> relief;
    private final Page page;

    private ItemPage(PeriodResult result, List<Relief> relief) {
        this.result = result;
        this.relief = relief;
        this.page = new Page(result.contract());
    }

    /**
     * The whole page.
     *
     * @param accounts what became of the item in this level: one, or one for each side of a ratio
     * @param relief the register's rows, for their reasons
     * @param run which run made the figures, in words
     */
    public static String of(
            PeriodResult result, ServiceLevel level, List<ItemAccount> accounts, List<Relief> relief, String run) {
        ItemPage item = new ItemPage(result, relief);
        ItemAccount first = accounts.get(0);
        item.page.head(
                result,
                first.id() + first.text("title").map(title -> " · " + title).orElse("") + " · in " + level.id() + " "
                        + level.title(),
                run);
        item.page.line("");
        item.page.named(
                "", new MeasureWords(new Phrases(java.util.Locale.UK)).of(level).replace('\u00A0', ' '), 0);
        accounts.forEach(item::account);
        item.versions(first);
        return item.page.text();
    }

    private void account(ItemAccount account) {
        page.heading((account.part().isEmpty() ? "" : "In the " + account.part() + ": ") + verdict(account));
        ItemAccount.Timing timing = account.timing();
        timing.from().ifPresent(from -> named(account.clock().isPresent() ? "started" : "from", page.time(from)));
        if (timing.from().isPresent()) {
            named(
                    account.clock().isPresent() ? "stopped" : "to",
                    timing.to().map(page::time).orElse(account.clock().isPresent() ? "still runs" : "not yet"));
        }
        timing.limitSeconds()
                .ifPresent(limit -> named(
                        "limit",
                        Page.length(limit)
                                + account.clock()
                                        .map(clock -> ", reached " + page.time(clock.reaches(limit)))
                                        .orElse("")));
        timing.elapsedSeconds()
                .ifPresent(elapsed -> named(
                        "elapsed",
                        Page.length(elapsed)
                                + (timing.pausedSeconds() == 0
                                        ? ""
                                        : ", after " + Page.length(timing.pausedSeconds()) + " was taken off")));
        timing.lateBySeconds().ifPresent(late -> named("late by", Page.length(late)));
        account.value()
                .filter(value -> account.clock().isEmpty())
                .ifPresent(value -> named("adds", Page.number(value)));
        account.thing().filter(thing -> !thing.startsWith("\0")).ifPresent(thing -> named("counts as", thing));
        account.relief().ifPresent(row -> named("relief", row + reason(row)));
        account.clock().ifPresent(this::clock);
    }

    private void named(String name, String text) {
        page.named(name, text, COLUMN);
    }

    private String verdict(ItemAccount account) {
        boolean here = account.period().filter(result.period()::equals).isPresent();
        String outcome = account.outcome().code().replace('_', ' ');
        String where = account.period().map(period -> " in " + period.label()).orElse("");
        return Character.toUpperCase(outcome.charAt(0))
                + outcome.substring(1)
                + (account.counts()
                        ? where + (here ? "" : ", not in " + result.period().label())
                        : "")
                + (account.reason().isEmpty() ? "" : ": " + account.reason());
    }

    private String reason(String row) {
        return relief.stream()
                .filter(one -> one.id().equals(row))
                .findFirst()
                .map(one -> " ("
                        + one.effect().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + "): "
                        + one.reason())
                .orElse("");
    }

    private void clock(ClockTrace clock) {
        page.heading("Its clock on " + clock.calendar() + ", stretch by stretch");
        TextTable table = new TextTable("from", "to", "clock", ">lasts", ">elapsed", "because");
        long elapsed = 0;
        for (ClockTrace.Stretch stretch : clock.stretches()) {
            boolean runs = stretch.kind() == ClockTrace.Kind.OPEN;
            elapsed += runs ? stretch.seconds() : 0;
            table.row(
                    page.time(stretch.span().from()),
                    page.time(stretch.span().to()),
                    switch (stretch.kind()) {
                        case OPEN -> "runs";
                        case CLOSED -> "closed";
                        case PAUSED -> "paused";
                        case RELIEVED -> "relieved";
                    },
                    Page.length(stretch.seconds()),
                    runs ? Page.length(elapsed) : "",
                    stretch.pause().map(this::because).orElse(""));
        }
        page.table(table);
        if (clock.holdSeconds() > 0) {
            page.line("  less " + Page.length(clock.holdSeconds())
                    + ": the vendor's total of holds; it gives no history of this item's statuses");
        }
        if (clock.running()) {
            page.line("  still running at " + page.time(clock.until()));
        }
    }

    private String because(ClockTrace.Pause pause) {
        return pause.because()
                + pause.place().map(place -> " (" + Page.place(place) + ")").orElse("");
    }

    private void versions(ItemAccount account) {
        List<Fact> versions = account.item().map(item -> item.versions()).orElse(List.of());
        if (versions.isEmpty()) {
            return;
        }
        page.heading(
                versions.size() == 1
                        ? "The row that says so"
                        : "The rows that said so, oldest state first: the last is its state");
        Map<String, String> before = Map.of();
        for (Fact version : versions) {
            Map<String, String> now = values(version);
            page.line("  " + Page.place(version.place())
                    + (version.orderAt() == null ? "" : ", as of " + page.time(version.orderAt())));
            List<String> said = new ArrayList<>();
            for (Map.Entry<String, String> value : now.entrySet()) {
                String old = before.get(value.getKey());
                if (!Objects.equals(old, value.getValue())) {
                    said.add(value.getKey() + " " + (old == null ? "" : old + " → ") + value.getValue());
                }
            }
            before.keySet().stream()
                    .filter(field -> !now.containsKey(field))
                    .forEach(field -> said.add(field + " no longer given"));
            page.named("", said.isEmpty() ? "says the same" : String.join("; ", said), 4);
            before = now;
        }
    }

    private Map<String, String> values(Fact fact) {
        People people = result.contract().people();
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (Field field : fact.kind().fields()) {
            text(fact.value(field.name())).ifPresent(text -> values.put(field.name(), people.told(field.name(), text)));
        }
        new TreeMap<>(fact.own()).forEach((field, text) -> values.put(field, people.told(field, text)));
        return values;
    }

    private Optional<String> text(@Nullable Object value) {
        if (value instanceof Moment.At at) {
            Instant instant = at.instant();
            return Optional.of(page.time(instant));
        }
        if (value instanceof Moment.Day day) {
            return Optional.of(day.date().toString());
        }
        if (value instanceof Duration duration) {
            return Optional.of(Page.length(duration.toSeconds()));
        }
        if (value instanceof BigDecimal decimal) {
            return Optional.of(decimal.toPlainString());
        }
        return Optional.ofNullable(value).map(Object::toString);
    }
}
