package org.scorekeeper.nightly.remote;

import java.util.List;
import org.springframework.batch.integration.partition.StepExecutionRequest;

/**
 * A lane to be worked on: partitions that must not overtake each other.
 *
 * @param runId the run whose it is
 * @param lane its name, one in all nights
 * @param partitions in their order
 * @param standing the documents that lie in the reports of what it is about, relative to them
 */
public record LaneRequest(long runId, String lane, List<StepExecutionRequest> partitions, List<String> standing) {
    /** Copies the lists. */
    public LaneRequest {
        partitions = List.copyOf(partitions);
        standing = List.copyOf(standing);
    }
}
