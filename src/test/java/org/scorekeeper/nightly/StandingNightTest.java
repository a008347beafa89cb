package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.nightly.LaterMoneyNightTest.lines;
import static org.scorekeeper.nightly.LaterMoneyNightTest.sum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.workspace.AsOf;

/** What is issued stands through many nights, whatever becomes of its neighbours, its contract, its feed or the run. */
class StandingNightTest {
    private static final String FEBRUARY =
            "T-7,P1,2026-02-03 09:00,2026-02-03 14:00\nT-8,P1,2026-02-03 09:00,2026-02-03 10:00\n";

    private static final String DELIVERABLE = """
            deliverables:
              - { id: D-1, title: Plan, clause: "5", due: 2026-01-20, fee: 1000.00, late: { each-day: 0.5% of fee, at-most: 10% of fee } }
            """;

    @TempDir
    Path folder;

    /**
     * Up and down and up again (C-1), a contract whose file goes away (C-2), one whose feed changes (C-3), one with a
     * deliverable that never comes (C-4): six nights.
     */
    @Test
    void through_many_nights() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.contract(workspace, "C-1", "acme", Nights.CONTRACT, Nights.TICKETS + FEBRUARY);
        Nights.contract(workspace, "C-2", "beta", Nights.CONTRACT, Nights.TICKETS + FEBRUARY);
        Nights.contract(workspace, "C-3", "gamma", Nights.CONTRACT, Nights.TICKETS + FEBRUARY);
        Nights.contract(workspace, "C-4", "delta", Nights.CONTRACT + DELIVERABLE, Nights.TICKETS + FEBRUARY);

        Nights.night(workspace, "2026-02-05");

        assertThat(lines(workspace, "finance/posting-0001.csv")).hasSize(6);
        assertThat(lines(workspace, "finance/posting-0001.csv"))
                .filteredOn(line -> line.startsWith("C-4/2026-01/deliverable/D-1,"))
                .singleElement()
                .asString()
                .as("sixteen days at 5.00")
                .contains(",late_delivery,customer,16,", ",80.00,80.00,GBP,");

        correct(workspace, "2", "2026-01-06 12:00");
        Files.delete(workspace.resolve("contracts/c-2.yaml"));
        Nights.write(
                workspace.resolve("feeds/gamma.yaml"),
                Nights.FEED
                        .replace("acme", "gamma")
                        .replace("priority: Priority", "priority: { column: Priority, values: { P1: P9, P2: P8 } }"));
        NightOutcome second = Nights.night(workspace, "2026-02-06");

        assertThat(second.said())
                .anyMatch(line -> line.startsWith("C-3 2026-01 is issued, and its contract or feed has changed since"));
        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .as("what was issued of a contract that is gone stays")
                .anyMatch(line -> line.startsWith("C-2,") && line.contains(",issued,0,1,2,50,"));
        assertThat(sum(workspace, "C-2", "2026-01")).isEqualByComparingTo("20.00");
        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("0.00");
        assertThat(sum(workspace, "C-4", "2026-01")).as("a day more").isEqualByComparingTo("105.00");

        correct(workspace, "3", "2026-01-06 15:00");
        Nights.night(workspace, "2026-03-05");

        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("20.00");
        assertThat(sum(workspace, "C-4", "2026-01"))
                .as("the credit and ten per cent of the fee")
                .isEqualByComparingTo("120.00");
        assertThat(february(workspace)).contains(",issued,0,0,0,,%,95,,no_data,");

        NightOutcome fourth = Nights.night(workspace, "2026-03-06");

        assertThat(fourth.exit()).as(String.join("\n", fourth.said())).isEqualTo(ExitCode.DONE);
        assertThat(workspace.resolve("reports/finance/posting-0004.csv")).doesNotExist();
        assertThat(february(workspace))
                .as("February was issued under the changed feed, and keeps it")
                .contains(",issued,0,0,0,,%,95,,no_data,");

