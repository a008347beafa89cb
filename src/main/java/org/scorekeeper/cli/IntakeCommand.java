package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.Night;
import org.scorekeeper.nightly.NightOutcome;
import org.scorekeeper.nightly.NightRequest;
import org.scorekeeper.nightly.Withdrawal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scorekeeper intake}: takes files in without measuring anything, or takes a file's facts back. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        description = "Takes in what has arrived, and measures nothing; or takes a file's facts back.")
final class IntakeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(
            names = "--withdraw",
            paramLabel = "FILE",
            description = "takes back what this file of the inbox said; it is not read again unless its bytes change,"
                    + " and the next night's figures follow")
    private @Nullable String withdraw;

    @Override
    public Integer call() {
        options.applyLog();
        PrintWriter out = spec.commandLine().getOut();
        NightRequest request = options.request();
        if (withdraw != null) {
            Withdrawal.Outcome outcome =
                    Withdrawal.give(request, withdraw, System.getProperty("user.name", "somebody"));
            out.println(outcome.said());
            out.flush();
            if (!outcome.done()) {
                return ExitCode.WRONG_COMMAND.code();
            }
        }
        NightOutcome outcome = Night.intake(request);
        outcome.said().forEach(out::println);
        out.println(outcome.lastLine());
        out.flush();
        return outcome.exit().code();
    }
}
