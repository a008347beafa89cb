package org.scorekeeper.nightly;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * Runs partitions side by side, and those of one lane one after the other in their order: two exports of one vendor may
 * speak of the same ticket, and the later one must find what the earlier one said.
 */
final class LaneHandler extends AbstractPartitionHandler {
    /** In a partition's context: which partitions must not overtake each other. */
    static final String LANE = "lane";
    /** In a partition's context: its place in the lane. */
    static final String ORDER = "order";

    private final JobRepository repository;
    private final Step step;
    private final int threads;

    LaneHandler(JobRepository repository, Step step, int threads) {
        this.repository = repository;
        this.step = step;
        this.threads = threads;
    }

    @Override
    protected Set<StepExecution> doHandle(StepExecution manager, Set<StepExecution> partitions) throws Exception {
        List<Callable<Boolean>> work = new ArrayList<>();
        lanes(partitions).forEach(lane -> work.add(LogPlace.inherited(() -> runInOrder(lane))));
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, work.size())));
        try {
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a partition could not be started", failed.getCause());
        } finally {
            pool.shutdown();
        }
        // What went wrong in a partition is otherwise known to that partition alone.
        partitions.forEach(partition -> partition.getFailureExceptions().forEach(manager::addFailureException));
        return partitions;
    }

    /** Partitions lane by lane, each lane in its order. The longest first: the night ends when the last lane does. */
    static List<List<StepExecution>> lanes(Collection<StepExecution> partitions) {
        Map<String, List<StepExecution>> lanes = new TreeMap<>();
        for (StepExecution partition : partitions) {
            lanes.computeIfAbsent(lane(partition), key -> new ArrayList<>()).add(partition);
        }
        lanes.values()
                .forEach(lane -> lane.sort(Comparator.comparingInt(
                        partition -> partition.getExecutionContext().getInt(ORDER, 0))));
        return lanes.values().stream()
                .sorted(Comparator.<List<StepExecution>>comparingInt(List::size).reversed())
                .toList();
    }

    /** The lane of a partition; one of its own where it names none. */
    static String lane(StepExecution partition) {
        return partition.getExecutionContext().getString(LANE, partition.getStepName());
    }

    private boolean runInOrder(List<StepExecution> lane) {
        boolean stopped = Stop.requested();
        for (StepExecution partition : lane) {
            if (stopped) {
                // It would overtake the one that failed: it is run again, in order, when the run goes on.
                fail(partition, "waits for an earlier file of its kind");
                continue;
            }
            try {
                step.execute(partition);
            } catch (Exception notStarted) {
                partition.addFailureException(notStarted);
                fail(partition, String.valueOf(notStarted.getMessage()));
            }
            stopped = partition.getStatus() != BatchStatus.COMPLETED || Stop.requested();
        }
        return !stopped;
    }

    private void fail(StepExecution partition, String why) {
        partition.setStatus(BatchStatus.FAILED);
        partition.setExitStatus(ExitStatus.FAILED.addExitDescription(why));
        repository.update(partition);
    }
}
