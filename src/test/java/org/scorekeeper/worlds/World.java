package org.scorekeeper.worlds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A random contract and what its vendor sent, from one seed. Instants are minutes since the beginning of 2026 in UTC. */
record World(Terms terms, List<Ticket> tickets, List<Reading> readings, List<Relief> reliefs, int asOf) {
    private static final List<Terms.Kind> KINDS = List.of(Terms.Kind.values());

    static final LocalDateTime ORIGIN = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final int DAY = 24 * 60;

    /** A ticket; -1 where an instant is missing. */
    record Ticket(
            String id,
            String priority,
            boolean outage,
            int opened,
            int responded,
            int resolved,
            int score,
            List<int[]> pauses) {}

    /** A figure measured elsewhere, in per cent. */
    record Reading(int at, BigDecimal value) {}

    /** Relief of one ticket from one level. */
    record Relief(String ticket, String level, String effect, int from, int to) {}

    static World of(long seed) {
        Random dice = new Random(seed);
        Terms terms = terms(dice);
        int months = terms.monthsAPeriod() == 1 ? 4 : 9;
        int end = (int)
                java.time.Duration.between(ORIGIN, ORIGIN.plusMonths(months)).toMinutes();
        int asOf = end + 6 * DAY;
        List<Ticket> tickets = new ArrayList<>();
        int number = dice.nextInt(70);
        for (int i = 0; i < number; i++) {
            int opened = dice.nextInt(end);
            int responded = opened + dice.nextInt(600);
            int resolved = dice.nextInt(12) == 0 ? -1 : responded + dice.nextInt(dice.nextBoolean() ? 300 : 3 * DAY);
            List<int[]> pauses = new ArrayList<>();
            int from = opened;
            for (int pause = dice.nextInt(3); pause > 0; pause--) {
                from += dice.nextInt(400);
                int to = from + 1 + dice.nextInt(500);
                pauses.add(new int[] {from, to});
                from = to + 1;
            }
            tickets.add(new Ticket(
                    "T" + i,
                    "P" + (1 + dice.nextInt(3)),
                    dice.nextInt(4) == 0,
                    opened,
                    responded,
                    resolved,
                    dice.nextInt(6),
                    pauses));
        }
        List<Reading> readings = new ArrayList<>();
        for (int i = dice.nextInt(10); i > 0; i--) {
            int at = dice.nextInt(end);
            if (readings.stream().noneMatch(one -> one.at() == at)) {
                readings.add(new Reading(at, BigDecimal.valueOf(9000 + dice.nextInt(1001), 2)));
            }
        }
        List<Relief> reliefs = new ArrayList<>();
        List<Terms.Level> clocked = terms.levels().stream()
                .filter(level -> level.kind() == Terms.Kind.SHARE)
                .toList();
        for (int i = number == 0 || clocked.isEmpty() ? 0 : dice.nextInt(4); i > 0; i--) {
            Ticket ticket = tickets.get(dice.nextInt(number));
            String effect = List.of("remove", "count as met", "subtract time").get(dice.nextInt(3));
            int from = ticket.opened() + dice.nextInt(300);
            boolean window = effect.equals("subtract time");
            reliefs.add(new Relief(
                    ticket.id(),
                    clocked.get(dice.nextInt(clocked.size())).id(),
                    effect,
                    window ? from : -1,
                    window ? from + 1 + dice.nextInt(400) : -1));
        }
        return new World(terms, tickets, readings, reliefs, asOf);
    }

