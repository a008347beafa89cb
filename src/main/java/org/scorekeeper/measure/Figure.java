package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scorekeeper.contract.Fraction;

/**
 * What one service level came to in one measurement period, exactly, before anything is judged.
 *
 * @param value in base units (per cent, seconds, or plain); empty where there is no data
 * @param met the count of a share that was met, the numerator of a ratio, the seconds up of an availability; empty else
 * @param total the count of a share, the denominator of a ratio, the seconds of an availability, else the number of items
 * @param misses the items that missed, worst first
 * @param nearMisses the items that kept their limit by the least margin, closest first; a short list
 * @param population how many items stood in the population before {@code distinct} and open items were settled
 * @param notes what a reader must know: items left out for dates in the wrong order, hold totals used as pauses
 * @param trace steps 1 to 3 of the order of evaluation
 * @param refused what it would be with the refused rows that may belong to it; empty where none may
 * @param dropped what stays of the items that missed where they themselves are no longer kept
 */
public record Figure(
        Optional<Fraction> value,
        Optional<BigDecimal> met,
        BigDecimal total,
        List<Miss> misses,
        List<Miss> nearMisses,
        long population,
        List<String> notes,
        List<TraceStep> trace,
        Optional<IfRefused> refused,
        Optional<DroppedItems> dropped) {
    /** Copies the lists. */
    public Figure {
        misses = List.copyOf(misses);
        nearMisses = List.copyOf(nearMisses);
        notes = List.copyOf(notes);
        trace = List.copyOf(trace);
    }

    /** A figure to which no refused row may belong. */
    public Figure(
            Optional<Fraction> value,
            Optional<BigDecimal> met,
            BigDecimal total,
            List<Miss> misses,
            List<Miss> nearMisses,
            long population,
            List<String> notes,
            List<TraceStep> trace) {
        this(value, met, total, misses, nearMisses, population, notes, trace, Optional.empty(), Optional.empty());
    }

    /** The same, and what it would be with refused rows. */
    public Figure withRefused(Optional<IfRefused> rows) {
        return new Figure(value, met, total, misses, nearMisses, population, notes, trace, rows, dropped);
    }

    /** The missed items that count against the vendor: relief keeps the others from it. */
    public List<Miss> counted() {
        return misses.stream().filter(Miss::counts).toList();
    }

    /** The fees of the missed items that count, one by one; nothing for an item that has none. */
    public List<Optional<BigDecimal>> fees() {
        return dropped.map(gone -> IntStream.range(0, gone.counted())
                        .mapToObj(i -> gone.fees().stream().skip(i).findFirst())
                        .toList())
                .orElseGet(() -> counted().stream().map(Miss::fee).toList());
    }

    /** Tells the levels that missed the same items, or items of the same events; empty where none counts. */
    public Optional<String> event() {
        return dropped.map(DroppedItems::event).orElseGet(() -> DroppedItems.event(counted()));
    }

    /** The same with these missed items. */
    public Figure withMisses(List<Miss> others) {
        return new Figure(value, met, total, others, nearMisses, population, notes, trace, refused, dropped);
    }

    /** The same without its missed items, of which this stays. */
    public Figure dropping(DroppedItems gone) {
        return new Figure(
                value, met, total, List.of(), nearMisses, population, notes, trace, refused, Optional.of(gone));
    }

    /** The same with something more that a reader must know. */
    public Figure noting(String note) {
        return with(value, met, note, trace);
    }

    /** The same with a value that was agreed instead of the measured one: then no counts stand behind it. */
    public Figure agreed(Fraction other, String why) {
        return with(
                Optional.of(other),
                Optional.empty(),
                why,
                Stream.concat(trace.stream(), Stream.of(new TraceStep("measure", why)))
                        .toList());
    }

    private Figure with(Optional<Fraction> other, Optional<BigDecimal> count, String note, List<TraceStep> steps) {
        return new Figure(
                other,
                count,
                total,
                misses,
                nearMisses,
                population,
                Stream.concat(notes.stream(), Stream.of(note)).toList(),
                steps,
                Optional.empty(),
                dropped);
    }
}
