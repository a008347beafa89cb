package org.scorekeeper.nightly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.postgres.FactBlock;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FileScan;
import org.scorekeeper.intake.InboxFile;
import org.scorekeeper.intake.ReadingUnits;
import org.scorekeeper.intake.RowMapper;
import org.scorekeeper.intake.RowResult;
import org.scorekeeper.intake.TableFiles;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.intake.postgres.RefusedRowStore.Refused;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.nightly.RowBlock.End;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads one file in blocks of mapped rows. A thread of its own reads, maps and encodes ahead while the step stores, so that a
 * large file uses two cores. After a restart it goes on behind the rows that the register of files has counted: they
 * were stored in the same transactions.
 */
final class BlockReader implements ItemStreamReader<RowBlock> {
    private static final int ROWS = 40_000;
    /** Rows of long texts make a shorter block: three of them lie in memory at a time. */
    private static final int MOST_BYTES = 16_000_000;

    private final Path inbox;
    private final Limits limits;
    private final Feed feed;
    private final FileStore.StoredFile registered;
    private final ReadingUnits units;
    private final BlockingQueue<RowBlock> blocks = new ArrayBlockingQueue<>(2);
    private @Nullable Thread ahead;
    private volatile boolean closed;
    private boolean ended;

    BlockReader(Path inbox, Limits limits, Feed feed, FileStore.StoredFile registered, ReadingUnits units) {
        this.inbox = inbox;
        this.limits = limits;
        this.feed = feed;
        this.registered = registered;
        this.units = units;
    }

    @Override
    public void open(ExecutionContext context) {
        Thread thread = new Thread(this::readAhead, "reads-" + registered.fileId());
        thread.setDaemon(true);
        thread.start();
        ahead = thread;
    }

    /** The next block; null after the last. */
    @Override
    public @Nullable RowBlock read() throws InterruptedException {
        if (ended) {
            return null;
        }
        RowBlock block = blocks.take();
        ended = block.end().isPresent();
        return block;
    }

    private void readAhead() {
        try (InboxFile file = InboxFile.open(inbox, registered.path(), limits);
                RowCursor rows = TableFiles.open(file.file(), feed.format(), feed.wanted(), limits)) {
            RowMapper mapper = new RowMapper(feed, rows.header(), registered.path(), registered.fileId(), units);
            long skip = registered.rowsRead();
            boolean more = true;
            long inAll = 0;
            while (more && !closed) {
                FactBlock facts = new FactBlock(feed.facts(), mapper.filled(), ROWS);
                List<Refused> refused = new ArrayList<>();
                long read = 0;
                while (read < ROWS && facts.bytes() < MOST_BYTES && more) {
                    SourceRow row = rows.next();
                    if (row == null) {
                        more = false;
                        continue;
                    }
                    if (++inAll > limits.rows()) {
                        throw limits.tooLong("it has more than " + limits.rows() + " rows");
                    }
                    RowResult result = mapper.map(row);
                    if (skip > 0) {
                        skip--;
                        continue;
                    }
                    read++;
                    if (result instanceof RowResult.Mapped mapped) {
                        facts.add(mapped.fact());
                    } else {
                        RowResult.Refused no = (RowResult.Refused) result;
                        refused.add(new Refused(no.fault(), mapper.asSent(row), no.glimpse()));
                    }
                }
                hand(new RowBlock(read, facts, refused, more ? Optional.empty() : Optional.of(end(rows, inAll))));
            }
        } catch (UnreadableFileException unreadable) {
            hand(broken(String.valueOf(unreadable.getMessage())));
        } catch (RuntimeException failure) {
            // Whatever a library stumbles over in a vendor's file stops that file only.
            hand(broken("the file cannot be read (" + failure
                    + "). Export it again, or open and save it in a spreadsheet first."));
        }
    }

    private End end(RowCursor rows, long inAll) {
        if (!FileScan.isStill(inbox, registered.path(), registered.sha256(), registered.modified(), limits)) {
            return new End.Changed();
        }
        if (inAll == 0) {
            return new End.Broken(
                    "the file has column names in row " + rows.header().row()
                            + " and no rows below them. Was there nothing to report? Then take it out of the inbox;"
                            + " else export it again.");
        }
        return new End.Whole(rows.traits(), rows.header().names(), rows.remarks());
    }

    private RowBlock broken(String reason) {
        return new RowBlock(
                0, new FactBlock(feed.facts(), new BitSet(), 0), List.of(), Optional.of(new End.Broken(reason)));
    }

    private void hand(RowBlock block) {
        try {
            while (!closed && !blocks.offer(block, 100, TimeUnit.MILLISECONDS)) {
                // waits until the step has stored an earlier block, or has ended
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        blocks.clear();
        if (ahead != null) {
            ahead.interrupt();
        }
    }
}
