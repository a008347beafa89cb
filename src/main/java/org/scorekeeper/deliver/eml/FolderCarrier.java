package org.scorekeeper.deliver.eml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.scorekeeper.deliver.Carrier;
import org.scorekeeper.deliver.Outbox;
import org.scorekeeper.deliver.UndeliveredException;
import org.scorekeeper.publish.AtomicFile;

/** Writes each message as an {@code .eml} file, which mail programs open. The same message is the same file. */
public record FolderCarrier(Path directory) implements Carrier {
    private static final int ID = 8;

    @Override
    public Optional<String> obstacle() {
        try {
            Files.createDirectories(directory);
            return Optional.empty();
        } catch (IOException closed) {
            return Optional.of("the folder " + directory + " cannot be made: " + closed.getMessage());
        }
    }

    @Override
    public void carry(Outbox.Taken message) throws UndeliveredException {
        try {
            AtomicFile.write(directory.resolve(name(message)), out -> out.write(message.content()));
        } catch (UncheckedIOException full) {
            throw new UndeliveredException(String.valueOf(full.getMessage()), full);
        }
    }

    /** Why it was written and to whom, and what tells two such messages apart. */
    private static String name(Outbox.Taken message) {
        String name = (message.occasion() + " " + message.recipient())
                .replaceAll("[^\\p{L}\\p{N}.@-]+", "-")
                .replaceAll("^[.-]+", "");
        String which = message.name().equals("once")
                ? ""
                : "-" + message.name().substring(0, Math.min(ID, message.name().length()));
        return name + which + ".eml";
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
