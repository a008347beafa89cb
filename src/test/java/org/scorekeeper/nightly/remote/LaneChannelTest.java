package org.scorekeeper.nightly.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.TestDatabases;

/** The queue of lanes: who takes one, and where it is when its work did not end well. */
class LaneChannelTest {
    private static final long PATIENCE_SECONDS = 20;

    private final Database database = TestDatabases.EMBEDDED.open();
    private final HikariDataSource messages = database.more(6);
    private final LaneChannel night = channel();
    private final LaneChannel helper = channel();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @BeforeEach
    void send() {
        for (String lane : List.of("a", "b", "c")) {
            night.send(new LaneRequest(1, lane, List.of(), List.of("2026-01/" + lane)));
        }
    }

    @AfterEach
    void close() {
        helper.close();
        night.close();
        messages.close();
        database.close();
    }

    @Test
    void whoever_takes_no_more_leaves_its_lane_to_others() throws Exception {
        CountDownLatch declined = new CountDownLatch(1);
        helper.take(lane -> {
            helper.takeNoMore(); // while it has a lane itself
            declined.countDown();
            throw new IllegalStateException("cannot do " + lane.lane());
        });
        assertThat(declined.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        night.take(lane -> done.add(lane.lane() + " of " + lane.runId() + " " + lane.standing()));
        for (int i = 0; i < 3; i++) {
            assertThat(next()).matches("[abc] of 1 \\[2026-01/[abc]]");
            night.look();
        }
        untilOpen(0);
    }

    @Test
    void a_lane_leaves_the_queue_when_it_is_done_not_when_it_is_taken() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        helper.take(lane -> {
            done.add(lane.lane());
            waitFor(mayEnd);
        });
        next();
        assertThat(night.open()).isGreaterThan(0);

        mayEnd.countDown();
        untilOpen(0);
    }

    @Test
    void what_hangs_goes_back_when_its_taker_leaves() throws Exception {
        helper.take(lane -> {
            done.add(lane.lane());
            waitFor(new CountDownLatch(1));
            throw new IllegalStateException("was interrupted");
        });
        next();
        helper.close();

        untilOpen(3);
    }

    private String next() throws InterruptedException {
        String next = done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a lane within %s s", PATIENCE_SECONDS).isNotNull();
        return String.valueOf(next);
    }

    private void untilOpen(int lanes) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (night.open() != lanes) {
            assertThat(System.nanoTime())
                    .as("%s of %s lanes", night.open(), lanes)
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private LaneChannel channel() {
        return new LaneChannel(messages, database::session, database.settings().schema(), 1, 2);
    }
}
