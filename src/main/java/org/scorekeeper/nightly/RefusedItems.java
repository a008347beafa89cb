package org.scorekeeper.nightly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Place;
import org.scorekeeper.facts.postgres.KnownFiles;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.Glimpse;
import org.scorekeeper.intake.postgres.RefusedRowStore.Open;
import org.scorekeeper.measure.Suspect;
import org.scorekeeper.workspace.AsOf;

/** The refused rows of a contract's files that nothing has settled: each might have changed a figure. */
final class RefusedItems {
    private static final int REFUSED_ROWS_LOOKED_AT = 100_000;

    private final NightContext night;
    private final ContractHistory history;
    private final KnownFiles files;
    private final List<MeasurementPeriod> periods;
    private final Map<FactKind, List<Open>> refused = new EnumMap<>(FactKind.class);

    RefusedItems(NightContext night, ContractHistory history, KnownFiles files, List<MeasurementPeriod> periods) {
        this.night = night;
        this.history = history;
        this.files = files;
        this.periods = periods;
    }

    /** Finds the refused rows that nothing has settled; the answer is the ids that they name. */
    Set<String> find(Set<FactKind> kinds) {
        Set<String> ids = new HashSet<>();
        for (FactKind kind : kinds) {
            List<String> feeds = night.workspace().feeds().values().stream()
                    .filter(feed -> feed.vendor().equals(history.vendor()) && feed.facts() == kind)
                    .map(Feed::id)
                    .toList();
            List<Open> open = night.refusedRows().open(history.vendor(), kind, feeds, REFUSED_ROWS_LOOKED_AT).stream()
                    .filter(row -> files.paths().containsKey(row.fileId()))
                    .filter(row -> row.glimpse().contract() == null
                            || row.glimpse().contract().equals(history.id()))
                    .toList();
            open.forEach(row -> Optional.ofNullable(row.glimpse().id()).ifPresent(ids::add));
            refused.put(kind, open);
        }
        return ids;
    }

    /** The same as measuring sees them, once it is known where the other rows of their files lie. */
    List<Suspect> suspects(Map<MeasurementPeriod, Set<String>> filesByPeriod) {
        List<Suspect> suspects = new ArrayList<>();
        refused.forEach((kind, rows) -> rows.forEach(row -> {
            Glimpse glimpse = row.glimpse();
            @Nullable Object[] values = new Object[kind.fields().size()];
            Map<String, String> own = new HashMap<>();
            glimpse.values().forEach((field, value) -> {
                if (kind.index(field) >= 0) {
                    values[kind.index(field)] = value;
                } else {
                    own.put(field, value.toString());
                }
            });
            String id = glimpse.id() == null ? "\0" + suspects.size() : glimpse.id();
            Place place = new Place(row.path(), null, 1);
            suspects.add(Suspect.of(
                    new Fact(kind, history.vendor(), history.id(), id, 1, null, values, own, place),
                    glimpse.unread(),
                    around(row, filesByPeriod)));
        }));
        return suspects;
    }

    private Set<MeasurementPeriod> around(Open row, Map<MeasurementPeriod, Set<String>> filesByPeriod) {
        Set<MeasurementPeriod> around = new HashSet<>();
        filesByPeriod.forEach((period, paths) -> {
            if (paths.contains(row.path())) {
                around.add(period);
            }
        });
        if (around.isEmpty()) {
            // No other row of its file says where it lies: anywhere until the file came.
            LocalDate came = AsOf.parse(row.asOf())
                    .in(history.latest().zone())
                    .minusSeconds(1)
                    .atZone(history.latest().zone())
                    .toLocalDate();
            periods.stream().filter(period -> !period.from().isAfter(came)).forEach(around::add);
        }
        return around;
    }
}
