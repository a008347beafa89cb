package org.scorekeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.contract.yaml.Places;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.KnownDay;
import org.scorekeeper.settle.WorkedExamples;
import org.scorekeeper.words.ContractText;
import org.scorekeeper.words.Page;
import org.scorekeeper.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scorekeeper read CONTRACT}: a contract in plain words, for the people who sign; needs a database for an earlier day only. */
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        description = "Tells a contract in plain words, every default spelled out, for the people who sign.")
final class ReadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(paramLabel = "CONTRACT", description = "a contract's id in the workspace, or a file")
    private String contract = "";

    @Option(
            names = "--as-known-on",
            paramLabel = "DATE",
            description = "the workspace's contract as that day's last run read it")
    private @Nullable LocalDate asKnownOn;

    @Override
    public Integer call() throws IOException {
        options.applyLog();
        if (asKnownOn != null) {
            return ofWorkspace(
                    KnownDay.workspace(options.request(), asKnownOn),
                    "known on " + asKnownOn + " in " + options.workspace());
        }
        Path file = Path.of(contract);
        return Files.isRegularFile(file)
                ? file(file)
                : ofWorkspace(Workspace.read(options.workspace()), "in " + options.workspace() + ", and no such file");
    }

    /** A file alone, which may be a draft that stands in no workspace. */
    private int file(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (MalformedInputException notUtf8) {
            throw new ParameterException(spec.commandLine(), file + " is not UTF-8. Save it as UTF-8.", notUtf8);
        }
        ContractReader.Result result = ContractReader.read(contract, text);
        List<Problem> unproven = result.contract().map(WorkedExamples::faults).orElse(List.of());
        result.problems().stream().filter(Problem::isError).forEach(this::complain);
        unproven.forEach(this::complain);
        if (result.contract().isEmpty() || !unproven.isEmpty()) {
            return ExitCode.WRONG_COMMAND.code();
        }
        print(List.of(result.contract().get()), Map.of(contract, text));
        return ExitCode.DONE.code();
    }

    private int ofWorkspace(Workspace workspace, String where) {
        ContractHistory history = workspace.contracts().get(contract);
        if (history == null) {
            List<Problem> wrong =
                    workspace.problems().stream().filter(Problem::isError).toList();
            wrong.forEach(this::complain);
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no (right) contract \"" + contract + "\" " + where + "."
                            + Block.nearest(contract, workspace.contracts().keySet())
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(" It has: "
                                            + String.join(
                                                    ", ", workspace.contracts().keySet()) + "."));
        }
        print(history.versions(), workspace.texts());
        return ExitCode.DONE.code();
    }

    private void print(List<Contract> versions, Map<String, String> texts) {
        Map<String, Places> places = new TreeMap<>();
        versions.forEach(version -> places.put(
                version.source(), Places.of(Objects.requireNonNull(texts.get(version.source()), version.source()))));
        PrintWriter out = spec.commandLine().getOut();
        Page.lines(ContractText.of(versions, (version, path) -> {
                    Places of = Objects.requireNonNull(places.get(version.source()), version.source());
                    return path.equals("note") ? of.text(path) : of.text(path + ".clause");
                }))
                .forEach(out::println);
        out.flush();
    }

    private void complain(Problem problem) {
        spec.commandLine().getErr().println(problem);
    }
}
