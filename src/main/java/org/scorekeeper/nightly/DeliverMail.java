package org.scorekeeper.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.deliver.Carrier;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.deliver.Message;
import org.scorekeeper.deliver.Outbox;
import org.scorekeeper.deliver.Post;
import org.scorekeeper.deliver.Secret;
import org.scorekeeper.deliver.eml.FolderCarrier;
import org.scorekeeper.deliver.mime.MimeLetter;
import org.scorekeeper.deliver.postgres.OutboxStore;
import org.scorekeeper.deliver.smtp.SmtpCarrier;

/**
 * The night's last act, after everything is written: its messages go into the outbox, and the outbox is emptied. Nothing
 * that goes wrong here makes the night fail. Its classes are loaded only where mail is configured.
 */
final class DeliverMail {
    private static final String PASSWORD = "SCOREKEEPER_MAIL_PASSWORD";

    private final NightContext night;
    private final MailSettings settings;
    private final Outbox outbox;

    DeliverMail(NightContext night, MailSettings settings) {
        this.night = night;
        this.settings = settings;
        this.outbox = new OutboxStore(night.dataSource());
    }

    /**
     * What came of it.
     *
     * @param tail what the run's last line says of it; empty where there was nothing to send
     * @param concerns what needs a person, as keys
     * @param said the same, for people
     */
    record Delivered(String tail, List<String> concerns, List<String> said) {
        Delivered {
            concerns = List.copyOf(concerns);
            said = List.copyOf(said);
        }
    }

    /** Writes and sends what a finished night has to say. */
    Delivered perform(NightSummary summary) {
        List<String> unmade = new ArrayList<>();
        new NightLetters(night, settings, message -> add(message, unmade)).write(summary);
        return told(new Post(outbox, carrier()).send(), unmade);
    }

    /** Tells the operator that the night failed. */
    void tellFailure(String why) {
        List<String> unmade = new ArrayList<>();
        new NightLetters(night, settings, message -> add(message, unmade)).failed(why);
        new Post(outbox, carrier()).send();
    }

    private void add(Message message, List<String> unmade) {
        try {
            outbox.add(night.run().runId(), message, MimeLetter.bytes(message, settings.from(), date()));
        } catch (IllegalArgumentException wrong) {
            unmade.add("The mail “" + message.subject() + "” could not be made: " + wrong.getMessage() + ".");
        }
    }

    /** A message that is sent bears the time at which it is; a file, like every document, the as-of. */
    private Instant date() {
        return settings instanceof MailSettings.Folder ? night.asOf().in(ZoneOffset.UTC) : Instant.now();
    }

    private Carrier carrier() {
        Path root = night.workspace().root();
        if (settings instanceof MailSettings.Folder folder) {
            return new FolderCarrier(root.resolve(folder.directory()).normalize());
        }
        return carrier((MailSettings.Server) settings, root);
    }

    /** What hands messages to a server, with the password found where it is kept. */
    static Carrier carrier(MailSettings.Server server, Path root) {
        return new SmtpCarrier(server.with(
                server.login()
                        .map(login -> password(login, root).map(login::with).orElse(login)),
                server.certificate().map(root::resolve)));
    }

    /** The environment's, else the file's, else the settings'. */
    private static Optional<Secret> password(MailSettings.Login login, Path root) {
        String said = System.getenv(PASSWORD);
        if (said != null && !said.isBlank()) {
            return Optional.of(new Secret(said));
        }
        return login.passwordFile()
                .map(root::resolve)
                .flatMap(DeliverMail::firstLine)
                .or(login::password);
    }

    private static Optional<Secret> firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().map(Secret::new);
        } catch (IOException notThere) {
            return Optional.empty(); // the carrier says that there is no password
        }
    }

    private static Delivered told(Post.Result result, List<String> unmade) {
        List<String> concerns = new ArrayList<>();
        List<String> said = new ArrayList<>(unmade);
        unmade.forEach(sentence -> concerns.add("mail unmade " + sentence));
        for (Outbox.Open one : result.doubtful()) {
            concerns.add("mail doubtful " + one.recipient() + " " + one.subject());
            said.add("The mail “" + one.subject() + "” to " + one.recipient()
                    + " may or may not have been sent: the run was stopped while it was. It is not sent again.");
        }
        for (Outbox.Open one : result.givenUp()) {
            concerns.add("mail given up " + one.recipient() + " " + one.subject());
            said.add("The mail “" + one.subject() + "” to " + one.recipient()
                    + " was refused ten times and is given up: " + one.reason() + ".");
        }
        List<String> reasons =
                result.unsent().stream().map(Outbox.Open::reason).distinct().toList();
        for (String reason : reasons) {
            List<Outbox.Open> kept = result.unsent().stream()
                    .filter(one -> one.reason().equals(reason))
                    .toList();
            concerns.add("mail unsent " + reason);
            said.add((kept.size() == 1
                            ? "The mail “" + kept.get(0).subject() + "” to "
                                    + kept.get(0).recipient()
                            : kept.size() + " mails")
                    + " could not be sent: " + reason + ". Kept, and tried again the next night.");
        }
        int unsent = result.unsent().size() + result.givenUp().size();
        String sent = result.sent() == 1 ? "1 mail sent" : result.sent() + " mails sent";
        String tail = unsent == 0 ? result.sent() == 0 ? "" : "; " + sent : "; " + sent + ", " + unsent + " not";
        return new Delivered(tail, concerns, said);
    }
}
