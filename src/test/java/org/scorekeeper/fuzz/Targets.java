package org.scorekeeper.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.intake.FeedReader;
import org.scorekeeper.measure.Facts;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;
import org.scorekeeper.workspace.Workspace;

/** What is tried, by name: each takes any bytes and ends, with a value or a refusal that has a name. */
final class Targets {
    /** All of them; the name is the folder of the inputs that are kept. */
    static final Map<String, Consumer<byte[]>> ALL = new TreeMap<>(Map.of(
            "csv", Reading::whole,
            "xls", Reading::whole,
            "xlsx", bytes -> Reading.whole(Reading.workbook(bytes)),
            "cells", Targets::cells,
            "feed",
                    bytes -> FeedReader.read("feeds/f.yaml", text(bytes))
                            .problems()
                            .forEach(Targets::tell),
            "contract",
                    bytes -> ContractReader.read("contracts/c.yaml", text(bytes))
                            .problems()
                            .forEach(Targets::tell),
            "filter", Targets::filter,
            "register", Targets::register));

    private static final String CONTRACT = """
            contract: C-1
            title: Desk
            vendor: acme
            applies-from: 2026-01-01
            term: { from: 2026-01-01, to: 2026-12-31 }
            time-zone: Europe/London
            currency: GBP
            locale: en-GB
            charges: { from: charges, clause: "2" }
            service-levels:
              - id: L
                title: Fixed within 4 hours
                clause: "1"
                measure:
                  share-of: tickets
                  period-by: opened
                  where: WHERE
                  met-when: { elapsed: opened..resolved, at-most: 4h, on: round-the-clock }
                target: at least 95%
            """;
    private static final Path WORKSPACE = workspace();

    private Targets() {}

    static void run(String name, byte[] bytes) {
        java.util.Objects.requireNonNull(ALL.get(name), name).accept(bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** One row, whose cells are the lines: dates, numbers, durations in every column. */
    private static void cells(byte[] bytes) {
        StringBuilder row = new StringBuilder("Number,Opened,Resolved,Priority,Hold,Reopens,Score,Region,Updated\n");
        String[] cells = text(bytes).split("\n", 9);
        for (int i = 0; i < 9; i++) {
            row.append(i == 0 ? "" : ",").append('"');
            row.append(i < cells.length ? cells[i].replace("\"", "\"\"") : "").append('"');
        }
        Reading.whole(row.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A filter that the reader takes is asked of tickets, too. */
    private static void filter(byte[] bytes) {
        ContractReader.read(
                        "contracts/c.yaml",
                        CONTRACT.replace("WHERE", text(bytes).replace("\n", " ")))
                .contract()
                .ifPresent(contract -> Measured.of(
                        new ContractHistory(java.util.List.of(contract)),
                        "2026-03-01T00:00Z",
                        ticket("T1: opened=2026-01-05T09:00Z, resolved=2026-01-05T10:00Z, priority=P1, type=incident"),
                        ticket("T2: opened=2026-01-05T09:00Z, reopens=3, satisfaction=4.5, region=5e, size=1e9"),
                        ticket("T3: opened=2026-01-05, title=x")));
    }

    private static Item ticket(String text) {
        return Facts.ticket(text);
    }

    /** The first byte chooses the register. */
    private static void register(byte[] bytes) {
        String[] names = {
            "relief", "disputes", "charges", "waivers", "manual-lines", "approvals", "risks", "actions", "feedback"
        };
        if (bytes.length == 0) {
            return;
        }
        try {
            for (String name : names) {
                Files.deleteIfExists(WORKSPACE.resolve("registers/" + name + ".csv"));
            }
            Files.write(
                    WORKSPACE.resolve("registers/" + names[(bytes[0] & 0xff) % names.length] + ".csv"),
                    java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        Workspace.read(WORKSPACE).problems().forEach(Targets::tell);
    }

    /** Each problem can be said in words. */
    private static void tell(Object problem) {
        if (problem.toString().isBlank()) {
            throw new AssertionError("a problem without words");
        }
    }

    private static Path workspace() {
        try {
            Path folder = Files.createTempDirectory("scorekeeper-fuzz");
            Files.createDirectories(folder.resolve("registers"));
            Files.createDirectories(folder.resolve("contracts"));
            Files.writeString(folder.resolve("contracts/c.yaml"), CONTRACT.replace("WHERE", "{ priority: P1 }"));
            return folder;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
