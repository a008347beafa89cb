package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people decide touches figures and money, and every figure that it touched says so. */
class RegisterNightTest {
    private static final String RELIEF =
            "relief_id,contract,service_level,item,service,effect,from,to,reason,state,requested_by,requested_at,approved_by,approved_at\n";
    private static final String DISPUTES =
            "dispute_id,contract,period,service_level,item,line_id,claimed_value,reason,state,raised_by,raised_at,settled_at,amount\n";
    private static final String APPROVED =
            ",network of ours was down,approved,V. Endor,2026-02-01,A. Manager,2026-02-02";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
            T-2,,remove,,                                       | 1,1,100,  | met    | relieved | an item is taken out
            T-2,,count as met,,                                 | 2,2,100,  | met    | relieved | an item counts as met
            ,,remove,2026-01-06,2026-01-06                      | 1,1,100,  | met    | relieved | a day is taken out
            ,,remove,2026-01-06 14:00,2026-01-06 15:00          | 1,2,50,   | failed | counted  | a window from the item's last instant on does not touch it
            ,,subtract time,2026-01-06 10:00,2026-01-06 11:00   | 2,2,100,  | met    | relieved | an hour is subtracted, and four are left
            ,,subtract time,2026-01-06 10:00,2026-01-06 10:59   | 1,2,50,   | failed | counted  | a minute too few is subtracted
            ,post,remove,,                                      | 1,2,50,   | failed | counted  | another service is relieved
            T-1,,remove,,                                       | 0,1,0,    | failed | counted  | the item that met is taken out
            """)
    void relief_changes_what_it_names(String rule, String figure, String status, String state, String why)
            throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("registers/relief.csv"), RELIEF + "R-1,C-1,SL-1," + rule.strip() + APPROVED + "\n");

        NightOutcome night = Nights.night(workspace, "2026-02-05");

        assertThat(night.said()).isEmpty();
        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",issued,0," + figure)
                .contains("," + status + ",");
        assertThat(lines(workspace, "2026-01/acme/C-1-breaches.csv"))
                .element(1)
                .asString()
                .contains(",T-2,", "," + state + ",");
    }

    @Test
    void relief_that_takes_every_item_out_leaves_no_data() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("registers/relief.csv"),
                RELIEF + "R-1,C-1,,,,remove,2026-01-01,2026-01-31" + APPROVED + "\n");

        Nights.night(workspace, "2026-02-05");

        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",issued,0,0,0,,%,95,,no_data,");
    }

    @Test
    void relief_that_is_only_requested_changes_nothing() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("registers/relief.csv"),
                RELIEF + "R-1,C-1,SL-1,T-2,,remove,,,a reason,requested,V. Endor,2026-02-01,,\n"
                        + "R-2,C-1,SL-1,T-2,,remove,,,a reason,refused,V. Endor,2026-02-01,,\n");

        Nights.night(workspace, "2026-02-05");

        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",issued,0,1,2,50,");
    }

    @Test
    void relief_after_the_issue_restates_with_its_cause() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        Nights.write(
                workspace.resolve("registers/relief.csv"),
                RELIEF + "R-1,C-1,SL-1,T-2,,count as met,," + APPROVED + "\n");

        Nights.night(workspace, "2026-02-06");

        assertThat(lines(workspace, "finance/posting-0002.csv"))
                .element(1)
                .asString()
                .contains(",reversal,vendor,", "restated: relief -20.00; the line falls away");
    }

    @Test
    void late_data_and_relief_together_have_each_its_share() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        Nights.write(
                workspace.resolve("registers/relief.csv"),
                RELIEF + "R-1,C-1,SL-1,T-2,,count as met,," + APPROVED + "\n");
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-8,P1,2026-01-07 09:00,2026-01-07 19:00\nT-9,P1,2026-01-07 09:00,2026-01-07 19:00\nT-10,P1,2026-01-07 09:00,2026-01-07 19:00\n");

        Nights.night(workspace, "2026-02-06");

        assertThat(lines(workspace, "finance/posting-0002.csv"))
                .element(1)
                .asString()
                .contains(",40.00,40.00,GBP,", "late data +60.00, relief -20.00");
    }

    @Test
    void a_wrong_row_holds_the_contract_that_it_names_and_no_other_figure() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("registers/relief.csv"),
                RELIEF + "R-1,C-1,SL-7,T-2,,remove,,,a reason,requested,V. Endor,2026-02-01,,\n");

        NightOutcome night = Nights.night(workspace, "2026-02-05");

        assertThat(night.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(night.said())
                .contains(
                        "registers/relief.csv:2: service_level: C-1 has no service level \"SL-7\". It has: SL-1.",
                        "C-1 2026-01 is held: registers/relief.csv row 2 is wrong.");
        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",held,0,1,2,50,");
    }

    @Test
    void charges_come_from_the_register_less_what_the_contract_excepts() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace(
                        "charges: { per-period: 1000.00, clause: Schedule 2 }",
                        "charges: { from: charges, except: { kind: [pass-through] }, clause: Schedule 2 }\n"
                                + "closes: { after: 1d, needs: [charges] }"));

        NightOutcome held = Nights.night(workspace, "2026-02-05");
        assertThat(held.said()).contains("C-1 2026-01 is held: the charges register has no row for the period.");

        Nights.write(
                workspace.resolve("registers/charges-2026.csv"),
                "contract,period,kind,amount,currency\nC-1,2026-01,fixed,1500.00,GBP\nC-1,2026-01,Pass-through,900.00,GBP\nC-1,2026-01,variable,500.00,GBP\n");
        Nights.night(workspace, "2026-02-05");

        assertThat(lines(workspace, "2026-01/breach-summary.csv"))
                .element(1)
                .asString()
                .contains(",1,2000.00,40.00,40.00,GBP,");
    }

    @Test
    void a_dispute_leaves_its_line_alone_until_it_is_settled() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        dispute(workspace, "raised,V. Endor,2026-02-06,,");
        // Late data would change the disputed line.
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-9,P1,2026-01-07 09:00,2026-01-07 19:00\n");
        Nights.night(workspace, "2026-02-06");
        assertThat(workspace.resolve("reports/finance/posting-0002.csv")).doesNotExist();

        dispute(workspace, "settled,V. Endor,2026-02-06,2026-02-07,12.50");
        Nights.night(workspace, "2026-02-07");

        assertThat(lines(workspace, "finance/posting-0002.csv"))
                .element(1)
                .asString()
                .contains(",adjustment,vendor,", ",7.50,-7.50,GBP,", "dispute D-1 was settled");
    }

    @Test
    void a_disputed_item_leaves_the_line_of_its_level_alone_even_where_nothing_is_missed_any_more() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        String row = DISPUTES + "D-1,C-1,,,t-2,,,wrong timestamp,";
        Nights.write(workspace.resolve("registers/disputes.csv"), row + "raised,V. Endor,2026-02-06,,\n");
        // A correction that has not been agreed would take the disputed miss away.
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-2,P1,2026-01-06 09:00,2026-01-06 10:00\n");

        Nights.night(workspace, "2026-02-06");
        assertThat(workspace.resolve("reports/finance/posting-0002.csv")).doesNotExist();
        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",restated,1,2,2,100,");

        Nights.write(workspace.resolve("registers/disputes.csv"), row + "rejected,V. Endor,2026-02-06,2026-02-07,\n");
        Nights.night(workspace, "2026-02-07");
        assertThat(lines(workspace, "finance/posting-0002.csv"))
                .element(1)
                .asString()
                .contains(",reversal,vendor,", ",20.00,-20.00,GBP,", "the line falls away");
    }

    @Test
    void what_a_contract_withholds_where_an_item_is_disputed_is_the_line_of_its_level() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("service-levels:", "disputed: withhold\nservice-levels:"));
        String row = DISPUTES + "D-1,C-1,2026-01,,T-2,,,wrong timestamp,";
        Nights.write(workspace.resolve("registers/disputes.csv"), row + "raised,V. Endor,2026-02-02,,\n");

        Nights.night(workspace, "2026-02-05");
        assertThat(lines(workspace, "2026-01/breach-summary.csv")).hasSize(1);

        Nights.write(workspace.resolve("registers/disputes.csv"), row + "rejected,V. Endor,2026-02-02,2026-02-06,\n");
        Nights.night(workspace, "2026-02-06");
        assertThat(lines(workspace, "2026-01/breach-summary.csv"))
                .element(1)
                .asString()
                .contains(",credit,customer,", "dispute +20.00");
    }

    @Test
    void a_contract_may_withhold_what_is_disputed() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("service-levels:", "disputed: withhold\nservice-levels:"));
        dispute(workspace, "raised,V. Endor,2026-02-02,,");

        Nights.night(workspace, "2026-02-05");
        assertThat(lines(workspace, "2026-01/breach-summary.csv")).hasSize(1);

        dispute(workspace, "rejected,V. Endor,2026-02-02,2026-02-06,");
        Nights.night(workspace, "2026-02-06");
        assertThat(lines(workspace, "2026-01/breach-summary.csv"))
                .element(1)
                .asString()
                .contains("C-1/2026-01/SL-1,posting-0001,", ",credit,customer,", "dispute +20.00");
    }

    @Test
    void an_accepted_dispute_of_an_item_counts_it_as_met() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        Nights.write(
                workspace.resolve("registers/disputes.csv"),
                DISPUTES + "D-1,C-1,2026-01,SL-1,T-2,,,wrong timestamp,accepted,V. Endor,2026-02-05,2026-02-06,\n");

        Nights.night(workspace, "2026-02-06");

        assertThat(lines(workspace, "finance/posting-0002.csv"))
                .element(1)
                .asString()
                .contains(",reversal,vendor,", "restated: dispute -20.00");
    }

    @Test
    void waivers_and_manual_lines_are_lines_of_their_own() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        Nights.write(
                workspace.resolve("registers/waivers.csv"),
                "line_id,amount,reason,approved_by,approved_at\nC-1/2026-01/SL-1,15.00,goodwill,A. Manager,2026-02-06\n");
        Nights.write(
                workspace.resolve("registers/manual-lines.csv"),
                "id,contract,period,clause,kind,amount,reason,approved_by\nM-1,C-1,2026-01,7.3,credit,99.99,travel overcharged,A. Manager\n");

        Nights.night(workspace, "2026-02-06");

        List<String> posted = lines(workspace, "finance/posting-0002.csv");
        assertThat(posted).hasSize(3);
        assertThat(posted.get(1))
                .contains(
                        "C-1/2026-01/SL-1/waiver,",
                        ",waiver,vendor,",
                        ",15.00,-15.00,GBP,",
                        ",,,C-1/2026-01/SL-1,waived by AM: goodwill");
        assertThat(posted.get(2)).contains("C-1/2026-01/manual-M-1,", ",manual,customer,", ",99.99,99.99,GBP,");
        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",restated,1,1,2,50,");
    }

    @Test
    void an_approval_lets_a_corrected_contract_restate_once() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        Nights.write(workspace.resolve("contracts/c-1.yaml"), Nights.CONTRACT.replace("each: 2%", "each: 5%"));
        Nights.write(
                workspace.resolve("registers/approvals.csv"),
                "contract,period,approved_by,approved_at\nC-1,2026-01,A. Manager,2026-02-06\n");

        Nights.night(workspace, "2026-02-06");
        Nights.night(workspace, "2026-02-07");

        assertThat(lines(workspace, "finance/posting-0002.csv"))
                .hasSize(2)
                .element(1)
                .asString()
                .contains(",adjustment,customer,", ",30.00,30.00,GBP,", "contract +30.00");
        assertThat(workspace.resolve("reports/finance/posting-0003.csv")).doesNotExist();
    }

    private static void dispute(Path workspace, String state) throws IOException {
        Nights.write(
                workspace.resolve("registers/disputes.csv"),
                DISPUTES + "D-1,C-1,2026-01,SL-1,,C-1/2026-01/SL-1,,the clock is wrong," + state + "\n");
    }

    private static List<String> lines(Path workspace, String document) throws IOException {
        return Files.readAllLines(workspace.resolve("reports").resolve(document));
    }
}
