package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A file whose reading breaks off in the middle: what is stored stays, and the rest follows, once. */
class InterruptedFileTest {
    private static final int TICKETS = 60_000;
    /** Each ticket with the transaction that stored it: another transaction, another text. */
    private static final String STORED = "select md5(string_agg(id || xmin::text, ',' order by id)) from %s.ticket"
            + " where vendor = 'acme' and xmin::text = ? ";

    @TempDir
    private Path folder = Path.of("");

    private final DatabaseSettings settings = TestDatabases.EMBEDDED.fresh();
    private final JdbcClient jdbc = JdbcClient.create(
            new DriverManagerDataSource(settings.url() + "", settings.user() + "", settings.password() + ""));

    @BeforeEach
    void a_night_that_cannot_store_the_last_block() throws Exception {
        Nights.workspace(folder, settings);
        assertThat(Nights.night(folder, "2026-02-05").exit()).isEqualTo(ExitCode.DONE);
        Nights.write(folder.resolve("inbox/acme/tickets-2.csv"), tickets());
        execute("create function %s.power_cut() returns trigger language plpgsql as"
                + " $$ begin raise exception 'power cut'; end $$");
        execute("create trigger power_cut before update on %s.source_file for each row when (new.rows_read = " + TICKETS
                + ") execute function %s.power_cut()");

        NightOutcome broken = Nights.night(folder, "2026-02-06");

        assertThat(broken.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(broken.lastLine()).contains("power cut", "the same command goes on from there");
        assertThat(rowsRead()).as("a block is stored, the next is not").isBetween(1L, TICKETS - 1L);
        execute("drop trigger power_cut on %s.source_file");
    }

    @Test
    void the_same_command_goes_on_behind_the_last_stored_block() {
        long stored = rowsRead();
        String transaction = text("select xmin::text from %s.ticket where id = 'M-0'");
        String before = text(STORED, transaction);

        NightOutcome again = Nights.night(folder, "2026-02-06");

        assertThat(again.exit()).as(again.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(rowsRead()).isEqualTo(TICKETS);
        assertThat(text(STORED, transaction)).as("no row is stored again").isEqualTo(before);
        assertThat(number(
                        "select count(*) from %s.ticket where id like 'M-%%' and xmin::text <> '" + transaction + "'"))
                .as("only what was missing is stored")
                .isEqualTo(TICKETS - stored);
    }

    @Test
    void another_as_of_never_goes_on_with_it_and_reads_the_file_from_the_start() {
        NightOutcome other = Nights.night(folder, "2026-02-07");

        assertThat(other.exit()).as(other.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(other.lastLine()).startsWith("1 file, " + TICKETS + " rows came in");
        assertThat(number("select count(*) from %s.source_file where state = 'reading'"))
                .isZero();
        assertThat(number("select count(*) from %s.run where state = 'running' and as_of = '2026-02-06'"))
                .as("the broken night stays as it was left")
                .isOne();
        assertThat(Nights.night(folder, "2026-02-07").lastLine()).startsWith("Nothing new since");
    }

    private long rowsRead() {
        return number("select max(rows_read) from %s.source_file where path = 'acme/tickets-2.csv'"
                + " and state <> 'withdrawn'");
    }

    private long number(String sql) {
        return jdbc.sql(here(sql)).query(Long.class).single();
    }

    private String text(String sql, Object... values) {
        return jdbc.sql(here(sql)).params(values).query(String.class).single();
    }

    private void execute(String sql) {
        jdbc.sql(here(sql)).update();
    }

    private String here(String sql) {
        return sql.replace("%s", settings.schema()).replace("%%", "%");
    }

    private static String tickets() {
        StringBuilder tickets = new StringBuilder("Number,Priority,Opened,Resolved\n");
        LocalDateTime first = LocalDateTime.of(2026, 1, 1, 0, 0);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
        for (int i = 0; i < TICKETS; i++) {
            LocalDateTime opened = first.plusMinutes(i % 40_000);
            tickets.append("M-")
                    .append(i)
                    .append(",P1,")
                    .append(opened.format(format))
                    .append(',')
                    .append(opened.plusMinutes(i % 300).format(format))
                    .append('\n');
        }
        return tickets.toString();
    }
}
