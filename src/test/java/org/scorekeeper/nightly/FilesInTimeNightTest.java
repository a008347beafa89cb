package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected files that came in time are a service level, from the inbox to the ledger. */
class FilesInTimeNightTest {
    @TempDir
    Path folder;

    @Test
    void files_that_came_late_or_never_cost_what_the_contract_says() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(workspace.resolve("contracts/f-1.yaml"), """
                contract: F-1
                title: Files
                vendor: punctual
                applies-from: 2026-01-01
                term: { from: 2026-01-01, to: 2026-01-31 }
                time-zone: Europe/London
                currency: GBP
                locale: en-GB
                charges: { per-period: 1000.00 }
                service-levels:
                  - { id: FILES, title: Exports in time, clause: "1.1", measure: { share-of: files, feed: punctual-tickets }, target: at least 95%, ladder: [ { below: 95%, credit: 2% of charges } ] }
                """);
        Nights.write(workspace.resolve("feeds/punctual.yaml"), """
                feed: punctual-tickets
                vendor: punctual
                facts: tickets
                files: "punctual/*.csv"
                expected: by 06:00 on working days
                dates: { pattern: "yyyy-MM-dd HH:mm", zone: Europe/London }
                columns: { id: Number, opened: Opened }
                """);
        came(workspace, "2026-01-02", "05:00");
        came(workspace, "2026-01-05", "06:30");
        came(workspace, "2026-01-06", "06:00");

        Nights.night(workspace, "2026-02-05");

        // January has 21 working days; one file came half an hour late, eighteen never came.
        assertThat(Files.readAllLines(workspace.resolve("reports/2026-01/measurements.csv")))
                .filteredOn(line -> line.startsWith("F-1,"))
                .singleElement()
                .asString()
                .contains(",issued,0,2,21,9.523809523");
        assertThat(Files.readAllLines(workspace.resolve("reports/2026-01/breach-summary.csv")))
                .filteredOn(line -> line.startsWith("F-1/"))
                .singleElement()
                .asString()
                .startsWith("F-1/2026-01/FILES,")
                .contains(",1000.00,20.00,20.00,GBP,");
    }

    private static void came(Path workspace, String day, String at) throws Exception {
        Path file = workspace.resolve("inbox/punctual/tickets-" + day + ".csv");
        Nights.write(file, "Number,Opened\nT-" + day + "," + day + " 04:00\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(day + "T" + at + ":00Z")));
    }
}
