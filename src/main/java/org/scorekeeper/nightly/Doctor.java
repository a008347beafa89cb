package org.scorekeeper.nightly;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.workspace.Workspace;

/** Looks at all that a night rests on, and says what to do where something is wrong; leaves nothing behind. */
public final class Doctor {
    private static final long LITTLE = 2_000_000_000L;
    private static final long NEARLY_NONE = 200_000_000L;
    private static final long SMALL_HEAP = 256_000_000L;
    private static final String FONT = "net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

    private final NightRequest request;
    private final Clock clock;
    private final List<Diagnosis> found = new ArrayList<>();

    private Doctor(NightRequest request, Clock clock) {
        this.request = request;
        this.clock = clock;
    }

    /** Everything, in the order in which it is worth mending. */
    public static List<Diagnosis> examine(NightRequest request, Clock clock) {
        return new Doctor(request, clock).examine();
    }

    /** The code for the worst of them. */
    public static ExitCode exit(List<Diagnosis> found) {
        return switch (found.stream()
                .map(Diagnosis::level)
                .max(java.util.Comparator.naturalOrder())
                .orElse(Diagnosis.Level.OK)) {
            case OK -> ExitCode.DONE;
            case WARN -> ExitCode.LOOK;
            case FAIL -> ExitCode.FAILED;
        };
    }

    private List<Diagnosis> examine() {
        add("program", this::program);
        add("locale", Doctor::locale);
        add("fonts", Doctor::fonts);
        Workspace workspace;
        try {
            workspace = Workspace.read(request.workspace());
        } catch (RuntimeException unreadable) {
            found.add(Diagnosis.fail(
                    "workspace",
                    said(unreadable),
                    "Let the user who runs this read " + request.workspace() + " and all that is below it."));
            return List.copyOf(found);
        }
        add("workspace", () -> workspace(workspace));
        add("contracts", () -> contracts(workspace));
        add("inbox", () -> inbox(workspace));
        Path reports = Night.reportsOf(request, workspace);
        add("reports", () -> writable("reports", reports));
        add("space", () -> space("space", reports));
        database(workspace);
        add("mail", () -> mail(workspace));
        return List.copyOf(found);
    }

    /** Whatever goes wrong while looking is itself a finding. */
    private void add(String what, Supplier<Diagnosis> look) {
        try {
            found.add(look.get());
        } catch (RuntimeException | LinkageError broken) {
            found.add(Diagnosis.fail(what, said(broken), "Mend that, or report it."));
        }
    }

