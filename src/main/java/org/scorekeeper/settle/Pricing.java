package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.measure.TraceStep;

/**
 * What one period costs: steps 9 (price), 10 (caps) and 12 (ledger). Everything runs exactly; at the end each line is
 * rounded half-up once, and lines that share one total add up to it rounded, the largest remainder first, then in file
 * order.
 */
final class Pricing {
    /** The group of lines that are priced by points, for the contract as a whole. */
    private static final int POINTS = 0;

    private final Contract contract;
    /** A level with a shorter period of its own stands here once for each that ends in this one. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private final List<CapResult> capResults = new ArrayList<>();
    private int nextGroup = POINTS + 1;

    /** One level on its way to a line. */
    private static final class Entry {
        private final Judgement judgement;
        private final List<TraceStep> trace = new ArrayList<>();
        private final List<String> shortened = new ArrayList<>();
        private Fraction before = Fraction.ZERO;
        private Fraction exact = Fraction.ZERO;
        private BigDecimal amount = BigDecimal.ZERO;
        /** Lines of one group share one total. */
        private int group;

        Entry(Judgement judgement, int group) {
            this.judgement = judgement;
            this.group = group;
        }
    }

    private Pricing(Contract contract) {
        this.contract = contract;
    }

    static Pricing of(Contract contract, MeasurementPeriod period, List<Judgement> judgements) {
        Pricing pricing = new Pricing(contract);
        judgements.forEach(
                judgement -> pricing.entries.put(judgement.key(), new Entry(judgement, pricing.nextGroup++)));
        pricing.price();
        contract.credits().caps().forEach(pricing::cap);
        pricing.round();
        return pricing;
    }

    private Fraction amount(Price price) {
        if (price instanceof Price.ShareOfCharges && contract.chargesPerPeriod().isEmpty()) {
            throw new IllegalStateException("the contract " + contract.id() + " prices " + price
                    + " and names no charges: check should have refused it");
        }
        return price.of(contract.chargesPerPeriod().orElse(BigDecimal.ZERO));
    }

    private void price() {
        for (Entry entry : entries.values()) {
            Judgement judgement = entry.judgement;
            if (!judgement.bears()) {
                continue;
            }
            Optional<Price> credit = judgement.step().flatMap(Step::credit);
            credit.ifPresent(price -> {
                entry.exact = entry.exact.plus(amount(price));
                entry.trace.add(new TraceStep(
                        "price",
                        "step " + judgement.step().orElseThrow().label() + " costs " + words(price) + " = "
                                + money(amount(price))));
            });
            Optional<Price> pointPrice = contract.credits().points().flatMap(Credits.Points::each);
            if (judgement.points().signum() > 0 && pointPrice.isPresent()) {
                Price each = pointPrice.get();
                Fraction due = amount(each).times(judgement.points());
                entry.exact = entry.exact.plus(due);
                // Points are priced for the contract as a whole: their lines share one total.
                entry.group = POINTS;
                entry.trace.add(new TraceStep(
                        "price",
                        judgement.points().toPlainString() + " points at " + words(each) + " each = " + money(due)));
            }
            entry.before = entry.exact;
        }
    }

    private String words(Price price) {
        return price instanceof Price.Amount fixed ? fixed.amount().toPlainString() : price.toString();
    }

    private void cap(Cap cap) {
        List<Entry> covered = covered(cap);
        Fraction sum = covered.stream().map(entry -> entry.exact).reduce(Fraction.ZERO, Fraction::plus);
        Fraction limit = amount(cap.atMost());
        BigDecimal takenOff = BigDecimal.ZERO;
        if (sum.compareTo(limit) > 0) {
            Fraction share = limit.dividedBy(sum);
            String sentence = "the cap of " + words(cap.atMost()) + " a period on "
                    + (cap.levels().isEmpty() ? "the contract" : String.join(", ", cap.levels())) + " shortens "
                    + money(sum) + " to " + money(limit);
            int group = nextGroup++;
            for (Entry entry : covered) {
                entry.exact = entry.exact.times(share);
                entry.group = group;
                entry.shortened.add(sentence);
                entry.trace.add(new TraceStep("caps", sentence + "; this line to " + money(entry.exact)));
            }
            takenOff = rounded(sum).subtract(rounded(limit));
        }
        capResults.add(new CapResult(cap, rounded(limit), rounded(sum), takenOff));
    }

    private void round() {
        Map<Integer, List<Entry>> groups = new TreeMap<>();
        for (Entry entry : entries.values()) {
            if (entry.exact.signum() < 0) {
                entry.amount = rounded(entry.exact);
            } else if (entry.exact.signum() > 0) {
                groups.computeIfAbsent(entry.group, key -> new ArrayList<>()).add(entry);
            }
        }
        groups.values().forEach(this::share);
        capResults.forEach(this::keepUnder);
        entries.values().stream()
                .filter(entry -> entry.before.signum() != 0)
                .forEach(entry ->
                        entry.trace.add(new TraceStep("ledger", "rounded to " + entry.amount.toPlainString())));
    }

