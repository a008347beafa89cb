package org.scorekeeper.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.Problem;

/** A row of a register is checked like a vendor's; a wrong one is named with its remedy and holds its contract's issue. */
class RegisterRowsTest {
    private static final String CONTRACT = """
            contract: %s
            title: Desk
            vendor: acme
            applies-from: 2026-01-01
            term: { from: 2026-01-01, to: 2026-12-31 }
            time-zone: Europe/London
            currency: GBP
            locale: en-GB
            period: %s
            charges: { from: charges, clause: "2" }
            service-levels:
              - id: SL-1
                title: Fixed within 4 hours
                clause: "1"
                measure:
                  share-of: tickets
                  period-by: resolved
                  met-when: { elapsed: opened..resolved, at-most: 4h, on: round-the-clock }
                target: at least 95%%
            """;

    private static final Map<String, String> HEADERS = Map.of(
            "relief",
            "relief_id,contract,service_level,item,service,effect,from,to,reason,state,requested_by,requested_at,approved_by,approved_at",
            "disputes",
            "dispute_id,contract,period,service_level,item,line_id,claimed_value,reason,state,raised_by,raised_at,settled_at,amount",
            "charges",
            "contract,period,kind,amount,currency",
            "waivers",
            "line_id,amount,reason,approved_by,approved_at",
            "manual-lines",
            "id,contract,period,clause,kind,amount,reason,approved_by",
            "approvals",
            "contract,period,approved_by,approved_at",
            "risks",
            "contract,id,title,likelihood,impact,owner,state,review_by,audience",
            "actions",
            "contract,service_level,id,title,cause,owner,due,state,done_at,audience",
            "feedback",
            "contract,period,from,score,comment,audience");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            relief       | R-1,C-1,SL-1,T-1,,remove,,,why,granted,V,2026-02-01,A,2026-02-02            | state          | "granted" is unknown. Write requested, approved, refused.
            relief       | R-1,C-1,SL-1,T-1,,erase,,,why,approved,V,2026-02-01,A,2026-02-02            | effect         | "erase" is unknown. Write remove, count as met, subtract time.
            relief       | R-1,C-1,SL-1,T-1,,remove,,,why,approved,V,2026-02-01,,2026-02-02            | approved_by    | is empty. Fill it in.
            relief       | R-1,C-1,SL-1,T-1,,remove,,,why,approved,V,2026-02-01,A,31/02/2026           | approved_at    | "31/02/2026" is no date. Write 2026-10-31, or 2026-10-31 14:30.
            relief       | R-1,C-1,SL-1,T-1,,remove,,,why,requested,V,soon,,                           | requested_at   | "soon" is no date. Write 2026-10-31, or 2026-10-31 14:30.
            relief       | R-1,C-1,SL-1,T-1,,remove,,,why,approved,V,2026-02-03,A,2026-02-02           | approved_at    | lies before requested_at. Correct the one that is wrong.
            relief       | R-1,C-1,SL-1,T-1,,remove,2026-01-09,2026-01-08,why,approved,V,,A,2026-02-02 | to             | lies before from. Correct the one that is wrong.
            relief       | R-1,C-1,SL-9,T-1,,remove,,,why,approved,V,,A,2026-02-02                     | service_level  | C-1 has no service level "SL-9". It has: SL-1.
            relief       | R-1,C-1,SL-1,T-1,,remove,,,,approved,V,,A,2026-02-02                        | reason         | is empty. Fill it in.
            disputes     | D-1,C-1,2026-01,SL-1,,,,why,open,V,2026-02-01,,                             | state          | "open" is unknown. Write raised, accepted, rejected, settled.
            disputes     | D-1,C-1,2026-01,SL-1,,,,why,settled,V,2026-02-01,2026-02-03,                | amount         | is empty. What does the line come to?
            disputes     | D-1,C-1,2026-01,SL-1,,,,why,rejected,V,2026-02-01,,                         | settled_at     | is empty. When was it rejected?
            disputes     | D-1,C-1,2026-01,SL-1,,,,why,rejected,V,2026-02-01,2026-01-31,               | settled_at     | lies before raised_at. Correct the one that is wrong.
            disputes     | D-1,C-1,2026-01,SL-1,,,,why,raised,V,yesterday,,                            | raised_at      | "yesterday" is no date. Write 2026-10-31, or 2026-10-31 14:30.
            disputes     | D-1,C-1,2026-01,SL-1,,,96.5h,why,raised,V,2026-02-01,,                      | claimed_value  | "96.5h" is no figure. Write a number such as 96.5, in %.
            disputes     | D-1,C-1,,,,C-9/2026-01/SL-1,,why,raised,V,2026-02-01,,                      | line_id        | C-9/2026-01/SL-1 is no line of C-1.
            disputes     | D-1,C-1,,,T-1,,,why,settled,V,2026-02-01,2026-02-02,5                       | period         | is empty, and so is line_id: which line comes to the amount?
            charges      | C-1,2026-01,fixed,1500.00,EUR                                               | currency       | EUR is not the contract's, which is GBP.
            charges      | C-1,2026-Q1,fixed,1500.00,GBP                                               | period         | C-1 has no period 2026-Q1: its periods are monthly, from 2026-01-01 to 2026-12-31, and charges belong to one of them.
            charges      | C-1,2027-01,fixed,1500.00,GBP                                               | period         | C-1 has no period 2027-01: its periods are monthly, from 2026-01-01 to 2026-12-31, and charges belong to one of them.
            charges      | C-1,2026-01,fixed,"1,500.00",GBP                                            | amount         | "1,500.00" is no amount. Write 1250.00, with a point and without thousands marks.
            waivers      | C-1/2026-01/SL-1,12.345,why,A,2026-02-02                                    | amount         | 12.345 has more decimals than GBP, which has 2. Round it as it was agreed.
            waivers      | C-1/2026-01/SL-1,12.00,why,A,now                                            | approved_at    | "now" is no date. Write 2026-10-31, or 2026-10-31 14:30.
            waivers      | C-1/2026-01/SL-1,-3,why,A,2026-02-02                                        | amount         | is not above zero. Write how much of the line is waived.
            manual-lines | M-1,C-1,2026-13,,credit,5.00,why,A                                          | period         | "2026-13" is no measurement period. Write 2026-10, 2026-Q4, 2026-W41 or 2026.
            manual-lines | M-1,C-1,2026-Q1,,credit,5.00,why,A                                          | period         | C-1 has no period 2026-Q1: its periods are monthly, from 2026-01-01 to 2026-12-31.
            manual-lines | M-1,C-1,2026-01,,fine,5.00,why,A                                            | kind           | "fine" is unknown. Write credit, bonus.
            approvals    | C-1,2026-01,A,                                                              | approved_at    | is empty. Fill it in.
            risks        | C-1,K-1,Exit,high,high,A,open,whenever,both                                 | review_by      | "whenever" is no date. Write 2026-10-31, or 2026-10-31 14:30.
            actions      | C-1,SL-1,A-1,Mend,why,A,2026-02-31,open,,both                               | due            | "2026-02-31" is no date. Write 2026-10-31, or 2026-10-31 14:30.
            feedback     | C-1,2026-01,A,four,fine,both                                                | score          | "four" is no figure. Write a number such as 96.5.
            feedback     | C-1,2026-01,A,4,fine,public                                                 | audience       | "public" is unknown. Write internal, both.
            """)
    void a_wrong_row_is_named_and_holds_its_contract(String register, String row, String column, String message)
            throws IOException {
        Workspace workspace = workspace(register + ".csv", HEADERS.get(register) + "\n" + row + "\n");

        assertThat(errors(workspace)).containsExactly("registers/" + register + ".csv:2: " + column + ": " + message);
        assertThat(workspace.registers().wrong())
                .containsExactly(Map.entry("C-1", List.of("registers/" + register + ".csv row 2 is wrong")));
    }

    @Test
    void numbers_are_each_contracts_own() throws IOException {
        String row = "R-1,%s,SL-1,T-1,,remove,,,why,requested,V,2026-02-01,,\n";

        assertThat(errors(workspace(
                        "relief.csv", HEADERS.get("relief") + "\n" + row.formatted("C-1") + row.formatted("C-2"))))
                .isEmpty();
        assertThat(errors(workspace(
                        "relief.csv", HEADERS.get("relief") + "\n" + row.formatted("C-1") + row.formatted("C-1"))))
                .containsExactly(
                        "registers/relief.csv:3: relief_id: R-1 stands twice. Give each row of a contract a number of its own.");
    }

    @Test
    void a_row_of_a_contract_that_is_not_there_is_said_and_holds_the_one_that_its_line_names() throws IOException {
        Workspace workspace = workspace(
                "disputes.csv", HEADERS.get("disputes") + "\nD-1,C1,,,,C-1/2026-01/SL-1,,why,raised,V,2026-02-01,,\n");

        assertThat(errors(workspace))
                .containsExactly("registers/disputes.csv:2: contract: there is no contract \"C1\". Did you mean C-1?");
        assertThat(workspace.registers().wrong()).containsOnlyKeys("C-1");
    }

    @Test
    void a_misspelt_column_holds_what_its_file_names_and_one_of_ones_own_nothing() throws IOException {
        Workspace misspelt = workspace(
                "disputes.csv",
                Objects.requireNonNull(HEADERS.get("disputes")).replace("amount", "ammount")
                        + "\nD-1,C-1,2026-01,SL-1,,,,why,accepted,V,2026-02-01,2026-02-02,5\n");
        assertThat(misspelt.registers().wrong())
                .containsExactly(Map.entry("C-1", List.of("registers/disputes.csv has no column amount")));

        Files.delete(folder.resolve("registers/disputes.csv"));
        Workspace own = workspace("charges.csv", HEADERS.get("charges") + ",booked by\nC-1,2026-01,fixed,5,GBP,A\n");
        assertThat(errors(own)).hasSize(1);
        assertThat(own.registers().wrong()).isEmpty();
    }

    @Test
    void a_register_that_cannot_be_read_holds_every_contract() throws IOException {
        Workspace workspace = workspace("relief.xlsx", "no workbook");

        assertThat(workspace.registers().wrong()).containsOnlyKeys("C-1", "C-2");
    }

    @Test
    void charges_of_months_are_a_quarters() throws IOException {
        assertThat(errors(workspace("charges.csv", HEADERS.get("charges") + "\nC-2,2026-02,fixed,1500.00,GBP\n")))
                .isEmpty();
    }

    private Workspace workspace(String file, String text) throws IOException {
        write("contracts/c-1.yaml", CONTRACT.formatted("C-1", "monthly"));
        write("contracts/c-2.yaml", CONTRACT.formatted("C-2", "quarterly"));
        write("registers/" + file, text);
        return Workspace.read(folder);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> errors(Workspace workspace) {
        return workspace.problems().stream()
                .filter(Problem::isError)
                .map(Problem::toString)
                .toList();
    }
}
