package org.scorekeeper.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.DatabaseSettings;

/**
 * Nights that are killed, stopped, cut from their database or left without room, one fault after the other on one
 * workspace: each says so in one line, and in the end they leave what one undisturbed night leaves. {@code bench/kills}
 * tries hundreds of kills.
 */
class KilledAnywhereTest {
    private static final long SEED = 20261127;
    /** Nobody can write figures while this transaction is open: the night waits in its evaluation. */
    private static final String NO_FIGURES = "begin; lock table scorekeeper.period_result in access exclusive mode";

    private static final String GOES_ON = " What was done is kept; the same command goes on from there.";
    private static final String STOPPED = "Stopped: what was done is kept; the same command goes on from there.";

    @TempDir
    private static Path folder = Path.of("");

    private static final List<String> STORY = new ArrayList<>();
    private static KilledNights nights = new KilledNights(folder, STORY::add);
    private static KilledNights.Calm calm = KilledNights.Calm.NONE;

    @BeforeAll
    static void one_night_is_undisturbed() throws Exception {
        nights = new KilledNights(folder.toRealPath(), STORY::add);
        calm = nights.calm("small", World::small, World.FOLDER, Optional.empty());
    }

    @Test
    void a_night_that_is_killed_ten_times_ends_as_if_nothing_had_happened() throws Exception {
        // Every part of the night but the last, in which little is left to kill.
        // The server alone is killed at length only (bench/kills): a night takes a minute and more to see that it is
        // gone.
        List<Kill> kills = Kill.spread(Part.values().length - 1, new Random(SEED)).stream()
                .map(kill -> kill.victim() == Kill.Victim.SERVER
                        ? new Kill(kill.part(), kill.fraction(), Kill.Victim.EVERYTHING)
                        : kill)
                .toList();
        nights.kill(calm, kills, Optional.empty());

        assertThat(nights.faults()).as("seed " + SEED + ", " + STORY).isEmpty();
        assertThat(nights.kills()).as(STORY.toString()).isEqualTo(10);
    }

    @Test
    @EnabledIfSystemProperty(named = "scorekeeper.faults", matches = "all", disabledReason = "takes minutes")
    void each_fault_is_said_in_one_line_and_the_next_night_goes_on() throws Exception {
        Path world = nights.world(calm);
        long execution = stopped_within_ten_seconds(world);
        execution = stopped_in_the_middle_of_something_long(world, execution);
        execution = another_run_leaves_with_one_line_and_a_cut_connection_is_said(world, execution);
        execution = reports_that_are_no_folder(world, execution);
        ends_like_the_undisturbed(world, execution, null);
    }

    private static long stopped_within_ten_seconds(Path world) throws Exception {
        try (WatchedNight night = WatchedNight.start(world, 0).reach(Part.DISCOVER)) {
            night.execute(NO_FIGURES);
            night.reach(Part.EVALUATE).terminate();
            night.execute("rollback");
            assertThat(night.ended(10)).doesNotContain("Exception", "\tat ").doesNotContain("Failed");
            assertThat(night.lastLine()).isEqualTo(STOPPED);
            assertThat(night.exit()).isEqualTo(1);
            assertThat(night.serverRuns()).as("its server is stopped too").isFalse();
            return night.execution();
        }
    }

    /** What is in the middle of something long is cut off, and its server is stopped all the same. */
    private static long stopped_in_the_middle_of_something_long(Path world, long before) throws Exception {
        try (WatchedNight night = WatchedNight.start(world, before).reachServer()) {
            night.execute(NO_FIGURES);
            night.reach(Part.EVALUATE).interrupt();
            assertThat(night.ended(10)).doesNotContain("Exception", "\tat ");
            assertThat(night.lastLine()).isEqualTo(STOPPED);
            assertThat(night.exit()).isEqualTo(1);
            assertThat(night.serverRuns()).isFalse();
            return night.execution();
        }
    }

    private static long another_run_leaves_with_one_line_and_a_cut_connection_is_said(Path world, long before)
            throws Exception {
        try (WatchedNight night = WatchedNight.start(world, before).reachServer()) {
            night.execute(NO_FIGURES);
            try (WatchedNight second = WatchedNight.start(world, 0, null, world.resolveSibling("second.txt"))) {
                assertThat(second.ended(60))
                        .isEqualTo("Failed: another run (process " + night.pid() + ") is using the workspace " + world
                                + ". Wait until it has finished, or stop it, and give the command again.\n");
                assertThat(second.exit()).isEqualTo(1);
            }
            night.reach(Part.EVALUATE)
                    .execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
            // The reason is what the connection that was at work first heard: that it was terminated, or closed.
            said(night, " could not be done (");
            return night.execution();
        }
    }

