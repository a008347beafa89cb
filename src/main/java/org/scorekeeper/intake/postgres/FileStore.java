package org.scorekeeper.intake.postgres;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.scorekeeper.facts.postgres.FactVersions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register of files: what arrived, how far it was read, and what became of its rows. */
public final class FileStore {
    private final JdbcClient jdbc;

    /** Works on the tables that the migrations made. */
    public FileStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** How far the reading of a file has come. */
    public enum State {
        /** Being read, or left in the middle by a crash. */
        READING,
        /** Read to its end. */
        DONE,
        /** Not readable at all. */
        QUARANTINED,
        /** Its facts are taken back. */
        WITHDRAWN;

        private String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One file as registered. Read = accepted + unchanged + superseded + rejected.
     *
     * @param fileId its number
     * @param path relative to the inbox
     * @param feedDigest of the feed file that read it: another mapping is another reading
     * @param asOf of the run that first saw it
     * @param modified when it was last written, as the file system says
     */
    public record StoredFile(
            long fileId,
            String vendor,
            String feed,
            String feedDigest,
            String path,
            String sha256,
            long bytes,
            State state,
            Optional<String> reason,
            String asOf,
            Instant modified,
            long rowsRead,
            long accepted,
            long unchanged,
            long superseded,
            long rejected,
            Optional<String> traits) {
        /** Whether every row that was read is accounted for. */
        public boolean balances() {
            return rowsRead == accepted + unchanged + superseded + rejected;
        }

        /** The account in one line. */
        public String account() {
            return rowsRead + " rows = " + accepted + " accepted + " + unchanged + " unchanged + " + superseded
                    + " superseded + " + rejected + " rejected"
                    + (state == State.QUARANTINED ? "; quarantined: " + reason.orElse("") : "");
        }
    }

    private static final String COLUMNS =
            "file_id, vendor, feed, feed_digest, path, sha256, bytes, upper(state) as state, reason, as_of, modified, rows_read,"
                    + " accepted, unchanged, superseded, rejected, traits";

    /** The file with these bytes that this feed has read or is reading; empty where it is new to the feed. */
    public Optional<StoredFile> find(String feed, String sha256) {
        return jdbc.sql("select " + COLUMNS
                        + " from source_file where feed = ? and sha256 = ? and state <> 'withdrawn'")
                .param(feed)
                .param(sha256)
                .query(FileStore::row)
                .optional();
    }

    /** The file of a number. */
    public StoredFile get(long fileId) {
        return jdbc.sql("select " + COLUMNS + " from source_file where file_id = ?")
                .param(fileId)
                .query(FileStore::row)
                .single();
    }

    /** All files of a vendor that are not taken back, in the order of their paths. */
    public List<StoredFile> ofVendor(String vendor) {
        return jdbc.sql("select " + COLUMNS
                        + " from source_file where vendor = ? and state <> 'withdrawn' order by path, file_id")
                .param(vendor)
                .query(FileStore::row)
                .list();
    }

    /** All files that a run took in, in the order of their paths. */
    public List<StoredFile> ofRun(long runId) {
        return jdbc.sql("select " + COLUMNS + " from source_file where run_id = ? order by path, file_id")
                .param(runId)
                .query(FileStore::row)
                .list();
    }

    private static StoredFile row(java.sql.ResultSet r, int number) throws java.sql.SQLException {
        return new StoredFile(
                r.getLong("file_id"),
                r.getString("vendor"),
                r.getString("feed"),
                r.getString("feed_digest"),
                r.getString("path"),
                r.getString("sha256"),
                r.getLong("bytes"),
                State.valueOf(r.getString("state")),
                Optional.ofNullable(r.getString("reason")),
                r.getString("as_of"),
                r.getTimestamp("modified").toInstant(),
                r.getLong("rows_read"),
                r.getLong("accepted"),
                r.getLong("unchanged"),
                r.getLong("superseded"),
                r.getLong("rejected"),
                Optional.ofNullable(r.getString("traits")));
    }

    /** Registers a file that is to be read; the answer is its number. */
    public long register(
            String vendor,
            String feed,
            String feedDigest,
            String path,
            String sha256,
            long bytes,
            Instant modified,
            String asOf,
            long runId) {
        return jdbc.sql("""
                        insert into source_file (vendor, feed, feed_digest, path, sha256, bytes, modified, as_of, run_id,
                            state, rows_read, accepted, unchanged, superseded, rejected, first_seen)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'reading', 0, 0, 0, 0, 0, now()) returning file_id""")
                .params(vendor, feed, feedDigest, path, sha256, bytes, Timestamp.from(modified), asOf, runId)
                .query(Long.class)
                .single();
    }

    /** Adds one block's rows to the file's account, in the transaction that stores them. */
    public void advance(long fileId, long read, FactVersions.Outcome outcome, long rejected) {
        jdbc.sql("""
                        update source_file set rows_read = rows_read + ?, accepted = accepted + ?,
                            unchanged = unchanged + ?, superseded = superseded + ?, rejected = rejected + ?
                        where file_id = ?""")
                .params(
                        read,
                        outcome.accepted() - outcome.overtaken(),
                        outcome.unchanged(),
                        outcome.superseded() + outcome.overtaken(),
                        rejected,
                        fileId)
                .update();
    }

    /** Marks a file as read to its end, with what was found out about its form. */
    public void finish(long fileId, String traits) {
        jdbc.sql("update source_file set state = 'done', traits = ?, finished = now() where file_id = ?")
                .params(traits, fileId)
                .update();
    }

    /** Marks a file as not readable, with the reason and the remedy. */
    public void quarantine(long fileId, String reason) {
        jdbc.sql("update source_file set state = ?, reason = ?, finished = now() where file_id = ?")
                .params(State.QUARANTINED.code(), reason, fileId)
                .update();
    }

    /**
     * Takes a file's facts back: they stay, and count nowhere from this run on. Of a file that was never read to its end
     * they never counted.
     */
    public void withdraw(long fileId, String reason, long runId) {
        jdbc.sql("""
                        update source_file set withdrawn_by = case when state = 'done' then cast(? as bigint) end,
                            state = ?, reason = ?, finished = now() where file_id = ?""").params(runId, State.WITHDRAWN.code(), reason, fileId).update();
    }
}
