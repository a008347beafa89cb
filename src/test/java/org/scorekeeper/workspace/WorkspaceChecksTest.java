package org.scorekeeper.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.contract.Problem;

/** What shows only with contracts, feeds and registers side by side, each with the line of its key. */
class WorkspaceChecksTest {
    private static final String CONTRACT = """
            contract: %s
            vendor: northwind
            applies-from: 2026-01-01
            term: { from: 2026-01-01, to: 2026-12-31 }
            time-zone: UTC
            currency: GBP
            service-levels:
              - id: L
                measure:
            %s
                target: at least 95%%
            """;
    private static final String FEED = """
            feed: tickets
            vendor: northwind
            %sfacts: tickets
            files: "tickets-*.csv"
            dates: { zone: UTC }
            columns: { id: Number, opened: Opened, resolved: Resolved, priority: { column: P, values: { "1": P1, "2": P2 } }, made-sla: SLA, %s }
            """;
    private static final String CLOCK = "elapsed: opened..resolved, at-most: 4h, paused-in: [on hold]";

    @TempDir
    private Path folder;

    /**
     * One case.
     *
     * @param title what it shows
     * @param files path and content, alternating
     * @param problems all that is said
     */
    record Case(String title, List<String> files, List<String> problems) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static String contract(String id, String measure) {
        return CONTRACT.formatted(id, measure.indent(6).stripTrailing());
    }

    private static Case one(String title, String measure, String columns, String... problems) {
        return new Case(
                title,
                List.of("contracts/c.yaml", contract("C", measure), "feeds/f.yaml", FEED.formatted("", columns)),
                List.of(problems));
    }

    private static String share(String where, String metWhen) {
        return "share-of: tickets\nwhere: { " + where + " }\nmet-when: { " + metWhen + " }\n";
    }

