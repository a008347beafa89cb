package org.scorekeeper.publish.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.TriggerState;
import org.scorekeeper.settle.TriggerState.State;

/**
 * What else follows from a period, in one line: the triggers that are raised, cured or warned of, in that order.
 *
 * @param words of the document
 */
record TriggerLine(Words words) {
    /** One line; none where every trigger is quiet. */
    List<Talk.Line> of(PeriodResult result) {
        List<TriggerState> states = result.triggers().stream()
                .filter(state -> state.state() != State.QUIET)
                .sorted(Comparator.comparingInt(state -> rank(state.state())))
                .toList();
        if (states.isEmpty()) {
            return List.of();
        }
        String clauses = states.stream()
                .flatMap(state -> state.trigger().clause().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return List.of(new Talk.Line(states.stream().map(this::say).collect(Collectors.joining("; ")) + ".", clauses));
    }

    private static int rank(State state) {
        return switch (state) {
            case RAISED -> 0;
            case CURED -> 1;
            case WARNED -> 2;
            case QUIET -> 3;
        };
    }

    private String say(TriggerState state) {
        List<String> parts = new ArrayList<>();
        String name = state.trigger().name()
                + state.serviceLevel().map(level -> " (" + level + ")").orElse("");
        parts.add(words.say(
                "triggers." + state.state().name().toLowerCase(Locale.ROOT),
                name,
                state.state() == State.WARNED
                        ? state.reason()
                        : state.since().map(words::day).orElse("")));
        Optional<String> notice = state.noticeBy().map(day -> words.say("triggers.notice", words.day(day)));
        notice.ifPresent(parts::add);
        return String.join(", ", parts);
    }
}
