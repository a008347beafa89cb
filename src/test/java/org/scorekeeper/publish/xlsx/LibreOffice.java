package org.scorekeeper.publish.xlsx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs LibreOffice where it is installed. */
final class LibreOffice {
    private LibreOffice() {}

    /** What it said; empty where there is none. */
    static Optional<String> run(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("soffice"));
        command.addAll(List.of(arguments));
        try {
            Process office =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(office.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = office.waitFor();
            if (code != 0) {
                throw new AssertionError("soffice ended with " + code + ": " + said);
            }
            return Optional.of(said);
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
