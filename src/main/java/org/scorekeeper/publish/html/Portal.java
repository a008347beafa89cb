package org.scorekeeper.publish.html;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.settle.PeriodResult;

/**
 * The portal: {@code index.html} with every period, contract and document, and a page a contract. Static files that need no
 * server and no network; the same figures give the same bytes.
 */
public final class Portal {
    /** Of the archive that {@code chart.js.version} in the build names. */
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private final ReportFolder folder;

    private Portal(ReportFolder folder) {
        this.folder = folder;
    }

    /**
     * One contract.
     *
     * @param periods its measurement periods, oldest first, each together with the levels' own periods that end in it
     * @param own the levels' own periods, apart
     */
    public record Dossier(List<PeriodResult> periods, List<PeriodResult> own) {
        /** Copies the lists. */
        public Dossier {
            periods = List.copyOf(periods);
            own = List.copyOf(own);
        }

        /** The contract as it stands in its newest period. */
        Contract contract() {
            List<PeriodResult> any = periods.isEmpty() ? own : periods;
            return any.get(any.size() - 1).contract();
        }

        /** Its newest period that has ended; where none has, the running one. */
        PeriodResult newest() {
            return periods.get(newestIndex());
        }

        int newestIndex() {
            int last = periods.size() - 1;
            return last > 0 && periods.get(last).running() ? last - 1 : last;
        }
    }

    /**
     * Writes the pages for what lies in the folder; a contract without documents is listed all the same.
     *
     * @throws UncheckedIOException where the folder cannot be read or a page not be written
     */
    public static void write(ReportFolder folder, List<Dossier> dossiers) {
        new Portal(folder).write(dossiers);
    }

    private void write(List<Dossier> dossiers) {
        write(folder.root().resolve("assets/portal.css"), resource("portal.css"));
        write(folder.root().resolve("assets/portal.js"), resource("portal.js"));
        write(folder.root().resolve("assets/chart.js"), resource(CHARTS));
        Documents documents = new Documents(folder);
        page(folder.index(), template("index"), IndexView.of(dossiers, documents, new PortalWords(Locale.UK)));
        Template contract = template("contract");
        for (Dossier dossier : dossiers) {
            if (!dossier.periods().isEmpty()) {
                page(
                        folder.contract(dossier.contract()),
                        contract,
                        ContractView.of(
                                dossier,
                                documents,
                                new PortalWords(dossier.contract().locale())));
            }
        }
    }

    private static void page(Path file, Template template, Object view) {
        write(file, template.execute(view).getBytes(StandardCharsets.UTF_8));
    }

    private static Template template(String name) {
        try (InputStream in = open(name + ".mustache");
                InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Portal.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the program lacks its file " + name);
        }
        return in;
    }

    /** A page that says what it said keeps its time. */
    private static void write(Path file, byte[] content) {
        try {
            if (Files.isRegularFile(file)
                    && Files.size(file) == content.length
                    && Arrays.equals(Files.readAllBytes(file), content)) {
                return;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        AtomicFile.write(file, out -> out.write(content));
    }
}