    private static String said(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null && last.getMessage() == null) {
            last = last.getCause();
        }
        return last.getMessage() == null
                ? last.getClass().getSimpleName()
                : last.getMessage().lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }

    private Diagnosis program() {
        long heap = Runtime.getRuntime().maxMemory();
        String is = "Scorekeeper " + Version.text() + " on Java " + Runtime.version() + ", heap " + megabytes(heap);
        return heap < SMALL_HEAP
                ? Diagnosis.warn("program", is, "Give it 448 MB as the launcher does: SCOREKEEPER_JAVA_OPTS=-Xmx448m.")
                : Diagnosis.ok("program", is);
    }

    /** Names of files are in the encoding of the locale; vendors' names have umlauts. */
    private static Diagnosis locale() {
        String names = System.getProperty("sun.jnu.encoding", "unknown");
        String is = "file names in " + names + ", zone " + java.time.ZoneId.systemDefault();
        return Charset.isSupported(names) && Charset.forName(names).equals(StandardCharsets.UTF_8)
                ? Diagnosis.ok("locale", is)
                : Diagnosis.warn(
                        "locale", is, "Files with umlauts in their names cannot be opened: run with LC_ALL=C.UTF-8.");
    }

    private static Diagnosis fonts() {
        try (InputStream file = Doctor.class.getClassLoader().getResourceAsStream(FONT)) {
            if (file == null) {
                return Diagnosis.fail("fonts", "DejaVu Sans is not in the program", "Install the program again.");
            }
            double width = Font.createFont(Font.TRUETYPE_FONT, file)
                    .deriveFont(10f)
                    .getStringBounds("ÄéłΩ", new FontRenderContext(null, true, true))
                    .getWidth();
            return width > 0
                    ? Diagnosis.ok("fonts", "DejaVu Sans can be drawn")
                    : Diagnosis.fail("fonts", "DejaVu Sans draws nothing", "Install fontconfig and libfreetype6.");
        } catch (Exception | LinkageError broken) {
            return Diagnosis.fail(
                    "fonts",
                    "texts cannot be drawn (" + said(broken) + ")",
                    "Install fontconfig and libfreetype6 (Debian), or a JDK that is not the headless-only one without them.");
        }
    }

    private static Diagnosis workspace(Workspace workspace) {
        List<String> closed = Stream.of("contracts", "feeds", "inbox", "registers")
                .map(workspace.root()::resolve)
                .filter(folder -> Files.exists(folder) && !(Files.isReadable(folder) && Files.isExecutable(folder)))
                .map(Path::toString)
                .toList();
        if (!closed.isEmpty()) {
            return Diagnosis.fail(
                    "workspace", String.join(", ", closed) + " cannot be read", "Let the user who runs this read it.");
        }
        return workspace.hasWrongSettings()
                ? Diagnosis.fail(
                        "workspace",
                        workspace.problems().stream()
                                .filter(Problem::isError)
                                .findFirst()
                                .map(Problem::toString)
                                .orElse("wrong settings"),
                        "Nothing runs before that is mended.")
                : Diagnosis.ok("workspace", workspace.root().toString());
    }

    private static Diagnosis contracts(Workspace workspace) {
        long errors = workspace.problems().stream().filter(Problem::isError).count();
        String is = workspace.contracts().size() + " contracts and "
                + workspace.feeds().size() + " feeds are right";
        if (errors > 0) {
            return Diagnosis.warn(
                    "contracts", is + ", " + errors + " errors leave others out", "scorekeeper check names them.");
        }
        return workspace.contracts().isEmpty()
                ? Diagnosis.warn("contracts", "there is none", "scorekeeper init --from points writes a first one.")
                : Diagnosis.ok("contracts", is);
    }

    private static Diagnosis inbox(Workspace workspace) {
        if (!Files.isDirectory(workspace.inbox())) {
            return Diagnosis.warn(
                    "inbox", "there is no folder " + workspace.inbox(), "Make it, and let vendors' files come there.");
        }
        try (Stream<Path> files = Files.walk(workspace.inbox())) {
            List<Path> closed =
                    files.filter(file -> !Files.isReadable(file)).limit(2).toList();
            return closed.isEmpty()
                    ? Diagnosis.ok("inbox", workspace.inbox() + " can be read")
                    : Diagnosis.fail("inbox", closed.get(0) + " cannot be read", "Let the user who runs this read it.");
        } catch (IOException | java.io.UncheckedIOException closed) {
            return Diagnosis.fail("inbox", said(closed) + " cannot be read", "Let the user who runs this read it.");
        }
    }

    /** Tried, not asked: a mount that is read-only answers the question wrongly. */
    private static Diagnosis writable(String what, Path folder) {
        Path there = existing(folder);
        try {
            Files.delete(Files.createTempFile(there, ".scorekeeper-doctor", ".part"));
            return Diagnosis.ok(what, folder + (there.equals(folder) ? " can be written" : " can be made"));
        } catch (IOException closed) {
            return Diagnosis.fail(
                    what, there + " cannot be written", "Give it to the user who runs this, or name another folder.");
        }
    }

    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static Diagnosis space(String what, Path folder) {
        try {
            long free = Files.getFileStore(existing(folder)).getUsableSpace();
            String is = megabytes(free) + " free for " + folder;
            String remedy = "Make room: a night needs some for each document, and the database for each row.";
            return free < NEARLY_NONE
                    ? Diagnosis.fail(what, is, remedy)
                    : free < LITTLE ? Diagnosis.warn(what, is, remedy) : Diagnosis.ok(what, is);
        } catch (IOException unknown) {
            return Diagnosis.warn(what, "the free space of " + folder + " is not known", "Look yourself: df " + folder);
        }
    }

    private void database(Workspace workspace) {
        if (workspace.hasWrongSettings()) {
            return; // which database it is cannot be known
        }
        DatabaseSettings settings;
        try {
            settings = Night.databaseOf(request, workspace);
        } catch (IllegalArgumentException wrong) {
            found.add(Diagnosis.fail("database", said(wrong), "Correct it under database in scorekeeper.yaml."));
            return;
        }
        if (settings.url() == null) {
            Path home = request.workspace().resolve(".scorekeeper");
            add("database space", () -> space("database space", home));
            add("database files", () -> writable("database files", home));
        }
        found.addAll(new DatabaseCheckup(settings, request.workspace(), clock).examine());
    }

    private static Diagnosis mail(Workspace workspace) {
        Optional<MailSettings> mail = workspace.settings().mail();
        if (mail.isEmpty()) {
            return Diagnosis.ok("mail", "not configured: no messages are sent");
        }
        if (mail.get() instanceof MailSettings.Folder folder) {
            return writable("mail", workspace.root().resolve(folder.directory()).normalize());
        }
        MailSettings.Server server = (MailSettings.Server) mail.get();
        return DeliverMail.carrier(server, workspace.root())
                .obstacle()
                .map(obstacle ->
                        Diagnosis.fail("mail", obstacle, "Until then messages are kept, and tried again every night."))
                .orElseGet(() -> Diagnosis.ok("mail", server.host() + ":" + server.port() + " takes messages"));
    }

    static String megabytes(long bytes) {
        return bytes < 10_000_000_000L
                ? String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000)
                : String.format(Locale.ROOT, "%,d GB", bytes / 1_000_000_000);
    }
}
