package org.scorekeeper.publish.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.facts.Place;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** The items that missed and those that nearly did, grouped by level, worst first. */
final class ItemRows {
    private final Words words;

    ItemRows(Words words) {
        this.words = words;
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

    /** The misses, at most so many a level. */
    List<Row> misses(PeriodResult result, int most, String file) {
        List<Row> rows = new ArrayList<>();
        for (LevelResult level : Standing.worstFirst(result)) {
            List<Miss> misses = level.figure().counted();
            String note = misses.size() <= most
                    ? words.say("breaches.group", words.count(misses.size()))
                    : words.say("breaches.group.cut", words.count(misses.size()), words.count(most), file);
            misses.stream().limit(most).forEach(miss -> rows.add(row(level, note, miss, words(miss.lateBySeconds()))));
        }
        return rows;
    }

    /** The items that kept their limit by the least margin. */
    List<Row> near(PeriodResult result) {
        List<Row> rows = new ArrayList<>();
        for (LevelResult level : Standing.worstFirst(result)) {
            level.figure()
                    .nearMisses()
                    .forEach(miss -> rows.add(row(level, words.say("near.group"), miss, words(left(miss)))));
        }
        return rows;
    }

    private Row row(LevelResult level, String note, Miss miss, String last) {
        return new Row(
                level.level().id() + " " + level.level().title(),
                note,
                miss.item(),
                miss.title().orElse(""),
                reference(miss.place()),
                miss.from().map(words::time).orElse(""),
                miss.to()
                        .map(words::time)
                        .orElseGet(() -> miss.state() == Miss.State.OPEN ? words.say("items.open") : ""),
                words(miss.limitSeconds()),
                words(miss.elapsedSeconds()),
                miss.pausedSeconds() == 0 ? "" : words.length(miss.pausedSeconds()),
                last);
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
