package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide of an issued line is what later periods go on with. */
class LaterMoneyNightTest {
    static final String DISPUTES =
            "dispute_id,contract,period,service_level,item,line_id,claimed_value,reason,state,raised_by,raised_at,settled_at,amount\n";
    private static final String WAIVERS = "line_id,amount,reason,approved_by,approved_at\n";

    private static final String EARN_BACK = Nights.CONTRACT.replace(
            "credits: { points: { each: 2% of charges }",
            "credits: { earn-back: { after: 1 period at target, returns: 50% }, points: { each: 2% of charges }");

    private static final String FEBRUARY = "T-0,P1,2026-02-03 09:00,2026-02-03 10:00\n";

    @TempDir
    Path folder;

    /**
     * January fails (20.00), February is at target and brings half of it back (10.00). What is decided of January then, and
     * what both months come to. Each case is a contract of its own; all share two nights.
     */
    private static final List<Case> CASES = List.of(
            new Case("", "/2026-01/SL-1,20.00", "0.00", "0.00", "nobody earns back what was waived"),
            new Case("", "/2026-01/SL-1,15.00", "5.00", "-2.50", "half of what was not waived comes back"),
            new Case("", "/2026-01/SL-1,99.00", "0.00", "0.00", "no more is waived than there is"),
            new Case("2026-01,SL-1,,,,why,settled,12.50", "", "12.50", "-6.25", "half of what was settled comes back"),
            new Case("2026-01,,,,,why,settled,12.50", "", "12.50", "-6.25", "a whole period is settled"),
            new Case("2026-01,SL-1,T-2,,,why,settled,12.50", "", "12.50", "-6.25", "an item is settled in money"),
            new Case(",,,$/2026-01/SL-1,,why,accepted,", "", "0.00", "0.00", "a claim is accepted without an amount"),
            new Case(",,,$/2026-01/SL-1,8.00,why,accepted,", "", "8.00", "-4.00", "the line comes to what was claimed"),
            new Case("2026-01,SL-1,,,97.5%,why,accepted,", "", "0.00", "0.00", "the claimed figure is at target"),
            new Case("2026-01,SL-1,,,40,why,accepted,", "", "60.00", "-30.00", "the claimed figure is worse"),
            new Case("2026-01,SL-1,T-2,,,why,accepted,", "", "0.00", "0.00", "the disputed item counts as met"),
            new Case("2026-01,SL-1,,,97.5%,why,rejected,", "", "20.00", "-10.00", "a rejected claim changes nothing"),
            new Case(
                    "2026-01,SL-1,,,,why,settled,12.50",
                    "/2026-01/SL-1,2.50",
                    "10.00",
                    "-5.00",
                    "settled, and a part of that waived"));

    private record Case(String dispute, String waiver, String january, String february, String why) {}

    @Test
    void january_decides_what_february_brings_back() throws Exception {
        Path workspace = workspace();
        StringBuilder disputes = new StringBuilder(DISPUTES);
        StringBuilder waivers = new StringBuilder(WAIVERS);
        for (int i = 0; i < CASES.size(); i++) {
            String id = "K-" + i;
            Nights.contract(workspace, id, "vendor-" + i, EARN_BACK, Nights.TICKETS + FEBRUARY);
            Case one = CASES.get(i);
            if (!one.dispute.isEmpty()) {
                int amount = one.dispute.lastIndexOf(',');
                disputes.append("D-1,")
                        .append(id)
                        .append(',')
                        .append(one.dispute.substring(0, amount).replace("$", id))
                        .append(",V,2026-03-05,2026-03-06")
                        .append(one.dispute.substring(amount))
                        .append('\n');
            }
            if (!one.waiver.isEmpty()) {
                waivers.append(id).append(one.waiver).append(",goodwill,A,2026-03-06\n");
            }
        }
        Nights.night(workspace, "2026-03-05");
        assertThat(sum(workspace, "K-0", "2026-01")).isEqualByComparingTo("20.00");
        assertThat(sum(workspace, "K-0", "2026-02")).isEqualByComparingTo("-10.00");
        Nights.write(workspace.resolve("registers/disputes.csv"), disputes.toString());
        Nights.write(workspace.resolve("registers/waivers.csv"), waivers.toString());

        NightOutcome night = Nights.night(workspace, "2026-03-06");

        assertThat(night.exit()).as(String.join("\n", night.said())).isEqualTo(ExitCode.DONE);
        for (int i = 0; i < CASES.size(); i++) {
            Case one = CASES.get(i);
            String id = "K-" + i;
            assertThat(sum(workspace, id, "2026-01")).as(one.why).isEqualByComparingTo(one.january);
            assertThat(sum(workspace, id, "2026-02")).as(one.why).isEqualByComparingTo(one.february);
            if (!one.february.equals("-10.00")) {
                assertThat(lines(workspace, "2026-02/breach-summary.csv"))
                        .as(one.why)
                        .filteredOn(line -> line.startsWith(id + "/"))
                        .last()
                        .asString()
                        .contains(id + "/2026-02/SL-1/earn-back/2026-01/r1", "restated: earlier period ");
            }
        }
        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .filteredOn(line -> line.startsWith("K-8,"))
                .as("the claimed figure is the figure")
                .singleElement()
                .asString()
                .contains(",restated,1,,2,97.5,%,95,,met,");
    }

