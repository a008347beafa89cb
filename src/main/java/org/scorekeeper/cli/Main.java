package org.scorekeeper.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.scorekeeper.intake.TemporaryFiles;
import org.scorekeeper.nightly.ExitCode;
import org.scorekeeper.nightly.Stop;
import org.scorekeeper.nightly.UnknownNameException;
import org.scorekeeper.nightly.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code scorekeeper}. Nothing of Spring is touched before a subcommand needs it. */
@Command(
        name = "scorekeeper",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionText.class,
        description = "Holds IT-outsourcing vendors to what they promised.",
        footer = {
            "",
            "Exit codes: 0 done; 1 the run failed, the same command goes on from there; 2 the command or the settings"
                    + " are wrong; 3 done, but something new needs a person; 4 a service level broke (--fail-on breach)."
        })
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            NightlyCommand.class,
            CheckCommand.class,
            ReadCommand.class,
            InitCommand.class,
            ExplainCommand.class,
            EvidenceCommand.class,
            SimulateCommand.class,
            CloseCommand.class,
            HoldCommand.class,
            IntakeCommand.class,
            SniffCommand.class,
            RunsCommand.class,
            DoctorCommand.class,
            WorkerCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /**
     * Runs one command and exits with its code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        // Pools of a failed run may still hold threads: the process ends when the command does.
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(code), "stop"));
        TemporaryFiles.begin();
        int ended = execute(args);
        TemporaryFiles.leave();
        code.complete(ended);
        System.exit(code.join());
    }

    /**
     * Told to stop (SIGTERM, SIGINT): the command ends with what it is at, says so in a line and stops its database. What
     * does not end in time is cut off, like a run that is killed, but its database is stopped all the same.
     */
    private static void stop(CompletableFuture<Integer> code) {
        if (code.isDone()) {
            return;
        }
        Stop.request();
        try {
            Runtime.getRuntime().halt(code.get(Stop.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException | InterruptedException cutOff) {
            System.out.println(Stop.LAST_LINE);
            Stop.databases();
            Runtime.getRuntime().halt(ExitCode.FAILED.code());
        }
    }

    /** Runs one command; the answer is its exit code. */
    static int execute(String... args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.out.println(versionText()); // which release this is should not wait for the command line's model
            return ExitCode.DONE.code();
        }
        return withCommands(args.length == 0 ? "" : args[0])
                .setParameterExceptionHandler(Main::wrongCommand)
                .setExecutionExceptionHandler(Main::failed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    /** With the command that is named; where none is, with all. Each takes its time to be looked into. */
    private static CommandLine withCommands(String named) {
        CommandLine line = new CommandLine(new Main());
        List<Class<?>> one =
                COMMANDS.stream().filter(type -> name(type).equals(named)).toList();
        (one.isEmpty() ? COMMANDS : one).forEach(type -> line.addSubcommand(name(type), type));
        return line;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? The first is: scorekeeper nightly");
    }

    private static int wrongCommand(ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("scorekeeper: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("See: scorekeeper --help");
        }
        return ExitCode.WRONG_COMMAND.code();
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        command.getErr().println("scorekeeper: " + message);
        if (failure instanceof UnknownNameException) {
            return ExitCode.WRONG_COMMAND.code();
        }
        org.slf4j.LoggerFactory.getLogger(Main.class).debug("failed", failure);
        return ExitCode.FAILED.code();
    }

    private static String versionText() {
        return "scorekeeper " + Version.text();
    }

    /** The version that the build wrote into the jar. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {versionText()};
        }
    }
}
