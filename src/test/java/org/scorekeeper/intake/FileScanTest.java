package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.intake.FileScan.ScannedFile;
import org.scorekeeper.intake.Finding.Ambiguous;
import org.scorekeeper.intake.Finding.Taken;
import org.scorekeeper.intake.table.Limits;

class FileScanTest {
    private static final Limits NOW = Limits.DEFAULTS.withoutSettling();

    @TempDir
    Path inbox;

    private List<ScannedFile> scan(List<Feed> feeds) {
        return FileScan.of(inbox, feeds, NOW);
    }

    @ParameterizedTest(name = "{0} and {1}: {3}")
    @CsvSource(delimiter = ';', textBlock = """
            northwind/**/tickets-*.{csv,xlsx}; northwind/tickets-1.csv;           true;  no folder between is a folder of none
            northwind/**/tickets-*.{csv,xlsx}; northwind/2026/07/tickets-1.xlsx;  true;  any folders between
            northwind/**/tickets-*.{csv,xlsx}; Northwind/Tickets-1.CSV;           true;  case does not matter
            northwind/**/tickets-*.{csv,xlsx}; northwind/tickets-1.xls;           false; another ending
            northwind/**/tickets-*.{csv,xlsx}; southridge/tickets-1.csv;          false; another vendor
            northwind/**/tickets-*.{csv,xlsx}; a/northwind/tickets-1.csv;         false; it begins at the inbox
            northwind/*.csv;                   northwind/a/b.csv;                 false; one star stays in its folder
            **/*.csv;                          b.csv;                             true;  anywhere
            **/*.csv;                          a/b/c.csv;                         true;  anywhere
            a/**/b/**/c.csv;                   a/b/x/c.csv;                       true;  each on its own
            a/**/b/**/c.csv;                   a/x/b/c.csv;                       true;  each on its own
            {a,b}/**/t?.csv;                   b/x/t1.csv;                        true;  groups and single characters
            a/**;                              a/b/c.csv;                         true;  all below
            """)
    void a_pattern_matches_paths_below_the_inbox(String glob, String path, boolean matches, String why) {
        assertThat(InboxPattern.of(glob).matches(path)).as(why).isEqualTo(matches);
        assertThat(feed("f", glob, "").matches(path)).as(why).isEqualTo(matches);
    }

    @Test
    void each_file_is_found_with_the_feed_that_takes_it() throws IOException {
        write("northwind/2026/tickets-07.csv", "Number\n1\n");
        write("northwind/readme.txt", "hello");
        write("both.csv", "x");

        List<ScannedFile> files =
                scan(List.of(feed("b", "both.csv", ""), feed("n", "northwind/**/*.csv", ""), feed("a", "b*", "")));

        assertThat(described(files))
                .containsExactly("both.csv a and b", "northwind/2026/tickets-07.csv n", "northwind/readme.txt -");
        assertThat(files.get(1).bytes()).isEqualTo(9);
        assertThat(((Taken) files.get(1).finding()).sha256())
                .as("printf 'Number\\n1\\n' | sha256sum")
                .isEqualTo("6feb44bf5d5643738272971c966fd81a9594d52487d6b26281ee4baeec076512");
        assertThat(files.get(0).finding().reason().orElseThrow())
                .isEqualTo("the feeds a and b all take it. Narrow the files of all but one, or let each read a sheet of"
                        + " its own.");
        assertThat(files.get(2).finding().reason().orElseThrow()).startsWith("no feed takes it.");
    }

    @Test
    void clutter_is_passed_over_and_what_is_unfinished_is_left_and_said() throws IOException {
        for (String name :
                List.of(".DS_Store", ".hidden/a.csv", "Thumbs.db", "desktop.ini", "__MACOSX/a.csv", "a.csv~")) {
            write(name, "x");
        }
        assertThat(scan(List.of(feed("all", "**", "")))).isEmpty();

        for (String name : List.of("~$tickets.xlsx", "a.csv.part", "a.csv.filepart", "a.TMP", "a.csv.crdownload")) {
            write(name, "x");
        }
        assertThat(scan(List.of(feed("all", "**", ""))))
                .hasSize(5)
                .allMatch(file -> file.finding() instanceof Finding.Unfinished)
                .allMatch(file -> file.finding().reason().orElseThrow().contains("The next run takes"));
    }