    private static Terms terms(Random dice) {
        int from = 7 * 60 + dice.nextInt(5) * 30;
        int to = from + (6 + dice.nextInt(6)) * 60;
        boolean lunch = dice.nextBoolean();
        List<LocalDate> closed = new ArrayList<>();
        for (int i = dice.nextInt(3); i > 0; i--) {
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(dice.nextInt(110));
            if (!closed.contains(day)) {
                closed.add(day);
            }
        }
        LocalDate special = LocalDate.of(2026, 1, 1).plusDays(dice.nextInt(110));
        Terms.Hours hours = new Terms.Hours(
                from,
                to,
                lunch ? from + 180 : to,
                lunch ? from + 225 : to,
                4 + dice.nextInt(3),
                dice.nextBoolean(),
                closed,
                dice.nextBoolean() && !closed.contains(special) ? special : null);
        boolean points = dice.nextBoolean();
        List<Terms.Level> levels = new ArrayList<>();
        for (int i = 1 + dice.nextInt(4); i > 0; i--) {
            levels.add(level("L" + (levels.size() + 1), points, dice));
        }
        if (levels.size() > 1 && dice.nextInt(3) == 0) {
            // Another promise about the same items, so that one event may break both.
            Terms.Level one = levels.get(0);
            levels.set(
                    1,
                    new Terms.Level(
                            "L2",
                            one.kind(),
                            one.priority(),
                            one.byOpened(),
                            one.hours(),
                            one.limitMinutes(),
                            one.paused(),
                            one.ignoreOpen(),
                            one.as(),
                            one.target(),
                            one.roundTo(),
                            one.roundMode(),
                            one.allowBelow(),
                            one.allow(),
                            one.noDataFails(),
                            one.starts(),
                            ladder(one.kind(), one.target(), points, dice),
                            null,
                            null));
        }
        List<Terms.Cap> caps = new ArrayList<>();
        for (int i = dice.nextInt(3); i > 0; i--) {
            caps.add(new Terms.Cap(
                    dice.nextInt(3) == 0 && !points ? "L1" : null,
                    dice.nextInt(3) == 0,
                    BigDecimal.valueOf(1 + dice.nextInt(120), 1)));
        }
        return new Terms(
                List.of("UTC", "Europe/London", "Europe/Berlin", "America/New_York")
                        .get(dice.nextInt(4)),
                dice.nextInt(4) == 0 ? 3 : 1,
                hours,
                BigDecimal.valueOf(100_000 + dice.nextInt(90_000_000), 2),
                levels,
                switch (dice.nextInt(3)) {
                    case 0 -> null;
                    case 1 -> new Terms.Repeat(2, 0, new BigDecimal("2"));
                    default -> new Terms.Repeat(2, 3, new BigDecimal("1.5"));
                },
                points
                        ? new Terms.Price(
                                true,
                                dice.nextBoolean() ? BigDecimal.valueOf(1 + dice.nextInt(40), 1) : null,
                                BigDecimal.valueOf(1 + dice.nextInt(100_000), 2),
                                dice.nextInt(3))
                        : new Terms.Price(false, null, null, 0),
                dice.nextInt(3) == 0,
                caps,
                dice.nextInt(4) == 0 ? BigDecimal.valueOf(dice.nextInt(20_000), 2) : null,
                dice.nextInt(3) == 0 ? 1 + dice.nextInt(2) : 0,
                10 + dice.nextInt(90));
    }

    private static Terms.Level level(String id, boolean points, Random dice) {
        Terms.Kind kind = dice.nextInt(3) == 0 ? Terms.Kind.SHARE : KINDS.get(dice.nextInt(KINDS.size()));
        BigDecimal target = switch (kind) {
            case SHARE, CONDITION, RATIO -> BigDecimal.valueOf(400 + dice.nextInt(600), 1);
            case READING -> BigDecimal.valueOf(9000 + dice.nextInt(1000), 2);
            case AVAILABILITY -> BigDecimal.valueOf(9500 + dice.nextInt(500), 2);
            case COUNT -> BigDecimal.valueOf(dice.nextInt(12));
            case SUM -> BigDecimal.valueOf(100 + dice.nextInt(4000));
            default -> BigDecimal.valueOf(30 + dice.nextInt(400));
        };
        boolean item = !points && (kind == Terms.Kind.SHARE || kind == Terms.Kind.COUNT) && dice.nextInt(3) == 0;
        boolean step = !points && !item && dice.nextInt(3) == 0;
        boolean ignoreOpen = dice.nextInt(3) == 0;
        return new Terms.Level(
                id,
                kind,
                dice.nextBoolean() ? null : "P" + (1 + dice.nextInt(3)),
                ignoreOpen || dice.nextBoolean(),
                dice.nextBoolean(),
                60 + dice.nextInt(24) * 30,
                dice.nextInt(3) == 0,
                ignoreOpen,
                List.of("last", "average", "sum", "highest", "lowest").get(dice.nextInt(5)),
                target,
                dice.nextInt(3) == 0 ? dice.nextInt(3) : -1,
                List.of("half-up", "half-even", "down", "up").get(dice.nextInt(4)),
                kind == Terms.Kind.SHARE && dice.nextInt(4) == 0 ? 5 + dice.nextInt(10) : 0,
                1 + dice.nextInt(2),
                dice.nextInt(6) == 0 && !step,
                dice.nextInt(6) == 0 ? LocalDate.of(2026, 2, 1) : null,
                item || step ? List.of() : ladder(kind, target, points, dice),
                item ? BigDecimal.valueOf(1 + dice.nextInt(50_000), 2) : null,
                step
                        ? new Terms.PerStep(
                                BigDecimal.valueOf(1 + dice.nextInt(30), kind == Terms.Kind.COUNT ? 0 : 1),
                                BigDecimal.valueOf(1 + dice.nextInt(5_000), 2),
                                dice.nextBoolean())
                        : null);
    }

