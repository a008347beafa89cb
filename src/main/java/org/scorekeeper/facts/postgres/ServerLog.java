package org.scorekeeper.facts.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** The log of the embedded server, and what it complained of during one start. */
final class ServerLog {
    private static final long LIMIT_BYTES = 4L << 20;
    private static final Pattern COMPLAINT = Pattern.compile("(?:FATAL|PANIC|initdb: error|unshare): +(.*)");

    private final Path file;
    private final long before;

    private ServerLog(Path file, long before) {
        this.file = file;
        this.before = before;
    }

    /** Opens it for one start; a long one is put aside first, and only the one before it is kept. */
    static ServerLog open(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > LIMIT_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** Whether the program that starts the server has said since then that it could not. */
    boolean gaveUp() {
        return since().contains("pg_ctl: could not start server");
    }

    /** The last thing that the server, or a program around it, gave for a reason to give up since this was opened. */
    Optional<String> complaint() {
        return since().lines()
                .map(COMPLAINT::matcher)
                .filter(line -> line.find())
                .map(line -> line.group(1))
                .filter(said -> !said.contains("starting up"))
                .reduce((earlier, later) -> later);
    }

    private String since() {
        try (InputStream log = Files.newInputStream(file)) {
            log.skipNBytes(before);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException noLog) {
            return "";
        }
    }
}
