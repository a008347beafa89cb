package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.TestDatabases;

/** The sample world from files to documents: the same bytes on either database, and those that the repository shows. */
class SampleNightTest {
    @TempDir
    private Path folder = Path.of("");

    private Path night(TestDatabases database) throws Exception {
        Path workspace = folder.resolve(database.name());
        Nights.copy(Path.of("sample-data"), workspace);
        Nights.database(workspace, database);
        Path reports = workspace.resolve("reports");
        NightOutcome outcome = Night.run(
                new NightRequest(workspace, Optional.of(reports), Optional.empty(), Set.of(), true, false, null));
        assertThat(outcome.exit())
                .as("the sample has dirt that a person should see: " + outcome.lastLine() + outcome.said())
                .isEqualTo(ExitCode.LOOK);
        assertThat(outcome.said()).anyMatch(line -> line.startsWith("inbox/northwind/notes.txt: no feed takes it."));
        return reports;
    }

    @Test
    void the_sample_world_leaves_what_the_repository_shows() throws Exception {
        Map<String, String> made = Nights.documents(night(TestDatabases.EMBEDDED));

        Map<String, String> shown = Nights.documents(Path.of("reports/2026-10"));
        assertThat(shown).hasSizeGreaterThan(15);
        shown.forEach((name, bytes) -> {
            assertThat(made).as("a night leaves what reports/ shows").containsKey("2026-10/" + name);
            if (name.endsWith(".csv")) {
                // The others are compressed, and not every machine compresses alike.
                assertThat(made.get("2026-10/" + name))
                        .as("reports/2026-10/" + name + " is out of date: run ./scorekeeper nightly and commit it")
                        .isEqualTo(bytes);
            }
        });
        assertThat(made.keySet())
                .contains(
                        "2025-10/portfolio.pdf",
                        "2026-11/brunner/rejected-rows.csv",
                        "2026-11/northwind/rejected-rows.csv");
    }

    @Test
    void another_reader_opens_the_scorecards() throws Exception {
        boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "pdftoppm")));
        assertThat(there || System.getenv("CI") == null)
                .as("CI is set and pdftoppm is not there: .ci/run installs poppler-utils")
                .isTrue();
        assumeTrue(there, "pdftoppm (poppler-utils) is not here");
        Process draw = new ProcessBuilder(
                        "pdftoppm",
                        "-r",
                        "40",
                        "-png",
                        "reports/2026-10/northwind/NWD-2026-014-scorecard.pdf",
                        folder.resolve("page").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(draw.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(draw.waitFor()).as(said).isZero();
        assertThat(said).as("no complaint").isEmpty();
        assertThat(folder.resolve("page-1.png")).exists();
    }

    @Test
    void a_server_gives_the_same_bytes_as_the_embedded_database() throws Exception {
        Map<String, String> onServer = Nights.documents(night(TestDatabases.SERVER));
        Map<String, String> embedded = Nights.documents(night(TestDatabases.EMBEDDED));

        assertThat(onServer.keySet()).isEqualTo(embedded.keySet());
        onServer.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(embedded.get(name)));
        assertThat(Files.exists(folder.resolve("SERVER/.scorekeeper"))).isFalse();
    }
}
