package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.Night;
import org.scorekeeper.nightly.NightOutcome;
import org.scorekeeper.nightly.NightRequest;
import org.scorekeeper.nightly.PeriodOrders;
import org.scorekeeper.nightly.postgres.OrderStore.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scorekeeper close}: issues a period now, whatever its contract would wait for. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description =
                "Issues a period that has ended now, whatever its contract would wait for, and leaves its documents.")
final class CloseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(index = "0", paramLabel = "PERIOD", description = "as reports name it, such as 2026-10")
    private String period = "";

    @Option(
            names = "--contract",
            paramLabel = "ID",
            description = "only this contract (default: all that have the period)")
    private @Nullable String contract;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = "where the documents go (default: the workspace's setting, else reports)")
    private @Nullable Path reports;

    @Override
    public Integer call() {
        options.applyLog();
        PrintWriter out = spec.commandLine().getOut();
        NightRequest request = options.request(Optional.ofNullable(reports));
        PeriodOrders.Outcome ordered = PeriodOrders.give(
                request,
                Kind.CLOSE,
                Optional.ofNullable(contract),
                period,
                "",
                System.getProperty("user.name", "somebody"));
        ordered.said().forEach(out::println);
        out.flush();
        if (ordered.given().isEmpty()) {
            return ExitCode.WRONG_COMMAND.code();
        }
        NightOutcome outcome = Night.run(request);
        outcome.said().forEach(out::println);
        out.println(outcome.lastLine());
        out.flush();
        return outcome.exit().code();
    }
}
