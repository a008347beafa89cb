package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.workspace.AsOf;

/** Who hears of what, when, and how often. */
class MailNightTest {
    private static final String DELIVERY = """
            closes: { after: 10 working days }
            finance: { ubl: self-billed-credit-note }
            contacts:
              account-manager: { name: Priya Raman, email: priya@example.com }
              vendor: { name: Acme IT, email: reports@acme.example }
              finance: { email: payables@example.com, vendor-number: V-1 }
            delivery: { account-manager: [scorecard, breaches, alert], vendor: [preview, rejected-rows, vendor-scorecard], finance: [posting] }
            """;

    @TempDir
    Path folder;

    @Test
    void each_hears_what_the_contract_says_once() throws Exception {
        Path workspace = workspace("mail: { directory: outbox, operator: ops@example.com }\n");
        Mailbox mailbox = new Mailbox(workspace.resolve("outbox"));

        NightOutcome running = Nights.night(workspace, "2026-01-20");
        assertThat(running.lastLine()).endsWith("; 2 mails sent");
        golden("alert", mailbox.taken(), workspace);

        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-7,P1,2026-01-07 09:00,31/02/2026\n");
        Nights.night(workspace, "2026-01-21");
        golden("rejected-rows", without(mailbox.taken(), "night"), workspace);

        Nights.night(workspace, "2026-02-05");
        golden("preview", without(mailbox.taken(), "night"), workspace);

        Nights.night(workspace, "2026-02-12");
        golden("issue", mailbox.taken(), workspace);
        assertThat(Nights.night(workspace, "2026-02-12").lastLine()).startsWith("Nothing new since the run");
        assertThat(mailbox.all()).isEmpty();

        Nights.write(
                workspace.resolve("inbox/acme/tickets-3.csv"),
                "Number,Priority,Opened,Resolved\nT-2,P1,2026-01-06 09:00,2026-01-06 12:00\n");
        Nights.night(workspace, "2026-02-13");
        golden("restated", without(mailbox.taken(), "night"), workspace);
    }

    @Test
    void nothing_broke_is_said_as_plainly_in_the_contracts_language() throws Exception {
        Path workspace = workspace("mail: { directory: outbox }\n");
        for (String language : List.of("de-DE", "fr-FR")) {
            String vendor = language.substring(0, 2);
            Nights.contract(
                    workspace,
                    "C-" + vendor.toUpperCase(java.util.Locale.ROOT),
                    vendor,
                    Nights.CONTRACT.replace("locale: en-GB", "locale: " + language)
                            + DELIVERY.replace("@", "+" + vendor + "@"),
                    Nights.TICKETS.replace("2026-01-06 14:00", "2026-01-06 12:00"));
        }

        NightOutcome night = Nights.night(workspace, "2026-02-12");

        List<Mailbox.Mail> mails = new Mailbox(workspace.resolve("outbox")).all();
        golden(
                "nothing-broke",
                mails.stream()
                        .filter(mail -> !mail.to().endsWith("payables@example.com")
                                && mail.to().contains("+"))
                        .toList(),
                workspace);
        assertThat(night.exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void without_mail_and_when_only_trying_nothing_is_written() throws Exception {
        Path workspace = workspace("mail: { directory: outbox, operator: ops@example.com }\n");
        Trial.run(Nights.request(workspace, "2026-01-20", false, null));
        assertThat(workspace.resolve("outbox")).doesNotExist();

        NightOutcome quiet = Night.run(new NightRequest(
                workspace,
                Optional.of(workspace.resolve("reports")),
                Optional.of(AsOf.parse("2026-01-20")),
                Set.of(),
                false,
                false,
                false,
                null));

        assertThat(quiet.exit()).isEqualTo(ExitCode.DONE);
        assertThat(workspace.resolve("outbox")).doesNotExist();
    }

    @Test
    void a_server_that_is_down_fails_no_night_and_gets_everything_the_next() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        int port = server.getSmtp().getPort();
        server.stop();
        Path workspace = workspace("mail: { host: localhost, port: " + port
                + ", tls: none, from: scorekeeper@example.com, operator: ops@example.com }\n");

        NightOutcome down = Nights.night(workspace, "2026-01-20");

        assertThat(down.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(down.lastLine()).endsWith("; 0 mails sent, 2 not");
        assertThat(down.said())
                .anyMatch(line -> line.startsWith("2 mails could not be sent: the mail server localhost:" + port));
        GreenMail back = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        back.start();
        try {
            NightOutcome up = Nights.night(workspace, "2026-01-21");
            assertThat(up.lastLine()).endsWith("; 3 mails sent");
            assertThat(up.exit()).isEqualTo(ExitCode.DONE);
            assertThat(back.getReceivedMessages()).hasSize(3);
        } finally {
            back.stop();
        }
    }

    @Test
    void the_operator_hears_of_a_night_that_failed() throws Exception {
        Path workspace = workspace("mail: { directory: outbox, operator: ops@example.com }\n");
        Nights.write(workspace.resolve("reports"), "no folder");

        NightOutcome failed = Nights.night(workspace, "2026-01-20");

        assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(new Mailbox(workspace.resolve("outbox")).all())
                .singleElement()
                .satisfies(mail -> assertThat(mail.toString())
                        .contains(
                                "To: ops@example.com",
                                "Scorekeeper, 2026-01-20: the night failed",
                                "could not be done"));
    }

    @Test
    void wrong_settings_are_named_key_by_key() throws Exception {
        Path workspace = workspace(
                "mail: { host: localhost, prot: 25, tls: ssl, user: u, password: p, password-file: f, operator: nobody }\n");

        NightOutcome wrong = Nights.night(workspace, "2026-01-20");

        assertThat(wrong.exit()).isEqualTo(ExitCode.WRONG_COMMAND);
        assertThat(String.join("\n", wrong.said()))
                .contains("mail.prot: unknown key. Did you mean \"port\"?")
                .contains("mail.tls: \"ssl\" is unknown. Write starttls, tls, none.")
                .contains("mail.password-file: stands beside password.")
                .contains("mail.operator: \"nobody\" is no address.")
                .contains("mail.from: is missing.");
    }

    private Path workspace(String mail) throws Exception {
        Path workspace = Nights.workspace(folder);
        Path settings = workspace.resolve("scorekeeper.yaml");
        Nights.write(settings, Files.readString(settings) + mail);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("target: at least 95%", "target: at least 95%\n    alert: true") + DELIVERY);
        return workspace;
    }

    private static List<Mailbox.Mail> without(List<Mailbox.Mail> mails, String start) {
        return mails.stream().filter(mail -> !mail.file().startsWith(start)).toList();
    }

    private static void golden(String name, List<Mailbox.Mail> mails, Path workspace) {
        Golden.check(
                "mail/" + name + ".txt",
                mails.stream()
                        .map(Mailbox.Mail::toString)
                        .collect(Collectors.joining("\n"))
                        .replace(workspace.toString(), "WORKSPACE")
                        .replaceAll("(run|Lauf|exécution) [0-9a-f]{8}", "$1 RUN")
                        .replaceAll("-[0-9a-f]{8}\\.eml", "-KEY.eml"));
    }
}
