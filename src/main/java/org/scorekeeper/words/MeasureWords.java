package org.scorekeeper.words;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Condition.Test;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.contract.ServiceLevel;

/** How a figure is made, in words from the contract. */
public final class MeasureWords {
    private final Phrases words;

    /** In the words of some readers. */
    public MeasureWords(Phrases words) {
        this.words = words;
    }

    /** The whole rule of one level: measure, reading and target. */
    public String of(ServiceLevel level) {
        StringBuilder text = new StringBuilder(measure(level.measure()));
        level.over()
                .ifPresent(over -> add(
                        text,
                        words.say(
                                "made.over",
                                words.say(over.sum() ? "made.over.sum" : "made.over.average"),
                                over.periods(),
                                over.needs())));
        level.round()
                .ifPresent(round ->
                        add(text, words.say("made.round", round.places(), words.say("round." + lower(round.mode())))));
        level.lowVolume().ifPresent(low -> add(text, words.say("made.low", low.fewerThan(), low.allowMisses())));
        if (level.noDataFails()) {
            add(text, words.say("made.nodata.fails"));
        }
        level.starts().ifPresent(day -> add(text, words.say("made.starts", words.day(day))));
        add(text, words.say("made.target", words.target(level.target())));
        return text.toString();
    }

    private static void add(StringBuilder text, String sentence) {
        text.append(' ').append(sentence);
    }

    /** What is counted and how it becomes a figure. */
    public String measure(Measure measure) {
        if (measure instanceof Measure.Share share) {
            return words.say(
                    "measure.share",
                    items(share.selection()),
                    where(share.selection().where()),
                    metWhen(share.metWhen()),
                    tail(share.selection(), share.placedBy())
                            + (share.metWhen() instanceof MetWhen.Holds
                                    ? ""
                                    : words.say(
                                            share.stillOpen() == Measure.StillOpen.IGNORE
                                                    ? "measure.ignore"
                                                    : "measure.overdue")));
        }
        if (measure instanceof Measure.Statistic statistic) {
            return statistic(statistic);
        }
        if (measure instanceof Measure.Ratio ratio) {
            return words.say(
                    "measure.ratio",
                    side(ratio.numerator()),
                    side(ratio.denominator()),
                    ratio.percent() ? words.say("measure.percent") : "");
        }
        if (measure instanceof Measure.Availability availability) {
            return words.say(
                    "measure.availability",
                    availability.calendar(),
                    interruptions(availability.down()),
                    availability.maintenance().isEmpty()
                            ? ""
                            : words.say("measure.maintenance", interruptions(availability.maintenance())));
        }
        if (measure instanceof Measure.Reading reading) {
            return words.say("measure.reading", words.say("as." + lower(reading.as())), reading.metric());
        }
        if (measure instanceof Measure.Persons persons) {
            return words.say(
                    "measure.persons",
                    persons.by().toString(),
                    persons.minimum(),
                    words.target(persons.atLeast()),
                    measure(persons.share()));
        }
        return words.say("measure.files", ((Measure.Files) measure).feed());
    }

    private String statistic(Measure.Statistic statistic) {
        Measure.Selection selection = statistic.selection();
        return words.say(
                "measure." + lower(statistic.kind()),
                statistic.value().map(this::value).orElse(""),
                items(selection) + where(selection.where()),
                tail(selection, statistic.placedBy()),
                "",
                statistic.percentile().map(BigDecimal::toPlainString).orElse(""));
    }

    private String side(Measure.Side side) {
        if (side instanceof Measure.Side.OfMeasure of) {
            String text = measure(of.measure());
            return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        }
        return words.number(((Measure.Side.Constant) side).value());
    }

    private String value(Measure.Value value) {
        if (value instanceof Measure.Value.OfClock of) {
            Clocked clock = of.clock();
            return words.say(
                    "measure.clock", clock.from().toString(), clock.to().toString(), clock.calendar(), paused(clock));
        }
        return words.say(
                "measure.field", ((Measure.Value.OfField) value).field().toString());
    }

    private String metWhen(MetWhen metWhen) {
        if (metWhen instanceof MetWhen.WithinLimit within) {
            Clocked clock = within.clock();
            return words.say(
                    "measure.within",
                    within.atMost().toString(),
                    clock.from().toString(),
                    clock.to().toString(),
                    clock.calendar(),
                    paused(clock));
        }
        if (metWhen instanceof MetWhen.ByDate byDate) {
            return words.say(
                    "measure.bydate",
                    byDate.by().toString(),
                    byDate.actual().toString(),
                    byDate.grace()
                                    .map(grace -> words.say("measure.grace", grace.toString()))
                                    .orElse("")
                            + byDate.calendar()
                                    .map(name -> words.say("measure.on", name))
                                    .orElse(""));
        }
        return words.say("measure.holds", condition(((MetWhen.Holds) metWhen).condition()));
    }

    private String paused(Clocked clock) {
        return clock.pausedIn().isEmpty() ? "" : words.say("measure.paused", words.list(clock.pausedIn(), "word.or"));
    }

    private String items(Measure.Selection selection) {
        return words.say("items." + selection.items().code());
    }

    private String where(Condition where) {
        return where.equals(Condition.ALWAYS) ? "" : words.say("measure.where", condition(where));
    }

    private String tail(Measure.Selection selection, FieldRef placedBy) {
        return selection
                        .distinct()
                        .map(field -> words.say("measure.distinct", field.toString()))
                        .orElse("")
                + words.say("measure.periodby", placedBy.toString());
    }

    private String interruptions(List<Measure.Interruption> interruptions) {
        return interruptions.stream()
                .map(one -> words.say("items." + one.items().code())
                        + where(one.where())
                        + words.say(
                                "measure.span", one.from().toString(), one.to().toString()))
                .collect(Collectors.joining("; "));
    }

    /** What must hold of an item. */
    public String condition(Condition condition) {
        List<String> parts = new ArrayList<>();
        condition.tests().forEach(test -> parts.add(test(test.field(), test.test())));
        condition.exceptions().forEach(exception -> parts.add(words.say("test.not", "(" + condition(exception) + ")")));
        return parts.isEmpty() ? words.say("measure.everything") : words.list(parts, "word.and");
    }

    private String test(FieldRef field, Test test) {
        if (test instanceof Test.AnyOf any) {
            return words.say("test.any", field.toString(), words.list(any.values(), "word.or"));
        }
        if (test instanceof Test.Not not) {
            return words.say("test.not", test(field, not.test()));
        }
        if (test instanceof Test.Compare compare) {
            return words.say(
                    "test.compare",
                    field.toString(),
                    words.say(
                            "target." + lower(compare.comparison()), words.quantity(compare.value(), compare.unit())));
        }
        if (test instanceof Test.Before before) {
            return words.say("test.before", field.toString(), words.day(before.day()));
        }
        if (test instanceof Test.After after) {
            return words.say("test.after", field.toString(), words.day(after.day()));
        }
        return words.say(test instanceof Test.Present ? "test.present" : "test.absent", field.toString());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
