package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What partners talk about stands in documents, and a changed row makes those anew that tell of it, and no other. */
class AgendaNightTest {
    private static final String AS_OF = "2026-03-20";
    private static final String INTERNAL = "2026-03/acme/C-1-scorecard.pdf";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_changed_row_makes_the_scorecards_anew_that_tell_of_it_and_no_other() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.contract(workspace, "C-2", "other", Nights.CONTRACT, Nights.TICKETS);
        Nights.night(workspace, AS_OF);

        changes(workspace, "risks.csv", """
                contract,id,title,likelihood,impact,owner,state,review_by,audience
                C-1,R-1,The rehearsal may slip,high,low,P. Okafor,open,2026-04-01,both
                """);
        changes(workspace, "risks.csv", """
                contract,id,title,likelihood,impact,owner,state,review_by,audience
                C-1,R-1,The rehearsal slips,high,high,P. Okafor,open,2026-04-01,both
                """);
        changes(workspace, "actions.csv", """
                contract,service_level,id,title,cause,owner,due,state,done_at,audience
                C-1,SL-1,A-1,A second shift,two people short,P. Okafor,2026-04-02,open,,both
                """);
        changes(workspace, "actions.csv", """
                contract,service_level,id,title,cause,owner,due,state,done_at,audience
                C-1,SL-1,A-1,A second shift,two people short,P. Okafor,2026-04-02,open,,both
                C-1,SL-1,A-2,Ask for the reserve,prices,P. Okafor,2026-04-02,open,,internal
                """, INTERNAL);
        changes(workspace, "feedback.csv", """
                contract,period,from,score,comment,audience
                C-1,2026-03,Head of Operations,2.5,Slower than in spring,both
                """);
        changes(workspace, "disputes.csv", """
                dispute_id,contract,period,service_level,item,line_id,claimed_value,reason,state,raised_by,raised_at,settled_at,amount
                D-1,C-1,2026-01,SL-1,T-2,,,The freeze was ours,raised,V. Endor,2026-02-03,,
                """);
    }

    /** Of all scorecards only those of the running period change, of the contract that the row names; issued ones stay. */
    private static void changes(Path workspace, String register, String rows) throws Exception {
        changes(workspace, register, rows, "2026-03/acme/C-1-scorecard-vendor.pdf", INTERNAL);
    }

    private static void changes(Path workspace, String register, String rows, String... scorecards) throws Exception {
        Map<String, String> before = Nights.documents(workspace.resolve("reports"));
        Nights.write(workspace.resolve("registers/" + register), rows);

        Nights.night(workspace, AS_OF);

        Map<String, String> after = Nights.documents(workspace.resolve("reports"));
        TreeSet<String> changed = new TreeSet<>(after.keySet());
        changed.removeIf(
                name -> !name.contains("scorecard") || java.util.Objects.equals(after.get(name), before.get(name)));
        assertThat(changed).as(register).containsExactly(scorecards);
    }
}
