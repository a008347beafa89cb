package org.scorekeeper.nightly;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.workspace.AsOf;

/**
 * What a command asks of a night.
 *
 * @param workspace its folder
 * @param reports where the documents go; empty: the workspace's setting, else {@code reports}
 * @param asOf empty: the workspace's, else now
 * @param vendors only these; none: all
 * @param strict stop before anything is read where any contract or feed is wrong
 * @param failOnBreach whether a broken service level is worth an exit code
 * @param mail whether messages are sent where mail is configured
 * @param database a server's address; null: by environment, settings, or the workspace's own
 */
public record NightRequest(
        Path workspace,
        Optional<Path> reports,
        Optional<AsOf> asOf,
        Set<String> vendors,
        boolean strict,
        boolean failOnBreach,
        boolean mail,
        @Nullable String database) {
    /** Copies the vendors. */
    public NightRequest {
        vendors = Set.copyOf(vendors);
    }

    /** The same with mail, where it is configured. */
    public NightRequest(
            Path workspace,
            Optional<Path> reports,
            Optional<AsOf> asOf,
            Set<String> vendors,
            boolean strict,
            boolean failOnBreach,
            @Nullable String database) {
        this(workspace, reports, asOf, vendors, strict, failOnBreach, true, database);
    }
}
