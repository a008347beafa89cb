package org.scorekeeper.nightly;

import java.util.Map;
import java.util.Set;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The parts of a step, made or made again. What a part is of is said by its partitioner each time, not by the records of an
 * earlier attempt: Spring Batch writes down that there is a part before it writes down of what, and a run that was killed in
 * between would know of a file or a contract without its name for ever.
 */
final class Partitions extends SimpleStepExecutionSplitter {
    private Map<String, ExecutionContext> contexts = Map.of();

    private Partitions(JobRepository repository, String partName, Partitioner partitioner) {
        super(repository, partName, partitioner);
        setPartitioner(gridSize -> {
            contexts = partitioner.partition(gridSize);
            return contexts;
        });
    }

    /** A step in parts, which run side by side where their lanes allow it. */
    static Step step(
            String name, JobRepository repository, Partitioner partitioner, String partName, PartitionHandler handler) {
        return new StepBuilder(name, repository)
                .listener(new LogPlace())
                .partitioner(partName, partitioner)
                .splitter(new Partitions(repository, partName, partitioner))
                .partitionHandler(handler)
                .build();
    }

    @Override
    public Set<StepExecution> split(StepExecution whole, int gridSize) throws JobExecutionException {
        Set<StepExecution> parts = super.split(whole, gridSize);
        for (StepExecution part : parts) {
            String key = part.getStepName().substring(getStepName().length() + 1);
            contexts.getOrDefault(key, new ExecutionContext())
                    .entrySet()
                    .forEach(said -> part.getExecutionContext().put(said.getKey(), said.getValue()));
        }
        return parts;
    }
}
