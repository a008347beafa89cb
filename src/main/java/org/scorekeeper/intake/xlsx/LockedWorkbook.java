package org.scorekeeper.intake.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.TemporaryFiles;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * A workbook since 2007 that is encrypted. Excel encrypts a workbook whose structure is protected with a password that it
 * knows itself, and opens it without asking: so is it done here. Any other password is its sender's.
 */
public final class LockedWorkbook {
    private LockedWorkbook() {}

    /**
     * Decrypts a workbook into a temporary file.
     *
     * @return null where it is not encrypted in this way
     * @throws UnreadableFileException where it takes a password
     */
    public static @Nullable Path unlocked(Path file) {
        Path plain = null;
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            if (!container.getRoot().hasEntryCaseInsensitive("EncryptedPackage")) {
                return null;
            }
            Decryptor decryptor = Decryptor.getInstance(new EncryptionInfo(container));
            if (!decryptor.verifyPassword(Decryptor.DEFAULT_PASSWORD)) {
                throw locked(null);
            }
            plain = TemporaryFiles.file(".xlsx");
            try (InputStream in = decryptor.getDataStream(container)) {
                Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
            }
            return plain;
        } catch (UnreadableFileException said) {
            throw said;
        } catch (GeneralSecurityException unknown) {
            delete(plain);
            throw locked(unknown);
        } catch (IOException | RuntimeException damaged) {
            delete(plain);
            return null; // what is wrong with it, the reader of old workbooks says
        }
    }

    private static UnreadableFileException locked(@Nullable Exception cause) {
        String message = "the workbook is protected by a password. Remove the password and send it again.";
        return cause == null ? new UnreadableFileException(message) : new UnreadableFileException(message, cause);
    }

    /** Removes a temporary file. */
    static void delete(@Nullable Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException stays) {
            temporary.toFile().deleteOnExit();
        }
    }
}
