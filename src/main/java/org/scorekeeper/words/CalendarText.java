package org.scorekeeper.words;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.scorekeeper.calendar.Holidays;
import org.scorekeeper.calendar.Hours;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.yaml.CalendarNames;

/** The hours that clocks run in, with their holidays by year. */
record CalendarText(Telling telling) {
    private static final int YEARS = 12;

    Chapter chapter() {
        Contract contract = telling.contract();
        Chapter chapter = new Chapter("Calendars" + telling.clause("calendars"));
        contract.calendars().forEach((name, calendar) -> {
            if (!CalendarNames.isBuiltIn(name, calendar, contract)) {
                chapter.say(name, calendar(calendar) + telling.clause("calendars." + name));
                holidays(chapter, calendar.holidays());
            }
        });
        chapter.say(
                "round-the-clock", "Always there, unless described above: open at every instant; also called 24x7.");
        chapter.say(
                "working-days",
                "Always there, unless described above: whole days, Monday to Friday"
                        + (contract.workingDays().holidays().code().isEmpty()
                                ? ", without holidays, because the locale names no country whose public holidays are known."
                                : ", less the public holidays of the locale's country, "
                                        + contract.workingDays()
                                                .holidays()
                                                .code()
                                                .toUpperCase(Locale.ROOT) + "."));
        holidays(chapter, contract.workingDays().holidays());
        return chapter.say(
                "Clocks",
                "An instant is open when the wall clock of the calendar's zone lies in one of the day's intervals; the day on"
                        + " which clocks change has 23 or 25 hours. Elapsed time is the real time that is open and in no"
                        + " pause; pauses that overlap count once. A limit is broken when elapsed is greater than it, never"
                        + " when equal; whole seconds count. A day is 24 hours (2d); n working days end at the same time of"
                        + " day, n days later on which the calendar opens.");
    }

    private String calendar(ServiceCalendar calendar) {
        List<String> parts = new ArrayList<>();
        parts.add(week(calendar) + ".");
        calendar.special().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(day -> parts.add("On " + telling.phrases().day(day.getKey()) + ": "
                        + (day.getValue().isEmpty() ? "closed" : hours(day.getValue())) + "."));
        if (!calendar.closed().isEmpty()) {
            parts.add("Closed on "
                    + telling.and(new TreeSet<>(calendar.closed())
                            .stream().map(telling.phrases()::day).toList())
                    + ".");
        }
        parts.add(
                calendar.holidays().code().isEmpty()
                        ? "No public holidays."
                        : "No hours on the public holidays of "
                                + calendar.holidays().code().toUpperCase(Locale.ROOT) + ".");
        parts.add("Time zone " + calendar.zone() + ".");
        return Telling.sentences(parts);
    }

    /** Days with the same hours together, in the order of the week. */
    private static String week(ServiceCalendar calendar) {
        List<String> parts = new ArrayList<>();
        int day = 1;
        while (day <= 7) {
            List<Hours.Interval> hours = of(calendar, day);
            int last = day;
            while (last < 7 && of(calendar, last + 1).equals(hours)) {
                last++;
            }
            parts.add(name(day) + (last > day ? " to " + name(last) : "") + " "
                    + (hours.isEmpty() ? "closed" : hours(hours)));
            day = last + 1;
        }
        return String.join("; ", parts);
    }

    private static List<Hours.Interval> of(ServiceCalendar calendar, int day) {
        return calendar.week().getOrDefault(DayOfWeek.of(day), List.of());
    }

    private static String name(int day) {
        return DayOfWeek.of(day).getDisplayName(TextStyle.FULL, Locale.UK);
    }

    private static String hours(List<Hours.Interval> intervals) {
        return intervals.stream()
                .map(interval -> time(interval.from()) + "–"
                        + time(interval.to() > 86_400 ? interval.to() - 86_400 : interval.to())
                        + (interval.to() > 86_400 ? " of the next day" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String time(int seconds) {
        return "%02d:%02d%s"
                .formatted(seconds / 3600, seconds / 60 % 60, seconds % 60 == 0 ? "" : ":%02d".formatted(seconds % 60));
    }

    private void holidays(Chapter chapter, Holidays holidays) {
        if (holidays.code().isEmpty()) {
            return;
        }
        Contract contract = telling.contract();
        DateTimeFormatter day =
                DateTimeFormatter.ofPattern("d MMM", telling.phrases().locale());
        Map<Integer, String> years = new TreeMap<>();
        int first = contract.term().from().getYear();
        int last = Math.min(contract.term().to().getYear(), first + YEARS - 1);
        for (int year = first; year <= last; year++) {
            String days = new TreeSet<LocalDate>(holidays.in(year))
                    .stream()
                            .filter(one -> !one.isBefore(contract.term().from())
                                    && !one.isAfter(contract.term().to()))
                            .map(day::format)
                            .collect(Collectors.joining(", "));
            years.put(year, days.isEmpty() ? "none are known" : days);
        }
        years.forEach((year, days) -> chapter.say("  holidays " + year, days + "."));
        if (contract.term().to().getYear() > last) {
            chapter.say("  later", "By the same rules.");
        }
    }
}
