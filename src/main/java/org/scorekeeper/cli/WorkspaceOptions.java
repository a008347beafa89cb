package org.scorekeeper.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.NightRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command with a workspace has. */
final class WorkspaceOptions {
    /** How log lines look. */
    enum Log {
        /** Lines for people. */
        TEXT,
        /** One JSON object a line, for machines. */
        JSON
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "contracts, feeds and inbox (default: sample-data)")
    private @Nullable Path workspace;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "a PostgreSQL server, jdbc:postgresql://host/db (default: an embedded one in the workspace)")
    private @Nullable String database;

    @Option(names = "--log", paramLabel = "text|json", description = "how log lines look")
    private Log log = Log.TEXT;

    /** The workspace's folder. */
    Path workspace() {
        Path folder = workspace != null
                ? workspace
                : Path.of(System.getProperty("scorekeeper.home", ".")).resolve("sample-data");
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--workspace: there is no folder " + folder + ". Name one that holds contracts, feeds and inbox.");
        }
        return folder.toAbsolutePath().normalize();
    }

    /** The server that the option names; null where it names none. */
    @Nullable
    String database() {
        return database;
    }

    /** A request for all that the workspace has, with documents where its settings say. */
    NightRequest request() {
        return request(Optional.empty());
    }

    /** The same, with documents in a folder. */
    NightRequest request(Optional<Path> reports) {
        return new NightRequest(workspace(), reports, Optional.empty(), Set.of(), false, false, database());
    }

    /** Chooses the form of log lines; before the first is written. */
    void applyLog() {
        if (log == Log.JSON) {
            System.setProperty(LogLines.FORM, "json");
            System.setProperty("scorekeeper.terminal", "false"); // nothing is drawn among records
        }
    }
}
