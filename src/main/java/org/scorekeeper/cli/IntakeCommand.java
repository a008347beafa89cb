package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.Night;
import org.scorekeeper.nightly.NightOutcome;
import org.scorekeeper.nightly.NightRequest;
import org.scorekeeper.nightly.Withdrawal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scorekeeper intake}: takes files in without measuring anything, takes a file's facts back, or puts them in again. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        description =
                "Takes in what has arrived, and measures nothing; or takes a file's facts back, or puts them in again.")
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

    @Option(
            names = "--restore",
            paramLabel = "FILE",
            description = "puts a file in again that was taken back: what it said counts as before")
    private @Nullable String restore;

    @Override
    public Integer call() {
        options.applyLog();
        PrintWriter out = spec.commandLine().getOut();
        NightRequest request = options.request();
        if (withdraw != null && restore != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--withdraw takes a file back and --restore puts one in again: one at a time.");
        }
        if (withdraw != null || restore != null) {
            String user = System.getProperty("user.name", "somebody");
            Withdrawal.Outcome outcome = withdraw != null
                    ? Withdrawal.give(request, withdraw, user)
                    : Withdrawal.undo(request, Objects.requireNonNull(restore), user);
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
