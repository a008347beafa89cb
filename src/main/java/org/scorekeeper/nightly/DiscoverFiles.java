package org.scorekeeper.nightly;

import java.util.Optional;
import java.util.Set;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FileScan;
import org.scorekeeper.intake.Finding;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.nightly.postgres.WithdrawalStore;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Registers the files that have arrived and that nobody has read yet; the same bytes under another name add nothing. */
record DiscoverFiles(NightContext night) implements Tasklet {
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        night.progress().begin("looking into the inbox", -1);
        Set<String> withdrawn = Set.copyOf(withdrawals().all());
        withdraw(withdrawn);
        restore();
        for (FileScan.ScannedFile file : night.inbox()) {
            if (file.finding() instanceof Finding.Taken taken && !withdrawn.contains(taken.sha256())) {
                taken.feeds().stream()
                        .filter(feed -> night.takes(feed.vendor()))
                        .forEach(feed -> register(file, feed, taken.sha256()));
            }
        }
        return RepeatStatus.FINISHED;
    }

    /** Takes back what people asked for, and reads again what only repeated it: that is now its own claim. */
    private void withdraw(Set<String> withdrawn) {
        FileStore files = night.files();
        for (String sha256 : withdrawn) {
            for (Feed feed : night.feeds()) {
                files.find(feed.id(), sha256).ifPresent(file -> {
                    files.takeBack(
                            file.fileId(),
                            withdrawals().givenBy(sha256).orElse("somebody"),
                            night.run().runId());
                    readAgainWhatRepeats(file, feed.facts());
                });
            }
        }
    }

    /** Lets what people put in again count as before; what was never read, or is to be read otherwise, is read as any file. */
    private void restore() {
        for (String sha256 : withdrawals().restored()) {
            for (Feed feed : night.feeds()) {
                if (night.files().find(feed.id(), sha256).isEmpty()) {
                    night.files()
                            .restore(
                                    feed.id(), digest(feed), sha256, night.run().runId());
                }
            }
        }
    }

    private WithdrawalStore withdrawals() {
        return new WithdrawalStore(night.dataSource());
    }

    private String digest(Feed feed) {
        return night.workspace().digests().getOrDefault(feed.source(), "");
    }

    private void readAgainWhatRepeats(FileStore.StoredFile gone, FactKind kind) {
        for (FileStore.StoredFile later : night.files().ofVendor(gone.vendor())) {
            Feed feed = night.workspace().feeds().get(later.feed());
            if (later.fileId() > gone.fileId()
                    && later.unchanged() > 0
                    && feed != null
                    && feed.facts() == kind
                    && liesInInbox(later)) {
                night.files()
                        .withdraw(
                                later.fileId(),
                                "read again, because " + gone.path() + " is taken back",
                                night.run().runId());
            }
        }
    }

    private boolean liesInInbox(FileStore.StoredFile file) {
        return night.inbox().stream()
                .anyMatch(found -> found.finding() instanceof Finding.Taken taken
                        && taken.sha256().equals(file.sha256()));
    }

    /**
     * Whether this run has registered the file already: a run looks into the inbox before it reads, and once more where it
     * was killed between having looked and recording that it had.
     */
    private boolean isNext(FileStore.StoredFile file) {
        return night.files().ofRun(night.run().runId()).stream().anyMatch(one -> one.fileId() == file.fileId());
    }

    private void register(FileScan.ScannedFile found, Feed feed, String sha256) {
        FileStore files = night.files();
        String feedDigest = digest(feed);
        Optional<FileStore.StoredFile> known = files.find(feed.id(), sha256);
        if (known.isPresent()) {
            FileStore.StoredFile file = known.get();
            boolean whole = file.state() != FileStore.State.READING;
            boolean stands = file.state() != FileStore.State.QUARANTINED
                    || night.workspace()
                            .settings()
                            .limits()
                            .stillRefuse(file.reason().orElse(""));
            boolean ours = file.feedDigest().equals(feedDigest);
            if (!whole && ours && isNext(file)) {
                return;
            }
            if (whole && stands && ours) {
                FileNews.noteRepeat(night, feed, file, found.path());
                return;
            }
            files.withdraw(
                    file.fileId(),
                    !whole
                            ? "read again from the start"
                            : stands
                                    ? "read again, because its feed has changed"
                                    : "read again, because a limit was raised",
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
