package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scorekeeper check}: says everything that is wrong with contracts, feeds, registers and settings; needs no database. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Says everything that is wrong with contracts, feeds, registers and settings, with remedies.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Workspace workspace = Workspace.read(options.workspace());
        workspace.problems().forEach(out::println);
        long errors = workspace.problems().stream().filter(Problem::isError).count();
        out.printf(
                "%d contracts and %d feeds are right; %d errors, %d warnings.%n",
                workspace.contracts().size(),
                workspace.feeds().size(),
                errors,
                workspace.problems().size() - errors);
        out.flush();
        return errors == 0 ? ExitCode.DONE.code() : ExitCode.WRONG_COMMAND.code();
    }
}
