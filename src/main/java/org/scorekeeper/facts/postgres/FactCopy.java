package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.scorekeeper.facts.FactKind;

/** Sends rows through PostgreSQL's binary COPY: the server is spared the parsing. */
final class FactCopy implements AutoCloseable {
    /** Signature, no flags, no header extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final int END = -1;
    private static final int FLUSH = 1 << 18;

    private final FactBlock block;
    private final CopyIn copy;
    private final CopyBuffer buffer = new CopyBuffer(FLUSH + (1 << 14));

    /** Opens the table for rows of this block, within the connection's transaction. */
    FactCopy(Connection connection, FactKind kind, FactBlock block) throws SQLException {
        this.block = block;
        String sql = block.columns().stream()
                .collect(Collectors.joining(", ", "copy " + kind.table() + " (", ") from stdin (format binary)"));
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        buffer.raw(HEADER, 0, HEADER.length);
    }

    /** Sends one of the block's rows as its item's n-th version. */
    void row(int index, int version) throws SQLException {
        block.send(index, version, buffer);
        if (buffer.size() >= FLUSH) {
            flush();
        }
    }

    /** After the last row. */
    void end() throws SQLException {
        buffer.columns(END);
        flush();
        copy.endCopy();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.bytes(), 0, buffer.size());
        buffer.clear();
    }

    /** Gives up where the end was not reached. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
