package org.scorekeeper.nightly;

import java.util.HashMap;
import java.util.Map;
import org.scorekeeper.contract.ContractHistory;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** A partition a contract, each in a lane of its own. */
record ContractPartitions(NightContext night, String what) implements Partitioner {
    static final String CONTRACT = "contract";

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> partitions = new HashMap<>();
        for (ContractHistory history : night.contracts()) {
            ExecutionContext context = new ExecutionContext();
            context.putString(CONTRACT, history.id());
            context.putString(LaneHandler.LANE, history.id());
            partitions.put(history.id(), context);
        }
        night.progress().begin(what, partitions.isEmpty() ? -1 : partitions.size());
        return partitions;
    }

    static String contractOf(ChunkContext context) {
        return context.getStepContext().getStepExecution().getExecutionContext().getString(CONTRACT);
    }
}
