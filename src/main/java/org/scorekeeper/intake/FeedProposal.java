package org.scorekeeper.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.table.Header;

/** A feed to begin with, for a file that was looked at; with what its writer should look at twice. */
public final class FeedProposal {

    private final Sniff sniff;
    private final String vendor;
    private final String pattern;
    private final String zone;
    private final List<String> evidence = new ArrayList<>();
    private final List<String> unsure = new ArrayList<>();
    private final String text;

    /**
     * Proposes a feed.
     *
     * @param vendor whose files; the name of its feed begins with it
     * @param pattern of its files below the inbox
     * @param zone of times without an offset; empty where nobody has said
     */
    public FeedProposal(Sniff sniff, String vendor, String pattern, String zone) {
        this.sniff = sniff;
        this.vendor = vendor;
        this.pattern = pattern;
        this.zone = zone;
        this.unsure.addAll(sniff.unsure());
        this.text = write();
    }

    /** The name of the proposed feed. */
    public String name() {
        return vendor + "-" + sniff.kind().code();
    }

    /** The feed as YAML. */
    public String text() {
        return text;
    }

    /** What the proposal rests on, a line each. */
    public List<String> evidence() {
        return List.copyOf(evidence);
    }

    /** What cannot be said for certain, a line each. */
    public List<String> unsure() {
        return List.copyOf(unsure);
    }

    private String write() {
        StringBuilder yaml = new StringBuilder();
        yaml.append("feed: ").append(name()).append('\n');
        yaml.append("vendor: ").append(vendor).append('\n');
        sniff.ready()
                .ifPresentOrElse(
                        ready -> {
                            yaml.append("uses: ").append(ready).append('\n');
                            evidence.add("its columns are those of the ready mapping " + ready + " ("
                                    + sniff.kind().code() + ")");
                        },
                        () -> yaml.append("facts: ").append(sniff.kind().code()).append('\n'));
        yaml.append("files: ").append(quoted(pattern)).append('\n');
        format(yaml);
        dates(yaml);
        missing(yaml);
        columns(yaml);
        return yaml.toString();
    }

    private void format(StringBuilder yaml) {
        List<String> numbers = sniff.columns().stream()
                .filter(column -> column.type(sniff.dates()) == SniffedColumn.Type.NUMBER && !column.hasDateCells())
                .flatMap(column -> column.values().stream())
                .toList();
        String onlyComma = only(numbers, ',', '.');
        String onlyPoint = only(numbers, '.', ',');
        List<String> keys = new ArrayList<>();
        sniff.sheet().ifPresent(sheet -> keys.add("sheet: " + quoted(sheet)));
        if (!onlyComma.isEmpty()) {
            keys.add("decimal: \",\"");
            evidence.add("decimal mark: a comma, because of " + onlyComma);
            if (!onlyPoint.isEmpty()) {
                unsure.add("some numbers have a point for their decimal mark, such as " + onlyPoint
                        + ": rows with the other mark are refused.");
            }
        }
        sniff.encoding().ifPresent(encoding -> keys.add("encoding: " + encoding));
        if (sniff.headerRow() > 1) {
            evidence.add("column names: in row " + sniff.headerRow());
        }
        if (!keys.isEmpty()) {
            yaml.append("format: { ").append(String.join(", ", keys)).append(" }\n");
        }
    }

    private static String only(List<String> numbers, char mark, char other) {
        return numbers.stream()
                .filter(text -> text.indexOf(mark) >= 0)
                .filter(text -> Numbers.decimal(text, mark) != null && Numbers.decimal(text, other) == null)
                .findFirst()
                .orElse("");
    }

