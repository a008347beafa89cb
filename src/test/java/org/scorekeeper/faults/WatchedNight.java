package org.scorekeeper.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.postgres.DatabaseSettings;

/** A night in a process of its own, on its workspace's embedded server; which part of it is on is read from its own records. */
final class WatchedNight implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = 1_000_000;
    private static final String STATE = """
            select (select state from scorekeeper.run order by run_id desc limit 1),
                   job.status, job.job_execution_id,
                   (select step_name from scorekeeper_batch.batch_step_execution s
                    where s.job_execution_id = job.job_execution_id order by step_execution_id desc limit 1)
            from (select status, job_execution_id from scorekeeper_batch.batch_job_execution
                  order by job_execution_id desc limit 1) job""";

    private final Path workspace;
    private final @Nullable DatabaseSettings server;
    private final Path output;
    private final Process process;
    private final long started = System.nanoTime();
    private final long executionBefore;
    private long execution;
    private Part part = Part.START;
    private @Nullable Connection session;

    private WatchedNight(
            Path workspace, @Nullable DatabaseSettings server, Path output, Process process, long executionBefore) {
        this.workspace = workspace;
        this.server = server;
        this.output = output;
        this.process = process;
        this.executionBefore = executionBefore;
        this.execution = executionBefore;
    }

    /**
     * Starts the command.
     *
     * @param executionBefore the newest job execution that earlier attempts on the same workspace have left
     */
    static WatchedNight start(Path workspace, long executionBefore) throws IOException {
        return start(workspace, executionBefore, null, workspace.resolve("said.txt"));
    }

    /**
     * The same on a server.
     *
     * @param server null: the workspace's own
     * @param output the file of what it says
     */
    static WatchedNight start(Path workspace, long executionBefore, @Nullable DatabaseSettings server, Path output)
            throws IOException {
        // As the launcher does.
        Path temporary = Files.createTempDirectory(Files.createDirectories(temporaryOf(workspace)), "scorekeeper-run-");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx448m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary,
                "-Dscorekeeper.temporary=" + temporary,
                "-Dscorekeeper.log=text",
                "-cp",
                System.getProperty("java.class.path"),
                "org.scorekeeper.cli.Main",
                "nightly",
                "--workspace",
                workspace.toString(),
                "--reports",
                workspace.resolve("reports").toString()));
        ProcessBuilder night =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        if (server != null) {
            command.addAll(List.of("--database", server.url() + ""));
            night.environment().put("SCOREKEEPER_DATABASE_USER", server.user() + "");
            night.environment().put("SCOREKEEPER_DATABASE_PASSWORD", server.password() + "");
        }
        return new WatchedNight(workspace, server, output, night.start(), executionBefore);
    }

    private static Path temporaryOf(Path workspace) {
        return workspace.resolveSibling("temporary");
    }

    /**
     * What nights on a workspace have left in their temporary folder: but for empty folders of such as were killed before they
     * held them, which stay for a minute, because a run that is about to hold one looks the same.
     */
    static List<String> temporary(Path workspace) throws IOException {
        try (Stream<Path> files = Files.list(temporaryOf(workspace))) {
            return files.filter(file -> !isEmptyFolder(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isEmptyFolder(Path file) {
        String[] names = file.toFile().list();
        return names != null && names.length == 0;
    }

    /** The newest job execution that was seen. */
    long execution() {
        return execution;
    }

    /** How long each part took; the night must end by itself. */
    Map<Part, Long> toItsEnd() throws InterruptedException {
        Map<Part, Long> lengths = new EnumMap<>(Part.class);
        Part before = Part.START;
        long since = started;
        while (process.isAlive()) {
            Part now = look();
            if (now != before) {
                lengths.merge(before, System.nanoTime() - since, Long::sum);
                before = now;
                since = System.nanoTime();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        lengths.merge(before, System.nanoTime() - since, Long::sum);
        process.waitFor();
        return lengths;
    }

    /**
     * Kills it when its time has come, or at once where that has passed already.
     *
     * @return in which part it was; empty where it ended before
     */
    Optional<Part> kill(Kill kill, Map<Part, Long> lengths) throws IOException, InterruptedException {
        long since = kill.part() == Part.START ? started : 0;
        long wait = (long) (kill.fraction() * lengths.getOrDefault(kill.part(), 0L));
        while (process.isAlive()) {
            Part now = look();
            if (now == kill.part() && since == 0) {
                since = System.nanoTime();
            }
            if (now.compareTo(kill.part()) > 0 || (since != 0 && System.nanoTime() - since >= wait)) {
                strike(kill.victim());
                return Optional.of(now);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return Optional.empty();
    }

    /** Waits until a part has begun, or is over. */
    WatchedNight reach(Part wanted) throws IOException {
        while (look().compareTo(wanted) < 0) {
            if (!process.isAlive()) {
                throw new AssertionError("the night ended before " + wanted + ": " + said());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return this;
    }

    /** Asks it to stop: SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Asks it as a person at a terminal does (SIGINT); what runs in a shell's background is deaf to that, and is told otherwise. */
    void interrupt() throws IOException {
        String deaf = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"))
                .replaceAll("(?s).*SigIgn:\\s*(\\S+).*", "$1");
        if ((Long.parseUnsignedLong(deaf, 16) & 1L << 1) != 0) {
            terminate();
        } else {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
        }
    }

    /** Waits until its server is there, and its tables. */
    WatchedNight reachServer() throws IOException {
        while (true) {
            try {
                if (session() != null) {
                    return this;
                }
            } catch (SQLException notYet) {
                // it is starting
            }
            if (!process.isAlive()) {
                throw new AssertionError("the night ended before its server was there: " + said());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Waits for its end, which must come in time; the answer is what it printed. */
    String ended(long seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end within " + seconds + " seconds: " + said());
        }
        return said();
    }

    /** Its last line. */
    String lastLine() throws IOException {
        return said().lines().reduce("", (before, line) -> line);
    }

    /** The process that runs it. */
    long pid() {
        return process.pid();
    }

    /** The workspace's server, where one is running. */
    boolean serverRuns() throws IOException {
        return postmaster().filter(ProcessHandle::isAlive).isPresent();
    }

    /** Does something with the night's database from a session of its own. */
    void execute(String sql) throws IOException, SQLException {
        Connection open = session();
        if (open == null) {
            throw new IllegalStateException("there is no server yet");
        }
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    private void strike(Kill.Victim victim) throws IOException, InterruptedException {
        List<ProcessHandle> server = new ArrayList<>();
        if (victim != Kill.Victim.NIGHT) {
            postmaster().ifPresent(postmaster -> {
                server.add(postmaster);
                if (victim != Kill.Victim.NIGHT_AND_POSTMASTER) {
                    postmaster.descendants().forEach(server::add);
                }
            });
        }
        if (victim != Kill.Victim.SERVER) {
            process.destroyForcibly();
        }
        server.forEach(ProcessHandle::destroyForcibly);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("the night outlives its server by two minutes: " + said());
        }
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = workspace.resolve(".scorekeeper/postgres/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).trim()));
    }

    private Part look() {
        try {
            Connection open = session();
            if (open != null) {
                try (Statement statement = open.createStatement();
                        ResultSet row = statement.executeQuery(STATE)) {
                    if (row.next()) {
                        execution = Math.max(execution, row.getLong(3));
                        part = part(row.getString(1), row.getString(2), row.getLong(3), row.getString(4));
                    }
                }
            }
        } catch (SQLException | IOException notNow) {
            forget();
        }
        return part;
    }

    /** A session that is only dropped would take a place from the night. */
    private void forget() {
        Connection open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException gone) {
                // with its server
            }
        }
    }

    private Part part(@Nullable String run, String job, long number, @Nullable String step) {
        if ("finished".equals(run)) {
            return Part.CLOSE;
        }
        if (job.equals("COMPLETED")) {
            return Part.MAIL;
        }
        return number <= executionBefore || step == null ? Part.START : Part.ofStep(step);
    }

    private @Nullable Connection session() throws IOException, SQLException {
        Connection open = session;
        if (open == null && server != null) {
            open = DriverManager.getConnection(server.url(), server.user(), server.password());
            session = open;
        }
        if (open == null) {
            Path data = workspace.resolve(".scorekeeper/postgres");
            Path key = data.resolve("scorekeeper.key");
            Path pid = data.resolve("postmaster.pid");
            if (!Files.exists(key) || !Files.exists(pid)) {
                return null;
            }
            List<String> lines = Files.readAllLines(pid);
            if (lines.size() < 4 || postmaster().isEmpty()) {
                return null;
            }
            open = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + lines.get(3).trim() + "/postgres",
                    "postgres",
                    Files.readString(key).trim());
            session = open;
        }
        return open;
    }

    /** Its exit code; it must have ended. */
    int exit() {
        return process.exitValue();
    }

    /** Everything it printed. */
    String said() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        forget();
    }
}
