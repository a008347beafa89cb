package org.scorekeeper.nightly;

import java.sql.Connection;
import org.scorekeeper.facts.postgres.FactVersions;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.postgres.FileStore;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Stores blocks of one file: facts, refused rows and the file's account, all in the chunk's transaction. */
final class BlockWriter implements ItemWriter<RowBlock> {
    private final NightContext night;
    private final Feed feed;
    private final long fileId;
    private final BlockReader reader;

    /** Stores what a reader reads. */
    BlockWriter(NightContext night, Feed feed, long fileId, BlockReader reader) {
        this.reader = reader;
        this.night = night;
        this.feed = feed;
        this.fileId = fileId;
    }

    @Override
    public void write(Chunk<? extends RowBlock> chunk) throws Exception {
        Connection connection = DataSourceUtils.getConnection(night.dataSource());
        try {
            for (RowBlock block : chunk) {
                store(connection, reader.versions(), block);
            }
        } finally {
            DataSourceUtils.releaseConnection(connection, night.dataSource());
        }
    }

    private void store(Connection connection, FactVersions into, RowBlock block) throws Exception {
        FactVersions.Outcome outcome = into.write(connection, block.facts()).repeating(block.repeated());
        reader.isStored(block.facts());
        night.refusedRows().add(fileId, block.refused());
        night.files().advance(fileId, block.read(), outcome, block.refused().size());
        night.progress().rows(block.read());
        if (block.end().isPresent()) {
            end(block.end().get());
        }
    }

    private void end(RowBlock.End end) {
        if (night.helps() && !(end instanceof RowBlock.End.Whole)) {
            throw new IllegalStateException(
                    "this machine cannot read " + night.files().get(fileId).path());
        }
        if (end instanceof RowBlock.End.Whole whole) {
            night.files().finish(fileId, whole.traits(), whole.header());
            FileNews.note(night, feed, night.files().get(fileId), whole.remarks());
        } else if (end instanceof RowBlock.End.Broken broken) {
            night.files().quarantine(fileId, broken.reason());
        } else {
            night.files()
                    .withdraw(fileId, "changed while it was read", night.run().runId());
            String path = night.files().get(fileId).path();
            night.runs()
                    .note(
                            night.run().runId(),
                            "changed " + path,
                            "inbox/" + path + ": it changed while it was read. The next run takes it.");
        }
        FileStore.StoredFile file = night.files().get(fileId);
        if (!file.balances()) {
            throw new IllegalStateException("the rows of " + file.path() + " do not add up: " + file.account());
        }
        night.progress().advance(1);
        night.progress().line("read " + file.path() + ": " + file.account());
    }
}
