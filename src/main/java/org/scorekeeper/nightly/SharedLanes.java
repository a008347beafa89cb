package org.scorekeeper.nightly;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.nightly.remote.LaneChannel;
import org.scorekeeper.nightly.remote.LaneRequest;
import org.scorekeeper.nightly.remote.LeaseStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;

/**
 * A night that takes helpers. Lanes go into a queue, from which its own threads take as well, so that it ends without any
 * helper, too. A helper that is silent is given up and its lanes are there again; what fails elsewhere is tried once more
 * here.
 */
final class SharedLanes implements NightlyJob.Sharing, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedLanes.class);
    /** Between two looks at the queue. */
    private static final Duration LOOK = Duration.ofMillis(100);
    /** So many looks between two at the helpers. */
    private static final int LOOKS = 10;
    /** A helper that lives but has stored nothing of a part for so long hangs in it. */
    private static final Duration STANDSTILL = Duration.ofMinutes(30);

    private final NightContext night;
    private final Duration takeover;
    private final LeaseStore leases;
    private final LaneCrew crew;
    private final String holder;

    SharedLanes(Database database, NightContext night, Duration takeover) {
        this.night = night;
        this.takeover = takeover;
        this.leases = new LeaseStore(database.dataSource());
        this.holder = "scorekeeper night " + night.run().runId();
        HandOver.receive(night); // what helpers had made when an earlier start of this run was stopped
        this.crew = new LaneCrew(database, night, holder, takeover, false);
        leases.share(new LeaseStore.SharedNight(
                night.run().runId(),
                Version.text(),
                night.workspace().settings().work(),
                takeover));
    }

    @Override
    public PartitionHandler handler(JobRepository repository, LaneHandler alone, String step) {
        return new AbstractPartitionHandler() {
            @Override
            protected Set<StepExecution> doHandle(StepExecution manager, Set<StepExecution> partitions)
                    throws Exception {
                return run(repository, alone, step, manager, partitions);
            }
        };
    }

    private Set<StepExecution> run(
            JobRepository repository,
            LaneHandler alone,
            String step,
            StepExecution manager,
            Set<StepExecution> partitions)
            throws Exception {
        int before = crew.ended();
        partitions.forEach(repository::updateExecutionContext); // what they are of is read from there
        List<List<StepExecution>> lanes = LaneHandler.lanes(partitions);
        List<String> standing =
                step.equals(NightlyJob.PUBLISH_ONE) ? night.reports().names() : List.of();
        for (List<StepExecution> lane : lanes) {
            crew.channel().send(request(step, lane, standing));
        }
        await(crew.channel(), lanes.size(), before);
        HandOver.receive(night);
        Set<StepExecution> done = new HashSet<>();
        Set<StepExecution> again = new HashSet<>();
        for (StepExecution partition : partitions) {
            StepExecution known = Objects.requireNonNull(repository.getStepExecution(partition.getId()), "partition");
            if (known.getStatus() == BatchStatus.COMPLETED) {
                done.add(known);
            } else {
                known.setExitStatus(ExitStatus.EXECUTING);
                again.add(known);
            }
        }
        if (!again.isEmpty()) {
            LOG.debug("{} partitions of {} are tried once more", again.size(), step);
            done.addAll(alone.doHandle(manager, again));
        }
        int helped = lanes.size() - (crew.ended() - before);
        if (helped > 0) {
            LOG.info("{}: {} of {} parts were done by other machines", step, helped, lanes.size());
        }
        return done;
    }

    private LaneRequest request(String step, List<StepExecution> lane, List<String> standing) {
        String name = LaneHandler.lane(lane.get(0));
        List<StepExecutionRequest> partitions = new ArrayList<>();
        lane.forEach(partition -> partitions.add(new StepExecutionRequest(step, partition.getId())));
        return new LaneRequest(
                night.run().runId(),
                night.run().runId() + "/" + step + "/" + name,
                partitions,
                standing.stream()
                        .filter(document -> document.contains("/" + name + "-"))
                        .toList());
    }

    /** Until the queue is empty: a lane leaves it when it is done, not when it is taken. */
    private void await(LaneChannel queue, int lanes, int before) throws InterruptedException {
        int elsewhere = 0;
        int open = queue.open();
        for (int looks = 1; open > 0; looks++) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            open = queue.open();
            int helped = lanes - open - (crew.ended() - before);
            night.progress().advance(Math.max(0, helped - elsewhere));
            elsewhere = Math.max(helped, elsewhere);
            if (looks % LOOKS == 0) {
                for (LeaseStore.Lost lost : leases.lost(takeover, STANDSTILL, holder)) {
                    leases.giveUp(lost.holder());
                    LOG.warn(
                            "{} has {} for {} s and is given up; its work goes to others",
                            lost.holder(),
                            lost.silent() ? "been silent" : "stored nothing of a part",
                            (lost.silent() ? takeover : STANDSTILL).toSeconds());
                }
                HandOver.receive(night);
                queue.look();
            }
            Stop.check();
            if (crew.isGivenUp()) {
                throw new IllegalStateException("another night has begun on this database");
            }
        }
    }

    @Override
    public void close() {
        crew.close();
        leases.end();
    }
}
