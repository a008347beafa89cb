package org.scorekeeper.facts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.FieldType;

/** A database is opened for one run alone, with its tables made, or one sentence says why not. */
class DatabaseTest {
    private static final Path NO_WORKSPACE = Path.of("target");

    @ParameterizedTest
    @EnumSource
    void the_tables_of_facts_have_the_fields_of_their_kind_in_order(TestDatabases where) throws SQLException {
        try (Database database = where.open()) {
            for (FactKind kind : FactKind.values()) {
                List<String> expected = new ArrayList<>(FactBlock.columns(kind).subList(0, 11));
                kind.fields().forEach(field -> expected.add(field.column() + " " + sqlType(field)));
                List<String> found = columns(database, kind.table());
                assertThat(found.subList(0, 11))
                        .as(kind.table())
                        .allMatch(column -> expected.contains(column.substring(0, column.indexOf(' '))));
                assertThat(found.subList(11, found.size()))
                        .as(kind.table())
                        .containsExactlyElementsOf(expected.subList(11, expected.size()));
            }
        }
    }

    private static String sqlType(Field field) {
        return switch (field.type()) {
            case TEXT -> "text";
            case MOMENT -> "timestamp with time zone";
            case DECIMAL -> "numeric";
            case INTEGER -> "integer";
            case DURATION -> "bigint";
        };
    }

    @Test
    void no_kind_has_more_moments_than_bits_to_tell_days() {
        for (FactKind kind : FactKind.values()) {
            assertThat(kind.moments()).as(kind.code()).hasSizeLessThan(Integer.SIZE);
            assertThat(kind.moments())
                    .allMatch(index -> kind.fields().get(index).type() == FieldType.MOMENT);
        }
    }

    private static List<String> columns(Database database, String table) throws SQLException {
        return strings(
                database,
                "select column_name || ' ' || data_type from information_schema.columns where table_schema = '"
                        + database.settings().schema() + "' and table_name = '" + table
                        + "' order by ordinal_position");
    }