    private static List<Terms.Step> ladder(Terms.Kind kind, BigDecimal target, boolean points, Random dice) {
        boolean atLeast = new Terms.Level(
                        "", kind, null, true, true, 0, false, false, "", target, -1, "", 0, 0, false, null, List.of(),
                        null, null)
                .atLeast();
        List<Terms.Step> steps = new ArrayList<>();
        BigDecimal bound = target;
        int cost = 0;
        int number = 1 + dice.nextInt(3);
        for (int i = 0; i < number; i++) {
            cost += 1 + dice.nextInt(4);
            steps.add(new Terms.Step(
                    bound,
                    points ? cost : 0,
                    points || cost % 2 == 0 ? null : BigDecimal.valueOf(cost * 1234L + 5, 2),
                    points || cost % 2 == 1 ? null : BigDecimal.valueOf(cost * 3L, 1)));
            BigDecimal next = BigDecimal.valueOf(1 + dice.nextInt(10));
            bound = atLeast ? bound.subtract(next) : bound.add(next);
        }
        return steps;
    }

    /** The contract as its file. */
    String yaml() {
        StringBuilder text = new StringBuilder("""
                contract: C-1
                title: A random contract
                vendor: northwind
                applies-from: 2026-01-01
                term: { from: 2026-01-01, to: 2028-12-31 }
                time-zone: %s
                currency: GBP
                locale: en-GB
                period: %s
                charges: { per-period: %s }
                calendars:
                  round-the-clock: 24x7
                  office:
                    hours: { %s: "%s" }
                """.formatted(
                terms.zone(),
                terms.monthsAPeriod() == 1 ? "monthly" : "quarterly",
                terms.charges().toPlainString(),
                List.of("mon-fri", "mon-sat", "mon-sun").get(terms.hours().lastDay() - 4),
                hours()));
        if (terms.hours().holidays()) {
            text.append("    holidays: gb-eng\n");
        }
        if (!terms.hours().closed().isEmpty()) {
            text.append("    closed: ").append(terms.hours().closed()).append('\n');
        }
        if (terms.hours().special() != null) {
            text.append("    special: { ").append(terms.hours().special()).append(": \"08:00-12:00\" }\n");
        }
        text.append("service-levels:\n");
        terms.levels().forEach(level -> text.append(level(level)));
        text.append("credits:\n");
        Terms.Price price = terms.price();
        if (price.points()) {
            text.append("  points: { each: ")
                    .append(
                            price.percent() != null
                                    ? price.percent() + "% of charges"
                                    : String.valueOf(price.amount()));
            text.append(price.free() > 0 ? ", free: " + price.free() : "").append(" }\n");
        }
        text.append("  caps: [ ")
                .append(terms.caps().stream()
                        .map(cap -> "{ of: " + (cap.level() == null ? "contract" : cap.level()) + ", per: "
                                + (cap.year() ? "year" : "period") + ", at-most: " + cap.percent() + "% of charges }")
                        .collect(Collectors.joining(", ")))
                .append(" ]\n");
        if (terms.oneEvent()) {
            text.append("  one-event: { cost: greatest }\n");
        }
        if (terms.ignore() != null) {
            text.append("  ignore: at most ").append(terms.ignore()).append('\n');
        }
        if (terms.earnBackAfter() > 0) {
            text.append("  earn-back: { after: ")
                    .append(terms.earnBackAfter())
                    .append(" periods at target, returns: ")
                    .append(terms.earnBackPercent())
                    .append("% }\n");
        }
        Terms.Repeat repeat = terms.repeat();
        if (repeat != null) {
            text.append("  repeat: { ")
                    .append(
                            repeat.inLast() == 0
                                    ? "consecutive: " + repeat.number()
                                    : "nth: " + repeat.number() + ", in-last: " + repeat.inLast() + " periods")
                    .append(", times: ")
                    .append(repeat.times())
                    .append(" }\n");
        }
        return text.toString();
    }

