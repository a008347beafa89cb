package org.scorekeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.Inquiry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scorekeeper simulate}: what the stored facts would have cost under other terms. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Replays stored facts under the terms of another contract file, beside what stands; stores nothing.")
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            required = true,
            description = "the other terms, as a contract file")
    private Path contract = Path.of("");

    @Option(names = "--from", paramLabel = "PERIOD", required = true, description = "the first period, such as 2026-01")
    private String from = "";

    @Option(names = "--to", paramLabel = "PERIOD", required = true, description = "the last period, such as 2026-10")
    private String to = "";

    @Option(names = "--as-known-on", paramLabel = "DATE", description = "as it was known after that day's last run")
    private @Nullable LocalDate asKnownOn;

    @Override
    public Integer call() {
        options.applyLog();
        String text;
        try {
            text = Files.readString(contract);
        } catch (IOException unreadable) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--contract: " + contract + " cannot be read. Name a contract file, in UTF-8.",
                    unreadable);
        }
        String said = Inquiry.ask(
                options.request(),
                Optional.ofNullable(asKnownOn),
                inquiry -> inquiry.simulate(contract.toString(), text, from, to));
        PrintWriter out = spec.commandLine().getOut();
        out.print(said);
        out.flush();
        return ExitCode.DONE.code();
    }
}