    private static long reports_that_are_no_folder(Path world, long before) throws Exception {
        Path reports = world.resolve("reports");
        KilledNights.delete(reports);
        Files.writeString(reports, "not a folder");
        try (WatchedNight night = WatchedNight.start(world, before)) {
            said(night, reports + "/", " cannot be written: a file of that name is in the way: " + reports);
            return night.execution();
        } finally {
            Files.delete(reports);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "scorekeeper.faults", matches = "all", disabledReason = "takes minutes")
    void a_disk_that_is_full_is_said_and_the_night_goes_on_when_there_is_room() throws Exception {
        Path world = nights.world(calm);
        try (Mounted data = Mounted.on(world.resolve(".scorekeeper"), "size=70m,mode=0700");
                Mounted reports = Mounted.on(world.resolve("reports"), "size=64k")) {
            long execution = 0;
            try (WatchedNight night = WatchedNight.start(world, execution)) {
                said(night, "No space left on device");
                execution = night.execution();
            }
            data.again("size=600m");
            try (WatchedNight night = WatchedNight.start(world, execution)) {
                said(night, world.resolve("reports") + "/", "cannot be written: No space left on device");
                execution = night.execution();
            }
            reports.again("ro,size=80m");
            try (WatchedNight night = WatchedNight.start(world, execution)) {
                said(night, world.resolve("reports") + "/", "cannot be written: Read-only file system");
                execution = night.execution();
            }
            reports.again("rw,size=80m");
            ends_like_the_undisturbed(world, execution, null);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "scorekeeper.faults", matches = "all", disabledReason = "takes minutes")
    void a_server_that_is_stopped_in_the_middle_and_started_again_is_no_loss() throws Exception {
        Path world = nights.world(calm);
        Path data = Files.createDirectories(world.resolveSibling("server"));
        DatabaseSettings settings;
        long execution;
        EmbeddedPostgres server = server(data, 0);
        int port = server.getPort();
        try {
            settings = new DatabaseSettings(
                    server.getJdbcUrl("postgres", "postgres"), "postgres", "", DatabaseSettings.DEFAULT_SCHEMA);
            try (WatchedNight night = WatchedNight.start(world, 0, settings, world.resolve("said.txt"))
                    .reach(Part.DISCOVER)) {
                night.execute(NO_FIGURES);
                night.reach(Part.EVALUATE);
                server.close();
                said(night, "the database went away in the middle of the run (");
                execution = night.execution();
            }
            server = server(data, port);
            execution = a_line_that_goes_dead_is_said(world, settings, port, execution);
            try (WatchedNight night = WatchedNight.start(world, execution, settings, world.resolve("said.txt"))
                            .reach(Part.EVALUATE);
                    WatchedNight second = WatchedNight.start(world, 0, settings, world.resolveSibling("second.txt"))) {
                assertThat(second.ended(60))
                        .startsWith("Failed: another run is using the schema scorekeeper of jdbc:postgresql:")
                        .endsWith("Wait until it has finished, or stop it, and give the command again.\n");
                assertThat(second.exit()).isEqualTo(1);
                night.toItsEnd();
                execution = night.execution();
            }
            ends_like_the_undisturbed(world, execution, settings);
        } finally {
            server.close();
        }
    }

    /** Nothing is refused and nothing closed: the night has to ask by itself whether there is still somebody. */
    private static long a_line_that_goes_dead_is_said(Path world, DatabaseSettings server, int port, long before)
            throws Exception {
        Line line = Line.to(port);
        try {
            DatabaseSettings far = new DatabaseSettings(
                    (server.url() + "").replace(":" + port + "/", ":" + line.port() + "/"),
                    server.user(),
                    server.password(),
                    server.schema());
            try (WatchedNight night = WatchedNight.start(world, before, far, world.resolve("said.txt"))
                    .reachServer()) {
                night.execute(NO_FIGURES);
                night.reach(Part.EVALUATE);
                line.goesDead();
                said(night, "the database went away in the middle of the run (");
                before = night.execution();
            }
        } finally {
            line.close();
        }
        // What the server was at for that night ends when it has looked after it.
        try (Connection session = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = session.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('scorekeeper at work'), hashtext('scorekeeper'))");
        }
        return before;
    }

    private static EmbeddedPostgres server(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** One line at the end, with 1, and nothing that only programmers read. */
    private static void said(WatchedNight night, String... words) throws Exception {
        assertThat(night.ended(90)).doesNotContain("Exception", "\tat ");
        assertThat(night.lastLine()).startsWith("Failed: ").contains(words);
        assertThat(night.exit()).as(night.said()).isEqualTo(1);
        if (night.said().contains("the step")) {
            assertThat(night.lastLine()).endsWith(GOES_ON);
        }
    }

    private static void ends_like_the_undisturbed(
            Path world, long before, @org.jspecify.annotations.Nullable DatabaseSettings server) throws Exception {
        try (WatchedNight night = WatchedNight.start(world, before, server, world.resolve("said.txt"))) {
            night.toItsEnd();
            assertThat(night.exit()).as(night.said()).isEqualTo(calm.exit());
        }
        assertThat(WatchedNight.temporary(world)).as("temporary files").isEmpty();
        Left left = server == null ? Left.of(world) : Left.of(world, server);
        assertThat(calm.left().differences(left)).isEmpty();
    }
}