        correct(workspace, "4", "2026-01-06 12:30");
        NightOutcome fifth = night(workspace, "2026-03-07", "acme");

        assertThat(fifth.exit()).as(String.join("\n", fifth.said())).isEqualTo(ExitCode.DONE);
        List<String> january = lines(workspace, "2026-01/breach-summary.csv");
        assertThat(january)
                .as("a run for one vendor keeps what others have in shared files")
                .anyMatch(line -> line.startsWith("C-2/"))
                .anyMatch(line -> line.startsWith("C-4/"));
        assertThat(lines(workspace, "2026-01/measurements.csv")).hasSize(5);
        assertThat(january.stream()
                        .filter(line -> line.startsWith("C-1/"))
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList())
                .containsExactly(
                        "C-1/2026-01/SL-1", "C-1/2026-01/SL-1/r1", "C-1/2026-01/SL-1/r2", "C-1/2026-01/SL-1/r3");
        assertThat(january)
                .filteredOn(line -> line.startsWith("C-1/2026-01/SL-1/r"))
                .allSatisfy(line -> assertThat(line).contains(",2026-01,C-1/2026-01/SL-1,,"));
        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("0.00");

        assertThat(Nights.night(workspace, "2026-03-08").exit())
                .as("what the limited run did not look at is not new")
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void what_a_stopped_run_had_entered_is_posted_by_the_next_and_stands_in_its_periods_summary() throws Exception {
        Path workspace = Nights.workspace(folder);
        Path inTheWay = workspace.resolve("reports/2026-01/breach-summary.csv/a file");
        Nights.write(inTheWay, "in the way");

        assertThat(Nights.night(workspace, "2026-02-05").exit()).isEqualTo(ExitCode.FAILED);

        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        NightOutcome next = Nights.night(workspace, "2026-02-06");

        assertThat(next.exit()).as(next.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(lines(workspace, "finance/posting-0001.csv")).hasSize(2);
        assertThat(lines(workspace, "2026-01/breach-summary.csv"))
                .isEqualTo(lines(workspace, "finance/posting-0001.csv"));
    }

    @Test
    void an_approval_is_used_up_by_the_restatement_that_it_allows() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        terms(workspace, "5%");
        approve(workspace, "C-1,2026-01,A. Manager,2026-02-06\n");
        Nights.night(workspace, "2026-02-06");
        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("50.00");

        terms(workspace, "7%");
        NightOutcome third = Nights.night(workspace, "2026-02-07");

        assertThat(third.said()).anyMatch(line -> line.contains("bring the customer 70.00 instead of 50.00 GBP"));
        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("50.00");

        approve(workspace, "C-1,2026-01,A. Manager,2026-02-06\nC-1,2026-01,A. Manager,2026-02-08\n");
        Nights.night(workspace, "2026-02-08");

        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("70.00");
    }

    private static void terms(Path workspace, String each) throws IOException {
        Nights.write(workspace.resolve("contracts/c-1.yaml"), Nights.CONTRACT.replace("each: 2%", "each: " + each));
    }

    private static void approve(Path workspace, String rows) throws IOException {
        Nights.write(workspace.resolve("registers/approvals.csv"), "contract,period,approved_by,approved_at\n" + rows);
    }

    private static String february(Path workspace) throws IOException {
        return lines(workspace, "2026-02/measurements.csv").stream()
                .filter(line -> line.startsWith("C-3,"))
                .findFirst()
                .orElseThrow();
    }

    private static void correct(Path workspace, String file, String resolved) throws IOException {
        Nights.write(
                workspace.resolve("inbox/acme/tickets-" + file + ".csv"),
                "Number,Priority,Opened,Resolved\nT-2,P1,2026-01-06 09:00," + resolved + "\n");
    }

    private static NightOutcome night(Path workspace, String asOf, String vendor) {
        return Night.run(new NightRequest(
                workspace,
                Optional.of(workspace.resolve("reports")),
                Optional.of(AsOf.parse(asOf)),
                Set.of(vendor),
                false,
                false,
                null));
    }
}