    @ParameterizedTest
    @EnumSource
    void opened_again_it_has_kept_its_tables_and_their_rows(TestDatabases where) throws SQLException {
        DatabaseSettings settings = where.fresh();
        try (Database first = Database.open(settings, NO_WORKSPACE)) {
            execute(
                    first,
                    "insert into " + settings.batchSchema()
                            + ".batch_job_instance (job_instance_id, job_name, job_key) values (1, 'nightly', 'k')");
        }
        try (Database second = Database.open(settings, NO_WORKSPACE)) {
            assertThat(strings(second, "select job_name from " + settings.batchSchema() + ".batch_job_instance"))
                    .containsExactly("nightly");
            assertThat(strings(second, "select current_schema()")).containsExactly(settings.schema());
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_runs_do_not_share_a_schema(TestDatabases where) {
        DatabaseSettings settings = where.fresh();
        try (Database first = Database.open(settings, NO_WORKSPACE)) {
            assertThatThrownBy(() -> Database.open(settings, NO_WORKSPACE))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageMatching("another run is using the schema " + settings.schema()
                            + " of jdbc:postgresql:\\S+\\. Wait until it has finished, or stop it, and give the"
                            + " command again\\.");
            assertThat(first.settings()).isEqualTo(settings);
        }
        Database.open(settings, NO_WORKSPACE).close();
    }

    @Test
    void a_run_that_lost_its_lock_keeps_others_out_while_it_works_and_begins_nothing_new() throws SQLException {
        DatabaseSettings settings = TestDatabases.EMBEDDED.fresh();
        try (Database first = Database.open(settings, NO_WORKSPACE);
                Connection other = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement terminate = other.createStatement()) {
            terminate.execute("select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory'"
                    + " and classid::bigint = hashtext('scorekeeper')::bigint & 4294967295"
                    + " and objid::bigint = hashtext('" + settings.schema() + "')::bigint & 4294967295");
            assertThatThrownBy(() -> Database.open(settings, NO_WORKSPACE))
                    .as("its connections may be in the middle of something")
                    .hasMessageStartingWith("another run is using the schema " + settings.schema());
            assertThat(first.holds()).isFalse();
            assertThatThrownBy(first.dataSource()::getConnection).hasMessageContaining("the database went away");
        }
        Database.open(settings, NO_WORKSPACE).close();
    }

    @Test
    void a_machine_that_is_gone_is_noticed_within_a_minute() throws SQLException {
        try (Database database = TestDatabases.EMBEDDED.open()) {
            assertThat(strings(
                            database,
                            "select concat_ws(' ', current_setting('tcp_keepalives_idle'),"
                                    + " current_setting('tcp_keepalives_interval'), current_setting('tcp_keepalives_count'),"
                                    + " current_setting('tcp_user_timeout'),"
                                    + " current_setting('client_connection_check_interval'))"))
                    .containsExactly("20 5 4 40000 10s");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_password_is_said_with_what_to_set(TestDatabases where) {
        DatabaseSettings right = where.fresh();
        assertThatThrownBy(() -> Database.open(
                        new DatabaseSettings(right.url(), right.user(), "wrong", right.schema()), NO_WORKSPACE))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageEndingWith(
                        "Set SCOREKEEPER_DATABASE_USER and SCOREKEEPER_DATABASE_PASSWORD to a user that may log in"
                                + " there.");
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_database_is_said_with_how_to_make_it(TestDatabases where) {
        DatabaseSettings right = where.fresh();
        String url = String.valueOf(right.url()).replaceFirst("/[^/]*$", "/nowhere?applicationName=secret");
        assertThatThrownBy(() -> Database.open(
                        new DatabaseSettings(url, right.user(), right.password(), right.schema()), NO_WORKSPACE))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("\"nowhere\" does not exist")
                .hasMessageContaining("Create it with CREATE DATABASE")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_server_that_is_not_there_is_said_in_one_sentence() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> Database.open(
                        new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + port + "/x", "u", "p", "scorekeeper"),
                        NO_WORKSPACE))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageStartingWith("the database jdbc:postgresql://127.0.0.1:" + port
                        + "/x cannot be used (Connection to 127.0.0.1:" + port + " refused")
                .hasMessageEndingWith(
                        "Start the server, or correct the address; without --database Scorekeeper uses one of its"
                                + " own.")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @EnumSource
    void a_schema_of_another_program_is_not_touched(TestDatabases where) throws SQLException {
        DatabaseSettings other = where.fresh();
        try (Database database = Database.open(where.fresh(), NO_WORKSPACE)) {
            execute(database, "create schema " + other.schema());
            execute(database, "create table " + other.schema() + ".theirs (x int)");
        }
        assertThatThrownBy(() -> Database.open(other, NO_WORKSPACE))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageStartingWith("the database's tables could not be brought up to date: ")
                .hasMessageContaining("no other program may use them");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "Score", "1st", "a b", "a;drop", "pg_mine", "a-b", "ü"})
    void a_schema_that_is_no_plain_name_is_refused(String schema) {
        assertThatThrownBy(() -> new DatabaseSettings(null, null, null, schema))
                .hasMessageContaining("is no plain name");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"localhost:5432/x", "jdbc:mysql://h/x", "postgresql://h/x"})
    void an_address_of_another_kind_is_refused(String url) {
        assertThatThrownBy(() -> new DatabaseSettings(url, null, null, "scorekeeper"))
                .hasMessageContaining("is no PostgreSQL address");
    }

    @Test
    void settings_do_not_print_passwords() {
        assertThat(new DatabaseSettings("jdbc:postgresql://h/x?password=secret", "u", "secret", "scorekeeper"))
                .hasToString("jdbc:postgresql://h/x, schema scorekeeper");
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Database database, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Test
    void the_newest_migration_is_the_one_that_up_to_date_tables_have() throws Exception {
        try (Stream<Path> sql = Files.list(Path.of("src/main/resources/db/migration"));
                Stream<Path> java = Files.list(Path.of("src/main/java/org/scorekeeper/facts/postgres"))) {
            assertThat(Stream.concat(sql, java)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("V\\d+__.*"))
                            .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf('_'))))
                            .max())
                    .hasValue(Tables.NEWEST);
        }
    }
}
