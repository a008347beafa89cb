package org.scorekeeper.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.deliver.eml.FolderCarrier;
import org.scorekeeper.deliver.mime.MimeLetter;
import org.scorekeeper.deliver.postgres.OutboxStore;
import org.scorekeeper.deliver.smtp.SmtpCarrier;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each message once, whatever happens to the run; what cannot be sent is kept. */
class PostTest {
    @TempDir
    Path folder;

    private final Database database = TestDatabases.EMBEDDED.open();
    private final Outbox outbox = new OutboxStore(database.dataSource());
    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private long run;

    @BeforeEach
    void start() {
        server.start();
        run = JdbcClient.create(database.dataSource())
                .sql("""
                        insert into run (as_of, inputs, vendors, reports, short_id, state, started)
                        values ('2026-02-05', '', '', '', '', 'running', now()) returning run_id""")
                .query(Long.class)
                .single();
    }

    @AfterEach
    void stop() {
        server.stop();
        database.close();
    }

    @Test
    void a_message_is_sent_once_whatever_is_said_of_its_occasion_later() {
        assertThat(add("a@example.com", "issue C-1 2026-01", true, "first")).isTrue();
        assertThat(add("a@example.com", "issue C-1 2026-01", true, "second")).isFalse();
        assertThat(add("b@example.com", "issue C-1 2026-01", true, "first")).isTrue();

        assertThat(new Post(outbox, smtp()).send().sent()).isEqualTo(2);
        assertThat(new Post(outbox, smtp()).send().sent()).isZero();
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void where_content_counts_each_content_is_sent_once() {
        assertThat(add("a@example.com", "night 2026-02-05", false, "one")).isTrue();
        assertThat(add("a@example.com", "night 2026-02-05", false, "one")).isFalse();
        assertThat(add("a@example.com", "night 2026-02-05", false, "two")).isTrue();
    }

    @Test
    void a_crash_between_sending_and_noting_it_sends_nothing_twice_and_is_said() {
        add("a@example.com", "issue C-1 2026-01", true, "text");
        add("b@example.com", "issue C-1 2026-01", true, "text");
        Carrier real = smtp();
        Carrier killed = new Carrier() {
            @Override
            public Optional<String> obstacle() {
                return real.obstacle();
            }

            @Override
            public void carry(Outbox.Taken message) throws UndeliveredException {
                real.carry(message);
                throw new Error("power cut");
            }

            @Override
            public boolean repeatable() {
                return false;
            }
        };
        assertThatThrownBy(() -> new Post(outbox, killed).send()).hasMessage("power cut");

        Post.Result next = new Post(outbox, real).send();

        assertThat(next.sent()).isEqualTo(1);
        assertThat(next.doubtful()).extracting(Outbox.Open::recipient).containsExactly("a@example.com");
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(new Post(outbox, real).send().doubtful()).as("said once").isEmpty();
    }

    @Test
    void what_a_server_refuses_is_kept_and_sent_when_it_is_back_and_stops_no_other() {
        add("a@example.com", "issue C-1 2026-01", true, "text");
        Carrier carrier = smtp();
        server.stop();

        Post.Result down = new Post(outbox, carrier).send();

        assertThat(down.sent()).isZero();
        assertThat(down.unsent())
                .singleElement()
                .satisfies(open -> assertThat(open.reason()).contains("does not answer"));
        server.start();
        assertThat(new Post(outbox, smtp()).send().sent()).isEqualTo(1);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void what_is_refused_night_after_night_is_given_up() {
        add("a@example.com", "issue C-1 2026-01", true, "text");
        Carrier refusing = new Carrier() {
            @Override
            public Optional<String> obstacle() {
                return Optional.empty();
            }

            @Override
            public void carry(Outbox.Taken message) throws UndeliveredException {
                throw new UndeliveredException("550 no such user", new IllegalStateException());
            }

            @Override
            public boolean repeatable() {
                return false;
            }
        };
        for (int night = 1; night < 10; night++) {
            assertThat(new Post(outbox, refusing).send().unsent()).hasSize(1);
        }
        Post.Result last = new Post(outbox, refusing).send();
        assertThat(last.givenUp()).extracting(Outbox.Open::reason).containsExactly("550 no such user");
        assertThat(last.unsent()).isEmpty();
        assertThat(new Post(outbox, refusing).send().givenUp()).isEmpty();
    }

    @Test
    void a_file_that_was_being_written_is_written_again_under_the_same_name() {
        add("a@example.com", "issue C-1 2026-01", true, "text");
        outbox.take(outbox.due().get(0));

        Post.Result result = new Post(outbox, new FolderCarrier(folder)).send();

        assertThat(result.sent()).isEqualTo(1);
        assertThat(folder.resolve("issue-C-1-2026-01-a@example.com.eml")).exists();
    }

    private boolean add(String to, String occasion, boolean once, String text) {
        Message message = new Message(to, occasion, once, "Subject", text, List.of());
        return outbox.add(
                run,
                message,
                MimeLetter.bytes(message, "scorekeeper@example.com", Instant.parse("2026-02-05T05:15:00Z")));
    }

    private Carrier smtp() {
        return new SmtpCarrier(new MailSettings.Server(
                "localhost",
                server.getSmtp().getPort(),
                MailSettings.Tls.NONE,
                Optional.empty(),
                Optional.empty(),
                "scorekeeper@example.com",
                Optional.empty()));
    }
}
