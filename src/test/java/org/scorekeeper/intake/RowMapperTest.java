package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.intake.IntakeFault.Reason;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.UnreadableFileException;

class RowMapperTest {
    private static final String TICKETS = """
            feed: northwind-tickets
            vendor: northwind
            contract: NWD-2026-014
            facts: tickets
            files: "*.csv"
            format: { decimal: "," }
            dates: { pattern: ["d/M/yyyy HH:mm", "d/M/yyyy"], zone: Europe/London }
            missing: ["?", "N/A"]
            columns:
              id: Number
              opened: Opened at
              resolved: [Resolved at, Resolution time]
              priority: { column: Priority, values: { "1 - Critical": P1, "2 - High": P2 } }
              reopens: Reopened
              hold: On hold
              satisfaction: { column: Survey, values: { Happy: "4.5", Sad: "1" } }
              region: Region
            latest-by: Updated at
            required: [id, opened, priority]
            """;
    private static final String TICKET_HEADER =
            "Number,Opened at,Resolution time,Priority,Reopened,On hold,Survey,Region,Updated at";

    private static final String TIMESHEETS = """
            feed: hours
            vendor: southridge
            contract: { column: Order }
            facts: timesheets
            files: "*.csv"
            format: { decimal: "," }
            dates: { pattern: ["yyyy-MM-dd HH:mm", yyyy-MM-dd], zone: Europe/Berlin }
            columns:
              person: Person
              work-date: Date
              hours: Hours
              start: Start
              end: End
              project: Project
              role: Role
            """;
    private static final String TIMESHEET_HEADER = "Project,Person,Date,Start,End,Hours,Role,Order";

    private static final String READINGS = """
            feed: probes
            vendor: adatum
            facts: readings
            files: "*.csv"
            format: { decimal: "," }
            dates: { zone: UTC }
            columns: { metric: Metric, at: At, value: Value, unit: Unit }
            """;

    private static final String STATUS = """
            feed: history
            vendor: adatum
            contract: A-1
            facts: ticket-status
            files: "*.csv"
            dates: { zone: UTC }
            columns: { ticket: Ticket, status: Status, from: From, to: To }
            """;

    @Test
    void a_row_becomes_a_fact() {
        FactRow fact = fact(
                mapper(TICKETS, TICKET_HEADER),
                row(7, " INC1 ", "3/7/2026 09:05", "4/7/2026", "2 - HIGH", "2", "1:30", "happy", "EMEA", "?"));

        assertThat(fact.vendor()).isEqualTo("northwind");
        assertThat(fact.contract()).isEqualTo("NWD-2026-014");
        assertThat(fact.id()).isEqualTo("INC1");
        assertThat(fact.version()).isZero();
        assertThat(fact.fileId()).isEqualTo(42);
        assertThat(fact.sheet()).isNull();
        assertThat(fact.row()).isEqualTo(7);
        assertThat(fact.orderAt()).isNull();
        assertThat(fact.own()).isEqualTo(Map.of("region", "EMEA"));
        assertThat(nonNull(fact))
                .containsExactly(
                        "P2",
                        new Moment.At(Instant.parse("2026-07-03T08:05:00Z")),
                        new Moment.Day(LocalDate.of(2026, 7, 4)),
                        2,
                        Duration.ofMinutes(90),
                        new BigDecimal("4.5"));
    }

    @Test
    void the_latest_by_column_orders_the_rows_of_an_item() {
        FactRow fact = fact(mapper(TICKETS, TICKET_HEADER), ticket("Updated at", "5/7/2026 00:00"));

        assertThat(fact.orderAt()).isEqualTo(Instant.parse("2026-07-04T23:00:00Z"));
    }

    @Test
    void formulas_and_backslashes_stay_as_they_are() {
        FactRow fact = fact(mapper(TICKETS, TICKET_HEADER), ticket("Region", "=cmd|' /C calc'!A0\\n"));

        assertThat(fact.own()).containsEntry("region", "=cmd|' /C calc'!A0\\n");
    }

