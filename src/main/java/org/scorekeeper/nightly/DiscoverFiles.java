package org.scorekeeper.nightly;

import java.util.Optional;
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
        InboxScan scan = InboxScan.of(night.workspace().inbox(), night.feeds());
        scan.files().forEach(this::register);
        return RepeatStatus.FINISHED;
    }

    private void register(InboxScan.Found found) {
        FileStore files = night.files();
        String feedDigest =
                night.workspace().digests().getOrDefault(found.feed().source(), "");
        Optional<FileStore.StoredFile> known = files.find(found.feed().id(), found.sha256());
        if (known.isPresent()) {
            FileStore.StoredFile file = known.get();
            boolean whole = file.state() != FileStore.State.READING;
            if (whole && file.feedDigest().equals(feedDigest)) {
                return;
            }
            files.withdraw(
                    file.fileId(), whole ? "read again, because its feed has changed" : "read again from the start");
        }
        files.register(
                found.feed().vendor(),
                found.feed().id(),
                feedDigest,
                found.path(),
                found.sha256(),
                found.bytes(),
                found.modified(),
                night.asOf().toString(),
                night.run().runId());
    }
}