    @Test
    void a_link_out_of_the_inbox_is_not_followed() throws IOException {
        Path outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("secret.csv"), "Number\n1\n");
        write("a/own.csv", "Number\n1\n");
        Files.createSymbolicLink(inbox.resolve("file.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(inbox.resolve("folder"), outside);
        Files.createSymbolicLink(inbox.resolve("broken.csv"), outside.resolve("none.csv"));
        Files.createSymbolicLink(inbox.resolve("inside.csv"), inbox.resolve("a/own.csv"));

        List<ScannedFile> files = scan(List.of(feed("all", "**", "")));

        assertThat(described(files))
                .containsExactly("a/own.csv all", "broken.csv -", "file.csv -", "folder -", "inside.csv all");
        assertThat(files.get(2).finding().reason().orElseThrow())
                .startsWith("it is a link that leads out of the inbox");
    }

    @Test
    void an_inbox_that_is_not_there_holds_nothing() {
        assertThat(FileScan.of(inbox.resolve("none"), List.of(), NOW)).isEmpty();
    }

    @Test
    void two_feeds_may_read_different_sheets_of_one_workbook() throws IOException {
        Files.write(inbox.resolve("book.xlsx"), new byte[] {0x50, 0x4b, 3, 4, 0});
        write("table.csv", "x");
        List<Feed> apart = List.of(feed("t", "*", "Tickets*"), feed("h", "*", "Hours"));
        List<Feed> overlapping = List.of(feed("t", "*", "Tickets*"), feed("h", "*", "*2026"));
        List<Feed> unsaid = List.of(feed("t", "*", "Tickets*"), feed("h", "*", ""));

        assertThat(described(scan(apart)))
                .as("a text file has no sheets")
                .containsExactly("book.xlsx h,t", "table.csv h and t");
        assertThat(described(scan(overlapping))).containsExactly("book.xlsx h and t", "table.csv h and t");
        assertThat(described(scan(unsaid))).containsExactly("book.xlsx h and t", "table.csv h and t");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "Export*, Export 2026, true",
        "Export*, *2026, true",
        "Export, export, true",
        "Export, Hours, false",
        "A*, B*, false",
        "A*, ?*, true",
        "A?, A, false",
        "*, **, true",
        "a*b*c, *d*c, true",
        "a*b, *c, false"
    })
    void two_sheet_patterns_may_have_a_name_in_common(String one, String other, boolean common) {
        assertThat(Takers.haveOneInCommon(one, other)).isEqualTo(common);
        assertThat(Takers.haveOneInCommon(other, one)).isEqualTo(common);
    }

    @Test
    void the_inbox_is_read_and_never_changed() throws IOException {
        Path file = write("a/b.csv", "x");
        Object modified = Files.getLastModifiedTime(file);

        scan(List.of(feed("all", "**", "")));

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
        try (Stream<Path> all = Files.walk(inbox)) {
            assertThat(all).hasSize(3);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static List<String> described(List<ScannedFile> files) {
        return files.stream()
                .map(file -> file.path() + " " + described(file.finding()))
                .toList();
    }

    private static String described(Finding finding) {
        if (finding instanceof Taken taken) {
            return taken.feeds().stream().map(Feed::id).collect(Collectors.joining(","));
        }
        return finding instanceof Ambiguous ambiguous
                ? ambiguous.feeds().stream().map(Feed::id).collect(Collectors.joining(" and "))
                : "-";
    }

    private static Feed feed(String id, String files, String sheet) {
        return FeedReader.read(id + ".yaml", """
                        feed: %s
                        vendor: v
                        facts: tickets
                        files: "%s"
                        format: { sheet: %s }
                        columns: { id: Id }
                        """.formatted(id, files, sheet.isEmpty() ? "auto" : '"' + sheet + '"'))
                .feed()
                .orElseThrow();
    }
}
