package org.scorekeeper.measure;

import java.util.ArrayList;
import java.util.List;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.yaml.ContractReader;

/** Contracts as their YAML, with what every contract must say already said. */
public final class Contracts {
    private static final String HEAD = """
            contract: C-1
            title: Service desk
            vendor: northwind
            applies-from: %s
            term: { from: 2026-01-01, to: 2028-12-31 }
            time-zone: %s
            currency: GBP
            locale: en-GB
            period: monthly
            calendars:
              working-hours:
                hours: { mon-fri: "09:00-17:00" }
                holidays: gb-eng
              round-the-clock: 24x7
            charges: { per-period: 10000.00 }
            """;

    private Contracts() {}

    /** One version from 2026-01-01 in UTC; the text holds {@code service-levels} and what else it needs. */
    public static ContractHistory of(String rest) {
        return new ContractHistory(List.of(version("2026-01-01", "UTC", rest)));
    }

    /** One version in a zone. */
    public static ContractHistory in(String zone, String rest) {
        return new ContractHistory(List.of(version("2026-01-01", zone, rest)));
    }

    /** Several versions in UTC: a date, its text, a date, its text. */
    public static ContractHistory versions(String... datesAndTexts) {
        List<Contract> versions = new ArrayList<>();
        for (int i = 0; i < datesAndTexts.length; i += 2) {
            versions.add(version(datesAndTexts[i], "UTC", datesAndTexts[i + 1]));
        }
        return new ContractHistory(versions);
    }

    /** One level called {@code L} with a measure in one line. */
    public static ContractHistory level(String measure, String target) {
        return of(one(measure, target, ""));
    }

    /** The text of one level called {@code L}, with more keys of it in one line each. */
    public static String one(String measure, String target, String more) {
        return "service-levels:\n  - id: L\n    title: A promise\n    measure: " + measure + "\n    target: " + target
                + "\n" + more.indent(4);
    }

    /** A whole file but for its first lines. */
    public static Contract version(String from, String zone, String rest) {
        return read(HEAD.formatted(from, zone) + rest);
    }

    /** A version in UTC with other working hours. */
    public static Contract versionWithHours(String from, String hours, String rest) {
        return read(HEAD.formatted(from, "UTC").replace("09:00-17:00", hours) + rest);
    }

    /** A version in UTC whose periods are quarters. */
    public static Contract quarterly(String rest) {
        return read(HEAD.formatted("2026-01-01", "UTC").replace("period: monthly", "period: quarterly") + rest);
    }

    /** A version in UTC of another term, from its first day. */
    public static Contract term(String from, String to, String rest) {
        return read(HEAD.formatted(from, "UTC")
                        .replace(
                                "term: { from: 2026-01-01, to: 2028-12-31 }",
                                "term: { from: " + from + ", to: " + to + " }")
                + rest);
    }

    private static Contract read(String text) {
        ContractReader.Result result = ContractReader.read("contracts/c-1.yaml", text);
        return result.contract()
                .orElseThrow(() -> new AssertionError(result.problems().toString()));
    }
}