    private void dates(StringBuilder yaml) {
        List<SniffedColumn> of = sniff.columns().stream()
                .filter(column -> column.type(sniff.dates()) == SniffedColumn.Type.DATE)
                .toList();
        List<String> texts = of.stream()
                .filter(column -> !column.hasDateCells())
                .flatMap(column -> column.values().stream().limit(2_000))
                .toList();
        boolean cells = of.stream().anyMatch(SniffedColumn::hasDateCells);
        if (of.isEmpty()) {
            return;
        }
        SniffedDates.Found found = sniff.dates().find(texts, isEuropean());
        evidence.add("dates in " + of.stream().map(SniffedColumn::name).collect(Collectors.joining(", "))
                + switch (found.order()) {
                    case NONE ->
                        cells ? ": date cells, or written year first" : ": written so that their order is plain";
                    case DAY_FIRST -> ": the day stands first, because of " + found.evidence();
                    case MONTH_FIRST -> ": the month stands first, because of " + found.evidence();
                    case UNKNOWN -> ": every value could have the day or the month first";
                    case BOTH -> ": some have the day first, others the month (" + found.evidence() + ")";
                });
        if (found.order() == SniffedDates.Order.UNKNOWN || found.order() == SniffedDates.Order.BOTH) {
            unsure.add("which of day and month stands first: the proposal says "
                    + found.patterns().get(found.patterns().size() - 1)
                    + ". Ask the vendor, or look at a row whose date you know.");
        }
        List<String> patterns = new ArrayList<>(found.patterns());
        List<String> keys = new ArrayList<>();
        if (!patterns.isEmpty()
                && !(DateParser.ISO.containsAll(patterns) && sniff.ready().isEmpty())) {
            joined(patterns);
            keys.add(
                    "pattern: [" + patterns.stream().map(FeedProposal::quoted).collect(Collectors.joining(", ")) + "]");
        }
        boolean zoned = cells || patterns.stream().anyMatch(SniffedDates::needsZone);
        if (zoned) {
            keys.add("zone: " + (zone.isEmpty() ? "UTC" : zone));
            unsure.add("times have no offset and are read in the zone " + (zone.isEmpty() ? "UTC" : zone)
                    + ". Is that the clock of whoever exports?");
        }
        if (!keys.isEmpty()) {
            yaml.append("dates: { ").append(String.join(", ", keys)).append(" }\n");
        }
    }

    /** A ready mapping may join a day and a time of two columns: its patterns read the time of day too. */
    private void joined(List<String> patterns) {
        boolean joins = sniff.ready().isPresent()
                && Sniff.feed(sniff.ready().get()).columns().values().stream()
                        .anyMatch(column ->
                                column.joined() && column.names().toString().contains("ime"));
        if (joins) {
            for (String day : List.copyOf(patterns)) {
                for (String time : List.of(" h:mm:ss a", " h:mm a", " HH:mm:ss", " HH:mm")) {
                    if (!patterns.contains(day + time) && day.indexOf(':') < 0) {
                        patterns.add(day + time);
                    }
                }
            }
        }
    }

    /** Where nothing else tells: an AM or PM is American, all else is not. */
    private boolean isEuropean() {
        return sniff.columns().stream()
                .flatMap(column -> column.values().stream().limit(200))
                .noneMatch(text -> text.toUpperCase(Locale.ROOT).matches(".*\\d ?[AP]M"));
    }

    private void missing(StringBuilder yaml) {
        Set<String> words = new LinkedHashSet<>();
        sniff.columns().forEach(column -> words.addAll(column.nothing()));
        if (!words.isEmpty()) {
            yaml.append("missing: [")
                    .append(words.stream().map(FeedProposal::quoted).collect(Collectors.joining(", ")))
                    .append("]\n");
            evidence.add("taken for nothing: " + String.join(", ", words));
        }
    }

