package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What machines are told of a night, whatever becomes of it. */
class MetricsNightTest {
    private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) \\S.*");
    private static final Pattern TYPE = Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) gauge");
    private static final Pattern SAMPLE = Pattern.compile(
            "(([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\\\n]*\"(,(?=[a-z])|(?=\\})))+\\}) ([0-9.E+-]+)");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_night_leaves_its_figures_as_a_file_and_sends_them() throws Exception {
        List<byte[]> received = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (InputStream body = exchange.getRequestBody()) {
                received.add((packed ? new GZIPInputStream(body) : body).readAllBytes());
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            Path workspace =
                    workspace("metrics: { file: node/scorekeeper.prom, name: vendors, otlp: \"http://127.0.0.1:"
                            + collector.getAddress().getPort() + "/v1/metrics\" }\n");
            NightOutcome night = Nights.night(workspace, "2026-02-05");
            assertThat(night.exit()).as(String.join("\n", night.said())).isEqualTo(ExitCode.LOOK);

            Map<String, Double> figures = figures(workspace);
            assertThat(figures)
                    .containsEntry("scorekeeper_run_success{workspace=\"vendors\"}", 1.0)
                    .containsEntry("scorekeeper_run_exit_code{workspace=\"vendors\"}", 3.0)
                    .containsEntry("scorekeeper_run_rows{outcome=\"read\",vendor=\"acme\",workspace=\"vendors\"}", 4.0)
                    .containsEntry(
                            "scorekeeper_run_rows{outcome=\"accepted\",vendor=\"acme\",workspace=\"vendors\"}", 3.0)
                    .containsEntry(
                            "scorekeeper_run_rows{outcome=\"rejected\",vendor=\"acme\",workspace=\"vendors\"}", 1.0)
                    .containsEntry(
                            "scorekeeper_run_files{outcome=\"taken\",vendor=\"acme\",workspace=\"vendors\"}", 1.0)
                    .containsEntry(
                            "scorekeeper_run_files{outcome=\"refused\",vendor=\"acme\",workspace=\"vendors\"}", 0.0)
                    .containsEntry(
                            "scorekeeper_levels_failed{contract=\"C-1\",vendor=\"acme\",workspace=\"vendors\"}", 1.0)
                    .containsEntry(
                            "scorekeeper_credits{contract=\"C-1\",currency=\"GBP\",vendor=\"acme\",workspace=\"vendors\"}",
                            20.0)
                    .containsEntry("scorekeeper_inbox_unread_files{workspace=\"vendors\"}", 1.0)
                    .containsEntry("scorekeeper_concerns{kind=\"left\",workspace=\"vendors\"}", 1.0)
                    .containsEntry("scorekeeper_concerns{kind=\"rejected\",workspace=\"vendors\"}", 1.0)
                    .containsEntry("scorekeeper_concerns{kind=\"held\",workspace=\"vendors\"}", 0.0)
                    .containsKey("scorekeeper_inbox_oldest_unread_timestamp_seconds{workspace=\"vendors\"}")
                    .containsKey("scorekeeper_step_duration_seconds{step=\"evaluate\",workspace=\"vendors\"}");
            assertThat(figures.get("scorekeeper_database_size_bytes{workspace=\"vendors\"}"))
                    .isGreaterThan(100_000);
            assertThat(received).hasSize(1);
            Map<String, Metric> sent = sent(received.get(0));
            assertThat(sent).hasSize((int) figures.keySet().stream()
                    .map(key -> key.replaceFirst("\\{.*", ""))
                    .distinct()
                    .count());
            assertThat(Objects.requireNonNull(sent.get("scorekeeper.run.success"))
                            .getGauge()
                            .getDataPoints(0)
                            .getAsDouble())
                    .isEqualTo(1.0);

            // A night with nothing new is a run too: an alert on its age must not fire.
            double before =
                    Objects.requireNonNull(figures.get("scorekeeper_run_end_timestamp_seconds{workspace=\"vendors\"}"));
            Files.delete(workspace.resolve("node/scorekeeper.prom"));
            assertThat(Nights.night(workspace, "2026-02-05").lastLine()).startsWith("Nothing new since the run");
            assertThat(figures(workspace))
                    .hasSameSizeAs(figures)
                    .hasEntrySatisfying(
                            "scorekeeper_run_end_timestamp_seconds{workspace=\"vendors\"}",
                            end -> assertThat(end).isGreaterThanOrEqualTo(before));
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void a_night_that_fails_is_told_of_also_where_the_database_is_not_there() throws Exception {
        Path workspace = workspace("metrics: { file: scorekeeper.prom, otlp: \"http://127.0.0.1:1/v1/metrics\" }\n");
        Nights.write(workspace.resolve("reports"), "no folder");

        NightOutcome failed = Nights.night(workspace, "2026-02-05");

        String name = workspace.toAbsolutePath().getFileName().toString();
        assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.said())
                .anyMatch(line -> line.startsWith("The metrics were not sent: http://127.0.0.1:1/v1/metrics"));
        assertThat(figures(workspace.resolve("scorekeeper.prom")))
                .containsEntry("scorekeeper_run_success{workspace=\"" + name + "\"}", 0.0)
                .containsEntry("scorekeeper_run_exit_code{workspace=\"" + name + "\"}", 1.0)
                .containsKey("scorekeeper_step_duration_seconds{step=\"intake\",workspace=\"" + name + "\"}");

        Files.writeString(
                workspace.resolve("scorekeeper.yaml"),
                "metrics: { file: scorekeeper.prom }\ndatabase: { url: \"jdbc:postgresql://127.0.0.1:1/none\", user: nobody }\n");
        assertThat(Nights.night(workspace, "2026-02-05").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(figures(workspace.resolve("scorekeeper.prom")))
                .containsEntry("scorekeeper_run_success{workspace=\"" + name + "\"}", 0.0)
                .doesNotContainKey("scorekeeper_database_size_bytes{workspace=\"" + name + "\"}");
    }

    private Path workspace(String settings) throws Exception {
        Path workspace = Nights.workspace(folder);
        Files.writeString(
                workspace.resolve("scorekeeper.yaml"),
                settings + Files.readString(workspace.resolve("scorekeeper.yaml")));
        Nights.write(
                workspace.resolve("inbox/acme/tickets-1.csv"), Nights.TICKETS + "T-9,P1,2026-01-08 09:00,31/02/2026\n");
        Nights.write(workspace.resolve("inbox/acme/notes.txt"), "nobody's");
        return workspace;
    }

    private static Map<String, Double> figures(Path workspace) throws Exception {
        Path file = Files.isDirectory(workspace) ? workspace.resolve("node/scorekeeper.prom") : workspace;
        assertThat(file.resolveSibling("." + file.getFileName() + ".part")).doesNotExist();
        return read(Files.readString(file));
    }

    /** Reads Prometheus' text format as its page has it, and refuses whatever node_exporter would stumble over. */
    private static Map<String, Double> read(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r", "\n\n");
        Map<String, Double> samples = new HashMap<>();
        Set<String> families = new HashSet<>();
        String family = "";
        for (String line : text.lines().toList()) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                family = help.group(1);
                assertThat(families.add(family)).as("one block a name: " + line).isTrue();
            } else if (type.matches()) {
                assertThat(type.group(1)).isEqualTo(family);
            } else {
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(sample.group(2)).isEqualTo(family);
                assertThat(samples.put(sample.group(1), Double.valueOf(sample.group(5))))
                        .as("once: " + line)
                        .isNull();
            }
        }
        return samples;
    }

    private static Map<String, Metric> sent(byte[] body) throws Exception {
        Map<String, Metric> metrics = new HashMap<>();
        ExportMetricsServiceRequest.parseFrom(body)
                .getResourceMetricsList()
                .forEach(resource -> resource.getScopeMetricsList()
                        .forEach(scope ->
                                scope.getMetricsList().forEach(metric -> metrics.put(metric.getName(), metric))));
        return metrics;
    }
}
