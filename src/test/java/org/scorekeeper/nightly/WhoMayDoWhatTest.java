package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;

/**
 * Nights by a lesser role on tables that belong to another, as docs/operations.md has it: what that role can do, and that no
 * password stands in anything that such nights write or say, at the most talkative level too.
 */
class WhoMayDoWhatTest {
    private static final List<String> SECRETS =
            List.of("owner-Zq7w-marked", "night-Xv3k-marked", "mail-Jh5t-marked", "wrong-Bn8d-marked");

    @TempDir
    private static Path folder = Path.of("");

    private static DatabaseSettings all = DatabaseSettings.embedded();
    private static String owner = "";
    private static String lesser = "";
    private static final List<String> SAID = Collections.synchronizedList(new ArrayList<>());
    private static final List<ExitCode> ENDED = new ArrayList<>();

    @BeforeAll
    static void nights() throws Exception {
        all = TestDatabases.EMBEDDED.fresh();
        String unique = all.schema() + "_" + Long.toString(System.nanoTime(), 36);
        owner = unique + "_owner";
        lesser = unique + "_night";
        execute(
                String.valueOf(all.user()),
                String.valueOf(all.password()),
                "create role " + owner + " login password '" + SECRETS.get(0) + "'",
                "create role " + lesser + " login password '" + SECRETS.get(1) + "'",
                "grant create on database postgres to " + owner);
        Path workspace = Nights.workspace(folder.resolve("world"), all);
        Nights.write(folder.resolve("secrets/owner"), SECRETS.get(0) + "\n");
        Nights.write(folder.resolve("secrets/night"), SECRETS.get(1) + "\n");
        Nights.contract(
                workspace,
                "C-0",
                "bolt",
                Nights.CONTRACT.replace("2026-01-01", "2024-05-01").replace("2026-12-31", "2024-05-31"),
                "Number,Priority,Opened,Resolved\nB-1,P1,2024-05-06 09:00,2024-05-06 19:00\n");
        AppenderBase<ILoggingEvent> ear = listening();
        try {
            Nights.write(workspace.resolve("inbox/acme/tickets-0.csv"), """
                    Number,Priority,Opened,Resolved
                    T-0,P1,2024-05-05 09:00,2024-05-05 10:00
                    T-00,P1,2024-05-05 09:00,2024-05-05 08:00
                    """);
            settings(workspace, "  owner: { user: " + owner + ", password-file: ../secrets/owner }");
            night(workspace, "2026-02-05");
            settings(workspace, "retention: { facts: 14 months, measurements: 14 months }");
            night(workspace, "2026-03-05");
            NightRequest request = Nights.request(workspace, null, false, null);
            Doctor.examine(request, Clock.systemUTC()).forEach(one -> SAID.add(one.line()));
            SAID.add(RunHistory.list(request, 9));
            SAID.add(RunHistory.one(request, "1"));
            Nights.write(folder.resolve("secrets/night"), SECRETS.get(3) + "\n");
            night(workspace, "2026-04-05");
            Doctor.examine(request, Clock.systemUTC()).forEach(one -> SAID.add(one.line()));
        } finally {
            ear.stop();
            quiet(ear);
        }
    }

    @AfterAll
    static void clean() throws SQLException {
        execute(
                String.valueOf(all.user()),
                String.valueOf(all.password()),
                "set client_min_messages = warning",
                "drop owned by " + owner + " cascade",
                "drop owned by " + lesser + " cascade",
                "drop role " + owner,
                "drop role " + lesser);
    }

    private static void settings(Path workspace, String more) throws IOException {
        Nights.write(workspace.resolve("scorekeeper.yaml"), """
                limits: { settle: 0s }
                mail: { host: localhost, port: 1, tls: none, from: a@example.com, operator: ops@example.com, user: mailer, password: %s }
                database:
                  url: "%s"
                  user: %s
                  password-file: ../secrets/night
                  schema: %s
                %s
                """.formatted(
                        SECRETS.get(2), all.url(), lesser, all.schema(), more));
    }

    private static void night(Path workspace, String asOf) {
        NightOutcome night = Nights.night(workspace, asOf);
        SAID.addAll(night.said());
        SAID.add(night.lastLine());
        ENDED.add(night.exit());
    }

