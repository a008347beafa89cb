package org.scorekeeper.nightly;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.DatabaseUnavailableException;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.nightly.postgres.RunStore.Run;

/** What the doctor asks of the database: whether it answers, which one it is, its tables, its clock, and the last run. */
record DatabaseCheckup(DatabaseSettings settings, Path workspace, Clock clock) {
    private static final Duration APART = Duration.ofSeconds(5);
    private static final Duration FAR_APART = Duration.ofMinutes(1);
    private static final Duration A_NIGHT_AND_MORE = Duration.ofHours(36);

    List<Diagnosis> examine() {
        List<Diagnosis> found = new ArrayList<>();
        try {
            if (settings.url() == null && !Database.isThere(settings, workspace)) {
                return List.of(
                        Diagnosis.ok("database", "none yet: the first night makes one in the workspace"),
                        Diagnosis.ok("last run", "none yet"));
            }
            try (Database database = Database.look(settings, workspace)) {
                answered(database, found);
            }
        } catch (DatabaseUnavailableException notThere) {
            found.add(Diagnosis.fail("database", sentence(notThere), ""));
        } catch (SQLException | RuntimeException failed) {
            found.add(Diagnosis.fail(
                    "database", sentence(failed), "Look into the server's own log; nothing runs before it answers."));
        }
        return found;
    }

    private void answered(Database database, List<Diagnosis> found) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            found.add(server(sql));
            found.add(clock(sql));
        }
        Optional<Integer> version = database.schemaVersion();
        found.add(schema(version));
        if (version.filter(is -> is >= Database.newestVersion()).isPresent()) {
            found.add(lastRun(new RunStore(database.dataSource())));
        } else {
            found.add(Diagnosis.ok(
                    "last run", version.isEmpty() ? "none yet" : "known again once the tables are up to date"));
        }
    }

    private Diagnosis server(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("""
                select current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())), current_user,
                    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false),
                    inet_server_addr() is null or inet_server_addr() <<= '127.0.0.0/8' or inet_server_addr() = '::1'""")) {
            row.next();
            boolean encrypted = row.getBoolean(4);
            boolean here = row.getBoolean(5);
            String is = (settings.url() == null ? "the workspace's own PostgreSQL " : "PostgreSQL ") + row.getString(1)
                    + ", " + row.getString(2) + ", as " + row.getString(3)
                    + (settings.url() == null ? "" : encrypted ? ", encrypted" : ", not encrypted");
            return encrypted || here
                    ? Diagnosis.ok("database", is)
                    : Diagnosis.warn(
                            "database", is, "Write tls: verify-full and the server's certificate under database.");
        }
    }

    private Diagnosis clock(Statement sql) throws SQLException {
        Instant before = clock.instant();
        try (ResultSet row = sql.executeQuery("select extract(epoch from clock_timestamp())")) {
            row.next();
            Instant theirs =
                    Instant.ofEpochMilli(row.getBigDecimal(1).movePointRight(3).longValue());
            Duration apart = Duration.between(before, theirs).abs();
            String is = "this machine's and the database's are " + apart.toMillis() / 1000 + "."
                    + apart.toMillis() % 1000 / 100 + " s apart";
            String remedy =
                    "Let both follow the same time server (timedatectl, chrony): issue dates and mail go by them.";
            return apart.compareTo(FAR_APART) > 0
                    ? Diagnosis.fail("clock", is, remedy)
                    : apart.compareTo(APART) > 0 ? Diagnosis.warn("clock", is, remedy) : Diagnosis.ok("clock", is);
        }
    }

    private static Diagnosis schema(Optional<Integer> version) {
        int newest = Database.newestVersion();
        if (version.isEmpty()) {
            return Diagnosis.ok("tables", "none yet: the first night makes them");
        }
        int is = version.get();
        return is == newest
                ? Diagnosis.ok("tables", "version " + is)
                : is < newest
                        ? Diagnosis.warn(
                                "tables",
                                "version " + is + ", and this release has " + newest,
                                "The next night brings them up to date: back up first.")
                        : Diagnosis.fail(
                                "tables",
                                "version " + is + ", and this release knows only " + newest,
                                "A later release has been here: run that one.");
    }

    private Diagnosis lastRun(RunStore runs) {
        Optional<Run> latest = runs.latest();
        if (latest.isEmpty()) {
            return Diagnosis.ok("last run", "none yet");
        }
        Run run = latest.get();
        Duration age = Duration.between(run.started(), clock.instant());
        String is = "run " + run.runId() + " of as-of " + run.key().asOf() + " began " + ago(age);
        if (!run.finished()) {
            return Diagnosis.warn(
                    "last run",
                    is + " and has not finished",
                    "Is it still on? If not, give the same command again: it goes on where it stopped.");
        }
        return age.compareTo(A_NIGHT_AND_MORE) > 0
                ? Diagnosis.warn("last run", is, "Does the timer run? systemctl list-timers, or crontab -l.")
                : Diagnosis.ok("last run", is + ", exit " + run.exitCode().orElse(0));
    }

    private static String ago(Duration age) {
        return age.toDays() > 1
                ? age.toDays() + " days ago"
                : age.toHours() > 1 ? age.toHours() + " hours ago" : Math.max(0, age.toMinutes()) + " minutes ago";
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
