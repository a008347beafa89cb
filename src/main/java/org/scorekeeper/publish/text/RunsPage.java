package org.scorekeeper.publish.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code runs}: what ran, how long, what came in, what was refused, and what to do next. */
public final class RunsPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String MARGIN = "  ";
    private static final int MOST = 20;

    private RunsPage() {}

    /** The newest runs, newest first. */
    public static String list(List<RunRecord> runs) {
        TextTable table = new TextTable(
                ">run", "id", "kind", "as of", "started", ">took", ">files", ">rows", ">refused", "ended", "vendors");
        runs.forEach(run -> table.row(
                Long.toString(run.number()),
                run.shortId(),
                run.kind(),
                run.asOf(),
                TIME.format(run.started()),
                run.took().map(RunsPage::length).orElse(""),
                number(run.files().size()),
                number(run.rows()),
                number(run.refused()),
                ended(run),
                run.vendors()));
        List<String> lines = new ArrayList<>(table.lines(""));
        lines.add("");
        lines.add("scorekeeper runs ID tells one of them: by its number, or by the id that documents print.");
        return text(lines);
    }

    /** One run. */
    public static String one(RunRecord run) {
        List<String> lines = new ArrayList<>();
        lines.add("Run " + run.number() + " · " + run.shortId() + " · " + run.kind() + " · as of " + run.asOf()
                + (run.vendors().isEmpty() ? "" : " · only " + run.vendors()));
        lines.add("Began " + time(run.started())
                + run.ended()
                        .map(end -> ", ended " + time(end) + " after " + length(Duration.between(run.started(), end)))
                        .orElse(", and has not ended"));
        lines.add("Documents in " + run.reports());
        lines.add(ended(run) + run.lastLine().map(line -> ": " + line).orElse(""));
        steps(run, lines);
        files(run, lines);
        refusals(run, lines);
        lines.add("");
        lines.add("What to do next");
        if (run.next().isEmpty()) {
            lines.add(MARGIN + "Nothing: what came in was taken, and nothing waits for a person.");
        }
        run.next().forEach(sentence -> lines.add(MARGIN + "- " + sentence));
        return text(lines);
    }

    private static void steps(RunRecord run, List<String> lines) {
        if (run.steps().isEmpty()) {
            return;
        }
        boolean more = run.steps().stream().anyMatch(step -> step.attempt() > 1);
        TextTable table = new TextTable("step", "attempt", ">took", ">parts", "ended", "why");
        run.steps()
                .forEach(step -> table.row(
                        step.name(),
                        more ? Integer.toString(step.attempt()) : "",
                        step.took().map(RunsPage::length).orElse(""),
                        step.parts() == 0
                                ? ""
                                : step.partsDone() == step.parts()
                                        ? number(step.parts())
                                        : number(step.partsDone()) + " of " + number(step.parts()),
                        step.status(),
                        step.why()));
        heading(lines, "Steps");
        lines.addAll(table.lines(MARGIN));
    }

    private static void files(RunRecord run, List<String> lines) {
        if (run.files().isEmpty()) {
            return;
        }
        TextTable table = new TextTable(
                "file", "vendor", ">read", ">accepted", ">unchanged", ">superseded", ">rejected", "state");
        run.files().stream()
                .limit(MOST)
                .forEach(file -> table.row(
                        file.path(),
                        file.vendor(),
                        number(file.read()),
                        number(file.accepted()),
                        number(file.unchanged()),
                        number(file.superseded()),
                        number(file.rejected()),
                        file.state()));
        heading(lines, "Files");
        lines.addAll(table.lines(MARGIN));
        more(lines, run.files().size(), "files");
    }

    private static void refusals(RunRecord run, List<String> lines) {
        if (run.refusals().isEmpty()) {
            return;
        }
        heading(lines, "Refused rows");
        run.refusals().stream()
                .limit(MOST)
                .forEach(refusal -> lines.add(MARGIN + refusal.path()
                        + (refusal.column().isEmpty() ? "" : " › " + refusal.column()) + ": "
                        + (refusal.rows() == 1
                                ? "row " + refusal.firstRow()
                                : number(refusal.rows()) + " rows, the first is " + refusal.firstRow())
                        + ": " + refusal.reason() + " " + refusal.remedy()));
        more(lines, run.refusals().size(), "kinds of faults");
    }

    private static void more(List<String> lines, int all, String what) {
        if (all > MOST) {
            lines.add(MARGIN + "and " + number(all - MOST) + " more " + what);
        }
    }

    private static void heading(List<String> lines, String text) {
        lines.add("");
        lines.add(text);
    }

    private static String ended(RunRecord run) {
        Optional<Integer> exit = run.exit();
        if (exit.isEmpty()) {
            return "not finished";
        }
        return switch (exit.get()) {
            case 0 -> "0 done";
            case 3 -> "3 done, but look";
            case 4 -> "4 done, a level broke";
            default -> exit.get().toString();
        };
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Seconds with a decimal, minutes and hours without. */
    static String length(Duration length) {
        long millis = length.toMillis();
        if (millis < 60_000) {
            return millis / 1000 + "." + millis % 1000 / 100 + " s";
        }
        return length.toHours() > 0
                ? length.toHours() + " h " + length.toMinutesPart() + " min"
                : length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