    private static AppenderBase<ILoggingEvent> listening() {
        LoggerContext context = (LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory();
        AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                SAID.add(event.getFormattedMessage());
                if (event.getThrowableProxy() != null) {
                    SAID.add(ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(event.getThrowableProxy()));
                }
            }
        };
        ear.setContext(context);
        ear.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(ear);
        for (String name : List.of("com.zaxxer", "org.flywaydb", "org.springframework.jdbc", "org.scorekeeper")) {
            context.getLogger(name).setLevel(Level.TRACE);
        }
        return ear;
    }

    private static void quiet(AppenderBase<ILoggingEvent> ear) throws Exception {
        LoggerContext context = (LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(ear);
        context.reset();
        org.scorekeeper.cli.LogLines.configure(context, false);
    }

    @Test
    void the_lesser_role_works_at_night_on_tables_that_belong_to_another() throws SQLException {
        // The mail server is not there: that is exit 3 the first time.
        assertThat(ENDED)
                .as(String.join("\n", SAID.stream().limit(20).toList()))
                .containsExactly(ExitCode.LOOK, ExitCode.DONE, ExitCode.FAILED);
        assertThat(ask("select string_agg(distinct tableowner, ' ') from pg_tables where schemaname in ('"
                        + all.schema() + "', '" + all.batchSchema() + "')"))
                .isEqualTo(owner);
        assertThat(ask("select string_agg(concat_ws(' ', facts, month, rows), ', ' order by facts, rows) from "
                        + all.schema() + ".dropped_month"))
                .as("the owner's function did it for it")
                .isEqualTo("missed_items 2024-05-01 1, ticket 2024-05-01 1, ticket 2024-05-01 1");
        assertThat(ask("select period || ' ' || (dropped->'SL-1'->>'counted') from " + all.schema()
                        + ".period_result where dropped is not null"))
                .isEqualTo("2024-05 1");
        assertThat(ask("select string_agg(items::jsonb->'SL-1'->0->>'item', ' ') from " + all.schema()
                        + ".missed_items"))
                .isEqualTo("T-2");
        assertThat(ask("select count(*) from " + all.schema() + ".ledger_line")).isNotEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table S.ticket",
                "drop table S.ticket_2026_01",
                "select S.drop_month('ticket', '2024-02-15', '2024-03-01', 14, 1, '2026-02-05')",
                "select S.drop_month('missed_items', '2099-01-01', '2099-02-01', 14, 1, '2026-02-05')",
                "drop table S.missed_items_2026_01",
                "update S.missed_items set items = '{}'",
                "delete from S.missed_items_2026_01",
                "delete from S.dropped_month",
                "delete from S.ticket",
                "update S.ticket set opened = null",
                "delete from S.ticket_rest",
                "drop schema S cascade",
                "alter table S.ticket add column more int",
                "alter table S.ledger_line disable trigger all",
                "create table S.mine (x int)",
                "create schema S_mine",
                "create function S.f() returns int language sql return 1",
                "truncate S.ledger_line",
                "update S.ledger_line set signed_amount = 0",
                "delete from S.ledger_line",
                "delete from S.posting",
                "delete from S.terms",
                "delete from S.issued_document",
                "delete from S.input_text",
                "update S.flyway_schema_history set success = false",
                "select rolpassword from pg_authid",
                "copy (select 1) to program 'true'",
                "create role another superuser",
                "set role OWNER"
            })
    void it_can_change_neither_tables_nor_what_was_issued(String statement) {
        assertThatThrownBy(() -> execute(
                        lesser,
                        SECRETS.get(1),
                        statement
                                .replace("OWNER", owner)
                                .replaceAll("\\bS\\b", all.schema())
                                .replace("S_mine", all.schema() + "_mine")))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState())
                                .as(refused.getMessage())
                                .isEqualTo("42501"));
    }

    @Test
    void no_password_stands_in_anything_that_is_said_or_written() throws IOException {
        assertThat(SAID)
                .as("something was listened to")
                .anyMatch(line -> line.contains("jdbc:postgresql:"))
                .anyMatch(line -> line.contains("password authentication failed"))
                .noneMatch(line -> SECRETS.stream().anyMatch(line::contains));
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> written = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("secrets")))
                    .filter(file -> !file.endsWith("scorekeeper.yaml"))
                    .toList();
            assertThat(written).anyMatch(file -> file.endsWith("manifest.json"));
            for (Path file : written) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(SECRETS).as(file.toString()).noneMatch(bytes::contains);
            }
        }
    }

    @Test
    void reports_are_for_whoever_may_enter_their_folder_and_nobody_else_writes_them() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("world/reports"))) {
            TreeSet<String> modes = new TreeSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            assertThat(modes).containsExactly("rw-r--r--");
        }
    }

    private static void execute(String user, String password, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(all.url(), user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(all.url(), all.user(), all.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
