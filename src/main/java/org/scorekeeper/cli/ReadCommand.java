package org.scorekeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.contract.yaml.Places;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.settle.WorkedExamples;
import org.scorekeeper.words.ContractText;
import org.scorekeeper.words.Page;
import org.scorekeeper.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scorekeeper read CONTRACT}: a contract in plain words, for the people who sign; needs no database. */
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

    @Override
    public Integer call() throws IOException {
        Path file = Path.of(contract);
        return Files.isRegularFile(file) ? file(file) : ofWorkspace();
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

    private int ofWorkspace() {
        Workspace workspace = Workspace.read(options.workspace());
        ContractHistory history = workspace.contracts().get(contract);
        if (history == null) {
            List<Problem> wrong =
                    workspace.problems().stream().filter(Problem::isError).toList();
            wrong.forEach(this::complain);
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no (right) contract \"" + contract + "\" in " + options.workspace()
                            + ", and no such file."
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
