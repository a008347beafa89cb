package org.scorekeeper.nightly;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.DatabaseUnavailableException;
import org.scorekeeper.facts.postgres.Failures;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.nightly.remote.LeaseStore;
import org.scorekeeper.nightly.remote.LeaseStore.SharedNight;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.workspace.AsOf;
import org.scorekeeper.workspace.Workspace;

/**
 * {@code worker}: lends this machine to the nights of another. Of the workspace it needs the inbox; contracts, feeds and
 * registers come through the database, as the night has read them, and documents go back the same way.
 */
public final class WorkerLoop implements AutoCloseable {
    private final NightRequest request;
    private final Consumer<String> say;
    private final Database database;
    private final LeaseStore leases;
    private final String holder;
    private long refused;
    private long current;
    private @Nullable LaneCrew crew;

    private WorkerLoop(NightRequest request, Consumer<String> say, Database database, String holder) {
        this.request = request;
        this.say = say;
        this.database = database;
        this.holder = holder;
        this.leases = new LeaseStore(database.dataSource());
    }

    /**
     * Helps night after night until the process is stopped.
     *
     * @return why it did not begin
     */
    public static NightOutcome run(NightRequest request, Consumer<String> say) {
        Workspace workspace = Workspace.read(request.workspace());
        if (workspace.hasWrongSettings()) {
            return new NightOutcome(
                    ExitCode.WRONG_COMMAND,
                    workspace.problems().stream().map(Object::toString).toList(),
                    "The worker did not begin: the settings are wrong.");
        }
        DatabaseSettings settings;
        try {
            settings = Night.databaseOf(request, workspace);
        } catch (IllegalArgumentException wrong) {
            return new NightOutcome(
                    ExitCode.WRONG_COMMAND, List.of(), "The worker did not begin: " + wrong.getMessage());
        }
        if (settings.url() == null) {
            return new NightOutcome(
                    ExitCode.WRONG_COMMAND,
                    List.of(),
                    "The worker did not begin: name the database of the nights that it is to help with --database.");
        }
        String holder = name();
        try (Database database = Database.join(settings, holder, 3 * NightlyJob.THREADS + 4);
                WorkerLoop loop = new WorkerLoop(request, say, database, holder)) {
            say.accept(holder + " waits for nights on " + settings + ".");
            loop.help();
            return new NightOutcome(ExitCode.DONE, List.of(), "The worker was stopped.");
        } catch (DatabaseUnavailableException notThere) {
            return new NightOutcome(ExitCode.FAILED, List.of(), "The worker did not begin: " + notThere.getMessage());
        }
    }

    /** As the server shows it beside its sessions, which takes 63 characters. */
    private static String name() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException nameless) {
            host = "a-machine";
        }
        String plain = host.replaceAll("[^a-z0-9.-]", "-");
        return "scorekeeper worker " + plain.substring(0, Math.min(30, plain.length())) + "-"
                + ProcessHandle.current().pid();
    }

    private void help() {
        boolean answers = true;
        while (!Thread.currentThread().isInterrupted() && !Stop.requested()) {
            try {
                look();
                answers = true;
            } catch (RuntimeException failed) {
                if (answers) {
                    say.accept("the database does not answer: " + Failures.reason(failed) + "; waiting for it.");
                }
                answers = false;
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void look() {
        Optional<SharedNight> night = leases.shared();
        if (crew != null
                && (crew.isGivenUp()
                        || night.filter(one -> one.runId() == current).isEmpty())) {
            say.accept(
                    crew.isGivenUp() && night.isPresent()
                            ? "the night went on without this machine, which had been silent; it joins again."
                            : "the night is over; " + crew.done() + " parts of it were done here.");
            leave();
        }
        if (crew != null) {
            crew.channel().look();
        } else if (night.isPresent() && night.get().runId() != refused) {
            join(night.get());
        }
    }

    private void join(SharedNight shared) {
        Workspace workspace = Workspace.read(request.workspace());
        if (!shared.release().equals(Version.text())) {
            refuse(shared, "it runs on release " + shared.release() + ", this machine on " + Version.text());
        } else if (!shared.settings().equals(workspace.settings().work())) {
            refuse(shared, "limits or delivery.csv say otherwise in this machine's scorekeeper.yaml");
        } else {
            RunStore runs = new RunStore(database.dataSource());
            RunStore.Run run = runs.get(shared.runId());
            NightContext night = new NightContext(
                    run,
                    AsOf.parse(run.key().asOf()),
                    run.key().vendors().isEmpty()
                            ? Set.of()
                            : Set.of(run.key().vendors().split(",", -1)),
                    PastWorkspace.of(workspace, runs.inputs(run.runId())),
                    new ReportFolder(request.workspace()),
                    database.dataSource(),
                    List.of(),
                    Progress.here(),
                    false);
            current = shared.runId();
            crew = new LaneCrew(database, night, holder, shared.takeover(), true);
            say.accept("helps the night of as-of " + run.key().asOf() + ".");
        }
    }

    /** Not waiting for what hangs in work that is others' by now. */
    private void leave() {
        LaneCrew left = crew;
        crew = null;
        if (left != null) {
            Thread closing = new Thread(left::close, "leaves");
            closing.setDaemon(true);
            closing.start();
        }
    }

    private void refuse(SharedNight night, String why) {
        refused = night.runId();
        say.accept("cannot help this night: " + why + ".");
    }

    @Override
    public void close() {
        if (crew != null) {
            crew.close();
            crew = null;
        }
    }
}
