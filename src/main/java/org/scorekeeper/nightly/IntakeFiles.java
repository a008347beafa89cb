package org.scorekeeper.nightly;

import java.util.HashMap;
import java.util.Map;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FileScan;
import org.scorekeeper.intake.ReadingUnits;
import org.scorekeeper.intake.postgres.FileStore;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.transaction.PlatformTransactionManager;

/** Reads each registered file, a partition a file; files of one vendor and kind keep their order. */
record IntakeFiles(NightContext night, JobRepository repository, PlatformTransactionManager transactions)
        implements Partitioner {
    static final String STEP = "intake-file";
    private static final String FILE = "file";

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> partitions = new HashMap<>();
        int order = 0;
        for (FileStore.StoredFile file : night.files().ofRun(night.run().runId())) {
            Feed feed = night.workspace().feeds().get(file.feed());
            if (file.state() != FileStore.State.READING || feed == null) {
                continue;
            }
            ExecutionContext context = new ExecutionContext();
            context.putLong(FILE, file.fileId());
            context.putString(LogPlace.FILE, file.path());
            context.putString(
                    LaneHandler.LANE, file.vendor() + "/" + feed.facts().code());
            context.putInt(LaneHandler.ORDER, order++);
            partitions.put("file-" + file.fileId(), context);
        }
        night.progress().begin("reading files", partitions.isEmpty() ? -1 : partitions.size());
        return partitions;
    }

    /** Whether this machine sees the bytes of a partition's file: of a night of another machine that is not sure. */
    boolean sees(StepExecution partition) {
        FileStore.StoredFile file =
                night.files().get(partition.getExecutionContext().getLong(FILE));
        return FileScan.isStill(
                night.workspace().inbox(),
                file.path(),
                file.sha256(),
                file.modified(),
                night.workspace().settings().limits());
    }

    /** The step of one file: blocks of rows in, one transaction a block. */
    Step forPartition(StepExecution partition) {
        long fileId = partition.getExecutionContext().getLong(FILE);
        FileStore.StoredFile file = night.files().get(fileId);
        Feed feed = night.workspace().feeds().get(file.feed());
        if (feed == null) {
            throw new IllegalStateException("the feed " + file.feed() + " is no longer there");
        }
        ReadingUnits units = ReadingUnits.of(night.workspace().contracts().values(), feed.vendor());
        BlockReader reader = new BlockReader(night, feed, file, units);
        return new StepBuilder(STEP, repository)
                        .<RowBlock, RowBlock>chunk(1)
                        .transactionManager(transactions)
                        .reader(reader)
                        .writer(new BlockWriter(night, feed, fileId, reader))
                        .stream(reader)
                        .build();
    }
}
