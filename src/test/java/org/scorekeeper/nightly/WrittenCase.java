package org.scorekeeper.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A case as {@code src/test/resources/cases} writes it: {@code === id: why} begins it, {@code --- section} each of its
 * parts. Contracts and facts are what a user would write, what is expected is what the files of the night must say.
 *
 * <p>What every contract has in common is put before it where it does not say so itself. A row with {@code {1..40}} in it
 * stands for forty rows.
 *
 * @param id names its vendor and its contract
 * @param why what would be wrong if the rule were misread
 * @param sections in their order
 */
record WrittenCase(String id, String why, List<Section> sections) {
    private static final List<String> FACTS =
            List.of("tickets", "ticket-status", "timesheets", "deliverables", "readings");
    private static final List<String> REGISTERS =
            List.of("relief", "charges", "disputes", "waivers", "manual-lines", "approvals");
    private static final Pattern RANGE = Pattern.compile("\\{(\\d+)\\.\\.(\\d+)}");

    /**
     * A part.
     *
     * @param head the words behind the dashes
     * @param text its lines
     */
    record Section(String head, String text) {
        String name() {
            return head.split(" ", 2)[0];
        }

        /** What stands behind the name. */
        String rest() {
            return head.contains(" ") ? head.split(" ", 2)[1].strip() : "";
        }

        List<String> lines() {
            return text.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    @Override
    public String toString() {
        return id + ": " + why;
    }

    /** Every case of every file in a folder. */
    static List<WrittenCase> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().flatMap(file -> read(file).stream()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<WrittenCase> read(Path file) {
        try {
            return split(Files.readString(file), "=== ").stream()
                    .map(one -> new WrittenCase(
                            one.head().split(":", 2)[0].strip(),
                            one.head().split(":", 2)[1].strip(),
                            split(one.text(), "--- ")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Section> split(String text, String mark) {
        List<Section> parts = new ArrayList<>();
        for (String part : ("\n" + text).split("\n" + mark, -1)) {
            int end = part.indexOf('\n');
            parts.add(
                    end < 0
                            ? new Section(part.strip(), "")
                            : new Section(part.substring(0, end).strip(), part.substring(end + 1)));
        }
        return parts.subList(1, parts.size());
    }

    List<Section> named(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).toList();
    }

    /** Lays its files into a workspace: contracts, a feed for each kind of fact, files and registers. */
    void write(Path workspace) throws IOException {
        int number = 0;
        for (Section section : sections) {
            number++;
            if (section.name().equals("contract")) {
                Nights.write(workspace.resolve("contracts/" + id + "/" + number + ".yaml"), contract(section.text()));
            } else if (FACTS.contains(section.name())) {
                Nights.write(
                        workspace.resolve("inbox/" + id + "/" + section.name() + "-" + number + ".csv"),
                        rows(section.lines()));
            } else if (REGISTERS.contains(section.name())) {
                Nights.write(
                        workspace.resolve("registers/" + section.name() + "-" + id + ".csv"), rows(section.lines()));
            }
        }
        for (String kind : FACTS) {
            List<Section> ofKind = named(kind);
            if (!ofKind.isEmpty()) {
                Nights.write(workspace.resolve("feeds/" + id + "-" + kind + ".yaml"), feed(kind, ofKind));
            }
        }
    }

    private String contract(String own) {
        String from = found(own, "(?m)^term: \\{ from: ([0-9-]+)", "2026-01-01");
        StringBuilder text = new StringBuilder();
        List.of(
                        "contract: " + id,
                        "vendor: " + id,
                        "applies-from: " + from,
                        "term: { from: 2026-01-01, to: 2026-01-31 }",
                        "time-zone: Europe/London",
                        "currency: GBP")
                .stream()
                .filter(line -> !("\n" + own).contains("\n" + line.substring(0, line.indexOf(' '))))
                .forEach(line -> text.append(line).append('\n'));
        return text.append(own).toString();
    }

    /** Its columns are those of the first file's header; what the case says in {@code --- feed KIND} comes beside. */
    private String feed(String kind, List<Section> files) {
        List<String> columns = List.of(files.get(0).lines().get(0).split(","));
        String zone = found(
                sections.stream().map(Section::text).reduce("", String::concat),
                "(?m)^time-zone: (\\S+)",
                "Europe/London");
        String own = named("feed").stream()
                .filter(section -> section.rest().equals(kind))
                .map(Section::text)
                .findFirst()
                .orElse("");
        String contract = columns.contains("contract") ? "contract: { column: contract }\n" : "";
        String latest = columns.contains("updated") ? "latest-by: updated\n" : "";
        return "feed: %1$s-%2$s%nvendor: %1$s%nfacts: %2$s%nfiles: \"%1$s/%2$s-*.csv\"%n".formatted(id, kind)
                + "dates: { pattern: [\"yyyy-MM-dd HH:mm:ss\", \"yyyy-MM-dd HH:mm\", \"yyyy-MM-dd'T'HH:mm:ssXXX\", \"yyyy-MM-dd\"], zone: "
                + zone + " }\n"
                + "columns: {"
                + String.join(
                        ",",
                        columns.stream()
                                .filter(column -> !column.equals("contract"))
                                .map(column -> " " + column + ": " + column)
                                .toList())
                + " }\n" + contract + latest + own;
    }

    private static String found(String text, String pattern, String otherwise) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static String rows(List<String> lines) {
        return lines.stream()
                .flatMap(WrittenCase::expanded)
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private static Stream<String> expanded(String line) {
        Matcher range = RANGE.matcher(line);
        if (!range.find()) {
            return Stream.of(line);
        }
        Function<Integer, String> nth = number -> range.replaceAll(String.valueOf(number));
        return IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                .boxed()
                .toList()
                .stream()
                .map(nth);
    }
}
