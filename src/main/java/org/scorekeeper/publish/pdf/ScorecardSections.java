package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.measure.TraceStep;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Numbers;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.CapResult;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;
import org.scorekeeper.words.MeasureWords;

/** The parts of a scorecard, in the order in which an account manager asks. */
final class ScorecardSections {
    private static final int SPARKS = 12;
    private static final int CHARTS = 13;
    private static final int CHARTS_IN_A_ROW = 3;

    /** So many items a level are printed; all are in the breach list beside it. */
    private static final int MOST_ITEMS = 20;

    private static final String NOTHING_SPECIAL = "nothing special";

    private final Scorecard scorecard;
    private final PeriodResult result;
    private final Words words;
    private final FigureWords figures;
    private final Optional<PeriodResult> before;

    ScorecardSections(Scorecard scorecard, Words words) {
        this.scorecard = scorecard;
        this.result = scorecard.result();
        this.words = words;
        this.figures = new FigureWords(words);
        List<PeriodResult> history = scorecard.history();
        this.before = history.size() < 2 ? Optional.empty() : Optional.of(history.get(history.size() - 2));
    }

    /** All parts; those without rows are left out where the document is made. */
    List<Section> all() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("head", List.of(new HeadRows(scorecard, words).row()), Map.of()));
        sections.add(levels());
        sections.add(Section.of("talk", new RightRows(words).of(result), words.say("triggers.heading")));
        scorecard.before().ifPresent(before -> sections.add(restated(before)));
        if (!scorecard.isForVendor()) {
            sections.add(Section.of("talk", new Talk(words, scorecard).lines(), words.say("say.heading")));
        }
        sections.add(trends());
        sections.add(breaches());
        sections.add(near());
        sections.add(credits());
        sections.add(caps());
        sections.add(ledger());
        sections.addAll(new EvidenceSections(scorecard, words).all());
        sections.add(made());
        return sections;
    }

    /** One level in the table of page one. */
    record LevelRow(
            String status,
            String title,
            String clause,
            String figure,
            String denominator,
            String target,
            String change,
            String direction,
            Sparkline trend,
            String weight,
            String credit,
            String creditNote) {}

    private Section levels() {
        List<LevelRow> rows =
                Standing.worstFirst(result).stream().map(this::levelRow).toList();
        return Section.of("levels", rows, words.say("levels.heading")).with("key", words.say("levels.key"));
    }

    private LevelRow levelRow(LevelResult level) {
        ServiceLevel promise = level.level();
        Optional<LevelResult> earlier = before.flatMap(period -> period.level(promise.id()));
        boolean due = level.credit().signum() != 0;
        return new LevelRow(
                Shapes.styled(Standing.of(level), words),
                promise.title(),
                promise.id()
                        + promise.clause().map(clause -> " · " + clause).orElse("")
                        + (level.period().equals(result.period()) ? "" : " · " + words.period(level.period())),
                figures.value(level),
                figures.denominator(level),
                words.target(promise.target()),
                figures.change(level, earlier),
                figures.direction(level, earlier),
                new Sparkline(Course.of(promise, scorecard.history(), SPARKS)),
                promise.weight()
                        .map(weight -> words.percent(Numbers.plain(weight), 0))
                        .orElse(""),
                due ? money(level.credit()) : words.say("levels.none"),
                note(level));
    }

    private String note(LevelResult level) {
        ServiceLevel promise = level.level();
        if (!promise.charged()) {
            return words.say("levels.shown");
        }
        if (!level.bears() && promise.starts().isPresent()) {
            return words.say("levels.starts", words.day(promise.starts().get()));
        }
        return level.step().map(step -> step.label()).orElse("");
    }

    private Section restated(PeriodResult old) {
        return Section.of("restated", new RestatedRows(words, old, result).rows(), words.say("restated.heading"))
                .noted(words.say(
                        "restated.note", result.revision(), result.contract().id() + "-scorecard-r0.pdf"));
    }

    /** One chart with its numbers in words. */
    record Chart(String title, String numbers, TrendChart picture) {}

    /** Up to three charts side by side. */
    record TrendRow(
            String title1,
            String numbers1,
            @Nullable TrendChart chart1,
            String title2,
            String numbers2,
            @Nullable TrendChart chart2,
            String title3,
            String numbers3,
            @Nullable TrendChart chart3) {}

    private Section trends() {
        List<Chart> charts = new ArrayList<>();
        Set<Course.Event> events = EnumSet.noneOf(Course.Event.class);
        for (LevelResult level : Standing.worstFirst(result)) {
            Course course = Course.of(level.level(), scorecard.history(), CHARTS);
            if (course.points().stream()
                            .filter(point -> point.value().isPresent())
                            .count()
                    > 1) {
                events.addAll(course.events());
                charts.add(new Chart(
                        level.level().id() + " " + level.level().title(),
                        bounds(level),
                        new TrendChart(course, words)));
            }
        }
        List<TrendRow> rows = new ArrayList<>();
        for (int i = 0; i < charts.size(); i += CHARTS_IN_A_ROW) {
            rows.add(trendRow(charts.subList(i, Math.min(charts.size(), i + CHARTS_IN_A_ROW))));
        }
        String note = words.say("trends.note")
                + events.stream()
                        .map(event -> " " + words.say("event." + event.key()))
                        .collect(Collectors.joining());
        return Section.of("trends", rows, words.say("trends.heading")).noted(note);
    }

    private String bounds(LevelResult level) {
        String target = words.target(level.target());
        return level.minimum()
                .map(minimum -> words.say("trends.minimum", target, words.quantity(minimum.value(), minimum.unit())))
                .orElse(target);
    }

    private static TrendRow trendRow(List<Chart> charts) {
        Optional<Chart> second = charts.size() > 1 ? Optional.of(charts.get(1)) : Optional.empty();
        Optional<Chart> third = charts.size() > 2 ? Optional.of(charts.get(2)) : Optional.empty();
        return new TrendRow(
                charts.get(0).title(),
                charts.get(0).numbers(),
                charts.get(0).picture(),
                second.map(Chart::title).orElse(""),
                second.map(Chart::numbers).orElse(""),
                second.map(Chart::picture).orElse(null),
                third.map(Chart::title).orElse(""),
                third.map(Chart::numbers).orElse(""),
                third.map(Chart::picture).orElse(null));
    }

    private Section breaches() {
        return Section.of(
                        "items",
                        new ItemRows(words)
                                .misses(result, MOST_ITEMS, result.contract().id() + "-breaches.csv"),
                        words.say("breaches.heading"))
                .with("last", words.say("items.late"));
    }

    private Section near() {
        return Section.of("items", new ItemRows(words).near(result), words.say("near.heading"))
                .with("last", words.say("items.margin"));
    }

    /** A labelled text, perhaps under a group. */
    record Entry(String group, String label, String text) {}

    private Section credits() {
        List<Entry> rows = new ArrayList<>();
        for (LevelResult level : Standing.worstFirst(result)) {
            BigDecimal earnedBack = earnedBack(level);
            boolean failed = level.status() == Status.FAILED && level.level().charged();
            if (failed || level.credit().signum() != 0 || earnedBack.signum() != 0) {
                BigDecimal due = level.credit().subtract(earnedBack);
                String amount = due.signum() == 0 ? words.say("credits.none") : money(due);
                String group = words.say(
                        "credits.group",
                        level.level().id() + " " + level.level().title(),
                        amount);
                for (TraceStep step : level.trace()) {
                    if (step.detail().equals(NOTHING_SPECIAL)) {
                        continue;
                    }
                    rows.add(new Entry(
                            group, words.sayOr("step." + step.step(), step.step()), words.tell(step.detail())));
                }
            }
        }
        return Section.of("entries", rows, words.say("credits.heading"));
    }

    /** What the vendor has earned back of the level's earlier credits in this period. */
    private BigDecimal earnedBack(LevelResult level) {
        return result.lines().stream()
                .filter(line -> line.kind() == LedgerLine.Kind.EARN_BACK
                        && line.serviceLevel().equals(level.level().id()))
                .map(LedgerLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** One cap. */
    record CapRow(String cap, String limit, String before, String off, String after) {}

    private Section caps() {
        List<CapRow> rows = new ArrayList<>();
        if (result.creditsBeforeCaps().signum() != 0) {
            for (CapResult cap : result.caps()) {
                rows.add(new CapRow(
                        cap.cap().levels().isEmpty()
                                ? words.say("caps.contract", capWords(cap))
                                : words.say(
                                        "caps.levels",
                                        capWords(cap),
                                        words.list(cap.cap().levels(), "word.and")),
                        money(cap.room()),
                        money(cap.before()),
                        money(cap.takenOff()),
                        money(cap.before().subtract(cap.takenOff()))));
            }
        }
        return Section.of("caps", rows, words.say("caps.heading"));
    }

    private String capWords(CapResult cap) {
        String limit = cap.cap().atMost() instanceof org.scorekeeper.contract.Price.Amount amount
                ? money(amount.amount())
                : words.tell(cap.cap().atMost().toString());
        return switch (cap.cap().per()) {
            case ITEM -> words.say("caps.item", limit);
            case PERIOD -> limit;
            case YEAR -> words.say("caps.year", limit);
        };
    }

    /** One ledger line. */
    record LedgerRow(
            String level, String kind, String lineId, String reason, String points, String amount, boolean strong) {}

    private Section ledger() {
        List<LedgerRow> rows = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (LedgerLine line : result.lines()) {
            sum = sum.add(line.signedAmount());
            rows.add(new LedgerRow(
                    line.serviceLevel(),
                    words.say("kind." + line.kind().code()),
                    line.lineId(),
                    words.tell(line.reason()),
                    line.points().signum() == 0 ? "" : words.number(Numbers.plain(line.points())),
                    money(line.signedAmount()),
                    false));
        }
        if (rows.size() > 1) {
            rows.add(new LedgerRow("", "", words.say("ledger.total"), "", "", money(sum), true));
        }
        return Section.of("ledger", rows, words.say("ledger.heading")).noted(words.say("ledger.note"));
    }

    private Section made() {
        MeasureWords measures = new MeasureWords(words);
        List<Entry> rows = new ArrayList<>();
        for (LevelResult level : result.levels()) {
            StringBuilder text = new StringBuilder(measures.of(level.level()));
            level.figure().notes().forEach(note -> text.append(' ').append(words.say("made.notes", words.tell(note))));
            rows.add(new Entry("", level.level().id(), text.toString()));
        }
        return Section.of("entries", rows, words.say("made.heading"));
    }

    private String money(BigDecimal amount) {
        return words.money(amount, result.contract().currency());
    }
}
