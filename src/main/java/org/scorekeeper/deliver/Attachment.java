package org.scorekeeper.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A document that goes with a message. */
public final class Attachment {
    private static final Map<String, String> TYPES = Map.of(
            "pdf", "application/pdf",
            "csv", "text/csv; charset=utf-8",
            "xml", "application/xml",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String name;
    private final byte[] content;

    /** A document of a name. */
    public Attachment(String name, byte[] content) {
        this.name = name;
        this.content = content.clone();
    }

    /** A document on disk under another name; empty where it is not there. */
    public static Optional<Attachment> of(Path file, String name) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new Attachment(name, Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** What the recipient's machine will call it. */
    public String name() {
        return name;
    }

    /** Its bytes. */
    public byte[] content() {
        return content.clone();
    }

    /** What it is, by its extension. */
    public String type() {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }
}
