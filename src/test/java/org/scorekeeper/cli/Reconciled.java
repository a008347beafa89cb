package org.scorekeeper.cli;

import com.opencsv.CSVReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.workspace.Workspace;

/**
 * One line of {@code measurements.csv} beside what the items of {@code evidence} add up to.
 *
 * @param what contract, level and period
 * @param measured met and total as printed
 * @param evidence the same counted from the items
 */
record Reconciled(String what, String measured, String evidence) {
    /** Every measurement of a workspace's reports. */
    static List<Reconciled> all(Path workspace, Path reports) throws Exception {
        Workspace world = Workspace.read(workspace);
        List<Reconciled> all = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.walk(reports)) {
            files = found.filter(file -> file.endsWith("measurements.csv"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Map<String, List<Map<String, String>>> byContract = new LinkedHashMap<>();
            for (Map<String, String> row : rows(Files.readString(file))) {
                byContract
                        .computeIfAbsent(row.get("contract"), key -> new ArrayList<>())
                        .add(row);
            }
            for (Map.Entry<String, List<Map<String, String>>> one : byContract.entrySet()) {
                String period = Objects.requireNonNull(one.getValue().get(0).get("period"));
                QuestionsTest.Answer answer = QuestionsTest.ask("evidence", one.getKey(), period);
                if (answer.exit() != 0 || !answer.err().isEmpty()) {
                    throw new AssertionError(one.getKey() + " " + period + ": " + answer.err());
                }
                List<Map<String, String>> items = rows(answer.out());
                for (Map<String, String> row : one.getValue()) {
                    all.add(of(world, row, items));
                }
            }
        }
        return all;
    }

    private static Reconciled of(Workspace world, Map<String, String> row, List<Map<String, String>> items) {
        String id = Objects.requireNonNull(row.get("service_level"));
        Contract version = Objects.requireNonNull(world.contracts().get(row.get("contract"))).versions().stream()
                .filter(one -> one.appliesFrom().toString().equals(row.get("contract_version")))
                .findFirst()
                .orElseThrow();
        ServiceLevel level = version.level(id).orElseThrow();
        List<Map<String, String>> own = items.stream()
                .filter(item -> id.equals(item.get("service_level")))
                .toList();
        return new Reconciled(
                row.get("contract") + " " + id + " " + row.get("period"),
                said(row.getOrDefault("met", ""), row.getOrDefault("total", "")),
                counted(level.measure(), own, row));
    }

    private static String said(Object met, Object total) {
        return met + " of " + total;
    }

    /** What the items add up to, in the columns of the measurement. */
    private static String counted(Measure measure, List<Map<String, String>> items, Map<String, String> row) {
        if (measure instanceof Measure.Availability) {
            BigDecimal down = sum(items);
            BigDecimal total = new BigDecimal(row.get("total"));
            return said(total.subtract(down), total);
        }
        if (measure instanceof Measure.Ratio ratio) {
            return said(
                    side(ratio.numerator(), part(items, "numerator")),
                    side(ratio.denominator(), part(items, "denominator")));
        }
        if (measure instanceof Measure.Statistic || measure instanceof Measure.Reading) {
            return said("", items.size());
        }
        Map<String, boolean[]> things = new LinkedHashMap<>();
        Map<String, int[]> persons = new LinkedHashMap<>();
        for (Map<String, String> item : items) {
            boolean met = "met".equals(item.get("outcome"));
            String thing = Objects.requireNonNull(item.get("counts_as"));
            String key = thing.isEmpty() ? "item " + item.get("item") : thing;
            boolean[] all = things.computeIfAbsent(key, one -> new boolean[] {true});
            all[0] &= met;
            int[] person = persons.computeIfAbsent(key, one -> new int[2]);
            person[0] += met ? 1 : 0;
            person[1]++;
        }
        if (measure instanceof Measure.Persons rule) {
            long met = persons.values().stream()
                    .filter(one -> rule.atLeast().isMetBy(org.scorekeeper.contract.Fraction.of(one[0] * 100L, one[1])))
                    .count();
            return said(met, persons.size());
        }
        return said(things.values().stream().filter(one -> one[0]).count(), things.size());
    }

    private static List<Map<String, String>> part(List<Map<String, String>> items, String part) {
        return items.stream().filter(item -> part.equals(item.get("part"))).toList();
    }

    private static String side(Measure.Side side, List<Map<String, String>> items) {
        if (side instanceof Measure.Side.Constant constant) {
            return constant.value().stripTrailingZeros().toPlainString();
        }
        return sum(items).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal sum(List<Map<String, String>> items) {
        return items.stream()
                .map(item -> Optional.ofNullable(item.get("value")).filter(value -> !value.isEmpty()))
                .flatMap(Optional::stream)
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Map<String, String>> rows(String csv) throws Exception {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CSVReader reader = new CSVReader(new StringReader(csv))) {
            List<String[]> lines = reader.readAll();
            for (String[] line : lines.subList(1, lines.size())) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < line.length; i++) {
                    row.put(lines.get(0)[i], line[i]);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
