package org.scorekeeper.publish.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.ReportFolder;

/** {@code index.html}: every period, contract and document with its state, as plain HTML with relative links. */
public final class IndexPage {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("scorecard.pdf", "Scorecard (PDF)"),
            Map.entry("breaches.csv", "Breaches (CSV)"),
            Map.entry("breaches.xlsx", "Breaches (Excel)"),
            Map.entry("portfolio.pdf", "Portfolio (PDF)"),
            Map.entry("breach-summary.csv", "Ledger lines (CSV)"),
            Map.entry("breach-summary.xlsx", "Ledger lines (Excel)"),
            Map.entry("breach-preview.csv", "Preview, never to be booked (CSV)"),
            Map.entry("measurements.csv", "Measurements (CSV)"),
            Map.entry("triggers.csv", "Triggers (CSV)"),
            Map.entry("rejected-rows.csv", "Rejected rows (CSV)"),
            Map.entry("manifest.json", "Manifest (JSON)"));

    private IndexPage() {}

    /**
     * One contract in one period.
     *
     * @param period the folder's name
     * @param vendor its folder below
     * @param vendorName as people call it
     * @param contract the contract's number
     * @param title what the contract is called
     * @param state how firm the figures are, in a word
     */
    public record Entry(String period, String vendor, String vendorName, String contract, String title, String state) {}

    /**
     * Writes the page for what lies in the folder; an entry without documents is listed all the same.
     *
     * @throws UncheckedIOException where the folder cannot be read or the page not be written
     */
    public static void write(ReportFolder folder, Collection<Entry> entries) {
        Map<String, List<Entry>> periods = entries.stream()
                .sorted(Comparator.comparing(Entry::vendorName).thenComparing(Entry::contract))
                .collect(Collectors.groupingBy(
                        Entry::period, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.toList()));
        StringBuilder html = new StringBuilder(HEAD);
        periods.forEach((period, contracts) -> period(html, folder, period, contracts));
        html.append("</main>\n</body>\n</html>\n");
        byte[] page = html.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.index(), out -> out.write(page));
    }

    private static void period(StringBuilder html, ReportFolder folder, String period, List<Entry> entries) {
        List<Path> documents = new ArrayList<>(files(folder.period(period)));
        html.append("<section>\n<h2 id=\"p-%s\">%s</h2>\n".formatted(text(period), text(period)));
        html.append(links(folder, documents, folder.period(period), ""));
        html.append("<table>\n<thead><tr><th scope=\"col\">Vendor</th><th scope=\"col\">Contract</th>"
                + "<th scope=\"col\">State</th><th scope=\"col\">Documents</th></tr></thead>\n<tbody>\n");
        for (Entry entry : entries) {
            Path place = folder.period(period).resolve(entry.vendor());
            html.append("<tr><th scope=\"row\">%s</th><td>%s <span>%s</span></td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            text(entry.vendorName()),
                            text(entry.contract()),
                            text(entry.title()),
                            text(entry.state()),
                            links(folder, documents, place, entry.contract() + "-")
                                    + links(folder, documents, place, "rejected-rows")));
        }
        html.append("</tbody>\n</table>\n</section>\n");
    }

    private static String links(ReportFolder folder, List<Path> documents, Path place, String start) {
        String items = documents.stream()
                .filter(file -> place.equals(file.getParent())
                        && file.getFileName().toString().startsWith(start))
                .map(file -> "<li><a href=\"%s\">%s</a></li>"
                        .formatted(text(href(folder.name(file))), text(kind(file, start))))
                .collect(Collectors.joining());
        return items.isEmpty() ? "" : "<ul>" + items + "</ul>\n";
    }

    private static String kind(Path file, String start) {
        String name = file.getFileName().toString();
        String tail = start.endsWith("-") ? name.substring(start.length()) : name;
        return KINDS.getOrDefault(tail, name);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing((Path file) -> !file.toString().endsWith(".pdf"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String href(String name) {
        try {
            return new URI(null, null, name, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " is no path", e);
        }
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Vendor scorecards</title>
            <style>
            :root { color-scheme: light dark; --ink: #1c2430; --soft: #59636f; --line: #d5dbe2; --accent: #0b5394; --paper: #fff; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --soft: #a7b1bd; --line: #38424e; --accent: #7ab8f0; --paper: #14191f; } }
            body { margin: 0; font: 16px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); }
            main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
            h1 { font-size: 1.9rem; margin: 0 0 .25rem; }
            h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; padding-top: .5rem; border-top: 2px solid var(--accent); font-variant-numeric: tabular-nums; }
            p { color: var(--soft); margin: 0; max-width: 42rem; }
            table { width: 100%; border-collapse: collapse; margin-top: .75rem; }
            th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
            thead th { font-weight: 600; font-size: .85rem; color: var(--soft); }
            td span { display: block; color: var(--soft); font-size: .9rem; }
            ul { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; margin: 0; padding: 0; }
            a { color: var(--accent); text-underline-offset: .15em; }
            @media (max-width: 40rem) { thead { position: absolute; clip-path: inset(50%); } tr, th, td { display: block; border: 0; padding: .1rem 0; } tr { border-bottom: 1px solid var(--line); padding: .6rem 0; } }
            </style>
            </head>
            <body>
            <main>
            <h1>Vendor scorecards</h1>
            <p>What each vendor promised, what was kept, and what is due. The newest period stands first.</p>
            """;
}
