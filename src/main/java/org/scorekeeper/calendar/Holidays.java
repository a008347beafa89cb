package org.scorekeeper.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** A set of public holidays, by ISO 3166 code: {@code gb-eng}, {@code de-by}, {@code fr}. Loaded when first asked. */
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

    /** These days and no others. */
    public static Holidays on(Set<LocalDate> days) {
        Set<LocalDate> copy = Set.copyOf(days);
        return new Holidays(
                "", year -> copy.stream().filter(day -> day.getYear() == year).collect(Collectors.toSet()));
    }

    /**
     * The public holidays of a country or of one of its parts.
     *
     * @throws IllegalArgumentException where no such set is known
     */
    public static Holidays of(String code) {
        return KNOWN.computeIfAbsent(code.toLowerCase(Locale.ROOT), Holidays::load);
    }

    private static Holidays load(String code) {
        String[] parts = code.split("-", -1);
        HolidayManager manager;
        try {
            manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        } catch (IllegalStateException | IllegalArgumentException unknown) {
            throw new IllegalArgumentException(unknownSet(code), unknown);
        }
        String[] region = java.util.Arrays.copyOfRange(parts, 1, parts.length);
        var part = manager.getCalendarHierarchy();
        for (String name : region) {
            part = part.getChildren().entrySet().stream()
                    .filter(child -> child.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(unknownSet(code)));
        }
        return new Holidays(
                code,
                year -> manager.getHolidays(Year.of(year), region).stream()
                        .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                        .map(Holiday::getDate)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static String unknownSet(String code) {
        return "no public holidays are known for \"" + code
                + "\". Write an ISO 3166 code such as gb-eng, de-by or fr, or list the days under closed.";
    }

    /** The code; empty where it is no named set. */
    public String code() {
        return code;
    }

    /** The holidays of a year. */
    public Set<LocalDate> in(int year) {
        return years.computeIfAbsent(year, source::apply);
    }

    /** Whether a local day is a holiday. */
    public boolean contains(LocalDate day) {
        return in(day.getYear()).contains(day);
    }
}
