package org.scorekeeper.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A set of public holidays: {@code gb-eng}, {@code de-by}, {@code fr}, or days of one's own. A year is worked out when
 * first asked for and then kept. Immutable to its users; safe for several threads.
 */
public final class Holidays {
    private static final Map<String, Holidays> KNOWN = new ConcurrentHashMap<>();

    private final String code;
    private final IntFunction<Set<LocalDate>> source;
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    private Holidays(String code, IntFunction<Set<LocalDate>> source) {
        this.code = code;
        this.source = source;
    }

    /** No holidays at all. */
    public static Holidays none() {
        return new Holidays("", year -> Set.of());
    }

    /** A named set as it was known: these days and no others. */
    public static Holidays kept(String code, Set<LocalDate> days) {
        Holidays kept = on(days);
        return new Holidays(code, kept::in);
    }

    /** These days and no others. */
    public static Holidays on(Set<LocalDate> days) {
        Set<LocalDate> copy = Set.copyOf(days);
        return new Holidays(
                "", year -> copy.stream().filter(day -> day.getYear() == year).collect(Collectors.toSet()));
    }

    /**
     * The public holidays of a country or of one of its parts. The rules are read when a day is first asked for, because
     * reading them costs most of a second; only the code of a part needs them at once.
     *
     * @param code ISO 3166, in any case: {@code fr}, {@code gb-eng}
     * @throws IllegalArgumentException where no such set is known
     */
    public static Holidays of(String code) {
        return KNOWN.computeIfAbsent(code.trim().toLowerCase(Locale.ROOT), Holidays::find);
    }

    private static Holidays find(String code) {
        String[] parts = code.split("-", -1);
        if (!parts[0].matches("[a-z]{2}")
                || HolidayManager.class.getResource("/holidays/Holidays_" + parts[0] + ".xml") == null) {
            throw new IllegalArgumentException(unknownSet(code));
        }
        String[] region = Arrays.copyOfRange(parts, 1, parts.length);
        CalendarHierarchy part = region.length == 0 ? null : rules(parts[0]).getCalendarHierarchy();
        for (String name : region) {
            part = part == null ? null : child(part, name);
            if (part == null) {
                throw new IllegalArgumentException(unknownSet(code));
            }
        }
        return new Holidays(code, year -> load(parts[0], region, year));
    }

    private static @Nullable CalendarHierarchy child(CalendarHierarchy whole, String name) {
        return whole.getChildren().entrySet().stream()
                .filter(child -> child.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static HolidayManager rules(String country) {
        return HolidayManager.getInstance(ManagerParameters.create(country));
    }

    /** A year's public holidays; a neighbouring year's count too where they are observed in this one (31 December). */
    private static Set<LocalDate> load(String country, String[] region, int year) {
        return IntStream.rangeClosed(year - 1, year + 1)
                .boxed()
                .flatMap(rulesOf -> listed(rules(country), region, rulesOf).stream())
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .map(Holiday::getDate)
                .filter(day -> day.getYear() == year)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Holiday> listed(HolidayManager rules, String[] region, int year) {
        try {
            return rules.getHolidays(Year.of(year), region);
        } catch (DateTimeException beyondTheRules) {
            return Set.of(); // lunar calendars are tabulated for some centuries only
        }
    }

    private static String unknownSet(String code) {
        return "no public holidays are known for \"" + code
                + "\". Write an ISO 3166 code such as gb-eng, de-by or fr, or list the days under closed.";
    }

    /** The code, in lower case; empty where it is no named set. */
    public String code() {
        return code;
    }

    /** The holidays of a year; empty also where the set has no rules for that year. */
    public Set<LocalDate> in(int year) {
        return years.computeIfAbsent(year, source::apply);
    }

    /** Whether a local day is a holiday. */
    public boolean contains(LocalDate day) {
        return in(day.getYear()).contains(day);
    }
}
