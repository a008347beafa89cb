package org.scorekeeper.publish.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.measure.TraceStep;
import org.scorekeeper.settle.CapResult;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;
import org.scorekeeper.words.MeasureWords;
import org.scorekeeper.words.Phrases;

/** {@code explain}: how one service level's figure, verdict and money came about, step by step. */
public final class LevelPage {
    private static final int MISSES_SHOWN = 50;
    private static final int COLUMN = 15;

    /** The order of evaluation; the names of the traces, and what people call the steps. */
    private static final Map<String, String> STEPS = steps();

    private final Explained explained;
    private final PeriodResult result;
    private final LevelResult level;
    private final Contract contract;
    private final Page page;

    private LevelPage(Explained explained, LevelResult level) {
        this.explained = explained;
        this.result = explained.result();
        this.level = level;
        this.contract = result.contract();
        this.page = new Page(contract);
    }

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        for (String name : List.of("population", "relief", "measure", "round", "read", "judge", "repeat")) {
            steps.put(name, name);
        }
        steps.put("event", "one event");
        for (String name : List.of("price", "caps", "earn-back", "ledger")) {
            steps.put(name, name);
        }
        return steps;
    }

    /** The whole page. */
    public static String of(Explained explained, LevelResult level) {
        return new LevelPage(explained, level).text();
    }

    private String text() {
        ServiceLevel promise = level.level();
        page.head(
                result,
                promise.id() + " · " + promise.title()
                        + promise.clause().map(clause -> " · " + clause).orElse(""),
                explained.run());
        page.line("");
        page.line(verdict(level));
        page.named("", new MeasureWords(new Phrases(Locale.UK)).of(promise).replace('\u00A0', ' '), 0);
        page.heading("How it came about");
        int number = 1;
        for (Map.Entry<String, String> step : STEPS.entrySet()) {
            List<String> said = said(step.getKey());
            for (int i = 0; i < said.size(); i++) {
                page.named(i == 0 ? String.format("%2d %s", number, step.getValue()) : "", said.get(i), COLUMN);
            }
            number++;
        }
        misses();
        nearMisses();
        new LedgerLines(page)
                .of(
                        explained.ledger().stream()
                                .filter(entry -> entry.line().serviceLevel().equals(promise.id()))
                                .toList(),
                        lines());
        triggers();
        new Restated(page).of(explained, Optional.of(promise.id()));
        return page.text();
    }

    /** As people read it: two decimals, more where fewer would carry it across the target. */
    static String figure(LevelResult level) {
        return level.judged()
                .map(value -> level.level().round().isPresent()
                        ? level.printed().orElseThrow()
                        : level.target().printed(value, 2))
                .map(value -> Page.number(value) + level.target().unit().symbol())
                .orElse("no figure");
    }

    private String verdict(LevelResult of) {
        return figure(of) + " against " + of.target() + ": "
                + of.status().code().replace('_', ' ')
                + of.step().map(Step::label).map(label -> ", step " + label).orElse("")
                + (of.points().signum() == 0 ? "" : ", " + points(of.points()))
                + (of.credit().signum() == 0
                        ? ""
                        : of.credit().signum() > 0
                                ? ", credit " + page.money(of.credit())
                                : ", bonus " + page.money(of.credit().negate()));
    }

    static String points(BigDecimal points) {
        return Page.number(points) + (points.compareTo(BigDecimal.ONE) == 0 ? " point" : " points");
    }

    /** What a step did; where it left no trace, why it had nothing to do. */
    private List<String> said(String step) {
        List<String> said = level.trace().stream()
                .filter(trace -> trace.step().equals(step))
                .map(TraceStep::detail)
                .collect(Collectors.toCollection(ArrayList::new));
        if (step.equals("caps")) {
            caps(said);
        }
        return said.isEmpty() ? List.of(nothing(step)) : said;
    }

    /** The caps that cover the level and left it as it is. */
    private void caps(List<String> said) {
        for (CapResult cap : explained.main().caps()) {
            if (cap.cap().covers(level.level().id())
                    && level.creditBeforeCaps().signum() > 0
                    && cap.takenOff().signum() == 0) {
                said.add(MoneyPage.cap(page, cap) + ": does not bind");
            }
        }
    }

    private String nothing(String step) {
        boolean failed = level.status() == Status.FAILED;
        boolean due = level.creditBeforeCaps().signum() != 0;
        return switch (step) {
            case "relief" -> "no approved relief touches it";
            case "round" ->
                level.figure().value().isEmpty()
                        ? "there is no figure"
                        : "the contract does not round: the exact figure is judged";
            case "repeat" ->
                contract.repeatOf(level.level()).isEmpty()
                        ? "the contract has no rule for repeated failures of it"
                        : failed ? "it costs nothing, so nothing is repeated" : "it did not fail";
            case "event" ->
                contract.credits().oneEvent().isEmpty()
                        ? "the contract has no rule for one event"
                        : failed ? "no other level failed with the same items" : "it did not fail";
            case "price" ->
                !level.bears()
                        ? "it bears no money in this period"
                        : failed ? "the failure has no price" : "nothing is due";
            case "caps" ->
                !due
                        ? "nothing is due that a cap could shorten"
                        : level.creditBeforeCaps().signum() < 0 ? "caps do not touch a bonus" : "no cap covers it";
            case "earn-back" ->
                earnBack().isEmpty() ? "the contract has no earn-back for it" : "nothing is earned back in this period";
            case "ledger" -> failed ? "a failure without money: its line has amount 0" : ledger();
            default -> "nothing";
        };
    }

    /** The lines of a level that owes nothing: what was earned back, or entered by hand. */
    private String ledger() {
        List<LedgerLine> lines = lines();
        return lines.isEmpty()
                ? "no line"
                : lines.stream()
                        .map(line -> line.kind().code().replace('_', ' ') + " " + page.money(line.signedAmount()))
                        .collect(Collectors.joining("; "));
    }

    private List<LedgerLine> lines() {
        return result.lines().stream()
                .filter(line -> line.serviceLevel().equals(level.level().id()))
                .toList();
    }

    private Optional<Credits.EarnBack> earnBack() {
        return level.level()
                .credits()
                .flatMap(Credits::earnBack)
                .or(() -> contract.credits().earnBack());
    }

    private void misses() {
        List<Miss> misses = level.figure().misses();
        Optional<DroppedItems> dropped = level.figure().dropped().filter(gone -> gone.items() > 0);
        if (dropped.isPresent()) {
            page.heading("Items that missed");
            page.line("  " + dropped.get().sentence() + ".");
            page.line("  Where their facts are still there: scorekeeper evidence " + contract.id() + " "
                    + result.period().label());
            return;
        }
        if (misses.isEmpty()) {
            if (level.figure().total().signum() > 0) {
                page.line("");
                page.line("Its items one by one: scorekeeper evidence " + contract.id() + " "
                        + result.period().label());
            }
            return;
        }
        long counted = misses.stream().filter(Miss::counts).count();
        page.heading("Items that missed: " + counted
                + (counted == misses.size()
                        ? ""
                        : ", and " + (misses.size() - counted) + " that relief keeps from counting")
                + ", worst first");
        page.table(table(misses.subList(0, Math.min(MISSES_SHOWN, misses.size()))));
        if (misses.size() > MISSES_SHOWN) {
            page.line("  … and " + (misses.size() - MISSES_SHOWN) + " more: scorekeeper evidence " + contract.id() + " "
                    + result.period().label());
        }
    }

    private void nearMisses() {
        if (!level.figure().nearMisses().isEmpty()) {
            page.heading("Closest to a miss");
            page.table(table(level.figure().nearMisses()));
        }
    }

    private TextTable table(List<Miss> misses) {
        TextTable table = new TextTable(
                "item", "from", "to", ">limit", ">elapsed", ">paused", ">late by", "state", "relief", "row");
        for (Miss miss : misses) {
            table.row(
                    miss.item(),
                    page.time(miss.from()),
                    page.time(miss.to()),
                    Page.length(miss.limitSeconds()),
                    Page.length(miss.elapsedSeconds()),
                    miss.pausedSeconds() == 0 ? "" : Page.length(miss.pausedSeconds()),
                    Page.length(miss.lateBySeconds()),
                    miss.state() == Miss.State.COUNTED
                            ? ""
                            : miss.state().name().toLowerCase(Locale.ROOT),
                    miss.relief().orElse(""),
                    Page.place(miss.place()));
        }
        return table;
    }

    private void triggers() {
        List<String> said = result.triggers().stream()
                .filter(state ->
                        state.serviceLevel().filter(level.level().id()::equals).isPresent())
                .map(state -> state.trigger().name() + ": " + state.state().code() + " (" + state.reason() + ")")
                .toList();
        if (!said.isEmpty()) {
            page.heading("Triggers");
            said.forEach(one -> page.line("  " + one));
        }
    }
}
