package org.scorekeeper.publish.html;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.publish.ReportFolder;

class IndexPageTest {
    @TempDir
    Path root;

    @Test
    void it_links_every_document_of_every_period() throws Exception {
        for (String name : List.of(
                "2026-09/portfolio.pdf",
                "2026-10/portfolio.pdf",
                "2026-10/measurements.csv",
                "2026-10/manifest.json",
                "2026-10/northwind/NWD-2026-014-scorecard.pdf",
                "2026-10/northwind/NWD-2026-014-breaches.csv",
                "2026-10/northwind/rejected-rows.csv",
                "2026-10/a & b/C 1-scorecard.pdf")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.createFile(root.resolve(name));
        }
        IndexPage.write(
                new ReportFolder(root),
                List.of(
                        new IndexPage.Entry(
                                "2026-09", "northwind", "Northwind", "NWD-2026-014", "Service desk", "provisional"),
                        new IndexPage.Entry(
                                "2026-10", "northwind", "Northwind", "NWD-2026-014", "Service desk", "provisional"),
                        new IndexPage.Entry("2026-10", "a & b", "A & B <Ltd>", "C 1", "Cleaning", "provisional")));

        String page = Files.readString(root.resolve("index.html"));
        Golden.check("publish/index.html", page.substring(page.indexOf("<main>")));
    }
}
