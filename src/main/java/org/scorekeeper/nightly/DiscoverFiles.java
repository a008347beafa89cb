package org.scorekeeper.nightly;

import java.util.Optional;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FileScan;
import org.scorekeeper.intake.postgres.FileStore;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Registers the files that have arrived and that nobody has read yet; the same bytes under another name add nothing. */
record DiscoverFiles(NightContext night) implements Tasklet {
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        night.progress().begin("looking into the inbox", -1);
        for (FileScan.ScannedFile file : FileScan.of(night.workspace().inbox(), night.feeds())) {
            if (file.finding() instanceof FileScan.Taken taken) {
                taken.feeds().forEach(feed -> register(file, feed, taken.sha256()));
            }
        }
        return RepeatStatus.FINISHED;
    }

    private void register(FileScan.ScannedFile found, Feed feed, String sha256) {
        FileStore files = night.files();
        String feedDigest = night.workspace().digests().getOrDefault(feed.source(), "");
        Optional<FileStore.StoredFile> known = files.find(feed.id(), sha256);
        if (known.isPresent()) {
            FileStore.StoredFile file = known.get();
            boolean whole = file.state() != FileStore.State.READING;
            if (whole && file.feedDigest().equals(feedDigest)) {
                return;
            }
            files.withdraw(
                    file.fileId(),
                    whole ? "read again, because its feed has changed" : "read again from the start",
                    night.run().runId());
        }
        files.register(
                feed.vendor(),
                feed.id(),
                feedDigest,
                found.path(),
                sha256,
                found.bytes(),
                found.modified(),
                night.asOf().toString(),
                night.run().runId());
    }
}
