package org.scorekeeper.nightly.postgres;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people took back: files by their bytes, which are not read again wherever they lie. */
public final class WithdrawalStore {
    private final JdbcClient jdbc;

    /** Works on the tables that the migrations made. */
    public WithdrawalStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Takes the bytes of a file back; the next run carries it out. */
    public void give(String sha256, String path, String givenBy) {
        jdbc.sql("insert into withdrawal (sha256, path, given_by) values (?, ?, ?) on conflict do nothing")
                .params(sha256, path, givenBy)
                .update();
    }

    /** The SHA-256 of everything that was taken back, in order. */
    public List<String> all() {
        return jdbc.sql("select sha256 from withdrawal order by sha256")
                .query(String.class)
                .list();
    }

    /** Who took a file's bytes back; empty where nobody did. */
    public Optional<String> givenBy(String sha256) {
        return jdbc.sql("select given_by from withdrawal where sha256 = ?")
                .param(sha256)
                .query(String.class)
                .optional();
    }
}