    private void columns(StringBuilder yaml) {
        Set<String> read = new LinkedHashSet<>();
        if (sniff.ready().isPresent()) {
            Sniff.feed(sniff.ready().get())
                    .columns()
                    .values()
                    .forEach(column -> column.names().stream().map(Header::key).forEach(read::add));
        } else {
            yaml.append("columns:\n");
            Map<String, String> fields = new LinkedHashMap<>(sniff.fields());
            workDays(fields);
            lacks(fields);
            List<String> lacking = new ArrayList<>(BoundColumns.neededBy(sniff.kind(), fields.containsKey("id")));
            lacking.removeAll(fields.keySet());
            lacking.forEach(field -> guess(field, fields));
            fields.forEach((field, column) -> {
                yaml.append("  ")
                        .append(field)
                        .append(": ")
                        .append(quoted(column))
                        .append('\n');
                read.add(Header.key(column));
            });
            List<String> required = BoundColumns.neededBy(sniff.kind(), fields.containsKey("id"));
            if (!required.isEmpty()) {
                yaml.append("required: [").append(String.join(", ", required)).append("]\n");
            }
        }
        words(read);
        List<String> unread = sniff.columns().stream()
                .map(SniffedColumn::name)
                .filter(name -> !name.isEmpty() && !read.contains(Header.key(name)))
                .toList();
        if (!unread.isEmpty()) {
            yaml.append("# not read, add what a contract needs: ")
                    .append(String.join(", ", unread).replaceAll("[\\r\\n]", " "))
                    .append('\n');
        }
    }

    /** Tools that take times seldom write the day once more: it is the one on which the work starts. */
    private void workDays(Map<String, String> fields) {
        String start = fields.get("start");
        if (sniff.kind() == FactKind.TIMESHEETS && start != null && !fields.containsKey("work-date")) {
            fields.put("work-date", start);
            evidence.add("work-date: the day of " + start + ", because no column has it alone");
        }
    }

    /** Says what no row needs, and without which little can be measured. */
    private void lacks(Map<String, String> fields) {
        switch (sniff.kind()) {
            case TICKETS -> {
                if (List.of("opened", "resolved", "closed").stream().noneMatch(fields::containsKey)) {
                    unsure.add(
                            "no column says when a ticket was opened, resolved or closed: no period can be told without one."
                                    + " Ask the vendor for an export that has it.");
                }
            }
            case TIMESHEETS -> {
                if (!fields.containsKey("hours")) {
                    unsure.add("no column is called like hours: without them lines can be counted, but not priced."
                            + " Ask the vendor for an export that has them.");
                }
            }
            case DELIVERABLES -> {
                if (!fields.containsKey("due") && !fields.containsKey("delivered")) {
                    unsure.add("no column says when something is due or was delivered.");
                }
            }
            case TICKET_STATUS, READINGS -> {
                // what they cannot do without is asked for as it is
            }
        }
    }

    /** A field that no row can do without, and that no column is called like: the likeliest by what stands in it. */
    private void guess(String field, Map<String, String> fields) {
        SniffedColumn best = null;
        for (SniffedColumn column : sniff.columns()) {
            if (fits(field, column)
                    && best == null
                    && !column.name().isEmpty()
                    && !fields.containsValue(column.name())) {
                best = column;
            }
        }
        fields.put(field, best == null ? "???" : best.name());
        unsure.add(
                best == null
                        ? "no column is called like " + field + ", which every row needs: put its name in place of ???."
                        : field + " may be the column " + best.name() + ": nothing is called like it.");
    }

    /** Words that a contract will speak of. */
    private void words(Set<String> read) {
        for (SniffedColumn column : sniff.columns()) {
            String key = FieldNames.key(column.name());
            if (column.type(sniff.dates()) == SniffedColumn.Type.WORDS
                    && read.contains(Header.key(column.name()))
                    && (key.contains("prio") || key.contains("severity") || key.contains("stat"))) {
                evidence.add("the words of " + column.name() + ": "
                        + column.words().stream().limit(10).collect(Collectors.joining(", "))
                        + "; a contract's where uses them, or yours if you map them under values");
            }
        }
    }

    private static String quoted(String text) {
        return text.matches("[\\p{L}][\\p{L}\\p{N} _()-]*[\\p{L}\\p{N})]|[\\p{L}]")
                        && !text.matches("(?i)true|false|null|yes|no|on|off")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }

    /** Whether a column's cells could be a needed field's: ids differ, moments are dates, everything else is text. */
    private boolean fits(String field, SniffedColumn column) {
        return switch (field) {
            case "id" -> column.isUnique();
            case "work-date", "at", "from" -> column.type(sniff.dates()) == SniffedColumn.Type.DATE;
            default -> Set.of(SniffedColumn.Type.TEXT, SniffedColumn.Type.WORDS).contains(column.type(sniff.dates()));
        };
    }
}
