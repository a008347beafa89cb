package org.scorekeeper.nightly;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import javax.sql.DataSource;
import org.scorekeeper.facts.postgres.OldMonths;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.nightly.postgres.WithdrawalStore;

/**
 * Takes a file back, so that the next run lets its facts count no longer and reads its bytes no more; or puts it in again,
 * so that they count as before.
 */
public final class Withdrawal {
    private Withdrawal() {}

    /**
     * What became of it.
     *
     * @param done whether it will be so
     * @param said one sentence
     */
    public record Outcome(boolean done, String said) {}

    /**
     * Takes back the newest reading of a file.
     *
     * @param name its path below the inbox, or where it lies
     */
    public static Outcome give(NightRequest request, String name, String givenBy) {
        return Night.withDatabase(request, (workspace, dataSource) -> {
            String path = below(workspace.inbox(), name);
            Optional<FileStore.StoredFile> file = new FileStore(dataSource)
                    .ofPath(path).stream().max(Comparator.comparingLong(FileStore.StoredFile::fileId));
            if (file.isEmpty()) {
                return new Outcome(
                        false,
                        "no file " + path + " has been read, or it is taken back already. Name it as"
                                + " the reports do, below the inbox.");
            }
            Optional<String> gone = gone(dataSource, path);
            if (gone.isPresent()) {
                return new Outcome(
                        false, path + " cannot be taken back: " + gone.get() + ", and what was issued stands.");
            }
            new WithdrawalStore(dataSource).give(file.get().sha256(), path, givenBy);
            return new Outcome(
                    true,
                    path + " is taken back: " + file.get().rowsRead()
                            + " rows count no longer. It is not read again unless its bytes change.");
        });
    }

    /**
     * Puts in again what was taken back last under a name.
     *
     * @param name its path below the inbox, or where it lay
     */
    public static Outcome undo(NightRequest request, String name, String restoredBy) {
        return Night.withDatabase(request, (workspace, dataSource) -> {
            String path = below(workspace.inbox(), name);
            Optional<String> gone = gone(dataSource, path);
            if (gone.isPresent()) {
                return new Outcome(
                        false, path + " cannot be put in again: " + gone.get() + ", and what was issued stands.");
            }
            return new WithdrawalStore(dataSource).restore(path, restoredBy)
                    ? new Outcome(true, path + " is put in again: its rows count as before it was taken back.")
                    : new Outcome(false, "no file " + path + " is taken back. Name it as it was named then.");
        });
    }

    private static Optional<String> gone(DataSource dataSource, String path) {
        try (Connection connection = dataSource.getConnection()) {
            return new OldMonths(connection).droppedOf(path);
        } catch (SQLException failed) {
            throw new IllegalStateException("the facts cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static String below(Path inbox, String name) {
        Path given = Path.of(name).toAbsolutePath().normalize();
        String plain = given.startsWith(inbox) ? inbox.relativize(given).toString() : name;
        plain = plain.replace('\\', '/');
        return plain.startsWith("inbox/") ? plain.substring("inbox/".length()) : plain;
    }
}
