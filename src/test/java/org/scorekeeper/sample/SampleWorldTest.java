package org.scorekeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.calendar.Holidays;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FeedReader;
import org.scorekeeper.intake.RowMapper;
import org.scorekeeper.intake.RowResult;
import org.scorekeeper.intake.TableFiles;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.UnreadableFileException;

/** The sample is what its generator makes, and its contracts, feeds and files say what its README says. */
class SampleWorldTest {
    private static final Path SAMPLE = Path.of("sample-data");

    @Test
    void the_committed_inbox_is_what_the_generator_makes_byte_for_byte(@TempDir Path folder) throws IOException {
        SampleWorld.write(folder);
        SortedMap<String, byte[]> made = files(folder.resolve("inbox"));
        SortedMap<String, byte[]> committed = files(SAMPLE.resolve("inbox"));
        assertThat(committed.keySet())
                .as("files; to write them anew run SampleWorld, see its Javadoc")
                .isEqualTo(made.keySet());
        made.forEach((name, bytes) -> assertThat(committed.get(name)).as(name).containsExactly(bytes));
    }

    private static SortedMap<String, byte[]> files(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void the_world_keeps_the_public_holidays_of_its_contracts() {
        assertThat(Northwind.HOLIDAYS).containsAll(holidays("gb-eng"));
        assertThat(Brunner.HOLIDAYS).containsAll(holidays("de-by"));
        assertThat(Cascade.HOLIDAYS).containsAll(holidays("us-ny"));
    }

    private static Set<LocalDate> holidays(String code) {
        Set<LocalDate> days = new HashSet<>(Holidays.of(code).in(2025));
        days.addAll(Holidays.of(code).in(2026));
        return days.stream()
                .filter(day -> !day.isBefore(LocalDate.of(2025, 9, 1)))
                .collect(Collectors.toSet());
    }

    static List<Path> contracts() throws IOException {
        return yaml("contracts");
    }

    static List<Path> feeds() throws IOException {
        return yaml("feeds");
    }

    private static List<Path> yaml(String folder) throws IOException {
        try (Stream<Path> found = Files.walk(SAMPLE.resolve(folder))) {
            return found.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void every_contract_is_read_without_a_complaint(Path file) throws IOException {
        ContractReader.Result result = ContractReader.read(file.toString(), Files.readString(file));
        assertThat(result.problems()).isEmpty();
        assertThat(result.contract()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void every_feed_is_read_without_a_complaint(Path file) throws IOException {
        assertThat(FeedReader.read(file.toString(), Files.readString(file)).problems())
                .isEmpty();
    }

    @Test
    void rows_are_refused_where_the_readme_says_so_and_nowhere_else() throws IOException {
        Map<String, Integer> refused = new TreeMap<>();
        Set<String> unreadable = new HashSet<>();
        Set<String> unknown = new HashSet<>(SampleWorld.files().keySet());
        for (Path file : feeds()) {
            Feed feed = FeedReader.read(file.toString(), Files.readString(file))
                    .feed()
                    .orElseThrow();
            for (String name : SampleWorld.files().keySet()) {
                if (takes(feed, name)) {
                    assertThat(unknown.remove(name))
                            .as("only one feed takes " + name)
                            .isTrue();
                    try {
                        int count = refused(feed, name);
                        if (count > 0) {
                            refused.put(name, count);
                        }
                    } catch (UnreadableFileException broken) {
                        unreadable.add(name);
                    }
                }
            }
        }
        assertThat(unknown).containsExactly("northwind/notes.txt");
        assertThat(unreadable).containsExactly("brunner/Ticketliste_2026-08 (1).xlsx");
        // the last line of every sheet, with its total or sum
        refused.entrySet().removeIf(one -> one.getKey().contains(".xls") && one.getValue() == 1);
        assertThat(refused)
                .isEqualTo(new TreeMap<>(Map.of(
                        "northwind/tickets-2026-02.csv", 4,
                        "northwind/tickets-2026-05.csv", 1,
                        "northwind/tickets-2026-09.csv", 1,
                        "northwind/timesheet-2026-04.xls", 2,
                        "brunner/Ticketliste_2025-11.xlsx", 4,
                        "brunner/kennzahlen-2026-03.csv", 1,
                        "lumiere/incidents-2026-04.csv", 2,
                        "lumiere/mesures-2026-01.csv", 2,
                        "cascade/jira-2026-09.csv", 2,
                        "cascade/jira-2026-10.csv", 1)));
    }

    static boolean takes(Feed feed, String name) {
        Path path = Path.of(name);
        return feed.files().stream()
                .map(pattern -> "glob:" + pattern.replace("**/", ""))
                .anyMatch(glob -> FileSystems.getDefault().getPathMatcher(glob).matches(path));
    }

    private static int refused(Feed feed, String name) {
        int refused = 0;
        try (RowCursor rows =
                TableFiles.open(SAMPLE.resolve("inbox").resolve(name), feed.format(), feed.wantedColumns())) {
            RowMapper mapper = new RowMapper(feed, rows.header(), name, 1);
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                if (mapper.map(row) instanceof RowResult.Refused) {
                    refused++;
                }
            }
        }
        return refused;
    }
}
