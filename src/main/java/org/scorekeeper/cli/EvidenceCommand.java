package org.scorekeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
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

/** {@code scorekeeper evidence}: every item behind a period's figures, as CSV on standard output. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description = "Lists every item that counted in a period, level by level, with its clock, as CSV.")
final class EvidenceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(index = "0", paramLabel = "CONTRACT", description = "its number, such as NWD-2026-014")
    private String contract = "";

    @Parameters(index = "1", paramLabel = "PERIOD", description = "as reports name it, such as 2026-10")
    private String period = "";

    @Option(names = "--all", description = "also the items that did not count, and why")
    private boolean all;

    @Option(names = "--as-known-on", paramLabel = "DATE", description = "as it was known after that day's last run")
    private @Nullable LocalDate asKnownOn;

    @Override
    public Integer call() {
        options.applyLog();
        List<String> said = Inquiry.ask(options.request(), Optional.ofNullable(asKnownOn), inquiry -> {
            try {
                // CSV is UTF-8, whatever the terminal's own encoding.
                return inquiry.evidence(contract, period, all, System.out);
            } catch (IOException closed) {
                throw new UncheckedIOException("standard output cannot be written", closed);
            }
        });
        PrintWriter err = spec.commandLine().getErr();
        said.forEach(err::println);
        err.flush();
        return ExitCode.DONE.code();
    }
}