    @ParameterizedTest(name = "{0} = [{1}] is {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            Number;          ``;                  MISSING;       tickets-07.csv › row 3 › Number: is empty, and the feed requires id. Fill it in.
            Opened at;       n/a;                 MISSING;       tickets-07.csv › row 3 › Opened at: is empty, and the feed requires opened. Fill it in.
            Opened at;       31/02/2026 10:00;    NOT_A_DATE;    tickets-07.csv › row 3 › Opened at: "31/02/2026 10:00" is not a date. Use d/M/yyyy HH:mm or d/M/yyyy, or a date cell of a workbook.
            Resolution time; 2/7/2026 10:00;      WRONG_ORDER;   tickets-07.csv › row 3 › Resolution time: "2/7/2026 10:00" lies before Opened at, 3/7/2026 09:05. Correct the one that is wrong.
            Priority;        5 - Planning;        UNKNOWN_VALUE; tickets-07.csv › row 3 › Priority: "5 - Planning" is none of the values that the feed knows. Known are 1 - Critical, 2 - High. Correct it, or add it to the feed.
            Reopened;        1,5;                 NOT_A_NUMBER;  tickets-07.csv › row 3 › Reopened: "1,5" is not a count. Write a whole number such as 3.
            Reopened;        -1;                  NOT_A_NUMBER;  tickets-07.csv › row 3 › Reopened: "-1" is not a count. Write a whole number such as 3.
            On hold;         a while;             NOT_A_DURATION;tickets-07.csv › row 3 › On hold: "a while" is no length of time. Write seconds, or h:mm:ss such as 1:30:00.
            Updated at;      yesterday;           NOT_A_DATE;    tickets-07.csv › row 3 › Updated at: "yesterday" is not a date. Use d/M/yyyy HH:mm or d/M/yyyy, or a date cell of a workbook.
            """)
    void a_faulty_row_is_refused_with_place_reason_and_remedy(String column, String text, Reason reason, String says) {
        IntakeFault fault = fault(mapper(TICKETS, TICKET_HEADER), ticket(column, text));

        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault).hasToString(says);
    }

    @Test
    void a_character_that_no_text_may_hold_is_refused() {
        IntakeFault fault = fault(mapper(TICKETS, TICKET_HEADER), ticket("Region", "EM\0EA"));

        assertThat(fault.reason()).isEqualTo(Reason.UNREADABLE_TEXT);
        assertThat(fault.found()).doesNotContain("\0");
    }

    @Test
    void more_cells_than_columns_are_refused_unless_they_are_blank() {
        SourceRow good = ticket("Region", "EMEA");
        List<Cell> cells = new ArrayList<>(good.cells());
        cells.add(new Cell.Text(" "));
        assertThat(mapper(TICKETS, TICKET_HEADER).map(new SourceRow(null, 3, cells)))
                .isInstanceOf(RowResult.Mapped.class);

        cells.add(new Cell.Text("and more"));
        assertThat(fault(mapper(TICKETS, TICKET_HEADER), new SourceRow(null, 3, cells)))
                .hasToString("tickets-07.csv › row 3: \"and more\" stands in cell 11, and the header has 9 columns."
                        + " Is a delimiter or a quote inside a text? Put that text in quotes, and double the quotes in"
                        + " it.");
    }

    @Test
    void a_short_row_lacks_what_it_does_not_hold() {
        assertThat(fact(mapper(TICKETS, TICKET_HEADER), row(3, "INC1", "3/7/2026 09:05", "", "P1"))
                        .id())
                .isEqualTo("INC1");
    }

    @Test
    void an_error_cell_refuses_its_row_only_where_the_column_counts() {
        List<Cell> cells = new ArrayList<>(ticket("Region", "EMEA").cells());
        cells.set(1, new Cell.Err("#N/A"));

        assertThat(fault(mapper(TICKETS, TICKET_HEADER), new SourceRow("Export", 9, cells)))
                .hasToString("tickets-07.csv › Export › row 9 › Opened at: \"#N/A\" is an error of the spreadsheet."
                        + " Mend the formula, or put the value there.");

        RowMapper wider = mapper(TICKETS, TICKET_HEADER + ",Check");
        cells.set(1, new Cell.Text("3/7/2026"));
        cells.add(new Cell.Err("#REF!"));
        assertThat(wider.map(new SourceRow("Export", 9, cells))).isInstanceOf(RowResult.Mapped.class);
    }

    @Test
    void cells_of_a_workbook_keep_their_types() {
        List<Cell> cells = new ArrayList<>(ticket("Region", "").cells());
        cells.set(0, new Cell.Decimal(new BigDecimal("1004711")));
        cells.set(1, new Cell.DateTime(LocalDateTime.of(2026, 7, 3, 9, 5), false));
        cells.set(2, new Cell.DateTime(LocalDateTime.of(2026, 7, 3, 0, 0), true));
        cells.set(4, new Cell.Decimal(new BigDecimal("3")));
        cells.set(5, new Cell.DateTime(LocalDateTime.of(1900, 1, 1, 6, 15), false));
        cells.set(7, new Cell.Bool(true));
        FactRow fact = fact(mapper(TICKETS, TICKET_HEADER), new SourceRow("Export", 9, cells));

        assertThat(fact.id()).isEqualTo("1004711");
        assertThat(fact.own()).containsEntry("region", "true");
        assertThat(nonNull(fact))
                .containsExactly(
                        "P1",
                        new Moment.At(Instant.parse("2026-07-03T08:05:00Z")),
                        new Moment.Day(LocalDate.of(2026, 7, 3)),
                        3,
                        Duration.ofHours(30).plusMinutes(15));
    }

    @Test
    void a_number_in_a_column_of_dates_is_not_taken_for_a_date() {
        List<Cell> cells = new ArrayList<>(ticket("Region", "").cells());
        cells.set(1, new Cell.Decimal(new BigDecimal("46206.5")));

        assertThat(fault(mapper(TICKETS, TICKET_HEADER), new SourceRow("Export", 9, cells))
                        .reason())
                .isEqualTo(Reason.NOT_A_DATE);
    }

    @Test
    void in_the_hour_that_is_repeated_a_pair_is_read_so_that_it_is_in_order() {
        SourceRow row = row(3, "INC1", "25/10/2026 01:50", "25/10/2026 01:10", "P1");

        assertThat(nonNull(fact(mapper(TICKETS, TICKET_HEADER), row)))
                .containsExactly(
                        "P1",
                        new Moment.At(Instant.parse("2026-10-25T00:50:00Z")),
                        new Moment.At(Instant.parse("2026-10-25T01:10:00Z")));
    }

    @Test
    void of_alternative_columns_the_first_that_the_file_has_counts() {
        String both = TICKET_HEADER.replace("Resolution time", "Resolution time,resolved  AT");
        SourceRow row = row(3, "INC1", "3/7/2026 09:00", "4/7/2026 09:00", "5/7/2026 09:00", "P1");

        assertThat(nonNull(fact(mapper(TICKETS, both), row)))
                .contains(new Moment.At(Instant.parse("2026-07-05T08:00:00Z")));
    }

    @Test
    void a_file_without_a_needed_column_is_refused_as_a_whole() {
        assertThatThrownBy(() -> mapper(TICKETS, "Number,Opened,Priority,Updated at"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("the column Opened at is not there; row 1 has: Number, Opened, Priority, Updated at."
                        + " Is it now called \"Opened\"? Add the new name to the feed northwind-tickets, or export the"
                        + " file again.");
        assertThatThrownBy(() -> mapper(TICKETS, "Number,Priority"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith(
                        "the columns Opened at, Updated at are not there; row 1 has: Number, Priority.");
    }

    @Test
    void a_column_that_is_not_required_may_be_absent() {
        assertThat(nonNull(
                        fact(mapper(TICKETS, "Number,Priority,Opened at,Updated at"), row(2, "A", "P1", "3/7/2026"))))
                .hasSize(2);
    }

    @Test
    void a_timesheet_line_without_id_is_told_apart_by_what_it_says_and_by_its_number_among_its_like() {
        RowMapper mapper = mapper(TIMESHEETS, TIMESHEET_HEADER);
        SourceRow line = row(2, "A|B", "Ann", "2026-03-02", "", "", "7,5", "dev", "S-1");
        SourceRow other = row(3, "A", "Ann", "2026-03-02", "", "", "7,5", "dev", "S-1");

        assertThat(List.of(
                        fact(mapper, line).id(),
                        fact(mapper, line).id(),
                        fact(mapper, other).id()))
                .containsExactly(
                        "Ann|dev|2026-03-02||A\\|B|||1", "Ann|dev|2026-03-02||A\\|B|||2", "Ann|dev|2026-03-02||A|||1");
        assertThat(fact(mapper(TIMESHEETS, TIMESHEET_HEADER), line).id())
                .as("a restart, fed from the first row, counts the same")
                .isEqualTo("Ann|dev|2026-03-02||A\\|B|||1");
    }

    @Test
    void a_column_says_which_contract_a_row_belongs_to() {
        RowMapper mapper = mapper(TIMESHEETS, TIMESHEET_HEADER);

        assertThat(fact(mapper, row(2, "A", "Ann", "2026-03-02", "", "", "7,5", "dev", "S-1"))
                        .contract())
                .isEqualTo("S-1");
        assertThat(fault(mapper, row(3, "A", "Ann", "2026-03-02", "", "", "7,5", "dev", "")))
                .hasToString("tickets-07.csv › row 3 › Order: is empty, and says which contract the row belongs to."
                        + " Fill it in.");
    }

    @Test
    void hours_may_be_written_as_a_clock() {
        RowMapper mapper = mapper(TIMESHEETS, TIMESHEET_HEADER);
        List<Cell> excel = new ArrayList<>(
                row(4, "A", "Ann", "2026-03-02", "", "", "x", "dev", "S-1").cells());
        excel.set(5, new Cell.DateTime(LocalDateTime.of(1899, 12, 31, 7, 30), false));

        assertThat(nonNull(fact(mapper, row(3, "A", "Ann", "2026-03-02", "", "", "7:30", "dev", "S-1"))))
                .contains(new BigDecimal("7.5"));
        assertThat(nonNull(fact(mapper, new SourceRow("Sheet1", 4, excel)))).contains(new BigDecimal("7.5"));
    }

    @Test
    void a_shift_that_ends_before_it_starts_is_refused() {
        SourceRow row = row(3, "A", "Ann", "2026-03-02", "2026-03-02 17:00", "2026-03-02 08:00", "7,5", "dev", "S-1");

        assertThat(fault(mapper(TIMESHEETS, TIMESHEET_HEADER), row))
                .hasToString("tickets-07.csv › row 3 › End: \"2026-03-02 08:00\" lies before Start, 2026-03-02 17:00."
                        + " Correct the one that is wrong.");
    }

    @ParameterizedTest(name = "[{0}] {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            Total,,,,,412.5,,;       TOTALS;  a line of totals
            Grand Total:,,,,,,,;       TOTALS;  another
            Summe,,,,,412.5,,;       TOTALS;  a German one
            Total hours,,Total,,,,,;   TOTALS;  with a word where a date should be
            Total,Ann,,,,7.5,dev,S-1; TOTALS;  of one person
            Printed on Monday,,,,,,,;  TOTALS;  a note
            -----,,,,,,,;              TOTALS;  a rule below the table
            Anzahl: 2,,,,,,,;          TOTALS;  a count
            ,,,Average,,7.5,,;         TOTALS;  a mean, wherever it begins
            Project A,,,,,,,;          TOTALS;  a heading of what follows
            Projects,,,,,,,;           MISSING; a single word may be a row's beginning
            ,Ann,,,,7.5,,;             MISSING; a row with two cells is a wrong one
            """)
    void footers_are_read_and_refused(String cells, Reason reason, String why) {
        String[] texts = cells.split(",", -1);
        String feed = TIMESHEETS.replace("decimal: \",\"", "decimal: \".\"");

        assertThat(fault(mapper(feed, TIMESHEET_HEADER), row(99, texts)).reason())
                .as(why)
                .isEqualTo(reason);
    }

