package org.scorekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: what it answers, and with which code. */
class MainTest {
    @ParameterizedTest(name = "scorekeeper {0} exits {1} and says {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    --version                                        | 0 | scorekeeper
                    --help                                           | 0 | nightly
                    check --workspace sample-data                    | 0 | 5 contracts and 10 feeds are right; 0 errors
                    ''                                               | 2 | Which command?
                    nihgtly                                          | 2 | nightly
                    nightly --as-of yesterday                        | 2 | Write 2026-11-05
                    nightly --workspace no/such/folder               | 2 | there is no folder no/such/folder
                    nightly --vendor nobody --workspace sample-data  | 2 | no feed and no contract names the vendor nobody
                    nightly --database mysql://x --workspace sample-data | 2 | Write jdbc:postgresql://host:5432/database
                    """)
    void answers(String line, int code, String says) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit;
        try (PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            exit = Main.execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(says);
        assertThat(exit).isEqualTo(code);
    }
}
