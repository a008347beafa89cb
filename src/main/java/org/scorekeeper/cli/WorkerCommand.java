package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.scorekeeper.nightly.NightOutcome;
import org.scorekeeper.nightly.WorkerLoop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scorekeeper worker}: lends this machine to the nightly run of another. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description =
                "Lends this machine to the nightly runs of another: takes parts of them, until it is stopped. The"
                        + " workspace is the shared folder, wherever it lies here; the other's settings say that it takes workers.")
final class WorkerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        options.applyLog();
        PrintWriter out = spec.commandLine().getOut();
        NightOutcome outcome = WorkerLoop.run(options.request(), line -> {
            out.println(line);
            out.flush();
        });
        outcome.said().forEach(out::println);
        out.println(outcome.lastLine());
        out.flush();
        return outcome.exit().code();
    }
}
