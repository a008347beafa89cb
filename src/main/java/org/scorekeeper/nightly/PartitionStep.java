package org.scorekeeper.nightly;

import java.util.function.Function;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * One name for the steps of all partitions; each partition gets a step of its own, because a reader in the middle of a
 * file is shared with nobody.
 */
record PartitionStep(String name, Function<StepExecution, Step> forPartition) implements Step {
    @Override
    public String getName() {
        return name;
    }

    @Override
    public void execute(StepExecution partition) throws org.springframework.batch.core.job.JobInterruptedException {
        LogPlace.within(partition, () -> forPartition.apply(partition).execute(partition));
    }
}
