package org.scorekeeper.nightly;

import com.opencsv.CSVReaderHeaderAware;
import com.opencsv.exceptions.CsvException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a night left in its folders: the rows of each kind of file, period after period, by vendor. */
final class CaseReports {
    /** What a case calls it, and which files that are. */
    private static final Map<String, String> FILES = Map.of(
            "measurements", "measurements.csv",
            "triggers", "triggers.csv",
            "lines", "breach-summary.csv",
            "preview", "breach-preview.csv");
    /** The same of those in a vendor's own folder. */
    private static final Map<String, String> OF_VENDOR = Map.of(
            "breaches", "-breaches.csv", "exceptions", "-timesheet-exceptions.csv", "rejected", "rejected-rows.csv");

    private final Path reports;
    private final Map<String, Map<String, List<Map<String, String>>>> byFile = new HashMap<>();

    CaseReports(Path reports) {
        this.reports = reports;
        FILES.forEach((name, file) -> byFile.put(name, read("^[0-9W Q-]+/" + file)));
    }

    /** The rows of a vendor in the files of a kind. */
    List<Map<String, String>> rows(String vendor, String kind) {
        if (OF_VENDOR.containsKey(kind)) {
            return ofVendor(vendor, Objects.requireNonNull(OF_VENDOR.get(kind)));
        }
        return Objects.requireNonNull(byFile.get(kind), () -> "no files are called " + kind)
                .getOrDefault(vendor, List.of());
    }

    private List<Map<String, String>> ofVendor(String vendor, String file) {
        return read("^[0-9WQ-]+/" + vendor + "/.*" + file).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private Map<String, List<Map<String, String>>> read(String pattern) {
        Map<String, List<Map<String, String>>> byVendor = new HashMap<>();
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(
                            path -> reports.relativize(path).toString().matches(pattern))
                    .sorted()
                    .toList()) {
                for (Map<String, String> row : rows(file)) {
                    byVendor.computeIfAbsent(row.getOrDefault("vendor", ""), vendor -> new ArrayList<>())
                            .add(row);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return byVendor;
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        try (CSVReaderHeaderAware reader = new CSVReaderHeaderAware(Files.newBufferedReader(file))) {
            List<Map<String, String>> rows = new ArrayList<>();
            for (Map<String, String> row = reader.readMap(); row != null; row = reader.readMap()) {
                rows.add(row);
            }
            return rows;
        } catch (CsvException broken) {
            throw new IOException(file + " is no CSV", broken);
        }
    }

    /** Whether a row has what a filter such as {@code service_level=K1 period=2026-01} names. */
    static boolean matches(Map<String, String> row, String filter) {
        return Arrays.stream(filter.split(" ")).filter(test -> !test.isBlank()).allMatch(test -> {
            String[] sides = test.split("=", 2);
            return cell(row, sides[0]).equals(sides[1]);
        });
    }

    static String cell(Map<String, String> row, String column) {
        String cell = row.get(column);
        if (cell == null) {
            throw new AssertionError("there is no column " + column + " among " + row.keySet());
        }
        return cell;
    }
}