    private String hours() {
        Terms.Hours hours = terms.hours();
        return hours.lunchFrom() == hours.to()
                ? clock(hours.from()) + "-" + clock(hours.to())
                : clock(hours.from()) + "-" + clock(hours.lunchFrom()) + ", " + clock(hours.lunchTo()) + "-"
                        + clock(hours.to());
    }

    private static String clock(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    private static String level(Terms.Level level) {
        String calendar = level.hours() ? "office" : "round-the-clock";
        String where = level.priority() == null ? "" : ", where: { priority: " + level.priority() + " }";
        String by = ", period-by: " + (level.byOpened() ? "opened" : "resolved");
        String clock = "{ elapsed: opened..responded, on: " + calendar + " }";
        String unit = level.percent() ? "%" : level.minutes() ? "m" : "";
        String measure = switch (level.kind()) {
            case SHARE ->
                "share-of: tickets" + where + by + ", met-when: { elapsed: opened..resolved, at-most: "
                        + level.limitMinutes() + "m, on: " + calendar
                        + (level.paused() ? ", paused-in: [waiting]" : "") + " }"
                        + (level.ignoreOpen() ? ", still-open: ignore" : "");
            case CONDITION ->
                "share-of: tickets" + where + ", period-by: opened, met-when: { satisfaction: at least 3 }";
            case AVERAGE -> "average-of: tickets" + where + ", period-by: opened, value: " + clock;
            case MEDIAN -> "median-of: tickets" + where + ", period-by: opened, value: " + clock;
            case PERCENTILE -> "percentile-of: tickets, p: 80" + where + ", period-by: opened, value: " + clock;
            case HIGHEST -> "highest-of: tickets" + where + ", period-by: opened, value: " + clock;
            case SUM -> "sum-of: tickets" + where + ", period-by: opened, value: " + clock;
            case COUNT -> "count-of: tickets" + where + ", period-by: opened";
            case RATIO ->
                "ratio: { numerator: { count-of: tickets, where: { priority: P1 } }, denominator: {"
                        + " count-of: tickets } }, period-by: opened";
            case READING -> "reading: { metric: uptime, as: " + level.as() + " }";
            case AVAILABILITY ->
                "availability: { on: " + calendar
                        + ", down: { tickets: { type: outage }, from: opened, to: responded } }";
        };
        StringBuilder text = new StringBuilder(
                "  - id: " + level.id() + "\n    title: A promise\n    measure: { " + measure + " }\n    target: "
                        + (level.atLeast() ? "at least " : "at most ") + level.target() + unit + "\n");
        if (level.roundTo() >= 0) {
            text.append("    round: { to: ")
                    .append(level.roundTo())
                    .append(", mode: ")
                    .append(level.roundMode())
                    .append(" }\n");
        }
        if (level.allowBelow() > 0) {
            text.append("    low-volume: { fewer-than: ")
                    .append(level.allowBelow())
                    .append(", allow: ");
            text.append(level.allow()).append(level.allow() == 1 ? " miss }\n" : " misses }\n");
        }
        if (level.noDataFails()) {
            text.append("    no-data: fails\n");
        }
        if (level.starts() != null) {
            text.append("    starts: ").append(level.starts()).append('\n');
        }
        if (!level.ladder().isEmpty()) {
            text.append("    ladder: [ ")
                    .append(level.ladder().stream()
                            .map(step -> "{ " + (level.atLeast() ? "below: " : "above: ") + step.bound() + unit + ", "
                                    + (step.points() > 0
                                            ? "points: " + step.points()
                                            : "credit: "
                                                    + (step.amount() != null
                                                            ? step.amount()
                                                            : step.percent() + "% of charges"))
                                    + " }")
                            .collect(Collectors.joining(", ")))
                    .append(" ]\n");
        }
        if (level.perItem() != null) {
            text.append("    credits: { per-item: ").append(level.perItem()).append(" }\n");
        }
        Terms.PerStep step = level.perStep();
        if (step != null) {
            text.append("    credits: { per-step: { every: ")
                    .append(step.every())
                    .append(unit)
                    .append(", credit: ");
            text.append(step.credit()).append(", whole: ").append(step.whole()).append(" } }\n");
        }
        return text.toString();
    }

    /** The zone's wall clock at an instant. */
    LocalDateTime wall(int minute) {
        return ORIGIN.plusMinutes(minute)
                .atZone(ZoneId.of("UTC"))
                .withZoneSameInstant(ZoneId.of(terms.zone()))
                .toLocalDateTime();
    }
}
