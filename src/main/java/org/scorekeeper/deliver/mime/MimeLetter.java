package org.scorekeeper.deliver.mime;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.scorekeeper.deliver.Attachment;
import org.scorekeeper.deliver.Message;

/** Makes the bytes of a message: a plain-text body, then its attachments. The same message and date give the same bytes. */
public final class MimeLetter {
    private static final Session SESSION = Session.getInstance(new Properties());

    private MimeLetter() {}

    /**
     * The message's bytes.
     *
     * @throws IllegalArgumentException where an address is none
     */
    public static byte[] bytes(Message message, String from, Instant date) {
        try {
            Identified letter = new Identified("<" + message.id() + "@" + domain(from) + ">");
            letter.setFrom(new InternetAddress(from, true));
            letter.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.recipient(), true));
            letter.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            letter.setSentDate(Date.from(date));
            letter.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answering machine answers
            MimeMultipart parts = new Bounded("=_" + message.id());
            MimeBodyPart body = new MimeBodyPart();
            body.setText(message.text(), StandardCharsets.UTF_8.name());
            parts.addBodyPart(body);
            for (Attachment attachment : message.attachments()) {
                MimeBodyPart part = new MimeBodyPart();
                part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
                part.setFileName(attachment.name());
                part.setDisposition(Part.ATTACHMENT);
                part.setHeader("Content-Transfer-Encoding", "base64"); // a list arrives byte for byte
                parts.addBodyPart(part);
            }
            letter.setContent(parts);
            letter.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            letter.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException wrong) {
            throw new IllegalArgumentException(
                    "no message can be made for " + message.recipient() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static String domain(String from) {
        return from.substring(from.lastIndexOf('@') + 1).replaceAll("[>\\s]", "");
    }

    /** Keeps its own id instead of drawing one by lot. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(String id) {
            super(SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** Keeps its own boundary instead of drawing one by lot. */
    private static final class Bounded extends MimeMultipart {
        Bounded(String boundary) {
            ParameterList parameters = new ParameterList();
            parameters.set("boundary", boundary);
            contentType = new ContentType("multipart", "mixed", parameters).toString();
        }
    }
}
