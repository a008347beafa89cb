package org.scorekeeper.contract.yaml;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.scorekeeper.calendar.Holidays;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Contract;

/**
 * One version of a contract as it stood when figures were issued under it: its text, and the public holidays that its
 * calendars kept. Read again, it gives the same terms, whatever has become of the file or of the tables of holidays.
 *
 * @param contract its id
 * @param source the file, relative to the workspace
 * @param text the file's content
 * @param holidays the days of each named set, over the years of the term
 */
public record Terms(String contract, String source, String text, SortedMap<String, SortedSet<LocalDate>> holidays) {
    /** Clocks may start in the year before the term, and still run in the one after it. */
    private static final int MARGIN = 1;

    /** Copies the map. */
    public Terms {
        holidays = Collections.unmodifiableSortedMap(new TreeMap<>(holidays));
    }

    /** What is to be kept of a contract that was read from this text. */
    public static Terms of(Contract contract, String text) {
        SortedMap<String, SortedSet<LocalDate>> days = new TreeMap<>();
        Stream.concat(contract.calendars().values().stream(), Stream.of(contract.workingDays()))
                .map(ServiceCalendar::holidays)
                .filter(set -> !set.code().isEmpty())
                .forEach(set -> days.computeIfAbsent(set.code(), code -> days(contract, set)));
        return new Terms(contract.id(), contract.source(), text, days);
    }

    private static SortedSet<LocalDate> days(Contract contract, Holidays set) {
        SortedSet<LocalDate> days = new TreeSet<>();
        int last = contract.term().to().getYear() + MARGIN;
        for (int year = contract.term().from().getYear() - MARGIN; year <= last; year++) {
            days.addAll(set.in(year));
        }
        return days;
    }

    /**
     * The terms as values.
     *
     * @throws IllegalStateException where this release can no longer read what an earlier one could
     */
    public Contract read() {
        ContractReader.Result result = ContractReader.read(source, text);
        Contract read = result.contract()
                .orElseThrow(() -> new IllegalStateException("the terms under which " + contract
                        + " was issued can no longer be read: " + result.problems()));
        Map<String, ServiceCalendar> calendars = new LinkedHashMap<>();
        read.calendars().forEach((name, calendar) -> calendars.put(name, kept(calendar)));
        return read.keeping(calendars, kept(read.workingDays()));
    }

    private ServiceCalendar kept(ServiceCalendar calendar) {
        String code = calendar.holidays().code();
        SortedSet<LocalDate> days = holidays.get(code);
        return days == null ? calendar : calendar.keeping(Holidays.kept(code, days));
    }
}
