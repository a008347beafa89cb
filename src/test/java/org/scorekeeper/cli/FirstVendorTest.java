package org.scorekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of docs/first-vendor.md, over the real file, and compares what they say with the page. */
class FirstVendorTest {
    private static final Path LOG = Path.of("../shared/data/servicenow-incidents.csv");

    @TempDir
    Path folder;

    /** What stands between two fences: the word behind the first, and the lines. */
    private record Fenced(String kind, List<String> lines) {}

    @Test
    void the_page_says_what_the_commands_say() throws Exception {
        assumeTrue(Files.exists(LOG), "the real event log is not here (" + LOG + "): it is not ours to ship");
        Path vendors = folder.resolve("vendors");
        String last = "";
        for (Fenced fenced : fenced(Files.readAllLines(Path.of("docs/first-vendor.md")))) {
            String first = fenced.lines().get(0);
            if (first.startsWith("mkdir")) {
                Files.createDirectories(vendors.resolve("inbox/acme"));
                Files.createDirectories(vendors.resolve("contracts"));
                Files.copy(LOG, vendors.resolve("inbox/acme/servicenow-incidents.csv"));
            } else if (fenced.kind().equals("yaml")) {
                Files.writeString(vendors.resolve("contracts/acme.yaml"), String.join("\n", fenced.lines()) + "\n");
            } else if (first.startsWith("./scorekeeper ")) {
                last = typed(first);
            } else if (first.startsWith("ACME-1,")) {
                assertThat(Files.readString(vendors.resolve("reports/2016-03/measurements.csv")))
                        .contains(first);
            } else {
                for (String line : fenced.lines()) {
                    for (String part : line.split("…", -1)) {
                        assertThat(last).contains(part);
                    }
                }
            }
        }
        assertThat(vendors.resolve("reports/2016-03/acme/ACME-1-scorecard.pdf")).exists();
        assertThat(Files.readString(vendors.resolve("feeds/acme-tickets.yaml"))).contains("uses: servicenow-incident");
    }

    private static List<Fenced> fenced(List<String> page) {
        List<Fenced> all = new ArrayList<>();
        Fenced open = null;
        for (String line : page) {
            if (line.startsWith("```")) {
                if (open == null) {
                    open = new Fenced(line.substring(3), new ArrayList<>());
                } else {
                    all.add(open);
                    open = null;
                }
            } else if (open != null) {
                open.lines().add(line);
            }
        }
        return all;
    }

    private String typed(String line) throws IOException {
        String[] words = line.substring("./scorekeeper ".length()).split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].startsWith("vendors") ? folder.resolve(words[i]).toString() : words[i];
        }
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream into = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(into);
            assertThat(Main.execute(words)).as(line).isZero();
        } finally {
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
