package org.scorekeeper.nightly;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The messages that a night left in a folder, as their readers see them. */
record Mailbox(Path folder) {
    /** One message. */
    record Mail(String file, String to, String subject, String text, List<String> attachments) {
        @Override
        public String toString() {
            return "== " + file + "\nTo: " + to + "\nSubject: " + subject + "\n\n" + text
                    + (attachments.isEmpty() ? "" : "[" + String.join(", ", attachments) + "]\n");
        }
    }

    /** All of them, by file. */
    List<Mail> all() throws IOException, MessagingException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Mail> mails = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                mails.add(read(file));
            }
        }
        return mails;
    }

    /** All of them, after which the folder is empty. */
    List<Mail> taken() throws IOException, MessagingException {
        List<Mail> mails = all();
        for (Mail mail : mails) {
            Files.delete(folder.resolve(mail.file()));
        }
        return mails;
    }

    private static Mail read(Path file) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            MimeMultipart parts = (MimeMultipart) message.getContent();
            List<String> attachments = new ArrayList<>();
            for (int i = 1; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                attachments.add(part.getFileName());
            }
            return new Mail(
                    file.getFileName().toString(),
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    ((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"),
                    attachments);
        }
    }
}