    /** Rounds lines so that they add up to their total rounded. */
    private void share(List<Entry> lines) {
        int places = contract.moneyPlaces();
        BigDecimal left = rounded(lines.stream().map(line -> line.exact).reduce(Fraction.ZERO, Fraction::plus));
        for (Entry line : lines) {
            line.amount = line.exact.round(places, RoundingMode.DOWN);
            left = left.subtract(line.amount);
        }
        BigDecimal cent = BigDecimal.ONE.movePointLeft(places);
        List<Entry> byRemainder = lines.stream()
                .sorted(Comparator.comparing((Entry line) -> line.exact.minus(Fraction.of(line.amount)))
                        .reversed())
                .toList();
        for (Entry line : byRemainder) {
            if (left.signum() > 0) {
                line.amount = line.amount.add(cent);
                left = left.subtract(cent);
            }
        }
    }

    /**
     * Keeps rounded lines under a cap that several groups stand under, where rounding each group up would pass it by a
     * cent: the line that gained most by rounding gives it back.
     */
    private void keepUnder(CapResult result) {
        List<Entry> covered = covered(result.cap());
        BigDecimal cent = BigDecimal.ONE.movePointLeft(contract.moneyPlaces());
        BigDecimal sum = covered.stream().map(entry -> entry.amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        while (sum.compareTo(result.limit()) > 0) {
            Entry gained = Collections.max(
                    covered,
                    Comparator.comparing(
                            (Entry entry) -> Fraction.of(entry.amount).minus(entry.exact)));
            gained.amount = gained.amount.subtract(cent);
            sum = sum.subtract(cent);
        }
    }

    private List<Entry> covered(Cap cap) {
        return entries.values().stream()
                .filter(entry -> cap.covers(entry.judgement.level().id()) && entry.exact.signum() > 0)
                .toList();
    }

    private BigDecimal rounded(Fraction amount) {
        return amount.round(contract.moneyPlaces(), RoundingMode.HALF_UP);
    }

    private String money(Fraction amount) {
        return rounded(amount).toPlainString() + " " + contract.currency().getCurrencyCode();
    }

    private Entry entry(Judgement judgement) {
        return Objects.requireNonNull(entries.get(judgement.key()), judgement.key());
    }

    List<TraceStep> trace(Judgement judgement) {
        return entry(judgement).trace;
    }

    Fraction exact(Judgement judgement) {
        return entry(judgement).before;
    }

    BigDecimal amount(Judgement judgement) {
        return entry(judgement).amount.setScale(contract.moneyPlaces(), RoundingMode.UNNECESSARY);
    }

    List<CapResult> caps() {
        return capResults;
    }

    /** The credits before any cap, rounded for printing; bonuses do not offset them. */
    BigDecimal before() {
        return rounded(entries.values().stream()
                .map(entry -> entry.before)
                .filter(amount -> amount.signum() > 0)
                .reduce(Fraction.ZERO, Fraction::plus));
    }

    /** The sum of the credit lines. */
    BigDecimal credits() {
        return entries.values().stream()
                .map(entry -> entry.amount)
                .filter(amount -> amount.signum() > 0)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(contract.moneyPlaces(), RoundingMode.UNNECESSARY);
    }

    /** The ledger lines: every level that failed has one, and every bonus. */
    List<LedgerLine> lines() {
        List<LedgerLine> lines = new ArrayList<>();
        for (Entry entry : entries.values()) {
            boolean bonus = entry.amount.signum() < 0;
            if (entry.judgement.status() == Status.FAILED || bonus || entry.amount.signum() > 0) {
                lines.add(line(entry, bonus));
            }
        }
        return lines;
    }

    private LedgerLine line(Entry entry, boolean bonus) {
        Judgement judgement = entry.judgement;
        ServiceLevel level = judgement.level();
        LedgerLine.Kind kind = bonus
                ? LedgerLine.Kind.BONUS
                : entry.amount.signum() > 0 ? LedgerLine.Kind.CREDIT : LedgerLine.Kind.FAILURE;
        return new LedgerLine(
                // The level, not the kind, tells the line: a failure that becomes a credit is the same line.
                contract.id() + "/" + judgement.key(),
                judgement.period(),
                level.id(),
                level.clause(),
                kind,
                !bonus,
                judgement.printed(),
                level.target().value(),
                level.target().unit().symbol(),
                judgement.step().map(Step::label),
                judgement.points(),
                contract.chargesPerPeriod(),
                entry.amount.abs().setScale(contract.moneyPlaces(), RoundingMode.UNNECESSARY),
                reason(entry, kind));
    }

    /** At most two decimals, more only where two would carry the figure across its target. */
    private static String brief(Judgement judgement, Fraction value) {
        BigDecimal figure = judgement.level().target().printed(value, 2).stripTrailingZeros();
        return (figure.scale() < 0 ? figure.setScale(0) : figure).toPlainString();
    }

    private static String reason(Entry entry, LedgerLine.Kind kind) {
        Judgement judgement = entry.judgement;
        List<String> parts = new ArrayList<>();
        String unit = judgement.level().target().unit().symbol();
        parts.add(
                judgement.judged().map(value -> brief(judgement, value) + unit).orElse("no data") + " against "
                        + judgement.level().target());
        if (kind == LedgerLine.Kind.FAILURE && !judgement.level().charged()) {
            parts.add("a performance indicator, never charged");
        } else if (kind == LedgerLine.Kind.FAILURE && !judgement.bears()) {
            parts.add("before "
                    + judgement.level().starts().map(Object::toString).orElse("its start") + ", not yet charged");
        }
        parts.addAll(entry.shortened);
        return String.join("; ", parts);
    }
}
