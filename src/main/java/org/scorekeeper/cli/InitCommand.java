package org.scorekeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.workspace.FirstContract;
import org.scorekeeper.workspace.FirstContract.From;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scorekeeper init --from points}: a first contract to edit, in a workspace that is checked and run at once. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Writes a first contract to edit, and what a new workspace needs besides; overwrites nothing.")
final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "points (service points), pool (an at-risk amount) or time-and-materials")
    private String from = "";

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            defaultValue = "vendors",
            description = "the folder, made where it is not there (default: ${DEFAULT-VALUE})")
    private Path workspace = Path.of("vendors");

    @Option(names = "--contract", paramLabel = "ID", description = "the contract's number")
    private @Nullable String contract;

    @Option(names = "--vendor", paramLabel = "ID", description = "the vendor's name, of which folders are named")
    private @Nullable String vendor;

    /** The kinds, for completion. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(From.values()).map(From::code).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        From kind = Arrays.stream(From.values())
                .filter(one -> one.code().equals(from))
                .findFirst()
                .orElseThrow(
                        () -> wrong("--from: \"" + from + "\" is unknown. Write points, pool or time-and-materials."));
        FirstContract first = new FirstContract(
                kind,
                named("--contract", contract, kind.contract()),
                named("--vendor", vendor, kind.vendor()),
                LocalDate.now(ZoneId.systemDefault()).getYear());
        if (Files.exists(workspace.resolve(first.path()))) {
            throw wrong(workspace.resolve(first.path())
                    + " is already there and stays as it is. Name another: --contract ID, --vendor ID.");
        }
        if (Files.exists(workspace) && !Files.isDirectory(workspace)) {
            throw wrong("--workspace: " + workspace + " is a file. Name a folder.");
        }
        FirstContract.Written done = first.into(workspace);
        print(done, first);
        return ExitCode.DONE.code();
    }

    private void print(FirstContract.Written done, FirstContract first) {
        PrintWriter out = spec.commandLine().getOut();
        done.written().forEach(file -> out.println("wrote " + workspace.resolve(file)));
        done.kept().forEach(file -> out.println("kept  " + workspace.resolve(file)));
        out.println();
        out.println("Now edit " + workspace.resolve(first.path()) + ", then:");
        for (String command : List.of("check", "read " + first.contract(), "nightly")) {
            out.println("  ./scorekeeper " + command + " --workspace " + workspace);
        }
        out.flush();
    }

    private String named(String option, @Nullable String given, String other) {
        if (given != null && !given.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw wrong(option + ": \"" + given
                    + "\" cannot name a file. Write letters, digits, dots, hyphens and underscores only.");
        }
        return given == null ? other : given;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
