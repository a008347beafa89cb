package org.scorekeeper.nightly;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.Folders;
import org.scorekeeper.nightly.remote.FencedDataSource;
import org.scorekeeper.nightly.remote.LaneChannel;
import org.scorekeeper.nightly.remote.LaneRequest;
import org.scorekeeper.nightly.remote.Lease;
import org.scorekeeper.nightly.remote.LeaseStore;
import org.scorekeeper.publish.ReportFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Works on the lanes of a shared night, on its own machine as on those that help, several at a time. It says every few
 * seconds that it lives; each lane's work commits only while this machine holds the lane.
 */
final class LaneCrew implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneCrew.class);
    /** A lane at which so many have failed goes to no helper any more: the night's own machine does it. */
    private static final int TRIES = 3;

    private final Database database;
    private final NightContext night;
    private final String holder;
    private final boolean helps;
    private final LeaseStore leases;
    private final HikariDataSource messages;
    private final LaneChannel channel;
    private final ScheduledExecutorService heart;
    private final ScheduledFuture<?> beats;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean givenUp;

    /** Takes part in a night; {@code helps}: in that of another machine. */
    LaneCrew(Database database, NightContext night, String holder, Duration takeover, boolean helps) {
        this.database = database;
        this.night = night;
        this.holder = holder;
        this.helps = helps;
        this.leases = new LeaseStore(database.dataSource());
        this.messages = database.more(NightlyJob.THREADS + 2);
        this.channel = new LaneChannel(
                messages,
                database::session,
                database.settings().schema(),
                night.run().runId(),
                NightlyJob.THREADS);
        this.heart = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "heart");
            thread.setDaemon(true);
            return thread;
        });
        long beat = takeover.toMillis() / 5;
        this.beats = heart.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        try {
            leases.join(holder);
            channel.take(this::work);
        } catch (RuntimeException noAnswer) {
            close();
            throw noAnswer;
        }
    }

    private void beat() {
        try {
            givenUp |= !leases.beat(holder);
        } catch (RuntimeException noAnswer) {
            LOG.debug("no answer", noAnswer); // whoever does not hear it draws the conclusion
        }
    }

    /** Whether others have given it up, or the night is over. */
    boolean isGivenUp() {
        return givenUp;
    }

    LaneChannel channel() {
        return channel;
    }

    /** How many lanes it has done. */
    int done() {
        return done.get();
    }

    /** How many lanes it has taken off the queue, those among them that failed. */
    int ended() {
        return ended.get();
    }

    private void work(LaneRequest request) {
        Stop.check();
        if (helps && leases.tries(request.lane()) >= TRIES) {
            throw new IllegalStateException(request.lane() + " is left to the night's own machine");
        }
        LogPlace.enter(night.run());
        try {
            take(request);
        } finally {
            LogPlace.leave();
        }
    }

    private void take(LaneRequest request) {
        Lease lease = leases.take(request.lane(), holder);
        boolean did = false;
        Path drafts = helps ? HandOver.folder() : night.reports().root();
        try {
            did = perform(
                    request,
                    night.on(
                            new FencedDataSource(database.dataSource(), lease),
                            helps ? ReportFolder.drafts(drafts, request.standing()) : night.reports()));
        } catch (Exception failure) {
            // The step's own failures are in its record; this one is the machine's, or its connection's.
            LOG.debug("a lane could not be worked on", failure);
            if (helps) {
                leases.letGo(lease);
                throw new IllegalStateException(request.lane() + " goes back into the queue", failure);
            }
        } finally {
            if (helps) {
                Folders.deleteQuietly(drafts);
            }
        }
        if (!did && Stop.requested()) {
            leases.letGo(lease);
            throw new IllegalStateException(request.lane() + " is left to others: this machine was told to stop");
        }
        if (!leases.giveBack(lease)) {
            throw new IllegalStateException(request.lane() + " was taken over");
        }
        ended.incrementAndGet();
        if (did) {
            done.incrementAndGet();
        }
    }

    /** What one machine cannot do goes back to the others, and it takes no more of this night. */
    private IllegalStateException declined(LaneRequest request, String why) {
        channel.takeNoMore();
        LOG.warn("{} goes back to the others, and this machine takes no more of this night: {}", request.lane(), why);
        return new IllegalStateException(why);
    }

    private boolean perform(LaneRequest request, NightContext here) throws Exception {
        JdbcTransactionManager transactions = new JdbcTransactionManager(here.dataSource());
        JobRepository repository = NightlyJob.repository(
                here.dataSource(), transactions, database.settings().batchSchema());
        StepExecutionRequestHandler handler = new StepExecutionRequestHandler();
        handler.setJobRepository(repository);
        handler.setStepLocator(new NightlyJob(here, repository, transactions)::forPartition);
        IntakeFiles files = new IntakeFiles(here, repository, transactions);
        for (StepExecutionRequest partition : request.partitions()) {
            StepExecution known =
                    Objects.requireNonNull(repository.getStepExecution(partition.getStepExecutionId()), "partition");
            if (known.getStatus() == BatchStatus.COMPLETED) {
                continue; // whoever had the lane before came so far
            }
            if (helps && partition.getStepName().equals(IntakeFiles.STEP) && !files.sees(known)) {
                throw declined(
                        request,
                        "it does not see the night's files; is "
                                + here.workspace().inbox() + " the shared folder?");
            }
            if (known.getExitStatus().compareTo(ExitStatus.EXECUTING) > 0) {
                known.setExitStatus(ExitStatus.EXECUTING); // somebody before was stopped in it
                repository.update(known);
            }
            StepExecution after = handler.handle(partition);
            if (after.getStatus() != BatchStatus.COMPLETED) {
                after.getFailureExceptions().forEach(failure -> LOG.debug("{} failed", request.lane(), failure));
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        beats.cancel(true);
        heart.shutdownNow();
        channel.close();
        messages.close();
    }
}
