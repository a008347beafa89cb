package org.scorekeeper.deliver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Something to tell somebody.
 *
 * @param recipient an address
 * @param occasion why it is written: {@code issue C-1 2026-01}
 * @param once whether the occasion is told once, whatever is to be said of it later; else each content once
 * @param subject one line
 * @param text the body
 * @param attachments the documents that go with it
 */
public record Message(
        String recipient, String occasion, boolean once, String subject, String text, List<Attachment> attachments) {
    /** Copies the list; a subject is one line. */
    public Message {
        subject = subject.replaceAll("\\s+", " ").trim();
        attachments = List.copyOf(attachments);
    }

    /** What tells two messages of one occasion to one recipient apart. */
    public String key() {
        if (once) {
            return "once";
        }
        MessageDigest digest = sha256();
        digest.update(subject.getBytes(StandardCharsets.UTF_8));
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        attachments.forEach(attachment -> digest.update(attachment.content()));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A short name that no other message has. */
    public String id() {
        byte[] whole = (recipient + "\n" + occasion + "\n" + key()).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(whole)).substring(0, 20);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
