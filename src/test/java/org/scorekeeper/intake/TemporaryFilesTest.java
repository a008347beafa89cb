package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dead run left in the temporary folder goes with the next run; what a living one has stays. */
class TemporaryFilesTest {
    @ParameterizedTest(name = "{3}")
    @CsvSource(textBlock = """
            true,  false, 0,   goes: its process is dead,                    true
            true,  true,  0,   stays: its process lives,                     false
            true,  true,  600, stays: its process lives and takes its time,  false
            false, false, 0,   stays: it is being made,                      false
            false, false, 600, goes: its process died while it was made,     true
            """)
    void only_what_the_dead_left_is_cleared_away(boolean lock, boolean held, int seconds, String why, boolean goes)
            throws IOException {
        Path folder = Files.createTempDirectory("scorekeeper-run-");
        Files.createDirectories(folder.resolve("dry-run/data"));
        Files.writeString(folder.resolve("dry-run/data/block"), "x");
        if (lock) {
            Files.createFile(folder.resolve("lock"));
        }
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(seconds)));
        List<Path> first = new ArrayList<>();
        try (FileChannel holder = held ? FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE) : null) {
            assertThat(holder == null ? "free" : holder.lock()).isNotNull();

            TemporaryFiles.clear(first::add);

            assertThat(Files.notExists(folder)).as(why).isEqualTo(goes);
            assertThat(first.contains(folder))
                    .as("what is in it may have to be stopped")
                    .isEqualTo(lock && goes);
        }
    }

    @Test
    void a_process_keeps_its_own_until_it_leaves() throws IOException {
        Path file = TemporaryFiles.file(".sheet");
        assertThat(TemporaryFiles.folder("dry-run").getParent()).isEqualTo(file.getParent());

        TemporaryFiles.clear(folder -> {});
        assertThat(file).exists();

        TemporaryFiles.leave();
        assertThat(file.getParent()).doesNotExist();
        assertThat(TemporaryFiles.file(".sheet"))
                .as("a new one where it goes on after all")
                .exists();
        TemporaryFiles.leave();
    }
}
