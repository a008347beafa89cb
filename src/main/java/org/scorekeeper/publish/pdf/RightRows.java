package org.scorekeeper.publish.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scorekeeper.contract.Trigger.When;
import org.scorekeeper.publish.told.Numbers;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.TriggerState;
import org.scorekeeper.settle.TriggerState.State;

/**
 * Rights and deadlines: the triggers that are raised, near or cured, in that order, each with how far it has come and until
 * when notice may be given.
 *
 * @param words of the document
 */
record RightRows(Words words) {
    private static final int MOST = 6;

    /** A line each; none where every trigger is quiet. */
    List<Talk.Line> of(PeriodResult result) {
        List<TriggerState> states = result.triggers().stream()
                .filter(state -> state.state() != State.QUIET)
                .sorted(Comparator.comparingInt(state -> rank(state.state())))
                .toList();
        List<Talk.Line> lines =
                new ArrayList<>(states.stream().limit(MOST).map(this::line).toList());
        if (states.size() > MOST) {
            lines.add(new Talk.Line("", words.say("triggers.cut", states.size() - MOST), "triggers.csv"));
        }
        return lines;
    }

    private static int rank(State state) {
        return switch (state) {
            case RAISED -> 0;
            case WARNED -> 1;
            case CURED -> 2;
            case QUIET -> 3;
        };
    }

    private static Standing standing(State state) {
        return switch (state) {
            case RAISED -> Standing.FAILED;
            case WARNED -> Standing.AT_RISK;
            case CURED -> Standing.MET;
            case QUIET -> Standing.NOT_MEASURED;
        };
    }

    /** One trigger. */
    Talk.Line line(TriggerState state) {
        String name = state.trigger().name()
                + state.serviceLevel().map(level -> " (" + level + ")").orElse("");
        String sentence = words.say(
                "triggers." + state.state().name().toLowerCase(Locale.ROOT),
                name,
                state.since().map(words::day).orElse(""));
        String reached = reached(state).map(text -> ": " + text).orElse("");
        String notice = state.noticeBy()
                .map(day -> "; " + words.say("triggers.notice", words.day(day)))
                .orElse("");
        return new Talk.Line(
                Shapes.of(standing(state.state())),
                sentence + reached + notice + ".",
                state.trigger().clause().orElse(""));
    }

    /** How far its condition has come: 19 of 25 points in 3 periods. */
    private Optional<String> reached(TriggerState state) {
        When when = state.trigger().when();
        if (when instanceof When.StepReached step) {
            return state.state() == State.CURED
                    ? Optional.empty()
                    : Optional.of(words.say("reached.step", step.step()));
        }
        return state.reached().map(Numbers::plain).map(number -> {
            String far = words.number(number);
            if (when instanceof When.PointsReach points) {
                return words.say(
                        "reached.points",
                        far,
                        words.number(Numbers.plain(points.points().value())),
                        points.inLast());
            }
            if (when instanceof When.SameLevelFails fails) {
                return words.say("reached.fails", far, words.count(fails.failures()), fails.inLast());
            }
            if (when instanceof When.ConsecutiveFails fails) {
                return words.say("reached.run", far, words.count(fails.failures()));
            }
            if (when instanceof When.CreditsReach credits) {
                return words.say("reached.credits", far, words.count(credits.periods()), credits.inLast());
            }
            if (when instanceof When.AverageOf average) {
                return words.say(
                        "reached.average",
                        words.quantity(number, average.bound().unit()),
                        average.last(),
                        words.target(average.bound()));
            }
            return words.say(
                    "reached.spent", words.percent(number, number.scale()), words.target(((When.Spent) when).share()));
        });
    }
}