    static Stream<Case> cases() {
        String plain = contract("C", share("priority: P1", "made-sla: true"));
        String history = """
                feed: history
                vendor: northwind
                facts: ticket-status
                files: "history-*.csv"
                dates: { zone: UTC }
                columns: { ticket: T, status: { column: S, values: { H: on hold, O: open } }, from: F }
                """;
        return Stream.of(
                one("all is there", share("priority: [P1, P2]", "made-sla: true"), "note: Note"),
                one(
                        "a field that nobody brings",
                        share("region: north", "made-sla: true"),
                        "note: Note",
                        "contracts/c.yaml:11: warning: service-levels[L].measure.where.region: \"region\" is no canonical field of tickets, and no feed of northwind brings it. Name its column under columns."),
                one(
                        "a field with a slip",
                        share("priority: P1", "mad-sla: true"),
                        "note: Note",
                        "contracts/c.yaml:12: warning: service-levels[L].measure.met-when.mad-sla: \"mad-sla\" is no canonical field of tickets, and no feed of northwind brings it. Did you mean \"made-sla\"?"),
                one(
                        "a canonical field that nobody brings",
                        "ratio: { numerator: { average-of: tickets, value: satisfaction }, denominator: 1 }\nperiod-by: opened\n",
                        "note: Note",
                        "contracts/c.yaml:10: warning: service-levels[L].measure.ratio.numerator.value: no feed of northwind brings \"satisfaction\" of tickets, so it is always empty. Name its column under columns."),
                one(
                        "what tells things apart",
                        "share-of: tickets\ndistinct: incident\nmet-when: { made-sla: true }\n",
                        "note: Note",
                        "contracts/c.yaml:11: warning: service-levels[L].measure.distinct: \"incident\" is no canonical field of tickets, and no feed of northwind brings it. Name its column under columns."),
                one(
                        "a word that no value map gives",
                        share("priority: [P1, P3]", "made-sla: true"),
                        "note: Note",
                        "contracts/c.yaml:11: warning: service-levels[L].measure.where.priority: no feed gives \"P3\" for priority; the words are P1, P2. Did you mean \"P1\"?"),
                one(
                        "a clock that nobody can pause",
                        share("priority: P1", CLOCK),
                        "note: Note",
                        "contracts/c.yaml:12: service-levels[L].measure.met-when.paused-in: needs a status history or a hold time, and no feed of northwind brings one. Add a feed with facts: ticket-status, or take paused-in out."),
                one(
                        "a clock in a ratio that nobody can pause",
                        "ratio:\n  numerator:\n    average-of: tickets\n    value:\n      elapsed: opened..resolved\n      paused-in: on hold\n  denominator: { average-of: tickets, value: { elapsed: opened..resolved } }\nperiod-by: opened\n",
                        "note: Note",
                        "contracts/c.yaml:15: service-levels[L].measure.ratio.numerator.value.paused-in: needs a status history or a hold time, and no feed of northwind brings one. Add a feed with facts: ticket-status, or take paused-in out."),
                one("a clock with hold totals", share("priority: P1", CLOCK), "hold: On hold"),
                new Case(
                        "a clock with a status history",
                        List.of(
                                "contracts/c.yaml",
                                contract("C", share("priority: P1", CLOCK.replace("on hold", "on hold, away"))),
                                "feeds/f.yaml",
                                FEED.formatted("", "note: Note"),
                                "feeds/h.yaml",
                                history),
                        List.of(
                                "contracts/c.yaml:12: warning: service-levels[L].measure.met-when.paused-in: no feed gives \"away\" for status; the words are on hold, open. Correct one of the two.")),
                new Case(
                        "two contracts of a vendor",
                        List.of(
                                "contracts/c.yaml",
                                plain,
                                "contracts/d.yaml",
                                plain.replace("contract: C", "contract: D"),
                                "feeds/f.yaml",
                                FEED.formatted("", "note: Note")),
                        List.of(
                                "feeds/f.yaml:1: contract: the vendor northwind has 2 contracts (C, D), so its tickets would count in each. Say whose they are: contract: an id, or { column: … }.")),
                new Case(
                        "two contracts of a vendor, one of them wrong",
                        List.of(
                                "contracts/c.yaml",
                                plain,
                                "contracts/d.yaml",
                                plain.replace("contract: C", "contract: D").replace("currency: GBP", "currency: GPB"),
                                "feeds/f.yaml",
                                FEED.formatted("", "note: Note")),
                        List.of(
                                "contracts/d.yaml:6: currency: \"GPB\" is no currency. Write its ISO 4217 code: GBP, EUR.",
                                "feeds/f.yaml:1: warning: contract: the vendor northwind has 2 contracts (C, D), so its tickets will count in each, once all of them are right. Say whose they are: contract: an id, or { column: … }.")),
                new Case(
                        "two contracts of a vendor, told apart",
                        List.of(
                                "contracts/c.yaml",
                                plain,
                                "contracts/d.yaml",
                                contract("D", "reading: { metric: uptime }\n"),
                                "feeds/f.yaml",
                                FEED.formatted("contract: C\n", "note: Note")),
                        List.of(
                                "contracts/d.yaml:10: warning: service-levels[L].measure.reading: no feed of northwind brings readings of this contract, so it can have no data. Add a feed with facts: readings.")),
                new Case(
                        "a feed of a contract that is not there",
                        List.of("contracts/c.yaml", plain, "feeds/f.yaml", FEED.formatted("contract: CC\n", "note: N")),
                        List.of(
                                "contracts/c.yaml:9: warning: service-levels[L].measure: no feed of northwind brings tickets of this contract, so it can have no data. Add a feed with facts: tickets.",
                                "feeds/f.yaml:3: contract: there is no (right) contract \"CC\". Did you mean \"C\"?")),
                new Case(
                        "a feed of a vendor without a contract",
                        List.of(
                                "contracts/c.yaml",
                                contract("C", "reading: { metric: uptime }\n").replace("northwind", "northwynd"),
                                "feeds/f.yaml",
                                FEED.formatted("", "note: Note")),
                        List.of(
                                "contracts/c.yaml:10: warning: service-levels[L].measure.reading: no feed of northwynd brings readings of this contract, so it can have no data. Add a feed with facts: readings.",
                                "feeds/f.yaml:2: warning: vendor: the vendor \"northwind\" has no (right) contract: its facts are kept and measured by nothing. Did you mean \"northwynd\"?")),
                one(
                        "files of a feed that is not there, and of one that expects none",
                        "share-of: files\nfeed: ticket\n",
                        "note: Note",
                        "contracts/c.yaml:11: warning: service-levels[L].measure.feed: there is no (right) feed \"ticket\" of northwind. Did you mean \"tickets\"?"),
                one(
                        "files that are never expected",
                        "share-of: files\nfeed: tickets\n",
                        "note: Note",
                        "contracts/c.yaml:11: warning: service-levels[L].measure.feed: the feed tickets does not say when a file is expected, so it can have no data. Write expected: by 06:00 on working days in it."),
                new Case(
                        "versions that overlap",
                        List.of(
                                "contracts/c1.yaml",
                                contract("C", share("priority: P1", "made-sla: true")),
                                "contracts/c2.yaml",
                                contract("C", share("priority: P1", "made-sla: true")),
                                "feeds/f.yaml",
                                FEED.formatted("", "note: Note")),
                        List.of(
                                "contracts/c2.yaml:3: applies-from: C from 2026-01-01 also stands in contracts/c1.yaml. Keep one of the two, or give the later version its own day.",
                                "feeds/f.yaml:2: warning: vendor: the vendor \"northwind\" has no (right) contract: its facts are kept and measured by nothing.")),
                new Case(
                        "a register with a wrong row",
                        List.of(
                                "contracts/c.yaml",
                                plain,
                                "feeds/f.yaml",
                                FEED.formatted("", "note: Note"),
                                "registers/charges.csv",
                                "contract,period,kind,amount,currency\nC,2026-01,fixed,lots,GBP\n"),
                        List.of(
                                "registers/charges.csv:2: amount: \"lots\" is no amount. Write 1250.00, with a point and without thousands marks.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void all_is_said_at_once(Case one) throws IOException {
        for (int i = 0; i < one.files().size(); i += 2) {
            Path file = folder.resolve(one.files().get(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, one.files().get(i + 1));
        }

        assertThat(Workspace.read(folder).problems().stream()
                        .map(Problem::toString)
                        .toList())
                .isEqualTo(one.problems());
    }
}
