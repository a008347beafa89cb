package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.scorekeeper.publish.pdf.PdfText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Thirty months of one vendor, of which the last one and a half years are kept: tickets that last into the next month, their histories,
 * timesheets with exceptions, a yearly level, repeats, a cap by the year and earn-back. One world, one night after the other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionNightTest {
    private static final YearMonth FIRST = YearMonth.parse("2023-10");
    private static final YearMonth LAST = YearMonth.parse("2026-03");

    private static final String HEAD = "Number,Priority,Opened,Resolved\n";

    /** The usual contract over four years, by the quarter, with what looks back and what looks at single items. */
    private static final String CONTRACT = Nights.CONTRACT
                    .replace("2026-01-01", "2023-10-01")
                    .replace("2026-12-31", "2027-09-30")
                    .replace("charges:", "period: quarterly\ncalendars: { round-the-clock: 24x7 }\ncharges:")
                    .replace("    weight: 100%\n", "")
                    .replace("on: round-the-clock }", "on: round-the-clock, paused-in: [waiting] }")
                    .replaceFirst("(?s)credits: .*", "")
            + """
                repeat: { consecutive: 2, times: 2 }
              - id: SL-2
                title: Time to fix over a year
                clause: Schedule 1, 2
                period: yearly
                measure: { average-of: tickets, period-by: opened, value: { elapsed: opened..resolved, on: round-the-clock } }
                target: at most 3h
                ladder: [ { above: 3h, points: 1 } ]
              - id: SL-3
                title: Timesheets without exceptions
                clause: Schedule 1, 3
                measure: { share-of: timesheets, period-by: work-date, met-when: { exception: absent } }
                target: at least 90%
                over: { last: 3 periods, as: average }
                consequence: none
              - id: SL-4
                title: The same incidents, as one event
                clause: Schedule 1, 4
                measure:
                  share-of: tickets
                  where: { priority: P1 }
                  period-by: resolved
                  met-when: { elapsed: opened..resolved, at-most: 4h, on: round-the-clock, paused-in: [waiting] }
                target: at least 95%
                ladder: [ { below: 95%, points: 1 } ]
            rate-card: [ { role: engineer, rate: 80.00, per: hour } ]
            timesheet-rules: { hours-per-day: at most 8 }
            credits:
              points: { each: 2% of charges }
              one-event: { cost: greatest }
              caps: [ { of: contract, per: year, at-most: 4% of charges } ]
              earn-back: { after: 3 periods at target, returns: 50% }
              clause: Schedule 2
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource());
    private static String settings = "";
    private static String schema = "";

    @BeforeAll
    static void a_world_of_thirty_months_that_keeps_everything() throws IOException {
        DatabaseSettings database = TestDatabases.EMBEDDED.fresh();
        schema = database.schema();
        jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.url() + "", database.user() + "", database.password() + ""));
        Nights.write(folder.resolve("contracts/c-1.yaml"), CONTRACT);
        Nights.write(folder.resolve("feeds/tickets.yaml"), Nights.FEED + "contract: C-1\n");
        Nights.write(folder.resolve("feeds/statuses.yaml"), """
                feed: acme-statuses
                vendor: acme
                contract: C-1
                facts: ticket-status
                files: "acme/statuses*.csv"
                dates: { pattern: "yyyy-MM-dd HH:mm", zone: Europe/London }
                columns: { ticket: Number, status: Status, from: From, to: To }
                """);
        Nights.write(folder.resolve("feeds/sheets.yaml"), """
                feed: acme-sheets
                vendor: acme
                contract: C-1
                facts: timesheets
                files: "acme/sheets*.csv"
                dates: { pattern: "yyyy-MM-dd", zone: Europe/London }
                columns: { id: Line, person: Person, role: Role, work-date: Day, hours: Hours }
                """);
        StringBuilder all = new StringBuilder();
        StringBuilder statuses = new StringBuilder("Number,Status,From,To\n");
        StringBuilder sheets = new StringBuilder("Line,Person,Role,Day,Hours\n");
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            if (month.equals(YearMonth.parse("2024-05"))) {
                Nights.write(folder.resolve("inbox/acme/tickets-2024-05.csv"), tickets(month));
            } else {
                all.append(tickets(month).substring(all.length() == 0 ? 0 : HEAD.length()));
            }
            statuses.append("T-%1$s-2,waiting,%1$s-10 10:00,%1$s-10 12:00\n".formatted(month));
            sheets.append("L-%1$s-1,Ann Weaver,engineer,%1$s-03,8\nL-%1$s-2,Ann Weaver,engineer,%1$s-04,%2$d\n"
                    .formatted(month, month.getMonthValue() % 3 == 0 ? 10 : 8));
        }
        Nights.write(folder.resolve("inbox/acme/tickets-all.csv"), all.toString());
        Nights.write(folder.resolve("inbox/acme/statuses-1.csv"), statuses.toString());
        Nights.write(folder.resolve("inbox/acme/sheets-1.csv"), sheets.toString());
        Nights.database(folder, database);
        settings = Files.readString(folder.resolve("scorekeeper.yaml"));
        night("2026-04-05");
    }

    /** Three tickets a month: one within its limit but for the pause, one late now and then, one into the next month. */
    private static String tickets(YearMonth month) {
        boolean late = ChronoUnit.MONTHS.between(FIRST, month) / 3 % 5 < 2;
        return HEAD
                + """
                T-%1$s-1,P1,%1$s-05 09:00,%1$s-05 %2$s
                T-%1$s-2,P1,%1$s-10 09:00,%1$s-10 14:30
                T-%1$s-3,P1,%1$s-28 09:00,%3$s
                %4$s""".formatted(
                                month,
                                late ? "19:00" : "11:00",
                                late ? month.plusMonths(1) + "-02 09:00" : month + "-28 11:00",
                                month.equals(YearMonth.parse("2023-12"))
                                        ? "T-open,P2,2023-12-07 09:00,\nT-bad,P1,2023-12-32 09:00,\n"
                                        : "");
    }

    private static NightOutcome night(String asOf) {
        NightOutcome night = Nights.night(folder, asOf);
        assertThat(night.exit())
                .as(String.join("\n", night.said()) + night.lastLine())
                .isIn(ExitCode.DONE, ExitCode.LOOK);
        return night;
    }

    private static void keep(String retention) throws IOException {
        Nights.write(folder.resolve("scorekeeper.yaml"), settings + "retention: { " + retention + " }\n");
    }

    private static List<String> rows(String sql) {
        return jdbc.sql(sql.replace("S.", schema + ".")).query(String.class).list();
    }

    private static List<String> issued() {
        List<String> issued = new ArrayList<>(rows("select concat_ws(' ', contract, period, revision, digest) from"
                + " S.period_result where terms is not null order by contract, period_from, period, revision"));
        issued.addAll(rows("select concat_ws(' ', line_id, signed_amount, posting) from S.ledger_line order by seq"));
        return issued;
    }

    private static final String DROPPED =
            "select concat_ws(' ', facts, month, rows) from S.dropped_month order by dropped_by, facts, month, file_id";

    private static List<String> months(String table) {
        return rows(
                "select right(c.relname, 7) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent ="
                        + " 'S." + table + "'::regclass and c.relname like '%\\_20%' order by 1");
    }

    @Test
    @Order(1)
    void without_a_word_of_it_everything_is_kept() {
        assertThat(months("ticket")).hasSize(30).startsWith("2023_10").endsWith("2026_03");
        assertThat(months("timesheet")).hasSize(30);
        assertThat(rows("select count(*)::text from S.ticket_rest")).containsExactly("0");
        assertThat(rows("select kind from S.ledger_line l, jsonb_to_record(l.body::jsonb) as b(kind text)"))
                .as("the world has what looks back")
                .contains("CREDIT", "EARN_BACK");
    }

    @Test
    @Order(2)
    void what_is_old_goes_and_every_document_and_line_stays() throws IOException {
        List<String> issued = issued();
        Map<String, String> documents = Nights.documents(folder.resolve("reports"));
        keep("facts: 18 months, measurements: 18 months, rejections: 12 months");
        Nights.write(
                folder.resolve("scorekeeper.yaml"),
                Files.readString(folder.resolve("scorekeeper.yaml")) + "metrics: { file: node.prom, name: years }\n");

        NightOutcome night = night("2026-04-05");

        assertThat(night.said())
                .anyMatch(line ->
                        line.equals("Dropped the timesheets of 2023-10 to 2024-09 (24 rows), older than 18 months:"
                                + " what was issued stands."))
                .anyMatch(
                        line -> line.equals("Though old, the tickets of 2023-12 stay, because T-open is still open."));
        assertThat(months("ticket")).hasSize(19).startsWith("2023_12", "2024_10");
        assertThat(months("ticket_status")).startsWith("2023_12", "2024_10");
        assertThat(months("timesheet")).startsWith("2024_10");
        assertThat(night.said())
                .contains(
                        "Dropped the missed items of 2023-12 … 2024-09 (28 items), older than 18 months: what was issued stands.");
        assertThat(months("missed_items")).startsWith("2024_12");
        assertThat(Files.readString(folder.resolve("node.prom")))
                .contains("scorekeeper_dropped_months{table=\"missed_items\",workspace=\"years\"} 4")
                .contains("scorekeeper_dropped_months{table=\"timesheet\",workspace=\"years\"} 12");
        assertThat(issued()).isEqualTo(issued);
        Map<String, String> now = Nights.documents(folder.resolve("reports"));
        assertThat(now.keySet()).isEqualTo(documents.keySet());
        documents.forEach((name, bytes) ->
                assertThat(bytes.equals(now.get(name))).as(name).isTrue());
    }

    @Test
    @Order(3)
    void an_old_export_adds_nothing_and_a_correction_of_old_months_changes_nothing_that_is_issued() throws IOException {
        List<String> issued = issued();
        List<String> dropped = rows(DROPPED);
        Nights.write(folder.resolve("registers/relief.csv"), """
                relief_id,contract,item,effect,from,to,reason,state,requested_by,requested_at,approved_by,approved_at
                R-1,C-1,,remove,2024-05-01,2024-05-31,Flood,approved,Ann Weaver,2026-04-06,Ann Weaver,2026-04-06
                """);
        Nights.write(folder.resolve("inbox/acme/tickets-again.csv"), tickets(YearMonth.parse("2024-05")) + "\n\n");
        Nights.write(folder.resolve("inbox/acme/tickets-late.csv"), """
                Number,Priority,Opened,Resolved
                T-2024-06-2,P1,2024-06-10 09:00,2024-06-12 14:30
                """);

        NightOutcome night = night("2026-04-07");

        assertThat(rows("select concat_ws(' ', path, rows_read, accepted, unchanged) from S.source_file where path like"
                        + " '%again%' or path like '%late%' order by path"))
                .containsExactly("acme/tickets-again.csv 3 0 3", "acme/tickets-late.csv 1 1 0");
        assertThat(night.said())
                .contains(
                        "inbox/acme/tickets-late.csv: 1 row speaks of months whose facts were dropped: what is issued of them"
                                + " stands. A row in waivers or manual-lines corrects it.");
        assertThat(night.said())
                .contains(
                        "C-1: relief R-1 speaks of 2024, 2024-Q2, whose facts were dropped: it changes no figure there. A row in"
                                + " waivers or manual-lines can.");
        assertThat(night.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(issued()).as("measured no more, and without their items").isEqualTo(issued);
        assertThat(months("ticket")).as("it is old, too").startsWith("2023_12", "2024_10");
        List<String> now = rows(DROPPED);
        now.removeAll(dropped);
        assertThat(now).as("nothing else was left to drop").containsExactly("ticket 2024-06-01 1");
    }

    @Test
    @Order(4)
    void what_needs_facts_says_that_they_are_gone() throws IOException {
        NightRequest request = Nights.request(folder, "2026-04-07", false, null);
        String by = " were dropped on 2026-04-05 by the retention of 18 months";
        String gone = "the facts of 2024-04 to 2024-06" + by;

        assertThatThrownBy(() -> asked(request, Optional.empty(), ask -> evidence(ask, "2024-Q2")))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining(gone);
        assertThatThrownBy(() ->
                        asked(request, Optional.empty(), ask -> ask.explain("C-1", "SL-1", "2024-Q2", "T-2024-05-1")))
                .hasMessageContaining(gone);
        assertThatThrownBy(() -> asked(
                        request, Optional.empty(), ask -> ask.simulate("draft.yaml", CONTRACT, "2024-Q2", "2024-Q3")))
                .hasMessageContaining("2023-10 to 2024-09 were dropped");
        assertThatThrownBy(() -> asked(
                        request,
                        Optional.of(LocalDate.parse("2026-04-04")),
                        ask -> ask.explain("C-1", "SL-1", "2024-Q2")))
                .hasMessageContaining("nothing was known on 2026-04-04");
        assertThat(asked(request, Optional.empty(), ask -> ask.explain("C-1", "SL-1", "2024-Q2")))
                .contains("9 items count in this period");
        assertThat(asked(
                        request,
                        Optional.of(LocalDate.parse("2026-04-05")),
                        ask -> ask.explain("C-1", "SL-1", "2024-Q2")))
                .contains("9 items count in this period");
        String missed = "missed; which, was dropped on 2026-04-05 by the retention of 18 months.";
        assertThat(asked(request, Optional.empty(), ask -> ask.explain("C-1", "SL-3", "2024-Q2")))
                .contains("1 item " + missed);
        assertThat(asked(request, Optional.empty(), ask -> ask.explain("C-1", "SL-1", "2024-Q1")))
                .contains("items " + missed);
        assertThat(asked(request, Optional.empty(), ask -> evidence(ask, "2026-Q1")))
                .contains("T-2026-02-2");
        assertThat(asked(request, Optional.empty(), ask -> ask.simulate("draft.yaml", CONTRACT, "2025-Q4", "2026-Q1")))
                .contains("2026-Q1");

        assertThat(Withdrawal.give(request, "acme/tickets-2024-05.csv", "Ann Weaver"))
                .isEqualTo(new Withdrawal.Outcome(
                        false,
                        "acme/tickets-2024-05.csv cannot be taken back: the facts of 2024-05" + by
                                + ", and what was issued stands."));
    }

    private static String asked(NightRequest request, Optional<LocalDate> day, Function<Inquiry, String> question) {
        return Inquiry.ask(request, day, question);
    }

    private static String evidence(Inquiry ask, String period) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ask.evidence("C-1", period, false, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(5)
    void later_months_go_on_from_what_was_issued_and_what_is_late_there_restates() throws IOException {
        List<String> issued = issued();
        Nights.write(folder.resolve("inbox/acme/tickets-later.csv"), """
                Number,Priority,Opened,Resolved
                T-open,P2,2023-12-07 09:00,2026-04-08 09:00
                T-2026-02-2,P1,2026-02-10 09:00,2026-02-12 14:30
                T-2026-04-1,P1,2026-04-10 09:00,2026-04-10 10:00
                """);
        Nights.write(folder.resolve("registers/waivers.csv"), """
                line_id,amount,reason,approved_by,approved_at
                C-1/2024-Q1/SL-1,5.00,Goodwill,Ann Weaver,2026-05-02
                """);

        NightOutcome night = night("2026-07-05");

        assertThat(night.said())
                .contains("Though old, the tickets of 2023-12 stay, because something of it lasted into 2026-04.");
        List<String> now = issued();
        assertThat(now).containsAll(issued);
        now.removeAll(issued);
        assertThat(now)
                .anyMatch(line -> line.startsWith("C-1 2026-Q2 0 "))
                .anyMatch(line -> line.startsWith("C-1 2026-Q1 1 "))
                .anyMatch(line -> line.startsWith("C-1/2024-Q1/SL-1/waiver"));
        assertThat(now.stream().filter(line -> line.matches("C-1 202[345].*")).map(line -> line.substring(0, 13)))
                .as("the waiver, and what is earned back of the rest")
                .containsExactly("C-1 2024-Q1 1", "C-1 2024-Q4 1");
        assertThat(months("missed_items")).startsWith("2025_03");
        Path documents = folder.resolve("reports/2024-Q1/acme");
        assertThat(Files.readString(documents.resolve("C-1-breaches.csv")))
                .as("of a restated period whose items are gone")
                .contains("C-1,SL-1,2024-Q1,,,,,,,,,dropped,,,,\"")
                .contains("C-1,SL-3,2024-Q1,,,,,,,,,dropped,,,,\"1 item missed; which, was dropped on 2026-04-05");
        assertThat(PdfText.of(documents.resolve("C-1-scorecard.pdf")))
                .contains("Which items these were is kept no longer.");
        assertThat(months("ticket"))
                .as("three months older; and what was open is done now, in a month that is kept")
                .startsWith("2023_12", "2025_01");
    }

    @Test
    @Order(6)
    void where_a_contract_would_come_to_something_else_everything_stays() throws IOException {
        Nights.write(
                folder.resolve("contracts/c-1.yaml"),
                CONTRACT.replace(
                                "hours-per-day: at most 8",
                                "hours-per-day: at most 8, not-to-exceed: { amount: 25000.00, per: contract, warn-at: 80% }")
                        + "triggers: [ { name: Budget, clause: Schedule 9, when: { spent: at least 80% } } ]\n");

        keep("facts: 18 months, measurements: 14 months");
        NightOutcome night = night("2026-10-06");

        assertThat(night.said())
                .anyMatch(line ->
                        line.startsWith("The facts before 2025-04 stay, because C-1 would come to something else"
                                + " without them (2026-Q"));
        assertThat(months("timesheet")).startsWith("2025_01");
        assertThat(months("missed_items")).as("figures need no items").startsWith("2025_09");
    }

    @Test
    @Order(7)
    void a_contract_that_comes_too_late_for_its_facts_is_held_and_not_measured_as_empty() throws IOException {
        List<String> issued = issued();
        Nights.write(
                folder.resolve("contracts/c-2.yaml"),
                CONTRACT.replace("C-1", "C-2")
                        .replace("2023-10-01", "2024-07-01")
                        .replace("2027-09-30", "2025-03-31")
                        .replace(", paused-in: [waiting]", ""));
        Nights.write(
                folder.resolve("feeds/other.yaml"),
                Nights.FEED.replace("acme-tickets", "acme-others").replace("tickets*", "others*") + "contract: C-2\n");
        Nights.write(folder.resolve("inbox/acme/tickets-longer.csv"), """
                Number,Priority,Opened,Resolved
                T-2025-05-2,P1,2025-05-10 09:00,2025-05-12 14:30
                """);

        NightOutcome night = night("2026-10-07");

        assertThat(night.said())
                .contains("C-2 2024-Q3 is held: facts of 2024-07 were dropped, so it cannot be measured.")
                .noneMatch(line -> line.startsWith("C-2 2025-Q1 is held"))
                .as("it is not tried again before the month is over, and said as it was")
                .anyMatch(line ->
                        line.startsWith("The facts before 2025-04 stay, because C-1 would come to something else"))
                .contains("Though old, the missed items of 2025-06 stay, because C-2 2024 is not issued.");
        assertThat(Files.readString(folder.resolve("reports/2025-Q2/acme/C-1-breaches.csv")))
                .as("those whose facts are there are measured, items and all, as ever")
                .contains("SL-1,2025-Q2,T-2025-05-2,", "SL-3,2025-Q2,L-2025-06-2,")
                .doesNotContain("dropped");
        List<String> now = issued();
        assertThat(now).containsAll(issued);
        now.removeAll(issued);
        assertThat(now)
                .anyMatch(line -> line.startsWith("C-1 2025-Q2 1 "))
                .noneMatch(line -> line.startsWith("C-2/2024-Q3"));
        assertThat(months("missed_items")).startsWith("2025_06");
    }
}
