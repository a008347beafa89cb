package org.scorekeeper.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.Night;
import org.scorekeeper.nightly.NightOutcome;
import org.scorekeeper.nightly.NightRequest;

/**
 * A step's work and the record that it is done are two transactions. Here each step in turn loses the second one, as a kill
 * between the two does: the next night does that work once more, and nobody may see it in what is left.
 */
class DoneButNotRecordedTest {
    /** The first record of each step is refused; what a sequence gave away is not given back with the transaction. */
    private static final String REFUSALS = """
            create function scorekeeper_batch.first_is_lost() returns trigger language plpgsql as $$
            begin
                if nextval('scorekeeper_batch.' || quote_ident('recorded ' || new.step_name)) = 1 then
                    raise exception 'the record of % is lost', new.step_name;
                end if;
                return new;
            end $$;
            create trigger first_is_lost before update on scorekeeper_batch.batch_step_execution
                for each row when (new.status = 'COMPLETED' and old.status <> 'COMPLETED')
                execute function scorekeeper_batch.first_is_lost();
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void work_that_stood_and_was_not_recorded_is_done_once_more_to_no_effect() throws Exception {
        Path original = World.small(folder.resolve("small"), World.FOLDER);
        Path world = folder.toRealPath().resolve("world");
        World.copy(original, world);
        ExitCode calm = night(world).exit();
        Left undisturbed = Left.of(world);
        String names = "";
        try (Database database = Database.open(DatabaseSettings.embedded(), world);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var name = statement.executeQuery(
                        "select string_agg(distinct format('create sequence scorekeeper_batch.%I;', 'recorded ' || step_name), ' ')"
                                + " from scorekeeper_batch.batch_step_execution")) {
            name.next();
            names = name.getString(1);
        }
        KilledNights.delete(world);
        World.copy(original, world);
        execute(world, names + REFUSALS);

        int lost = 0;
        NightOutcome outcome = night(world);
        for (; outcome.exit() == ExitCode.FAILED; outcome = night(world)) {
            assertThat(outcome.lastLine()).contains("could not be done");
            assertThat(++lost).as("nights, the last one: " + outcome.lastLine()).isLessThan(40);
        }

        assertThat(outcome.exit()).isEqualTo(calm);
        assertThat(lost).isGreaterThan(10);
        assertThat(undisturbed.differences(Left.of(world))).isEmpty();
    }

    private static NightOutcome night(Path world) {
        return Night.run(new NightRequest(
                world, Optional.of(world.resolve("reports")), Optional.empty(), Set.of(), false, false, null));
    }

    private static void execute(Path world, String sql) throws SQLException, IOException {
        try (Database database = Database.open(DatabaseSettings.embedded(), world);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
