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
        jdbc.sql("""
                        insert into withdrawal (sha256, path, given_by) values (?, ?, ?)
                        on conflict (sha256) do update set path = excluded.path, given_by = excluded.given_by,
                            given_at = now(), restored_by = null where withdrawal.restored_by is not null""").params(sha256, path, givenBy).update();
    }

    /** Puts the bytes that were taken back last under a path in again; the answer is whether there are any. */
    public boolean restore(String path, String restoredBy) {
        return jdbc.sql("""
                        update withdrawal set restored_by = ? where sha256 = (
                            select sha256 from withdrawal where path = ? and restored_by is null
                            order by given_at desc, sha256 limit 1)""").params(restoredBy, path).update() > 0;
    }

    /** The SHA-256 of everything that was taken back once and put in again, in order. */
    public List<String> restored() {
        return jdbc.sql("select sha256 from withdrawal where restored_by is not null order by sha256")
                .query(String.class)
                .list();
    }

    /** The SHA-256 of everything that is taken back, in order. */
    public List<String> all() {
        return jdbc.sql("select sha256 from withdrawal where restored_by is null order by sha256")
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
