package org.scorekeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.intake.FeedProposal;
import org.scorekeeper.intake.Sniff;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scorekeeper sniff}: looks at an unknown export and proposes a feed; needs no database. */
@Command(
        name = "sniff",
        mixinStandardHelpOptions = true,
        description = "Looks at an export: what the file is, what its columns hold, and a feed to begin with.")
final class SniffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "the export, in the inbox or anywhere else")
    private Path file = Path.of("");

    @Option(names = "--vendor", paramLabel = "ID", description = "whose file (default: the inbox folder it lies in)")
    private @Nullable String vendor;

    @Option(names = "--write", description = "writes the proposed feed into the workspace's feeds")
    private boolean write;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        Workspace workspace = Workspace.read(options.workspace());
        Sniff sniff;
        try {
            sniff = Sniff.of(file, workspace.settings().limits());
        } catch (UnreadableFileException unreadable) {
            out.println(file.getFileName() + ": " + unreadable.getMessage());
            out.flush();
            return ExitCode.LOOK.code();
        }
        String whose = whose(workspace);
        FeedProposal proposal = new FeedProposal(sniff, whose, pattern(workspace, whose), zone(workspace, whose));
        out.println(file.getFileName());
        sniff.described().forEach(out::println);
        list(out, "It rests on", proposal.evidence());
        list(out, "Not certain", proposal.unsure());
        out.println();
        int code = ExitCode.DONE.code();
        Path feed = workspace.root().resolve("feeds").resolve(proposal.name() + ".yaml");
        if (write && Files.exists(feed)) {
            out.println(feed + " is there already; nothing was written. Compare it with this:");
            code = ExitCode.WRONG_COMMAND.code();
        } else if (write) {
            write(feed, proposal.text());
            out.println("Written to " + feed + ":");
        } else {
            out.println("A feed to begin with (--write puts it into "
                    + workspace.root().relativize(feed) + "):");
        }
        out.println();
        out.print(proposal.text());
        out.flush();
        return code;
    }

    private static void list(PrintWriter out, String head, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(head + ":");
            lines.forEach(line -> out.println("  - " + line));
        }
    }

    private static void write(Path feed, String text) {
        try {
            Files.createDirectories(feed.toAbsolutePath().getParent());
            Files.writeString(feed, text);
        } catch (IOException failed) {
            throw new UncheckedIOException("the feed cannot be written: " + failed.getMessage(), failed);
        }
    }

    private Optional<Path> inInbox(Workspace workspace) {
        Path path = file.toAbsolutePath().normalize();
        return path.startsWith(workspace.inbox())
                ? Optional.of(workspace.inbox().relativize(path))
                : Optional.empty();
    }

    private String whose(Workspace workspace) {
        if (vendor != null) {
            return vendor;
        }
        Optional<Path> lies = inInbox(workspace).filter(path -> path.getNameCount() > 1);
        return lies.map(path -> path.getName(0).toString().replaceAll("[^A-Za-z0-9._-]", "-"))
                .orElse("vendor");
    }

    /** Numbers in a name are those of a day or a week: the next file has others. */
    private String pattern(Workspace workspace, String whose) {
        String path = inInbox(workspace)
                .map(inside -> inside.toString().replace('\\', '/'))
                .orElse(whose + "/" + file.getFileName());
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name)
                + path.substring(name)
                        .replaceAll("[\\[\\]{}?]", "*")
                        .replaceAll("\\d+([-_. ]\\d+)*", "*")
                        .replaceAll("\\*+", "*");
    }

    private static String zone(Workspace workspace, String whose) {
        return workspace.contracts().values().stream()
                .filter(history -> history.vendor().equals(whose))
                .map(ContractHistory::latest)
                .map(contract -> contract.zone().getId())
                .findFirst()
                .orElse("");
    }
}
