package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.cli.LogLines;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --log json} writes of a night: a JSON object a line, with run, step, file and contract. */
class LogRecordsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void each_record_says_where_it_belongs() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(workspace.resolve("inbox/acme/tickets-2.csv"), "Number,Priority,Opened,Resolved\n");

        List<JsonNode> records = whileJson(() -> Nights.night(workspace, "2026-02-03"));

        assertThat(records).hasSizeGreaterThan(15).allSatisfy(record -> {
            assertThat(record.path("mdc").path("run").asString()).matches("1 [0-9a-f]{8}");
            assertThat(record.path("timestamp").asLong()).isPositive();
            assertThat(record.path("level").asString()).isIn("INFO", "WARN");
        });
        assertThat(records).anySatisfy(record -> {
            assertThat(record.path("formattedMessage").asString()).startsWith("read acme/tickets-1.csv: 3 rows");
            assertThat(record.path("mdc").path("step").asString()).isEqualTo("intake-file");
            assertThat(record.path("mdc").path("file").asString()).isEqualTo("acme/tickets-1.csv");
        });
        assertThat(records).anySatisfy(record -> {
            assertThat(record.path("mdc").path("contract").asString()).isEqualTo("C-1");
            assertThat(record.path("mdc").path("step").asString()).isEqualTo("evaluate-contract");
        });
        assertThat(records)
                .anySatisfy(record -> assertThat(record.path("formattedMessage").asString())
                        .matches("step portal COMPLETED after \\d+ ms"))
                .anySatisfy(record -> {
                    assertThat(record.path("level").asString()).isEqualTo("WARN");
                    assertThat(record.path("formattedMessage").asString()).startsWith("inbox/acme/tickets-2.csv: ");
                })
                .anySatisfy(record ->
                        assertThat(record.path("formattedMessage").asString()).startsWith("run ended with 3: "));
    }

    /** With the configuration of {@code --log json}, then the usual one again. */
    private static List<JsonNode> whileJson(Runnable night) throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (PrintStream to = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            System.setErr(to);
            configure(context, true);
            night.run();
        } finally {
            System.setErr(err);
            configure(context, false);
        }
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static void configure(LoggerContext context, boolean json) {
        context.reset();
        LogLines.configure(context, json);
    }
}
