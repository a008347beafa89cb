package org.scorekeeper.faults;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.stream.Stream;

/** Workspaces to be killed in: the sample with somebody to write to, and a larger one. */
final class World {
    static final String DELIVERY = """

            delivery: { account-manager: [scorecard, alert], vendor: [preview, rejected-rows, vendor-scorecard], finance: [posting] }
            """;
    static final String FOLDER = "{ directory: outbox, operator: ops@example.com }";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private World() {}

    /** The sample, its contracts' contacts told of everything. */
    static Path sample(Path folder, String mail) throws IOException {
        copy(Path.of("sample-data"), folder);
        try (Stream<Path> contracts = Files.walk(folder.resolve("contracts"))) {
            for (Path contract : contracts.filter(Files::isRegularFile).toList()) {
                Files.writeString(contract, Files.readString(contract) + DELIVERY);
            }
        }
        settings(folder, Files.readString(folder.resolve("scorekeeper.yaml")), mail);
        return folder;
    }

    /** Two vendors with ninety thousand rows each in two files of several blocks, half a year of periods, rows that are wrong. */
    static Path large(Path folder, String mail) throws IOException {
        for (String vendor : new String[] {"acme", "bolt"}) {
            contract(folder, vendor, 45_000);
        }
        settings(folder, "as-of: 2026-07-20\n", mail);
        return folder;
    }

    /** The same with few tickets. */
    static Path small(Path folder, String mail) throws IOException {
        for (String vendor : new String[] {"acme", "bolt"}) {
            contract(folder, vendor, 3_000);
        }
        settings(folder, "as-of: 2026-03-20\n", mail);
        return folder;
    }

    private static void settings(Path folder, String before, String mail) throws IOException {
        Files.writeString(folder.resolve("scorekeeper.yaml"), before + "limits: { settle: 0s }\nmail: " + mail + "\n");
    }

    private static void contract(Path folder, String vendor, int tickets) throws IOException {
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        Path feeds = Files.createDirectories(folder.resolve("feeds"));
        Path inbox = Files.createDirectories(folder.resolve("inbox").resolve(vendor));
        Files.writeString(contracts.resolve(vendor + ".yaml"), """
                contract: C-VENDOR
                title: Service desk
                vendor: VENDOR
                applies-from: 2026-01-01
                term: { from: 2026-01-01, to: 2026-12-31 }
                time-zone: Europe/London
                currency: GBP
                locale: en-GB
                finance: { ubl: self-billed-credit-note }
                charges: { per-period: 100000.00, clause: Schedule 2 }
                contacts:
                  account-manager: { name: Priya Raman, email: VENDOR-manager@example.com }
                  vendor: { name: VENDOR IT, email: reports@VENDOR.example }
                  finance: { email: payables@example.com, vendor-number: V-1 }
                service-levels:
                  - id: SL-1
                    title: Incidents fixed within 4 hours
                    clause: Schedule 1, 1
                    alert: true
                    measure:
                      share-of: tickets
                      where: { priority: P1 }
                      period-by: resolved
                      met-when: { elapsed: opened..resolved, at-most: 4h, on: round-the-clock }
                    target: at least 95%
                    ladder: [ { below: 95%, name: minor, points: 1 }, { below: 50%, name: severe, points: 3 } ]
                  - id: SL-2
                    title: Mean time to fix
                    clause: Schedule 1, 2
                    measure: { average-of: tickets, where: { priority: P2 }, period-by: opened, value: { elapsed: opened..resolved, on: round-the-clock } }
                    target: at most 3h
                    credits: { per-step: { every: 1h, credit: 12.345 } }
                credits: { points: { each: 2% of charges }, clause: Schedule 2 }
                """.replace("VENDOR", vendor) + DELIVERY);
        Files.writeString(feeds.resolve(vendor + ".yaml"), """
                feed: VENDOR-tickets
                vendor: VENDOR
                facts: tickets
                files: "VENDOR/tickets*.csv"
                dates: { pattern: "yyyy-MM-dd HH:mm", zone: Europe/London }
                columns: { id: Number, priority: Priority, opened: Opened, resolved: Resolved, updated: Updated }
                latest-by: Updated
                required: [id, opened, priority]
                """.replace("VENDOR", vendor));
        Random dice = new Random(vendor.hashCode());
        tickets(inbox.resolve("tickets-1.csv"), 0, tickets, dice);
        // The later file tells half of the tickets again, some of them otherwise.
        tickets(inbox.resolve("tickets-2.csv"), tickets / 2, tickets, dice);
    }

    private static void tickets(Path file, int first, int number, Random dice) throws IOException {
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
        StringBuilder rows = new StringBuilder("Number,Priority,Opened,Resolved,Updated\n");
        for (int i = first; i < first + number; i++) {
            LocalDateTime opened = start.plusMinutes(i * 7L % 100_000);
            LocalDateTime resolved = opened.plusMinutes(dice.nextInt(290));
            rows.append("M-").append(i).append(i % 3 == 0 ? ",P1," : ",P2,");
            rows.append(i % 997 == 0 ? "31/02/2026" : opened.format(MINUTE)).append(',');
            rows.append(i % 50 == 0 ? "" : resolved.format(MINUTE)).append(',');
            rows.append(resolved.plusDays(1).format(MINUTE)).append('\n');
        }
        Files.writeString(file, rows);
    }

    /** Copies a folder with the times of its files, which are part of what is read; a server's data aside. */
    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith(".scorekeeper")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
