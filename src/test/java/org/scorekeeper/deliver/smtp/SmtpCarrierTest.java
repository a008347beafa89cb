package org.scorekeeper.deliver.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.deliver.Attachment;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.deliver.MailSettings.Tls;
import org.scorekeeper.deliver.Message;
import org.scorekeeper.deliver.Outbox;
import org.scorekeeper.deliver.Secret;
import org.scorekeeper.deliver.UndeliveredException;
import org.scorekeeper.deliver.mime.MimeLetter;

/** A real mail server in this process: with a password, encrypted from the start or from STARTTLS on. */
class SmtpCarrierTest {
    private static final Message MESSAGE = new Message(
            "priya@example.com",
            "issue C-1 2026-01",
            true,
            "Überblick:\r\nnothing broke",
            "Alles eingehalten – nothing broke.\n",
            List.of(new Attachment("breaches.csv", "a,b\r\n1,ü\r\n".getBytes(StandardCharsets.UTF_8))));

    @TempDir
    static Path folder;

    private static Certificates certificates = new Certificates(Path.of(""), Path.of(""));
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS)
    });

    @BeforeAll
    static void keys() {
        certificates = Certificates.in(folder);
        System.setProperty("greenmail.tls.keystore.file", certificates.keys().toString());
        System.setProperty("greenmail.tls.keystore.password", Certificates.PASSWORD);
    }

    @BeforeEach
    void start() {
        server.start();
        server.setUser("priya@example.com", "priya", "read");
        server.setUser("scorekeeper@example.com", "scorekeeper", "open sesame");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void with_a_password_and_tls_it_arrives_as_text_with_its_attachments() throws Exception {
        SmtpCarrier carrier = carrier(server.getSmtps().getPort(), Tls.TLS, "open sesame", true);

        assertThat(carrier.obstacle()).isEmpty();
        carrier.carry(taken());

        MimeMessage came = server.getReceivedMessages()[0];
        assertThat(came.getSubject()).isEqualTo("Überblick: nothing broke");
        assertThat(came.getMessageID()).isEqualTo("<" + MESSAGE.id() + "@example.com>");
        MimeMultipart parts = (MimeMultipart) came.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat((String) parts.getBodyPart(0).getContent()).contains("Alles eingehalten – nothing broke.");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("breaches.csv");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes())
                .isEqualTo(MESSAGE.attachments().get(0).content());
    }

    @Test
    void with_starttls_it_arrives_too() throws Exception {
        try (StartTlsDoor door = new StartTlsDoor(certificates, server.getSmtp().getPort())) {
            SmtpCarrier carrier = carrier(door.port(), Tls.STARTTLS, "open sesame", true);

            assertThat(carrier.obstacle()).isEmpty();
            carrier.carry(taken());

            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void nothing_passes_where_the_server_offers_no_encryption() {
        SmtpCarrier carrier = carrier(server.getSmtp().getPort(), Tls.STARTTLS, "open sesame", true);

        assertThat(carrier.obstacle().orElse("")).contains("STARTTLS is required");
        assertThatThrownBy(() -> carrier.carry(taken())).isInstanceOf(UndeliveredException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_nobody_vouches_for_is_not_trusted() {
        SmtpCarrier carrier = carrier(server.getSmtps().getPort(), Tls.TLS, "open sesame", false);

        assertThat(carrier.obstacle().orElse("")).contains("cannot be trusted", "mail.certificate");
    }

    @Test
    void a_wrong_password_is_said_and_not_shown() {
        SmtpCarrier carrier = carrier(server.getSmtps().getPort(), Tls.TLS, "close sesame", true);

        assertThat(carrier.obstacle())
                .contains("the mail server localhost:" + server.getSmtps().getPort()
                        + " does not take the user and password");
    }

    @Test
    void a_server_that_is_not_there_is_named() {
        int port = server.getSmtp().getPort();
        server.stop();

        assertThat(carrier(port, Tls.NONE, "open sesame", true).obstacle().orElse(""))
                .startsWith("the mail server localhost:" + port + " does not answer");
    }

    @Test
    void without_a_password_it_says_where_one_is_looked_for() {
        MailSettings.Server settings = new MailSettings.Server(
                "localhost",
                1,
                Tls.TLS,
                Optional.of(new MailSettings.Login("scorekeeper", Optional.empty(), Optional.empty())),
                Optional.empty(),
                "scorekeeper@example.com",
                Optional.empty());

        assertThat(new SmtpCarrier(settings).obstacle().orElse("")).contains("SCOREKEEPER_MAIL_PASSWORD");
        assertThat(settings.with(
                                Optional.of(new MailSettings.Login(
                                        "u", Optional.of(new Secret("hidden")), Optional.empty())),
                                Optional.empty())
                        .toString())
                .doesNotContain("hidden");
    }

    @Test
    void the_same_message_gives_the_same_bytes() throws Exception {
        byte[] one = taken().content();

        assertThat(taken().content()).isEqualTo(one);
        Files.write(folder.resolve("one.eml"), one);
        assertThat(new String(one, StandardCharsets.US_ASCII)).doesNotContain("Überblick");
    }

    private static Outbox.Taken taken() {
        return new Outbox.Taken(
                1,
                MESSAGE.recipient(),
                MESSAGE.occasion(),
                MESSAGE.key(),
                MESSAGE.subject(),
                MimeLetter.bytes(
                        MESSAGE, "Scorekeeper <scorekeeper@example.com>", Instant.parse("2026-02-05T05:15:00Z")));
    }

    private SmtpCarrier carrier(int port, Tls tls, String password, boolean trusted) {
        return new SmtpCarrier(new MailSettings.Server(
                "localhost",
                port,
                tls,
                Optional.of(new MailSettings.Login("scorekeeper", Optional.of(new Secret(password)), Optional.empty())),
                trusted ? Optional.of(certificates.certificate()) : Optional.empty(),
                "scorekeeper@example.com",
                Optional.empty()));
    }
}
