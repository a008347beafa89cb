package org.scorekeeper.nightly.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has a lane, and what whoever has lost one can still do. */
class LeaseStoreTest {
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration STANDSTILL = Duration.ofMinutes(30);

    private final Database database = TestDatabases.EMBEDDED.open();
    private final LeaseStore leases = new LeaseStore(database.dataSource());
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoever_has_lost_a_lane_stores_nothing() throws SQLException {
        jdbc.sql("create table work (did text)").update();
        Lease first = leases.take("1/evaluate/C-1", "helper-1");
        store(first, "before");
        Lease second = leases.take("1/evaluate/C-1", "helper-2");

        assertThatThrownBy(() -> store(first, "after"))
                .hasMessageContaining("another machine has taken 1/evaluate/C-1");
        store(second, "instead");
        leases.letGo(second);
        assertThatThrownBy(() -> store(second, "after")).isInstanceOf(SQLException.class);

        assertThat(jdbc.sql("select did from work").query(String.class).list()).containsExactly("before", "instead");
        assertThat(leases.giveBack(first)).isFalse();
    }

    @Test
    void a_lane_remembers_how_often_it_was_taken_until_it_is_done() {
        assertThat(leases.tries("lane")).isZero();
        leases.letGo(leases.take("lane", "helper-1"));
        Lease second = leases.take("lane", "helper-2");
        assertThat(leases.tries("lane")).isEqualTo(2);

        assertThat(leases.giveBack(second)).isTrue();
        assertThat(leases.tries("lane")).isZero();
    }

    @Test
    void helpers_that_are_silent_or_do_not_come_on_are_lost() {
        for (String holder : new String[] {"night", "silent", "hangs", "works", "idle"}) {
            leases.join(holder);
        }
        leases.take("1", "hangs");
        leases.take("2", "works");
        jdbc.sql("update lane_holder set beat = now() - interval '21 seconds' where holder in ('night', 'silent')")
                .update();
        jdbc.sql("update lane_lease set stored = now() - interval '31 minutes' where lane = '1'")
                .update();

        assertThat(leases.lost(SILENCE, STANDSTILL, "night"))
                .containsExactly(new LeaseStore.Lost("hangs", false), new LeaseStore.Lost("silent", true));
        leases.giveUp("hangs");
        leases.giveUp("silent");
        assertThat(leases.lost(SILENCE, STANDSTILL, "night")).isEmpty();
        assertThat(leases.beat("hangs")).as("it is told").isFalse();
        assertThat(leases.beat("works")).isTrue();
    }

    @Test
    void a_night_that_ends_leaves_nothing_behind() {
        leases.share(new LeaseStore.SharedNight(1, "1.0", "limits", SILENCE));
        leases.join("helper");
        leases.take("1", "helper");
        leases.end();

        assertThat(leases.shared()).isEmpty();
        assertThat(leases.beat("helper")).isFalse();
        assertThat(leases.tries("1")).isZero();
    }

    private void store(Lease lease, String what) throws SQLException {
        try (Connection connection = new FencedDataSource(database.dataSource(), lease).getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("insert into work values ('" + what + "')");
            connection.commit();
        }
    }
}
