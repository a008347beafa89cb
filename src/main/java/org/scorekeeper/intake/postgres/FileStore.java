package org.scorekeeper.intake.postgres;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.scorekeeper.facts.postgres.FactVersions;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The register of files: what arrived, how far it was read, and what became of its rows. */
public final class FileStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    /** The reason of files that a person took back begins so. */
    private static final String TAKEN_BACK = "taken back by ";

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
            Optional<String> traits,
            List<String> header) {
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
                    + " accepted, unchanged, superseded, rejected, traits, header";

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
                Optional.ofNullable(r.getString("traits")),
                JSON.readerFor(NAMES).readValue(r.getString("header")));
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

    /** Marks a file as read to its end, with what was found out about its form, and its column names. */
    public void finish(long fileId, String traits, List<String> header) {
        jdbc.sql("""
                        update source_file set state = 'done', traits = ?, header = cast(? as jsonb), finished = now()
                        where file_id = ?""")
                .params(traits, JSON.writeValueAsString(header).replace("\\u0000", ""), fileId)
                .update();
    }

    /** The files of a path that are not taken back; an upload may have overwritten it many times. */
    public List<StoredFile> ofPath(String path) {
        return jdbc.sql("select " + COLUMNS
                        + " from source_file where path = ? and state <> 'withdrawn' order by file_id")
                .param(path)
                .query(FileStore::row)
                .list();
    }

    /**
     * What came of a vendor in one month of as-ofs.
     *
     * @param reason the column and the fault of most of its refused rows; empty where none was refused
     */
    public record Quality(String month, long files, long unreadable, long rows, long rejected, String reason) {}

    /** The latest months in which files of a vendor came, oldest first. */
    public List<Quality> quality(String vendor, int months) {
        return jdbc.sql("""
                        with months as (
                            select vendor, left(as_of, 7) as month, count(*) as files,
                                count(*) filter (where state = 'quarantined') as unreadable,
                                sum(rows_read) as read, sum(rejected) as rejected
                            from source_file where vendor = ? and state in ('done', 'quarantined')
                            group by vendor, left(as_of, 7) order by 2 desc limit ?)
                        select m.month, m.files, m.unreadable, m.read, m.rejected,
                            (select (case when r.column_name = '' then '' else r.column_name || ': ' end) || r.reason
                             from rejected_row r join source_file f using (file_id)
                             where f.vendor = m.vendor and left(f.as_of, 7) = m.month and f.state = 'done'
                             group by r.column_name, r.reason order by count(*) desc, 1 limit 1)
                        from months m
                        order by month""")
                .params(vendor, months)
                .query((row, number) -> new Quality(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        java.util.Objects.requireNonNullElse(row.getString(6), "")))
                .list();
    }

    /** The files of the same feed that were read before one and are not taken back, the latest first. */
    public List<StoredFile> before(StoredFile file, int most) {
        return jdbc.sql("select " + COLUMNS
                        + " from source_file where feed = ? and file_id < ? and state = 'done'"
                        + " order by file_id desc limit ?")
                .params(file.feed(), file.fileId(), most)
                .query(FileStore::row)
                .list();
    }

    /** Marks a file as not readable, with the reason and the remedy. */
    public void quarantine(long fileId, String reason) {
        jdbc.sql("update source_file set state = ?, reason = ?, finished = now() where file_id = ?")
                .params(State.QUARANTINED.code(), reason, fileId)
                .update();
    }

    /**
     * Lets the facts of a file that a person had taken back count again, as it was read then; where it was never read to its
     * end, or its feed has changed since, nothing.
     *
     * @return whether they count again
     */
    public boolean restore(String feed, String feedDigest, String sha256, long runId) {
        return jdbc.sql("""
                        with again as (
                            select file_id, withdrawn_by from source_file where feed = ? and feed_digest = ? and sha256 = ?
                                and state = 'withdrawn' and withdrawn_by is not null and reason like ? and withdrawn_by < ?
                            order by file_id desc limit 1),
                        absent as (
                            insert into file_absence (file_id, withdrawn_by, restored_by)
                            select file_id, withdrawn_by, ? from again)
                        update source_file f set state = 'done', reason = null, withdrawn_by = null
                        from again where f.file_id = again.file_id""")
                        .params(feed, feedDigest, sha256, TAKEN_BACK + "%", runId, runId)
                        .update()
                > 0;
    }

    /** Takes the facts of a file back because a person asked for it. */
    public void takeBack(long fileId, String who, long runId) {
        withdraw(fileId, TAKEN_BACK + who, runId);
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
