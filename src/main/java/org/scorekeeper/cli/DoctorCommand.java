package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.nightly.Diagnosis;
import org.scorekeeper.nightly.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scorekeeper doctor}: looks at all that a night rests on, and says what to do where something is wrong. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Looks at database, tables, space, fonts, mail, clock, last run and folders: ok, warn or fail, each with"
                        + " what to do. Exit 0 where all is well, 3 where something is to be looked at, 1 where a night would fail.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = "where the documents go (default: the workspace's setting, else reports)")
    private @Nullable Path reports;

    @Override
    public Integer call() {
        options.applyLog();
        List<Diagnosis> found = Doctor.examine(options.request(Optional.ofNullable(reports)), Clock.systemUTC());
        PrintWriter out = spec.commandLine().getOut();
        found.stream().map(Diagnosis::line).forEach(out::println);
        out.flush();
        return Doctor.exit(found).code();
    }
}
