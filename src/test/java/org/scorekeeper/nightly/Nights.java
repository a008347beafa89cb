package org.scorekeeper.nightly;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.scorekeeper.workspace.AsOf;

/** Small workspaces and nights over them. */
final class Nights {
    static final String CONTRACT = """
            contract: C-1
            title: Service desk
            vendor: acme
            applies-from: 2026-01-01
            term: { from: 2026-01-01, to: 2026-12-31 }
            time-zone: Europe/London
            currency: GBP
            locale: en-GB
            charges: { per-period: 1000.00, clause: Schedule 2 }
            service-levels:
              - id: SL-1
                title: Incidents fixed within 4 hours
                clause: Schedule 1, 1
                weight: 100%
                measure:
                  share-of: tickets
                  where: { priority: P1 }
                  period-by: resolved
                  met-when: { elapsed: opened..resolved, at-most: 4h, on: round-the-clock }
                target: at least 95%
                ladder: [ { below: 95%, name: minor, points: 1 }, { below: 50%, name: severe, points: 3 } ]
            credits: { points: { each: 2% of charges }, clause: Schedule 2 }
            """;

    static final String FEED = """
            feed: acme-tickets
            vendor: acme
            facts: tickets
            files: "acme/tickets*.csv"
            dates: { pattern: "yyyy-MM-dd HH:mm", zone: Europe/London }
            columns: { id: Number, priority: Priority, opened: Opened, resolved: Resolved }
            required: [id, opened, priority]
            """;

    static final String TICKETS = """
            Number,Priority,Opened,Resolved
            T-1,P1,2026-01-05 09:00,2026-01-05 10:00
            T-2,P1,2026-01-06 09:00,2026-01-06 14:00
            T-3,P2,2026-01-06 09:00,2026-01-09 14:00
            """;

    private Nights() {}

    /** A workspace with one contract, one feed and three tickets, one of which is late. */
    static Path workspace(Path folder) throws IOException {
        return workspace(folder, TestDatabases.EMBEDDED.fresh());
    }

    /** The same on a schema that the test looks into. */
    static Path workspace(Path folder, DatabaseSettings settings) throws IOException {
        write(folder.resolve("contracts/c-1.yaml"), CONTRACT);
        write(folder.resolve("feeds/acme.yaml"), FEED);
        write(folder.resolve("inbox/acme/tickets-1.csv"), TICKETS);
        database(folder, settings);
        return folder;
    }

    /** Adds a contract with a vendor, a feed and files of its own; its terms name C-1 and acme. */
    static void contract(Path workspace, String id, String vendor, String terms, String tickets) throws IOException {
        write(
                workspace.resolve("contracts/" + id.toLowerCase(java.util.Locale.ROOT) + ".yaml"),
                terms.replace("C-1", id).replace("acme", vendor));
        write(workspace.resolve("feeds/" + vendor + ".yaml"), FEED.replace("acme", vendor));
        write(workspace.resolve("inbox/" + vendor + "/tickets-1.csv"), tickets);
    }

    /** Lets a workspace use a schema of its own in a database that is there already: that spares each test a start. */
    static void database(Path workspace, TestDatabases database) throws IOException {
        database(workspace, database.fresh());
    }

    static void database(Path workspace, DatabaseSettings settings) throws IOException {
        Path file = workspace.resolve("scorekeeper.yaml");
        String before = Files.exists(file) ? Files.readString(file) : "";
        write(file, before + """

                        limits: { settle: 0s }
                        database:
                          url: "%s"
                          user: "%s"
                          password: "%s"
                          schema: %s
                        """.formatted(settings.url(), settings.user(), settings.password(), settings.schema()));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    static NightOutcome night(Path workspace, String asOf) {
        return Night.run(request(workspace, asOf, false, null));
    }

    static NightRequest request(Path workspace, @Nullable String asOf, boolean strict, @Nullable String database) {
        return new NightRequest(
                workspace,
                Optional.of(workspace.resolve("reports")),
                Optional.ofNullable(asOf).map(AsOf::parse),
                Set.of(),
                strict,
                false,
                database);
    }

    /** Every document below a folder and its bytes as text (Latin 1), manifests aside. */
    static Map<String, String> documents(Path reports) {
        Map<String, String> documents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(reports)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("manifest.json"))
                    .forEach(file -> documents.put(reports.relativize(file).toString(), bytes(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        assertTrue(!documents.isEmpty(), "a night leaves documents");
        return documents;
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".scorekeeper"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
