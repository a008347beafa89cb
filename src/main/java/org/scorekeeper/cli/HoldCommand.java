package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.PeriodOrders;
import org.scorekeeper.nightly.postgres.OrderStore.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scorekeeper hold}: keeps a period from being issued, or releases it again. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description = "Keeps a contract's period from being issued until it is released.")
final class HoldCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(index = "0", paramLabel = "CONTRACT", description = "its number, such as NWD-2026-014")
    private String contract = "";

    @Parameters(index = "1", paramLabel = "PERIOD", description = "as reports name it, such as 2026-10")
    private String period = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; it stands in the reports while it is held")
    private @Nullable String reason;

    @Option(names = "--release", description = "lets it go its way again")
    private boolean release;

    @Override
    public Integer call() {
        if (!release && (reason == null || reason.isBlank())) {
            throw new ParameterException(
                    spec.commandLine(), "--reason is missing: say why the period is held, for those who wait for it.");
        }
        PeriodOrders.Outcome outcome = PeriodOrders.give(
                options.request(),
                release ? Kind.RELEASE : Kind.HOLD,
                Optional.of(contract),
                period,
                reason == null ? "" : reason,
                System.getProperty("user.name", "somebody"));
        PrintWriter out = spec.commandLine().getOut();
        outcome.said().forEach(out::println);
        out.flush();
        return outcome.given().isEmpty() ? ExitCode.WRONG_COMMAND.code() : ExitCode.DONE.code();
    }
}
