package org.scorekeeper.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.remote.LeaseStore;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.ReportFolder;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Hands the documents that a helper made to the night whose they are, through the database and in the transaction that says
 * that they are made. The reports have one writer, and a helper that was given up leaves nothing in them.
 */
record HandOver(NightContext night, Tasklet publishing) implements Tasklet {
    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        RepeatStatus status = publishing.execute(contribution, context);
        ReportFolder drafts = night.reports();
        List<LeaseStore.Handed> made = new ArrayList<>();
        for (String name : drafts.names()) {
            Path draft = drafts.root().resolve(name);
            made.add(new LeaseStore.Handed(name, Files.readAllBytes(draft)));
            Files.delete(draft);
        }
        new LeaseStore(night.dataSource()).handOver(night.run().runId(), made);
        return status;
    }

    /** Writes what helpers of a run have made. */
    static void receive(NightContext night) {
        LeaseStore store = new LeaseStore(night.dataSource());
        long run = night.run().runId();
        for (var next = store.nextHanded(run); next.isPresent(); next = store.nextHanded(run)) {
            LeaseStore.Handed document = next.get();
            AtomicFile.write(night.reports().root().resolve(document.name()), out -> out.write(document.content()));
            store.written(run, document.name());
        }
    }

    /** A folder for the drafts of a lane, to be emptied when it is done. */
    static Path folder() {
        try {
            return Files.createTempDirectory("scorekeeper-drafts");
        } catch (IOException full) {
            throw new java.io.UncheckedIOException("no temporary folder can be made", full);
        }
    }
}
