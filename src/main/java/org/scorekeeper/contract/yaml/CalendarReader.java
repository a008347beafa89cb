package org.scorekeeper.contract.yaml;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.scorekeeper.calendar.Holidays;
import org.scorekeeper.calendar.Hours;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Contract.Term;

/** Reads {@code calendars}. */
final class CalendarReader {
    static final String ROUND_THE_CLOCK = "round-the-clock";
    static final String WORKING_DAYS = "working-days";

    private CalendarReader() {}

    /**
     * The calendars by name. {@code round-the-clock}, {@code 24x7} and {@code working-days} (Monday to Friday less the
     * public holidays of the locale's country) are always there; the contract's own of such a name takes its place.
     */
    static Map<String, ServiceCalendar> read(
            Optional<Block> calendars, ZoneId zone, Optional<Term> term, ServiceCalendar workingDays) {
        Map<String, ServiceCalendar> byName = new LinkedHashMap<>();
        calendars.ifPresent(block -> {
            for (String name : block.names()) {
                // a calendar with a fault of its own stands here too, so that no clock complains that it is not there
                byName.put(name, one(block, name, zone, term).orElse(workingDays));
            }
        });
        byName.putIfAbsent(ROUND_THE_CLOCK, ServiceCalendar.roundTheClock(zone));
        byName.putIfAbsent("24x7", ServiceCalendar.roundTheClock(zone));
        byName.putIfAbsent(WORKING_DAYS, workingDays);
        return byName;
    }

    private static Optional<ServiceCalendar> one(Block calendars, String name, ZoneId zone, Optional<Term> term) {
        if (calendars.node(name).orElseThrow() instanceof YamlNode.Scalar scalar) {
            if (List.of("24x7", "24/7", ROUND_THE_CLOCK).contains(scalar.text())) {
                return Optional.of(ServiceCalendar.roundTheClock(zone));
            }
            calendars.error(name, "\"" + scalar.text() + "\" is no calendar. Write 24x7, or hours: in a block.");
            return Optional.empty();
        }
        return calendars.block(name).flatMap(block -> read(block, zone, term));
    }

    private static Optional<ServiceCalendar> read(Block block, ZoneId contractZone, Optional<Term> term) {
        ZoneId zone = block.value("time-zone", CalendarReader::zone).orElse(contractZone);
        Optional<Map<DayOfWeek, List<Hours.Interval>>> week =
                block.has("hours") ? block.block("hours").flatMap(CalendarReader::week) : Optional.of(Map.of());
        Optional<Holidays> holidays = block.value("holidays", Holidays::of);
        Set<LocalDate> closed = new HashSet<>();
        for (String day : block.texts("closed")) {
            day(block, "closed", day).ifPresent(closed::add);
        }
        Map<LocalDate, List<Hours.Interval>> special =
                block.block("special").map(days -> special(days, closed)).orElse(Map.of());
        block.known("hours");
        block.remarks();
        block.nothingElse();
        holidays.ifPresent(set -> term.ifPresent(years -> warnOfEmptyYears(block, set, years)));
        return week.flatMap(hours -> calendar(block, zone, hours, holidays, closed, special));
    }

    private static Optional<ServiceCalendar> calendar(
            Block block,
            ZoneId zone,
            Map<DayOfWeek, List<Hours.Interval>> week,
            Optional<Holidays> holidays,
            Set<LocalDate> closed,
            Map<LocalDate, List<Hours.Interval>> special) {
        try {
            return Optional.of(new ServiceCalendar(zone, week, holidays.orElseGet(Holidays::none), closed, special));
        } catch (IllegalArgumentException wrong) {
            block.error("hours", String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    /** Each line of hours for itself, so that each fault has its own line; a day named twice shows when all are known. */
    private static Optional<Map<DayOfWeek, List<Hours.Interval>>> week(Block block) {
        Map<String, String> byDays = block.allTexts();
        boolean wrong = false;
        for (Map.Entry<String, String> line : byDays.entrySet()) {
            wrong |= week(block, line.getKey(), Map.ofEntries(line)).isEmpty();
        }
        return wrong ? Optional.empty() : week(block, "", byDays);
    }

    private static Optional<Map<DayOfWeek, List<Hours.Interval>>> week(
            Block block, String key, Map<String, String> byDays) {
        try {
            return Optional.of(Hours.week(byDays));
        } catch (IllegalArgumentException wrong) {
            block.error(key, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static Map<LocalDate, List<Hours.Interval>> special(Block block, Set<LocalDate> closed) {
        Map<LocalDate, List<Hours.Interval>> special = new TreeMap<>();
        for (String key : block.names()) {
            Optional<LocalDate> day = day(block, key, key);
            Optional<List<Hours.Interval>> intervals = block.node(key).orElseThrow() instanceof YamlNode.Sequence
                    ? day(block, key, String.join(", ", block.texts(key)), Hours::parse)
                    : block.value(key, Hours::parse);
            if (day.filter(closed::contains).isPresent()) {
                block.error(key, "is both closed and special. Leave it in one of the two lists.");
            } else {
                day.ifPresent(date -> intervals.ifPresent(list -> special.put(date, list)));
            }
        }
        return special;
    }

    private static void warnOfEmptyYears(Block block, Holidays holidays, Term term) {
        for (int year = term.from().getYear();
                year <= Math.min(term.to().getYear(), term.from().getYear() + 50);
                year++) {
            if (holidays.in(year).isEmpty()) {
                block.warning(
                        "holidays",
                        holidays.code() + " has no days for " + year + ", a year of the term."
                                + " List that year's days under closed.");
            }
        }
    }

    private static Optional<LocalDate> day(Block block, String key, String text) {
        return day(block, key, text, Block::parseDate);
    }

    private static <T> Optional<T> day(Block block, String key, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException wrong) {
            block.error(key, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            String near = Block.nearest(text, ZoneId.getAvailableZoneIds())
                    .map(zone -> " Did you mean " + zone + "?")
                    .orElse("");
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no time zone. Write one such as Europe/London." + near, unknown);
        }
    }

    static Holidays ofCountry(Locale locale) {
        try {
            return locale.getCountry().isEmpty()
                    ? Holidays.none()
                    : Holidays.of(locale.getCountry().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return Holidays.none(); // a country without a known set: its working days are Monday to Friday
        }
    }
}
