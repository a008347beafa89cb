package org.scorekeeper.publish.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.scorekeeper.publish.ReportFolder;

/** The files that lie in the folder of reports, as pages link to them. */
final class Documents {
    private final ReportFolder folder;
    private final Map<Path, List<Path>> read = new HashMap<>();

    Documents(ReportFolder folder) {
        this.folder = folder;
    }

    /**
     * A link to a file.
     *
     * @param href relative to the folder of reports
     * @param name what it is
     */
    record Link(String href, String name) {}

    /** What spans the contracts of a period. */
    List<Link> ofPeriod(String period, PortalWords words) {
        return links(folder.period(period), file -> true, 0, words);
    }

    /** What is a contract's in a period. */
    List<Link> ofContract(String period, String vendor, String contract, PortalWords words) {
        String start = contract + "-";
        return links(folder.period(period).resolve(vendor), name -> name.startsWith(start), start.length(), words);
    }

    /** What is a vendor's in a period and no contract's. */
    List<Link> ofVendor(String period, String vendor, List<String> contracts, PortalWords words) {
        return links(
                folder.period(period).resolve(vendor),
                name -> contracts.stream().noneMatch(contract -> name.startsWith(contract + "-")),
                0,
                words);
    }

    /** The postings, newest first. */
    List<Link> ofFinance(PortalWords words) {
        List<Link> links = new java.util.ArrayList<>(links(folder.root().resolve("finance"), name -> true, 0, words));
        java.util.Collections.reverse(links);
        return links;
    }

    private List<Link> links(Path place, Predicate<String> which, int from, PortalWords words) {
        return read.computeIfAbsent(place, Documents::files).stream()
                .filter(file -> which.test(file.getFileName().toString()))
                .map(file -> new Link(
                        href(folder.name(file)),
                        words.document(file.getFileName().toString().substring(from))))
                .toList();
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing((Path file) -> !file.toString().endsWith(".pdf"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(place + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String href(String name) {
        try {
            return new URI(null, null, name, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " is no path", e);
        }
    }

    /** The page of a contract, seen from the folder of reports. */
    String page(org.scorekeeper.contract.Contract contract) {
        return href(folder.name(folder.contract(contract)));
    }
}
