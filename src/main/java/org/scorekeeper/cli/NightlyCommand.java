package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.KnownDay;
import org.scorekeeper.nightly.Night;
import org.scorekeeper.nightly.NightOutcome;
import org.scorekeeper.nightly.NightRequest;
import org.scorekeeper.nightly.Trial;
import org.scorekeeper.workspace.AsOf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scorekeeper nightly}: takes in what arrived, compares it with the contracts, leaves the documents. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        description = "Takes in what has arrived, compares it with what each contract says, and leaves scorecards,"
                + " breach lists and the finance file.")
final class NightlyCommand implements Callable<Integer> {
    /** What a run can be told to fail on. */
    enum FailOn {
        /** A service level that broke in a period that this run published. */
        BREACH
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(
            names = "--as-of",
            paramLabel = "DATE|INSTANT",
            description =
                    "figures as of this moment (default: the workspace's, else now); a date means its end in each contract's zone")
    private @Nullable String asOf;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = "where the documents go (default: the workspace's setting, else reports)")
    private @Nullable Path reports;

    @Option(names = "--vendor", paramLabel = "ID", description = "only this vendor; may be repeated")
    private List<String> vendors = List.of();

    @Option(
            names = "--strict",
            description = "stop before anything is read (exit 2) where any contract or feed is wrong")
    private boolean strict;

    @Option(names = "--fail-on", paramLabel = "breach", description = "exit 4 where a service level broke")
    private @Nullable FailOn failOn;

    @Option(
            names = "--dry-run",
            description = "say what would be refused, issued, restated and posted, and leave nothing")
    private boolean dryRun;

    @Option(names = "--no-mail", description = "write no messages, whatever the settings and contracts say")
    private boolean noMail;

    @Option(
            names = "--as-known-on",
            paramLabel = "DATE",
            description =
                    "write the documents as they stood after that day's last run, into the folder --reports names")
    private @Nullable LocalDate asKnownOn;

    @Override
    public Integer call() {
        Optional<AsOf> moment;
        try {
            moment = Optional.ofNullable(asOf).map(AsOf::parse);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--as-of: " + wrong.getMessage(), wrong);
        }
        options.applyLog();
        Set<String> only = new TreeSet<>(vendors);
        PrintWriter out = spec.commandLine().getOut();
        NightRequest request = new NightRequest(
                options.workspace(),
                Optional.ofNullable(reports),
                moment,
                only,
                strict,
                failOn == FailOn.BREACH,
                !noMail,
                options.database());
        if (asKnownOn != null && (dryRun || moment.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(), "--as-known-on shows a day that was: it goes without --as-of and --dry-run.");
        }
        NightOutcome outcome = asKnownOn != null
                ? KnownDay.write(request, asKnownOn)
                : dryRun ? Trial.run(request) : Night.run(request);
        outcome.said().forEach(out::println);
        out.println(outcome.lastLine());
        out.flush();
        return outcome.exit().code();
    }
}