    @Test
    void column_names_in_the_middle_are_no_row() {
        RowMapper tickets = mapper(TICKETS, TICKET_HEADER);

        assertThat(fault(tickets, row(9, TICKET_HEADER.split(","))).reason()).isEqualTo(Reason.COLUMN_NAMES);
        assertThat(fault(
                        tickets,
                        row(9, TICKET_HEADER.toUpperCase(java.util.Locale.ROOT).split(","))))
                .hasToString("tickets-07.csv › row 9: \"NUMBER\" begins the column names once more, which are no row of"
                        + " tickets. Leave them out of the export, or leave them: they count nowhere.");
        String bare = TICKETS.replace("required: [id, opened, priority]", "").replace("latest-by: Updated at", "");
        assertThat(fault(mapper(bare, "Number,Region"), row(9, "Number", "Region"))
                        .reason())
                .isEqualTo(Reason.COLUMN_NAMES);
    }

    @Test
    void a_note_is_no_ticket_where_an_id_alone_would_be_one() {
        String bare = TICKETS.replace("required: [id, opened, priority]", "").replace("latest-by: Updated at", "");
        RowMapper tickets = mapper(bare, "Number,Region,Opened at");

        assertThat(fault(tickets, row(9, "2 rows selected")).reason()).isEqualTo(Reason.TOTALS);
        assertThat(fact(tickets, row(9, "INC2", "", "")).id()).isEqualTo("INC2");
        assertThat(fact(tickets, row(9, "INC 3", "EMEA", "")).id()).isEqualTo("INC 3");
    }

