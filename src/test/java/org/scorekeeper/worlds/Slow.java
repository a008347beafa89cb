package org.scorekeeper.worlds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.worlds.Terms.Kind;
import org.scorekeeper.worlds.Terms.Level;

/**
 * The second evaluator: slow, minute by minute, in the order of the page. Where the page leaves two answers open for an
 * instant on the edge of a period, the world is {@link OnTheEdge}.
 */
final class Slow {
    /** England and Wales in 2026, as the government lists them. */
    private static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 4, 3),
            LocalDate.of(2026, 4, 6),
            LocalDate.of(2026, 5, 4),
            LocalDate.of(2026, 5, 25),
            LocalDate.of(2026, 8, 31),
            LocalDate.of(2026, 12, 25),
            LocalDate.of(2026, 12, 28));

    /** A limit that ends with the last open minute of a period: in which of two periods it passed can be said either way. */
    static final class OnTheEdge extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * What a level came to in a period.
     *
     * @param status met, failed or no data
     * @param credit in the currency, rounded
     * @param back earned back in this period
     */
    record Outcome(@Nullable Q value, String status, Q points, BigDecimal credit, BigDecimal back) {}

    private final World world;
    private final Terms terms;
    private final boolean[] always;
    private final boolean[] office;
    private final int[] periodOf;
    private final int periods;

    Slow(World world) {
        this.world = world;
        this.terms = world.terms();
        int minutes = world.asOf() + 1440;
        LocalDateTime hour = World.ORIGIN;
        this.always = new boolean[minutes];
        this.office = new boolean[minutes];
        this.periodOf = new int[minutes];
        for (int minute = 0; minute < minutes; minute++) {
            // The zones' offsets are whole hours: within one the clock only counts on.
            if (minute % 60 == 0) {
                hour = world.wall(minute);
            }
            always[minute] = true;
            office[minute] = inOffice(hour.toLocalDate(), hour.getHour() * 60 + minute % 60);
            periodOf[minute] = hour.getYear() < 2026 ? -1 : (hour.getMonthValue() - 1) / terms.monthsAPeriod();
        }
        this.periods = periodOf[world.asOf() - 1];
    }

    private boolean inOffice(LocalDate day, int minute) {
        Terms.Hours hours = terms.hours();
        if (day.equals(hours.special())) {
            return minute >= 480 && minute < 720;
        }
        if (hours.closed().contains(day) || (hours.holidays() && HOLIDAYS.contains(day))) {
            return false;
        }
        return day.getDayOfWeek().getValue() <= hours.lastDay() + 1
                && minute >= hours.from()
                && minute < hours.to()
                && (minute < hours.lunchFrom() || minute >= hours.lunchTo());
    }

    /** Outcomes by period and level, of the periods that have ended. */
    List<Map<String, Outcome>> outcomes() {
        List<Map<String, Outcome>> all = new ArrayList<>();
        Map<String, List<String>> statuses = new HashMap<>();
        Map<String, BigDecimal> year = new HashMap<>();
        Map<String, List<BigDecimal>> unreturned = new HashMap<>();
        Map<String, Integer> runs = new HashMap<>();
        for (int period = 0; period < periods; period++) {
            all.add(period(period, statuses, year, unreturned, runs));
        }
        return all;
    }

    private Map<String, Outcome> period(
            int period,
            Map<String, List<String>> statuses,
            Map<String, BigDecimal> year,
            Map<String, List<BigDecimal>> unreturned,
            Map<String, Integer> runs) {
        int number = terms.levels().size();
        @Nullable Q[] values = new @Nullable Q[number];
        String[] status = new String[number];
        Q[] points = new Q[number];
        Q[] price = new Q[number];
        List<Set<String>> missed = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Level level = terms.levels().get(i);
            Set<String> misses = new HashSet<>();
            Set<String> counted = new HashSet<>();
            Q exact = figure(level, period, misses, counted);
            missed.add(misses);
            values[i] = exact;
            Q value = exact == null || level.roundTo() < 0 ? exact : rounded(level, exact);
            boolean bears = level.starts() == null || !firstDay(period).isBefore(level.starts());
            boolean met = value != null
                    && (level.atLeast()
                            ? value.compareTo(Q.of(level.target())) >= 0
                            : value.compareTo(Q.of(level.target())) <= 0);
            if (value != null
                    && level.allowBelow() > 0
                    && counted.size() < level.allowBelow()
                    && misses.size() <= level.allow()) {
                met = true;
            }
            status[i] = value == null ? (level.noDataFails() ? "failed" : "no data") : met ? "met" : "failed";
            points[i] = Q.ZERO;
            price[i] = Q.ZERO;
            List<String> before = statuses.computeIfAbsent(level.id(), key -> new ArrayList<>());
            before.add(bears ? status[i] : "before its start");
            if (status[i].equals("failed") && bears) {
                Q times = times(before);
                Terms.Step step = step(level, value);
                if (step != null) {
                    points[i] = Q.of(step.points()).times(times);
                    Q cost = step.amount() != null
                            ? Q.of(step.amount())
                            : step.percent() != null ? percentOfCharges(step.percent()) : Q.ZERO;
                    price[i] = cost.times(times);
                }
                if (level.perItem() != null) {
                    int items = level.kind() == Kind.COUNT ? counted.size() : misses.size();
                    price[i] = Q.of(level.perItem()).times(Q.of(items)).times(times);
                }
                Terms.PerStep per = level.perStep();
                if (per != null && value != null) {
                    Q apart = level.atLeast() ? Q.of(level.target()).minus(value) : value.minus(Q.of(level.target()));
                    Q steps = apart.over(Q.of(per.every()));
                    price[i] = (per.whole() ? Q.of(steps.to(0, RoundingMode.DOWN)) : steps)
                            .times(Q.of(per.credit()))
                            .times(times);
                }
            }
        }
        if (terms.oneEvent()) {
            oneEvent(status, points, price, missed);
        }
        BigDecimal[] credits = money(points, price, year);
        Map<String, Outcome> outcomes = new HashMap<>();
        for (int i = 0; i < number; i++) {
            String id = terms.levels().get(i).id();
            int run = status[i].equals("met") ? runs.getOrDefault(id, 0) + 1 : 0;
            BigDecimal back = BigDecimal.ZERO.setScale(2);
            List<BigDecimal> open = unreturned.computeIfAbsent(id, key -> new ArrayList<>());
            if (terms.earnBackAfter() > 0 && run >= terms.earnBackAfter()) {
                for (BigDecimal credit : open) {
                    back = back.add(Q.of(credit)
                            .times(new Q(
                                    java.math.BigInteger.valueOf(terms.earnBackPercent()),
                                    java.math.BigInteger.valueOf(100)))
                            .to(2, RoundingMode.HALF_UP));
                }
                open.clear();
            }
            if (credits[i].signum() > 0) {
                open.add(credits[i]);
            }
            runs.put(id, run);
            outcomes.put(id, new Outcome(values[i], status[i], points[i], credits[i], back));
        }
        return outcomes;
    }

    private LocalDate firstDay(int period) {
        return LocalDate.of(2026, 1 + period * terms.monthsAPeriod(), 1);
    }

    private Q percentOfCharges(BigDecimal percent) {
        return Q.of(percent).times(Q.of(terms.charges())).over(Q.of(100));
    }

    private Q times(List<String> statuses) {
        Terms.Repeat repeat = terms.repeat();
        if (repeat == null) {
            return Q.of(1);
        }
        int failures = 0;
        for (int i = statuses.size() - 1; i >= 0; i--) {
            boolean failed = statuses.get(i).equals("failed");
            if (repeat.inLast() == 0 ? !failed : i < statuses.size() - repeat.inLast()) {
                break;
            }
            failures += failed ? 1 : 0;
        }
        return failures >= repeat.number() ? Q.of(repeat.times()) : Q.of(1);
    }

    private static Q rounded(Level level, Q value) {
        RoundingMode mode =
                RoundingMode.valueOf(level.roundMode().toUpperCase(Locale.ROOT).replace('-', '_'));
        return Q.of(value.to(level.roundTo(), mode));
    }

    /** The furthest from the target of those reached; without a figure the last. */
    private static Terms.@Nullable Step step(Level level, @Nullable Q value) {
        Terms.Step reached = null;
        for (Terms.Step step : level.ladder()) {
            if (value == null
                    || (level.atLeast()
                            ? value.compareTo(Q.of(step.bound())) < 0
                            : value.compareTo(Q.of(step.bound())) > 0)) {
                reached = step;
            }
        }
        return reached;
    }

    /** Of levels that failed with the same missed items the greatest counts, the first of equals. */
    private static void oneEvent(String[] status, Q[] points, Q[] price, List<Set<String>> missed) {
        for (int i = 0; i < status.length; i++) {
            for (int j = i + 1; j < status.length; j++) {
                boolean same = status[i].equals("failed")
                        && status[j].equals("failed")
                        && !missed.get(i).isEmpty()
                        && missed.get(i).equals(missed.get(j));
                if (same) {
                    Q one = points[i].plus(price[i]);
                    Q other = points[j].plus(price[j]);
                    int lesser = other.compareTo(one) > 0 ? i : j;
                    points[lesser] = Q.ZERO;
                    price[lesser] = Q.ZERO;
                }
            }
        }
    }

    /** Price, caps in order, ignore, ledger. */
    private BigDecimal[] money(Q[] points, Q[] price, Map<String, BigDecimal> year) {
        int number = points.length;
        Q[] due = price.clone();
        if (terms.price().points()) {
            Q all = Q.ZERO;
            for (Q one : points) {
                all = all.plus(one);
            }
            Q charged = all.minus(Q.of(terms.price().free()));
            BigDecimal percent = terms.price().percent();
            Q each = percent != null
                    ? percentOfCharges(percent)
                    : Q.of(java.util.Objects.requireNonNull(terms.price().amount()));
            for (int i = 0; i < number; i++) {
                due[i] = all.sign() == 0 || charged.sign() <= 0
                        ? Q.ZERO
                        : each.times(charged).times(points[i]).over(all);
            }
        }
        boolean together = terms.price().points();
        for (Terms.Cap cap : terms.caps()) {
            Q sum = Q.ZERO;
            for (int i = 0; i < number; i++) {
                sum = covers(cap, i) ? sum.plus(due[i]) : sum;
            }
            Q room = percentOfCharges(cap.percent());
            if (cap.year()) {
                room = room.times(Q.of(12 / terms.monthsAPeriod()));
                BigDecimal used = BigDecimal.ZERO;
                for (int i = 0; i < number; i++) {
                    used = covers(cap, i) ? used.add(year.getOrDefault("" + i, BigDecimal.ZERO)) : used;
                }
                room = room.minus(Q.of(used));
                room = room.sign() < 0 ? Q.ZERO : room;
            }
            if (sum.compareTo(room) > 0) {
                for (int i = 0; i < number; i++) {
                    due[i] = covers(cap, i) ? due[i].times(room).over(sum) : due[i];
                }
                together |= cap.level() == null;
            }
        }
        BigDecimal ignore = terms.ignore();
        if (ignore != null) {
            Q sum = Q.ZERO;
            for (Q one : due) {
                sum = sum.plus(one);
            }
            for (int i = 0; i < number; i++) {
                if ((terms.price().points() ? sum : due[i]).compareTo(Q.of(ignore)) <= 0) {
                    due[i] = Q.ZERO;
                }
            }
        }
        BigDecimal[] cents = together ? sharing(due) : alone(due);
        for (int i = 0; i < number; i++) {
            year.merge("" + i, cents[i], BigDecimal::add);
        }
        return cents;
    }

    private boolean covers(Terms.Cap cap, int level) {
        return cap.level() == null
                || cap.level().equals(terms.levels().get(level).id());
    }

    private static BigDecimal[] alone(Q[] due) {
        BigDecimal[] cents = new BigDecimal[due.length];
        for (int i = 0; i < due.length; i++) {
            cents[i] = due[i].to(2, RoundingMode.HALF_UP);
        }
        return cents;
    }

    /** They add up to their sum rounded, the largest remainder first, then in file order. */
    private static BigDecimal[] sharing(Q[] due) {
        Q sum = Q.ZERO;
        BigDecimal[] cents = new BigDecimal[due.length];
        BigDecimal down = BigDecimal.ZERO;
        for (int i = 0; i < due.length; i++) {
            sum = sum.plus(due[i]);
            cents[i] = due[i].to(2, RoundingMode.DOWN);
            down = down.add(cents[i]);
        }
        int missing =
                sum.to(2, RoundingMode.HALF_UP).subtract(down).movePointRight(2).intValueExact();
        List<Integer> order = IntStream.range(0, due.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> due[i].minus(Q.of(cents[i])))
                        .reversed())
                .toList();
        for (int i = 0; i < missing; i++) {
            cents[order.get(i)] = cents[order.get(i)].add(new BigDecimal("0.01"));
        }
        return cents;
    }

    /** The figure of a level in a period, and which items missed and counted. */
    private @Nullable Q figure(Level level, int period, Set<String> misses, Set<String> counted) {
        boolean[] open = level.hours() ? office : always;
        if (level.kind() == Kind.SHARE) {
            return share(level, period, open, misses, counted);
        }
        if (level.kind() == Kind.READING) {
            return reading(level, period);
        }
        if (level.kind() == Kind.AVAILABILITY) {
            return availability(period, open, misses);
        }
        List<Q> minutes = new ArrayList<>();
        int first = 0;
        for (World.Ticket ticket : world.tickets()) {
            if (periodOf[ticket.opened()] != period || (level.kind() != Kind.RATIO && !in(level, ticket))) {
                continue;
            }
            counted.add(ticket.id());
            first += ticket.priority().equals("P1") ? 1 : 0;
            if (ticket.score() < 3) {
                misses.add(ticket.id());
            }
            minutes.add(Q.of(elapsed(ticket.opened(), ticket.responded(), open, List.of())));
        }
        int number = counted.size();
        if (level.kind() != Kind.CONDITION) {
            misses.clear();
        }
        if (number == 0) {
            return null;
        }
        minutes.sort(null);
        Q sum = Q.ZERO;
        for (Q one : minutes) {
            sum = sum.plus(one);
        }
        return switch (level.kind()) {
            case CONDITION -> Q.of(100L * (number - misses.size())).over(Q.of(number));
            case RATIO -> Q.of(100L * first).over(Q.of(number));
            case COUNT -> Q.of(number);
            case SUM -> sum;
            case AVERAGE -> sum.over(Q.of(number));
            case HIGHEST -> minutes.get(number - 1);
            case PERCENTILE -> minutes.get((number * 80 + 99) / 100 - 1);
            default ->
                number % 2 == 1
                        ? minutes.get(number / 2)
                        : minutes.get(number / 2 - 1)
                                .plus(minutes.get(number / 2))
                                .over(Q.of(2));
        };
    }

    private static boolean in(Level level, World.Ticket ticket) {
        return level.priority() == null || level.priority().equals(ticket.priority());
    }

    private static int elapsed(int from, int to, boolean[] open, List<int[]> pauses) {
        int minutes = 0;
        for (int minute = from; minute < to; minute++) {
            minutes += open[minute] && !within(pauses, minute) ? 1 : 0;
        }
        return minutes;
    }

    private static boolean within(List<int[]> spans, int minute) {
        for (int[] span : spans) {
            if (minute >= span[0] && minute < span[1]) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Q share(Level level, int period, boolean[] open, Set<String> misses, Set<String> counted) {
        for (World.Ticket ticket : world.tickets()) {
            List<int[]> off = new ArrayList<>(level.paused() ? ticket.pauses() : List.of());
            boolean removed = false;
            boolean met = false;
            boolean decided = false;
            for (World.Relief relief : world.reliefs()) {
                if (!relief.ticket().equals(ticket.id()) || !relief.level().equals(level.id())) {
                    continue;
                }
                if (relief.effect().equals("subtract time")) {
                    off.add(new int[] {relief.from(), relief.to()});
                } else if (!decided) {
                    decided = true;
                    removed = relief.effect().equals("remove");
                    met = !removed;
                }
            }
            if (!in(level, ticket) || removed) {
                continue;
            }
            int end = ticket.resolved() < 0 ? world.asOf() : ticket.resolved();
            int minutes = elapsed(ticket.opened(), end, open, off);
            boolean late = minutes > level.limitMinutes();
            if (ticket.resolved() < 0 && (!late || level.ignoreOpen())) {
                continue;
            }
            int place;
            if (level.byOpened()) {
                place = periodOf[ticket.opened()];
            } else if (late) {
                place = passed(ticket, level, open, off);
            } else {
                place = periodOf[ticket.resolved()];
            }
            if (place == period) {
                counted.add(ticket.id());
                if (late && !met) {
                    misses.add(ticket.id());
                }
            }
        }
        return counted.isEmpty()
                ? null
                : Q.of(100L * (counted.size() - misses.size())).over(Q.of(counted.size()));
    }

    /** The period in which an item's limit passed. */
    private int passed(World.Ticket ticket, Level level, boolean[] open, List<int[]> off) {
        int minutes = 0;
        int full = -1;
        for (int minute = ticket.opened(); ; minute++) {
            if (open[minute] && !within(off, minute)) {
                minutes++;
                if (minutes == level.limitMinutes()) {
                    full = minute + 1;
                } else if (minutes > level.limitMinutes()) {
                    if (periodOf[full] != periodOf[minute]) {
                        throw new OnTheEdge();
                    }
                    return periodOf[minute];
                }
            }
        }
    }

    private @Nullable Q reading(Level level, int period) {
        Q result = null;
        int last = -1;
        int number = 0;
        for (World.Reading reading : world.readings()) {
            if (periodOf[reading.at()] != period) {
                continue;
            }
            Q value = Q.of(reading.value());
            number++;
            if (result == null) {
                result = value;
            } else {
                result = switch (level.as()) {
                    case "last" -> reading.at() > last ? value : result;
                    case "highest" -> result.compareTo(value) >= 0 ? result : value;
                    case "lowest" -> result.least(value);
                    default -> result.plus(value);
                };
            }
            last = Math.max(last, reading.at());
        }
        return result != null && level.as().equals("average") ? result.over(Q.of(number)) : result;
    }

    private @Nullable Q availability(int period, boolean[] open, Set<String> misses) {
        long up = 0;
        long all = 0;
        List<int[]> down = world.tickets().stream()
                .filter(World.Ticket::outage)
                .map(ticket -> new int[] {ticket.opened(), ticket.responded()})
                .toList();
        // The first hours of the year east of Greenwich lie before the minutes that are counted: nothing is down there.
        if (period == 0) {
            long before = java.time.Duration.between(
                            LocalDate.of(2026, 1, 1)
                                    .atStartOfDay(java.time.ZoneId.of(terms.zone()))
                                    .toInstant(),
                            World.ORIGIN.toInstant(java.time.ZoneOffset.UTC))
                    .toMinutes();
            for (int minute = 0; minute < before; minute++) {
                boolean counts = open == always || inOffice(LocalDate.of(2026, 1, 1), minute);
                all += counts ? 1 : 0;
                up += counts ? 1 : 0;
            }
        }
        for (int minute = 0; minute < periodOf.length; minute++) {
            if (periodOf[minute] == period && open[minute]) {
                all++;
                up += within(down, minute) ? 0 : 1;
            }
        }
        // What an availability missed are the outages that took some of its time.
        for (World.Ticket ticket : world.tickets()) {
            for (int minute = ticket.opened(); ticket.outage() && minute < ticket.responded(); minute++) {
                if (open[minute] && periodOf[minute] == period) {
                    misses.add(ticket.id());
                }
            }
        }
        return all == 0 ? null : Q.of(100 * up).over(Q.of(all));
    }
}
