package org.scorekeeper.nightly;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.postgres.FactBlock;
import org.scorekeeper.facts.postgres.FactVersions;
import org.scorekeeper.facts.postgres.KnownLines;
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
import org.scorekeeper.workspace.Digest;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads one file in blocks of mapped rows. A thread of its own reads, maps and encodes ahead while the step stores, so that a
 * large file uses two cores. After a restart it goes on behind the rows that the register of files has counted: they
 * were stored in the same transactions.
 */
final class BlockReader implements ItemStreamReader<RowBlock> {
    private static final int ROWS = 40_000;
    /** Rows that say what is known take no room; still, so many at the most before it is stored how far the file was read. */
    private static final int MOST_READ = 10 * ROWS;
    /** Rows of long texts make a shorter block: three of them lie in memory at a time. */
    private static final int MOST_BYTES = 16_000_000;

    private final DataSource dataSource;
    private final Path inbox;
    private final Limits limits;
    private final Feed feed;
    private final FileStore.StoredFile registered;
    private final ReadingUnits units;
    private final BlockingQueue<RowBlock> blocks = new ArrayBlockingQueue<>(2);
    /** Blocks that are stored: megabytes that need not be made and cleared away again. */
    private final Queue<FactBlock> stored = new ConcurrentLinkedQueue<>();

    private final CompletableFuture<KnownLines> known = new CompletableFuture<>();
    private @Nullable FactVersions versions;
    private @Nullable Thread ahead;
    private volatile boolean closed;
    private boolean ended;

    BlockReader(NightContext night, Feed feed, FileStore.StoredFile registered, ReadingUnits units) {
        this.dataSource = night.dataSource();
        this.inbox = night.workspace().inbox();
        this.limits = night.workspace().settings().limits();
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
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            versions = new FactVersions(connection, feed.facts(), feed.vendor(), registered.fileId());
            known.complete(versions.lines(connection, feed.id(), reading()));
            versions.prepare(connection); // while the file is read
            connection.commit();
        } catch (SQLException failed) {
            close();
            throw new ItemStreamException("what is known of " + feed.vendor() + " cannot be read", failed);
        }
    }

    /** What the meaning of a line follows from, beside its file's columns. */
    private String reading() {
        return Digest.of(String.join(
                "\n",
                registered.feedDigest(),
                limits.withoutSettling().toString(),
                new TreeMap<>(units.byMetric()).toString(),
                Version.build(),
                Runtime.version().toString()));
    }

    /** What is known of the vendor's items; there before the first block is read. */
    FactVersions versions() {
        return Objects.requireNonNull(versions, "the file is not open");
    }

    /** The next block; null after the last. */
    @Override
    public @Nullable RowBlock read() throws InterruptedException {
        if (ended) {
            return null;
        }
        Stop.check();
        RowBlock block = blocks.take();
        ended = block.end().isPresent();
        return block;
    }

    /** Takes back the facts of a block when they are stored. */
    void isStored(FactBlock facts) {
        facts.clear();
        stored.add(facts);
    }

    private void readAhead() {
        try (InboxFile file = InboxFile.open(inbox, registered.path(), limits);
                RowCursor rows = TableFiles.open(file.file(), feed.format(), feed.wanted(), limits)) {
            RowMapper mapper = new RowMapper(feed, rows.header(), registered.path(), registered.fileId(), units);
            KnownLines lines = known.get();
            if (mapper.readsLinesAlike()) {
                rows.passOver(lines);
            }
            long skip = registered.rowsRead();
            boolean more = true;
            long inAll = 0;
            while (more && !closed) {
                FactBlock facts = stored.poll();
                if (facts == null) {
                    facts = new FactBlock(feed.facts(), mapper.filled(), ROWS);
                }
                List<Refused> refused = new ArrayList<>();
                long read = 0;
                int repeated = 0;
                while (facts.size() + refused.size() < ROWS && facts.bytes() < MOST_BYTES && read < MOST_READ && more) {
                    SourceRow row = rows.next();
                    if (row == null) {
                        more = false;
                        continue;
                    }
                    if (++inAll > limits.rows()) {
                        throw limits.tooLong("it has more than " + limits.rows() + " rows");
                    }
                    RowResult result = row.repeat() ? null : mapper.map(row);
                    if (skip > 0) {
                        skip--;
                        continue;
                    }
                    read++;
                    if (result == null) {
                        repeated++;
                    } else if (result instanceof RowResult.Mapped mapped) {
                        lines.hear(facts.add(mapped.fact(), row.line()));
                    } else {
                        RowResult.Refused no = (RowResult.Refused) result;
                        refused.add(new Refused(no.fault(), mapper.asSent(row), no.glimpse()));
                    }
                }
                hand(new RowBlock(
                        read, repeated, facts, refused, more ? Optional.empty() : Optional.of(end(rows, inAll))));
            }
        } catch (UnreadableFileException unreadable) {
            hand(broken(String.valueOf(unreadable.getMessage())));
        } catch (InterruptedException | CancellationException stopped) {
            Thread.currentThread().interrupt(); // nobody waits for its blocks
        } catch (OutOfMemoryError tooMuch) {
            hand(broken(
                    "the file needs more memory than there is. Ask its sender for the data in smaller files, or give the"
                            + " program more (SCOREKEEPER_JAVA_OPTS=-Xmx2g)."));
        } catch (RuntimeException | ExecutionException | StackOverflowError failure) {
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
                0, 0, new FactBlock(feed.facts(), new BitSet(), 0), List.of(), Optional.of(new End.Broken(reason)));
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
        known.cancel(false);
        blocks.clear();
        if (ahead != null) {
            ahead.interrupt();
        }
    }
}