    @Test
    void a_year_cap_counts_what_was_settled() throws Exception {
        Path workspace = workspace();
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace(
                        "credits: { points: { each: 2% of charges }",
                        "credits: { caps: [ { of: contract, per: year, at-most: 30.00 } ], points: { each: 2% of charges }"));
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-7,P1,2026-02-03 09:00,2026-02-03 14:00\nT-8,P1,2026-02-03 09:00,2026-02-03 10:00\n");
        Nights.night(workspace, "2026-03-05");
        assertThat(sum(workspace, "C-1", "2026-02")).as("20 + 10 of 20").isEqualByComparingTo("10.00");
        Nights.write(
                workspace.resolve("registers/disputes.csv"),
                DISPUTES + "D-1,C-1,2026-01,SL-1,,,,why,settled,V,2026-03-05,2026-03-06,12.50\n");

        Nights.night(workspace, "2026-03-06");

        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("12.50");
        assertThat(sum(workspace, "C-1", "2026-02")).as("12.50 + 17.50 = 30").isEqualByComparingTo("17.50");
    }

    @Test
    void a_settled_period_is_shared_by_its_lines_in_proportion() throws Exception {
        Path workspace = workspace();
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("weight: 100%", "weight: 50%").replace("credits: {", """
                              - id: SL-2
                                title: Incidents fixed within an hour
                                clause: Schedule 1, 2
                                weight: 50%
                                measure:
                                  share-of: tickets
                                  where: { priority: P1 }
                                  period-by: resolved
                                  met-when: { elapsed: opened..resolved, at-most: 1h, on: round-the-clock }
                                target: at least 95%
                                ladder: [ { below: 95%, name: minor, points: 2 } ]
                            credits: {"""));
        Nights.write(
                workspace.resolve("registers/disputes.csv"),
                DISPUTES + "D-1,C-1,2026-01,,,,,why,settled,V,2026-02-03,2026-02-04,10.00\n");

        Nights.night(workspace, "2026-02-05");

        assertThat(lines(workspace, "2026-01/breach-summary.csv"))
                .as("20.00 and 40.00 come to 10.00 together")
                .satisfiesExactly(
                        header -> {},
                        one -> assertThat(one).contains("C-1/2026-01/SL-1,", ",3.33,3.33,GBP,"),
                        two -> assertThat(two).contains("C-1/2026-01/SL-2,", ",6.67,6.67,GBP,"));
    }

    @Test
    void a_row_that_names_a_line_which_is_not_there_holds_the_issue_and_is_said() throws Exception {
        Path workspace = workspace();
        Nights.write(
                workspace.resolve("registers/waivers.csv"), WAIVERS + "C-1/2026-01/SL1,5.00,goodwill,A,2026-02-03\n");

        NightOutcome night = Nights.night(workspace, "2026-02-05");

        assertThat(night.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(night.said())
                .contains(
                        "the waiver of 5.00 names the line C-1/2026-01/SL1, which is not there. Copy the line_id from a posting or from breach-preview.csv.",
                        "C-1 2026-01 is held: the waiver of 5.00 names the line C-1/2026-01/SL1, which is not there.");
    }

    @Test
    void a_waiver_may_name_the_adjustment_of_a_line_or_a_line_by_hand() throws Exception {
        Path workspace = workspace();
        Nights.write(
                workspace.resolve("registers/manual-lines.csv"),
                "id,contract,period,clause,kind,amount,reason,approved_by\nM-1,C-1,2026-01,7.3,credit,9.00,travel,A\n");
        Nights.night(workspace, "2026-02-05");
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-9,P1,2026-01-07 09:00,2026-01-07 19:00\n");
        Nights.night(workspace, "2026-02-06");
        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("69.00");
        Nights.write(
                workspace.resolve("registers/waivers.csv"),
                WAIVERS + "C-1/2026-01/SL-1/r1,40.00,goodwill,A,2026-02-07\n"
                        + "C-1/2026-01/SL-1,5.00,more,A,2026-02-07\nC-1/2026-01/manual-M-1,4.00,less,A,2026-02-07\n");

        NightOutcome night = Nights.night(workspace, "2026-02-07");

        assertThat(night.exit()).as(String.join("\n", night.said())).isEqualTo(ExitCode.DONE);
        assertThat(lines(workspace, "finance/posting-0003.csv").subList(1, 3))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("C-1/2026-01/SL-1/waiver,", ",45.00,-45.00,GBP,", "goodwill", "more"),
                        line -> assertThat(line).contains("C-1/2026-01/manual-M-1/waiver,", ",4.00,-4.00,GBP,"));
        assertThat(sum(workspace, "C-1", "2026-01")).isEqualByComparingTo("20.00");
    }

    private Path workspace() throws IOException {
        Path workspace = Nights.workspace(folder);
        Nights.contract(workspace, "C-1", "acme", EARN_BACK, Nights.TICKETS + FEBRUARY);
        return workspace;
    }

    /** What the customer gets by all posted lines of a period. */
    static BigDecimal sum(Path workspace, String contract, String period) throws Exception {
        try (CSVReader reader = new CSVReader(
                Files.newBufferedReader(workspace.resolve("reports/" + period + "/breach-summary.csv")))) {
            List<String[]> lines = reader.readAll();
            int signed = List.of(lines.get(0)).indexOf("signed_amount");
            return lines.stream()
                    .filter(line -> line[0].startsWith(contract + "/"))
                    .map(line -> new BigDecimal(line[signed]))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    static List<String> lines(Path workspace, String document) throws IOException {
        return Files.readAllLines(workspace.resolve("reports").resolve(document));
    }
}
