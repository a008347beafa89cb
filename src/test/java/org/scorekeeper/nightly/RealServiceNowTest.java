package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.opencsv.CSVReaderHeaderAware;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.workspace.AsOf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real event log of 5,998 rows gives the figures that others computed from it, exactly. */
class RealServiceNowTest {
    private static final Path DATA = Path.of("../shared/data");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_months_and_the_year_equal_the_published_figures() throws Exception {
        Path log = DATA.resolve("servicenow-incidents.csv").toAbsolutePath().normalize();
        assumeTrue(Files.exists(log), "the real event log is not here (" + log + "): it is not ours to ship");
        JsonNode expected =
                JsonMapper.shared().readTree(Files.readString(DATA.resolve("servicenow-incidents.expected.json")));

        Path months = night(log, "monthly");
        for (String month : new String[] {"2016-02", "2016-03"}) {
            Map<String, Map<String, String>> figures = measurements(months, month);
            share(figures, "made-sla", expected.get("made_sla_by_month").get(month));
            for (String priority : new String[] {"1", "2", "3", "4"}) {
                share(
                        figures,
                        "made-sla-" + priority,
                        expected.get("made_sla_by_month_priority").get(month + "|" + priority));
            }
            hours(figures, "", expected.get("resolution_by_month").get(month));
            share(
                    figures,
                    "within-24h",
                    expected.get("resolved_within_24h_by_month").get(month));
            share(
                    figures,
                    "within-72h",
                    expected.get("resolved_within_72h_by_month").get(month));
        }
        for (var month : expected.get("resolved_count_by_resolved_month").properties()) {
            assertThat(value(measurements(months, month.getKey()), "resolved-count"))
                    .as("resolved in " + month.getKey())
                    .isEqualByComparingTo(month.getValue().decimalValue());
        }

        Map<String, Map<String, String>> year = measurements(night(log, "yearly"), "2016");
        share(year, "made-sla", expected.get("made_sla_overall"));
        for (String priority : new String[] {"1", "2", "3", "4"}) {
            share(
                    year,
                    "made-sla-" + priority,
                    expected.get("made_sla_by_priority").get(priority));
            hours(year, "-" + priority, expected.get("resolution_by_priority").get(priority));
        }
        hours(year, "", expected.get("resolution_overall"));
        JsonNode counts = expected.get("counts");
        assertThat(value(year, "incidents"))
                .isEqualByComparingTo(counts.get("incidents").decimalValue());
        assertThat(value(year, "reopened"))
                .isEqualByComparingTo(counts.get("reopened_incidents").decimalValue());
        assertThat(value(year, "unresolved"))
                .isEqualByComparingTo(counts.get("without_resolved_at").decimalValue());
        assertThat(value(year, "reassignments"))
                .isEqualByComparingTo(counts.get("sum_reassignments").decimalValue());
        assertThat(rounded(year, "close-mean"))
                .isEqualByComparingTo(
                        expected.get("open_to_close").get("mean_hours").decimalValue());
        assertThat(rounded(year, "close-median"))
                .isEqualByComparingTo(
                        expected.get("open_to_close").get("median_hours").decimalValue());
    }

    /** One night over the log; the answer is the folder of its documents. */
    private Path night(Path log, String period) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve(period));
        Files.createDirectories(workspace.resolve("inbox"));
        Files.copy(log, workspace.resolve("inbox/servicenow-incidents.csv"));
        Files.createDirectories(workspace.resolve("feeds"));
        Files.createDirectories(workspace.resolve("contracts"));
        Files.writeString(workspace.resolve("feeds/feed.yaml"), resource("feed.yaml"));
        Files.writeString(
                workspace.resolve("contracts/contract.yaml"),
                resource("contract.yaml").replace("PERIOD", period));
        Path reports = workspace.resolve("reports");
        NightOutcome outcome = Night.run(new NightRequest(
                workspace, Optional.of(reports), Optional.of(AsOf.parse("2017-02-28")), Set.of(), true, false, null));
        assertThat(outcome.exit()).as(outcome.lastLine() + outcome.said()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.lastLine()).startsWith("1 file, 5998 rows came in;");
        JsonNode file = JsonMapper.shared()
                .readTree(Files.readString(reports.resolve(period.equals("yearly") ? "2016" : "2016-03")
                        .resolve("manifest.json")))
                .get("files_in")
                .get(0);
        assertThat(file.get("accepted").asInt()).as("an incident's newest row").isEqualTo(890);
        assertThat(file.get("accepted").asInt()
                        + file.get("unchanged").asInt()
                        + file.get("superseded").asInt()
                        + file.get("rejected").asInt())
                .isEqualTo(5998);
        return reports;
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(RealServiceNowTest.class.getResourceAsStream("/servicenow/" + name))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Map<String, String>> measurements(Path reports, String period) throws Exception {
        Map<String, Map<String, String>> byLevel = new HashMap<>();
        try (Reader file = Files.newBufferedReader(reports.resolve(period).resolve("measurements.csv"));
                CSVReaderHeaderAware rows = new CSVReaderHeaderAware(file)) {
            for (Map<String, String> row = rows.readMap(); row != null; row = rows.readMap()) {
                byLevel.put(row.get("service_level"), row);
            }
        }
        return byLevel;
    }

    private static void share(Map<String, Map<String, String>> figures, String level, JsonNode expected) {
        Map<String, String> row = Objects.requireNonNull(figures.get(level), level);
        assertThat(row.get("met"))
                .as(level + " met")
                .isEqualTo(expected.get("num").asString());
        assertThat(row.get("total"))
                .as(level + " total")
                .isEqualTo(expected.get("den").asString());
        assertThat(rounded(figures, level))
                .as(level)
                .isEqualByComparingTo(expected.get("pct").decimalValue());
    }

    private static void hours(Map<String, Map<String, String>> figures, String priority, JsonNode expected) {
        assertThat(figures.get("mean" + priority))
                .as("items with a resolution")
                .containsEntry("total", expected.get("n").asString());
        assertThat(rounded(figures, "mean" + priority))
                .isEqualByComparingTo(expected.get("mean_hours").decimalValue());
        assertThat(rounded(figures, "median" + priority))
                .isEqualByComparingTo(expected.get("median_hours").decimalValue());
        assertThat(rounded(figures, "p90" + priority))
                .isEqualByComparingTo(expected.get("p90_hours_nearest_rank").decimalValue());
        if (priority.isEmpty()) {
            assertThat(rounded(figures, "shortest"))
                    .isEqualByComparingTo(expected.get("min_hours").decimalValue());
            assertThat(rounded(figures, "longest"))
                    .isEqualByComparingTo(expected.get("max_hours").decimalValue());
        }
    }

    private static BigDecimal value(Map<String, Map<String, String>> figures, String level) {
        return new BigDecimal(Objects.requireNonNull(figures.get(level), level).get("value"));
    }

    private static BigDecimal rounded(Map<String, Map<String, String>> figures, String level) {
        return value(figures, level).setScale(4, RoundingMode.HALF_UP);
    }
}
