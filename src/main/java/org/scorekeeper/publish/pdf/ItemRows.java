package org.scorekeeper.publish.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.Place;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.words.MeasureWords;

/** The items that missed and those that nearly did, grouped by level, worst first. */
final class ItemRows {
    private static final int MOST_NEAR = 3;

    private final Words words;
    private final MeasureWords measures;

    ItemRows(Words words) {
        this.words = words;
        this.measures = new MeasureWords(words);
    }

    /** One item. The layout names its last column. */
    record Row(
            String group,
            String groupNote,
            String item,
            String title,
            String reference,
            String from,
            String to,
            String limit,
            String elapsed,
            String paused,
            String late) {}

    /**
     * The misses, at most so many a level, and behind them what relief keeps from counting; where they are no longer kept, how
     * many they were.
     */
    List<Row> misses(PeriodResult result, int most, String file) {
        List<Row> rows = new ArrayList<>();
        for (LevelResult level : Standing.worstFirst(result)) {
            level.figure().dropped().filter(gone -> gone.items() > 0).ifPresent(gone -> rows.add(dropped(level, gone)));
            List<Miss> all = level.figure().misses();
            int counted = level.figure().counted().size();
            String missed = words.say("breaches.group", counted, all.size() - counted);
            String note = why(level.level())
                    + (all.size() <= most ? missed : words.say("breaches.group.cut", missed, words.count(most), file));
            all.stream()
                    .sorted(Comparator.comparing(miss -> !miss.counts()))
                    .limit(most)
                    .forEach(miss -> rows.add(row(level, note, miss, words(miss.lateBySeconds()))));
        }
        return rows;
    }

    private Row dropped(LevelResult level, DroppedItems gone) {
        return new Row(
                group(level),
                why(level.level()) + words.say("breaches.group", gone.counted(), gone.relieved()),
                "",
                words.say("items.dropped"),
                words.say("items.dropped.why", words.day(gone.on()), gone.months()),
                "",
                "",
                "",
                "",
                "",
                "");
    }

    private static String group(LevelResult level) {
        return level.level().id() + " " + level.level().title();
    }

    /** The items that kept their limit by the least margin. */
    List<Row> near(PeriodResult result) {
        List<Row> rows = new ArrayList<>();
        for (LevelResult level : Standing.worstFirst(result)) {
            level.figure().nearMisses().stream()
                    .limit(MOST_NEAR)
                    .forEach(miss -> rows.add(row(level, words.say("near.group"), miss, words(left(miss)))));
        }
        return rows;
    }

    private Row row(LevelResult level, String note, Miss miss, String last) {
        return new Row(
                group(level),
                note,
                miss.item(),
                miss.title().orElse(""),
                note(miss),
                miss.from().map(words::time).orElse(""),
                until(miss),
                words(miss.limitSeconds()),
                words(miss.elapsedSeconds()),
                miss.pausedSeconds() == 0 ? "" : words.length(miss.pausedSeconds()),
                last);
    }

    /** An item that has no clock happened at a moment, which is told once. */
    private String until(Miss miss) {
        if (miss.to().isEmpty()) {
            return miss.state() == Miss.State.OPEN ? words.say("items.open") : "";
        }
        return miss.to().equals(miss.from()) ? "" : miss.to().map(words::time).orElse("");
    }

    /** Who had it, how it stands, and where it is recorded. */
    private String note(Miss miss) {
        List<String> parts = new ArrayList<>();
        miss.owner().ifPresent(parts::add);
        switch (miss.state()) {
            case DISPUTED -> parts.add(words.say("items.disputed"));
            case RELIEVED -> parts.add(words.say("items.relieved", miss.relief().orElse("")));
            default -> miss.relief().ifPresent(id -> parts.add(words.say("items.relief", id)));
        }
        parts.add(reference(miss.place()));
        return String.join(" · ", parts);
    }

    /** Why items count that have no clock: the condition that they do not meet. */
    private String why(ServiceLevel level) {
        return level.measure() instanceof Measure.Share share && share.metWhen() instanceof MetWhen.Holds holds
                ? words.say("items.condition", measures.condition(holds.condition())) + " · "
                : "";
    }

    private static Optional<Long> left(Miss miss) {
        return miss.limitSeconds().flatMap(limit -> miss.elapsedSeconds().map(elapsed -> limit - elapsed));
    }

    private String words(Optional<Long> seconds) {
        return seconds.map(words::length).orElse("");
    }

    /** Where a row stands, short enough for a line: file:row, or file[sheet]:row. */
    static String reference(Place place) {
        String sheet = place.sheet() == null ? "" : "[" + place.sheet() + "]";
        return place.file() + sheet + ":" + place.row();
    }
}