    @Test
    void a_client_may_be_called_total() {
        assertThat(fact(
                                mapper(TIMESHEETS, TIMESHEET_HEADER),
                                row(2, "Total", "Ann", "2026-03-02", "", "", "8", "dev", "S-1"))
                        .id())
                .isEqualTo("Ann|dev|2026-03-02||Total|||1");
        assertThat(fault(mapper(TICKETS, TICKET_HEADER), row(9, "Total", "3/7/2026", "", "P1"))
                        .reason())
                .as("but no ticket is")
                .isEqualTo(Reason.TOTALS);
    }

    @ParameterizedTest(name = "[{0}] [{1}] is {2} [{3}]: {4}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            99,95 %; ``; 99.95; %;  the sign says the unit
            99,95%;  %;  99.95; %;  and the column agrees
            99,95;   %;  99.95; %;  the column alone
            120;     ms; 120;   ms; another unit
            120;     ``; 120;   ``; no unit
            """)
    void a_reading_has_a_value_and_a_unit(String value, String unit, BigDecimal number, String as, String why) {
        FactRow fact =
                fact(mapper(READINGS, "Metric,At,Value,Unit"), row(2, "uptime", "2026-03-01T00:00:00Z", value, unit));

        assertThat(fact.id()).isEqualTo("uptime|2026-03-01T00:00:00Z");
        assertThat(fact.values()[2]).as(why).isEqualTo(number);
        assertThat(fact.values()[3]).as(why).isEqualTo(as.isEmpty() ? null : as);
    }

    @Test
    void a_percentage_of_a_workbook_is_what_the_sheet_shows() {
        List<Cell> cells =
                new ArrayList<>(row(2, "uptime", "2026-03-01T00:00:00Z", "", "").cells());
        cells.set(2, Cell.percent(new BigDecimal("0.9995")));
        FactRow fact = fact(mapper(READINGS, "Metric,At,Value,Unit"), new SourceRow("Sheet1", 2, cells));

        assertThat(fact.values()[2]).isEqualTo(new BigDecimal("99.95"));
        assertThat(fact.values()[3]).isEqualTo("%");
    }

    @Test
    void a_reading_without_a_value_means_nothing() {
        assertThat(fault(mapper(READINGS, "Metric,At,Value,Unit"), row(2, "uptime", "2026-03-01", "", "%")))
                .hasToString("tickets-07.csv › row 2 › Value: is empty, and without value a row of readings means"
                        + " nothing. Fill it in.");
    }

    @Test
    void a_status_is_told_apart_by_ticket_status_and_beginning() {
        RowMapper mapper = mapper(STATUS, "Ticket,Status,From,To");

        assertThat(fact(mapper, row(2, "T-1", "Waiting", "2026-03-01T10:00:00Z", ""))
                        .id())
                .isEqualTo("T-1|Waiting|2026-03-01T10:00:00Z");
        assertThat(fault(mapper, row(3, "T-1", "Waiting", "2026-03-01 10:00", "2026-03-01 09:00"))
                        .reason())
                .isEqualTo(Reason.WRONG_ORDER);
    }

    @Test
    void equal_content_has_an_equal_fingerprint_and_other_content_another() {
        RowMapper mapper = mapper(TICKETS, TICKET_HEADER);
        long print = fact(mapper, ticket("Region", "EMEA")).fingerprint();

        assertThat(fact(mapper, ticket("Region", " EMEA ")).fingerprint()).isEqualTo(print);
        assertThat(fact(mapper, ticket("Priority", "1 - critical")).fingerprint())
                .isEqualTo(fact(mapper, ticket("Priority", "P1")).fingerprint());
        assertThat(fact(mapper, ticket("Region", "APAC")).fingerprint()).isNotEqualTo(print);
        assertThat(fact(mapper, ticket("Updated at", "6/7/2026")).fingerprint())
                .as("when a row was written is no content")
                .isEqualTo(fact(mapper, ticket("Updated at", "7/7/2026")).fingerprint());
    }

    @Test
    void a_row_goes_back_as_it_was_sent() {
        assertThat(mapper(STATUS, "Ticket,Status,From").asSent(row(2, " T-1", "", "x", "extra")))
                .containsExactly(
                        Map.entry("Ticket", " T-1"),
                        Map.entry("Status", ""),
                        Map.entry("From", "x"),
                        Map.entry("", "extra"));
    }

    private static SourceRow ticket(String column, String text) {
        List<String> names = Arrays.asList(TICKET_HEADER.split(","));
        List<String> texts = new ArrayList<>(List.of("INC1", "3/7/2026 09:05", "", "1 - Critical", "", "", "", "", ""));
        texts.set(names.indexOf(column), text);
        return row(3, texts.toArray(new String[0]));
    }

    private static SourceRow row(int number, String... texts) {
        List<Cell> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(new Cell.Text(text));
        }
        return new SourceRow(null, number, cells);
    }

    private static RowMapper mapper(String feed, String header) {
        Feed read = FeedReader.read("feeds/test.yaml", feed).feed().orElseThrow();
        return new RowMapper(read, new Header(1, List.of(header.split(","))), "tickets-07.csv", 42);
    }

    private static FactRow fact(RowMapper mapper, SourceRow row) {
        RowResult result = mapper.map(row);
        if (result instanceof RowResult.Refused refused) {
            throw new AssertionError(refused.fault().toString());
        }
        return ((RowResult.Mapped) result).fact();
    }

    private static IntakeFault fault(RowMapper mapper, SourceRow row) {
        assertThat(mapper.map(row)).isInstanceOf(RowResult.Refused.class);
        return ((RowResult.Refused) mapper.map(row)).fault();
    }

    private static List<Object> nonNull(FactRow fact) {
        List<Object> values = new ArrayList<>();
        for (Object value : fact.values()) {
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
