package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night that is killed without warning goes on with the same command, and ends as if nothing had happened. */
class KilledNightTest {
    private static final int TICKETS = 60_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void after_kill_9_the_same_command_goes_on() throws Exception {
        Path killed = workspace(folder.resolve("killed"));
        Path calm = workspace(folder.resolve("calm"));

        killWhileReading(killed);
        NightOutcome after = Nights.night(killed, "2026-02-05");
        NightOutcome undisturbed = Nights.night(calm, "2026-02-05");

        assertThat(after.exit()).as(after.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(after.lastLine().replace("killed", "calm")).isEqualTo(undisturbed.lastLine());
        assertThat(Nights.documents(killed.resolve("reports"))).isEqualTo(Nights.documents(calm.resolve("reports")));
    }

    /** Its own embedded database, which the kill leaves behind as an orphan. */
    private static Path workspace(Path folder) throws Exception {
        Nights.workspace(folder);
        Files.delete(folder.resolve("scorekeeper.yaml"));
        StringBuilder tickets = new StringBuilder("Number,Priority,Opened,Resolved\n");
        LocalDateTime opened = LocalDateTime.of(2026, 1, 1, 0, 0);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
        for (int i = 0; i < TICKETS; i++) {
            tickets.append("M-")
                    .append(i)
                    .append(",P1,")
                    .append(opened.plusMinutes(i % 40_000).format(format));
            tickets.append(',')
                    .append(opened.plusMinutes(i % 40_000 + i % 300).format(format))
                    .append('\n');
        }
        Files.writeString(folder.resolve("inbox/acme/tickets-2.csv"), tickets);
        return folder;
    }

    private static void killWhileReading(Path workspace) throws Exception {
        Process night = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile=logback.xml",
                        "org.scorekeeper.cli.Main",
                        "nightly",
                        "--workspace",
                        workspace.toString(),
                        "--reports",
                        workspace.resolve("reports").toString(),
                        "--as-of",
                        "2026-02-05"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(night.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder said = new StringBuilder();
            boolean reading = false;
            for (String line = lines.readLine(); line != null && !reading; line = lines.readLine()) {
                said.append(line).append('\n');
                reading = line.contains("read acme/tickets-1.csv");
            }
            assertThat(reading)
                    .as("the first small file is read, the large one is next: " + said)
                    .isTrue();
            night.destroyForcibly().waitFor();
        }
    }
}
