package org.scorekeeper.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A small disk of its own in the place of a folder, which can be full or read only. Only root may make one. */
final class Mounted implements AutoCloseable {
    private final Path folder;

    private Mounted(Path folder) {
        this.folder = folder;
    }

    /** Puts one in the place of a folder. */
    static Mounted on(Path folder, String options) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()) == 0,
                "a disk of a few kilobytes cannot be mounted here (only root may): not tried");
        return new Mounted(folder);
    }

    /** Makes it larger, smaller, or read only. */
    void again(String options) throws IOException, InterruptedException {
        if (run("mount", "-o", "remount," + options, folder.toString()) != 0) {
            throw new IOException(folder + " cannot be mounted again with " + options);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", folder.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
