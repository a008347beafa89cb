package org.scorekeeper.publish.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.ScorecardFixtures;

/** A portal over two contracts: one of a year, one in its first days. */
final class PortalFixture {
    private PortalFixture() {}

    static void write(Path root) throws IOException {
        for (String name : List.of(
                "2026-09/portfolio.pdf",
                "2026-10/portfolio.pdf",
                "2026-10/measurements.csv",
                "2026-10/manifest.json",
                "2026-10/northwind/NWD-2026-014-scorecard.pdf",
                "2026-10/northwind/NWD-2026-014-breaches.csv",
                "2026-10/northwind/NWD-2026-014-self-billed-credit-note.xml",
                "2026-10/northwind/rejected-rows.csv",
                "finance/posting-0001.csv",
                "finance/posting-0002.csv")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.createFile(root.resolve(name));
        }
        Portal.write(new ReportFolder(root), dossiers());
    }

    static List<Portal.Dossier> dossiers() {
        Scorecard october = ScorecardFixtures.october();
        Scorecard american = ScorecardFixtures.american();
        return List.of(
                new Portal.Dossier(october.history(), List.of()), new Portal.Dossier(american.history(), List.of()));
    }
}
