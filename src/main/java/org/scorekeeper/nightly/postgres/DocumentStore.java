package org.scorekeeper.nightly.postgres;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the documents of issued figures, byte for byte. */
public final class DocumentStore {
    private final JdbcClient jdbc;

    /** Works on the tables that the migrations made. */
    public DocumentStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * One document of one revision.
     *
     * @param name without the contract's: scorecard.pdf
     */
    public record Key(String contract, String period, int revision, String name) {}

    /** Keeps a document; what is kept already stays. */
    public void keep(Key key, byte[] content) {
        jdbc.sql("""
                        insert into issued_document (contract, period, revision, name, content) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(key.contract(), key.period(), key.revision(), key.name(), content)
                .update();
    }

    /** The document as it was handed over; empty where it is not kept. */
    public Optional<byte[]> find(Key key) {
        return jdbc.sql("""
                        select content from issued_document
                        where contract = ? and period = ? and revision = ? and name = ?""")
                .params(key.contract(), key.period(), key.revision(), key.name())
                .query(byte[].class)
                .optional();
    }
}
