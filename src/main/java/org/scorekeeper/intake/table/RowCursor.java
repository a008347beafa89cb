package org.scorekeeper.intake.table;

import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A table whose rows are pulled one after the other; a port, with one adapter a file form. */
public interface RowCursor extends AutoCloseable {
    /** The column names. */
    Header header();

    /**
     * The next row below the header that is not blank.
     *
     * @return null at the end
     * @throws UnreadableFileException where the rest cannot be read
     */
    @Nullable
    SourceRow next();

    /**
     * From now on rows bear the fingerprint of their line, and one whose line is known is handed out unread. A form
     * without lines does not know what is meant.
     *
     * @param known whether a fingerprint is that of a line that needs no reading
     */
    default void passOver(LongPredicate known) {}

    /** What was found out about the file's form, in a few words: encoding, delimiter, sheet, header row. */
    String traits();

    /** What whoever sent or reads the file should hear of, each as the end of a sentence; none in most files. */
    default List<String> remarks() {
        return List.of();
    }

    @Override
    void close();
}
