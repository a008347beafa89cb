package org.scorekeeper.cli;

import java.io.PrintWriter;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scorekeeper explain}: from the printed figure back to file, sheet and row. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Tells step by step how a figure, its verdict and its money came about, back to file, sheet and row.")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(index = "0", paramLabel = "CONTRACT", description = "its number, such as NWD-2026-014")
    private String contract = "";

    @Parameters(
            index = "1",
            paramLabel = "LEVEL",
            description = "a service level or deliverable; \"contract\" for its money as a whole")
    private String level = "";

    @Parameters(index = "2", paramLabel = "PERIOD", description = "as reports name it, such as 2026-10")
    private String period = "";

    @Option(
            names = "--item",
            paramLabel = "ID",
            description = "one ticket's, timesheet row's or deliverable's whole clock")
    private @Nullable String item;

    @Option(names = "--as-known-on", paramLabel = "DATE", description = "as it was known after that day's last run")
    private @Nullable LocalDate asKnownOn;

    @Override
    public Integer call() {
        options.applyLog();
        String text = Inquiry.ask(
                options.request(),
                Optional.ofNullable(asKnownOn),
                inquiry -> item == null
                        ? inquiry.explain(contract, level, period)
                        : inquiry.explain(contract, level, period, item));
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
        return ExitCode.DONE.code();
    }
}
