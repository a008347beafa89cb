package org.scorekeeper.publish.html;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.publish.html.Documents.Link;
import org.scorekeeper.publish.html.Portal.Dossier;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Foremost;
import org.scorekeeper.publish.told.MoneyNotes;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Verdict;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;
import org.scorekeeper.settle.TriggerState;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a contract's page shows: its newest period that has ended, the course of each level, and every period with its
 * documents.
 *
 * @param t its labels
 * @param lang its language
 * @param root where the folder of reports lies, seen from the page
 * @param verdict how they are doing, in a sentence
 * @param foremost what matters most, in a sentence; empty where nothing could be judged
 * @param course whether the score is better or worse than before
 * @param money what is said beneath the credits, as on the scorecard
 * @param levels broken promises first
 * @param courses one for each level
 * @param rights what is near or open
 * @param periods newest first
 */
record ContractView(
        Map<String, String> t,
        String lang,
        String root,
        String vendorName,
        String contract,
        String title,
        String period,
        String state,
        String stateName,
        String verdict,
        String foremost,
        String score,
        String course,
        String credits,
        List<String> money,
        List<LevelRow> levels,
        List<Course> courses,
        List<Right> rights,
        List<PeriodRow> periods) {
    private static final int POINTS = 13;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One level in the newest period. */
    record LevelRow(
            String id,
            String title,
            String clause,
            String standing,
            String shape,
            String status,
            String figure,
            String part,
            String target,
            String change,
            String credit) {}

    /** One level's figures: for the eye as a chart, for everybody as a table. */
    record Course(String id, String title, String label, String json, List<Point> points) {}

    /** One of them. */
    record Point(String period, String figure, String target, String standing, String shape, String status) {}

    /** What the chart is drawn from; numbers are only drawn, their texts are what is said. */
    record Drawn(
            List<String> labels,
            List<@Nullable BigDecimal> values,
            List<String> shown,
            List<@Nullable BigDecimal> targets,
            List<Boolean> failed,
            @Nullable BigDecimal most) {
        private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

        /** The axis of a share ends at the whole: nothing is kept more often than always. */
        static @Nullable BigDecimal most(ServiceLevel level, List<@Nullable BigDecimal> values) {
            boolean within = level.target().unit() == Unit.PERCENT
                    && values.stream().allMatch(value -> value == null || value.compareTo(WHOLE) <= 0);
            return within ? WHOLE : null;
        }
    }

    /** A trigger that says something. */
    record Right(String name, String level, String state, String since, String noticeBy, String reason) {}

    /** One period. */
    record PeriodRow(
            String period,
            String name,
            String state,
            String stateName,
            String kept,
            String score,
            String credits,
            List<Link> documents) {}

    static ContractView of(Dossier dossier, Documents documents, PortalWords words) {
        PeriodResult newest = dossier.newest();
        Contract contract = newest.contract();
        Words documentWords = Words.of(contract);
        FigureWords figures = new FigureWords(documentWords);
        Verdict verdict = new Verdict(documentWords);
        int last = dossier.newestIndex();
        List<PeriodResult> history = dossier.periods().subList(Math.max(0, last + 1 - POINTS), last + 1);
        Optional<PeriodResult> before =
                history.size() < 2 ? Optional.empty() : Optional.of(history.get(history.size() - 2));
        return new ContractView(
                words.labels(),
                words.language(),
                "../",
                contract.vendorName(),
                contract.id(),
                contract.title(),
                words.period(newest.period()),
                newest.state().code(),
                words.say("state." + newest.state().code()),
                verdict.of(newest, history),
                new Foremost(documentWords).of(newest, history),
                verdict.score(newest),
                verdict.course(newest, history),
                money(newest, words),
                new MoneyNotes(newest, documentWords).after(history),
                Standing.worstFirst(newest).stream()
                        .map(level -> level(level, before, contract, figures, words))
                        .toList(),
                contract.levels().stream()
                        .map(level -> course(level, history, figures, words))
                        .filter(course -> !course.points().isEmpty())
                        .toList(),
                newest.triggers().stream()
                        .filter(trigger -> trigger.state() != TriggerState.State.QUIET)
                        .map(trigger -> right(trigger, words))
                        .toList(),
                periods(dossier, documents, words));
    }

    private static LevelRow level(
            LevelResult result,
            Optional<PeriodResult> before,
            Contract contract,
            FigureWords figures,
            PortalWords words) {
        return new LevelRow(
                result.level().id(),
                result.level().title(),
                result.level().clause().orElse(""),
                Standing.of(result).code(),
                Standing.of(result).shape(),
                words.say("standing." + Standing.of(result).code()),
                figures.value(result),
                figures.denominator(result),
                words.target(result.level().target()),
                moved(
                        result,
                        before.flatMap(earlier -> earlier.level(result.level().id())),
                        figures),
                result.credit().signum() == 0 ? "" : words.money(result.credit(), contract.currency()));
    }

    /** Which way the figure moved and by how much, with whether that is better. */
    private static String moved(LevelResult now, Optional<LevelResult> before, FigureWords figures) {
        String change = figures.change(now, before);
        String direction = figures.direction(now, before);
        return change.isEmpty() || direction.isEmpty() ? change + direction : change + " " + direction;
    }

    private static Course course(
            ServiceLevel level, List<PeriodResult> history, FigureWords figures, PortalWords words) {
        List<LevelResult> results = history.stream()
                .flatMap(period -> period.all(level.id()).stream())
                .toList();
        List<Point> points = results.stream()
                .map(result -> new Point(
                        result.period().label(),
                        figures.value(result),
                        words.target(result.level().target()),
                        Standing.of(result).code(),
                        Standing.of(result).shape(),
                        words.say("standing." + Standing.of(result).code())))
                .toList();
        List<@Nullable BigDecimal> values = new ArrayList<>();
        results.forEach(result -> values.add(FigureWords.shown(result).orElse(null)));
        List<@Nullable BigDecimal> targets = new ArrayList<>();
        results.forEach(result -> targets.add(result.level().target().value()));
        Drawn drawn = new Drawn(
                points.stream().map(Point::period).toList(),
                values,
                points.stream().map(Point::figure).toList(),
                targets,
                results.stream().map(result -> result.status() == Status.FAILED).toList(),
                Drawn.most(level, values));
        String label = points.isEmpty()
                ? ""
                : words.say(
                        "course.label",
                        level.id(),
                        points.size(),
                        points.get(points.size() - 1).figure(),
                        points.get(points.size() - 1).period(),
                        points.get(points.size() - 1).target());
        // Within a page, no text may end the script that holds it.
        return new Course(
                level.id(), level.title(), label, JSON.writeValueAsString(drawn).replace("<", "\\u003c"), points);
    }

    private static Right right(TriggerState trigger, PortalWords words) {
        return new Right(
                trigger.trigger().name(),
                trigger.serviceLevel().orElse(""),
                words.say("trigger." + trigger.state().code()),
                trigger.since().map(words::day).orElse(""),
                trigger.noticeBy().map(words::day).orElse(""),
                words.tell(trigger.reason()));
    }

    private static List<PeriodRow> periods(Dossier dossier, Documents documents, PortalWords words) {
        List<PeriodRow> rows = new ArrayList<>();
        for (PeriodResult result : dossier.periods()) {
            Contract contract = result.contract();
            rows.add(new PeriodRow(
                    result.period().label(),
                    words.period(result.period()),
                    result.state().code(),
                    words.say("state." + result.state().code()),
                    Verdict.judged(result) == 0
                            ? ""
                            : words.say("map.kept", Verdict.kept(result), Verdict.judged(result)),
                    new Verdict(Words.of(contract)).score(result),
                    money(result, words),
                    documents.ofContract(result.period().label(), contract.vendor(), contract.id(), words)));
        }
        Collections.reverse(rows);
        return rows;
    }

    private static String money(PeriodResult result, PortalWords words) {
        return words.money(result.credits(), result.contract().currency());
    }
}
