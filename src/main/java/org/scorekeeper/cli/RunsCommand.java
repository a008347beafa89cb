package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.RunHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scorekeeper runs [ID]}: what ran, how long, what came in, what was refused, and what to do next. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists the newest runs; or tells one: its steps, files, refused rows, and what to do next.")
final class RunsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            description = "one run: its number, or the id that documents print")
    private @Nullable String id;

    @Option(names = "--last", paramLabel = "N", description = "how many are listed (default: ${DEFAULT-VALUE})")
    private int last = 20;

    @Override
    public Integer call() {
        options.applyLog();
        if (last < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--last: " + last + " is no number of runs. Write 1 or more.");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(id == null ? RunHistory.list(options.request(), last) : RunHistory.one(options.request(), id));
        out.flush();
        return ExitCode.DONE.code();
    }
}
