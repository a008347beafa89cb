package org.scorekeeper.contract.yaml;

import java.time.DateTimeException;
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
import org.scorekeeper.calendar.Holidays;
import org.scorekeeper.calendar.Hours;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Contract.Term;

/** Reads {@code calendars}. */
final class CalendarReader {
    static final String ROUND_THE_CLOCK = "round-the-clock";

    private CalendarReader() {}

    /** The calendars by name; {@code round-the-clock} and {@code 24x7} are always there. */
    static Map<String, ServiceCalendar> read(Optional<Block> calendars, ZoneId zone, Optional<Term> term) {
        Map<String, ServiceCalendar> byName = new LinkedHashMap<>();
        calendars.ifPresent(block -> {
            for (String name : block.keys()) {
                one(block, name, zone, term).ifPresent(calendar -> byName.put(name, calendar));
            }
        });
        byName.putIfAbsent(ROUND_THE_CLOCK, ServiceCalendar.roundTheClock(zone));
        byName.putIfAbsent("24x7", byName.get(ROUND_THE_CLOCK));
        return byName;
    }

    private static Optional<ServiceCalendar> one(Block calendars, String name, ZoneId zone, Optional<Term> term) {
        if (calendars.node(name).orElseThrow() instanceof YamlNode.Scalar scalar) {
            if (scalar.text().equals("24x7")) {
                return Optional.of(ServiceCalendar.roundTheClock(zone));
            }
            calendars.error(name, "\"" + scalar.text() + "\" is no calendar. Write 24x7, or hours: in a block.");
            return Optional.empty();
        }
        return calendars.block(name).flatMap(block -> read(block, zone, term));
    }

    private static Optional<ServiceCalendar> read(Block block, ZoneId contractZone, Optional<Term> term) {
        ZoneId zone = block.value("time-zone", CalendarReader::zone).orElse(contractZone);
        Map<String, String> hours = block.block("hours").map(Block::allTexts).orElse(Map.of());
        Optional<Holidays> holidays = block.value("holidays", Holidays::of);
        Set<LocalDate> closed = new HashSet<>();
        for (String day : block.texts("closed")) {
            day(block, "closed", day).ifPresent(closed::add);
        }
        Map<LocalDate, List<Hours.Interval>> special = new TreeMap<>();
        block.block("special").ifPresent(days -> {
            for (String key : days.keys()) {
                Optional<LocalDate> day = day(days, key, key);
                Optional<List<Hours.Interval>> intervals = days.value(key, Hours::parse);
                day.ifPresent(date -> intervals.ifPresent(list -> special.put(date, list)));
            }
        });
        for (String key : List.of("clause", "quote", "note")) {
            block.text(key);
        }
        block.nothingElse();
        holidays.ifPresent(set -> term.ifPresent(years -> warnOfEmptyYears(block, set, years)));
        try {
            return Optional.of(
                    new ServiceCalendar(zone, Hours.week(hours), holidays.orElseGet(Holidays::none), closed, special));
        } catch (IllegalArgumentException wrong) {
            block.error("hours", String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
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
        try {
            return Optional.of(Block.parseDate(text));
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
