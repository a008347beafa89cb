package org.scorekeeper.publish.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.publish.ScorecardFixtures.AS_OF;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.publish.LedgerTable;
import org.scorekeeper.publish.Manifest;
import org.scorekeeper.publish.MeasurementTable;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.ScorecardFixtures;
import org.scorekeeper.publish.csv.CsvFile;
import org.scorekeeper.settle.LedgerEntry;

class ManifestFileTest {
    @TempDir
    Path root;

    @Test
    void it_names_runs_files_and_totals() throws Exception {
        Scorecard october = ScorecardFixtures.october();
        ReportFolder folder = new ReportFolder(root);
        CsvFile.write(
                folder.measurements("2026-10"), MeasurementTable.of(List.of(october.result()), java.util.Map.of()));

        List<LedgerEntry> both = LedgerTable.provisional(List.of(october.result(), october.result()));

        Manifest manifest = new Manifest(
                "2026-10",
                List.of(new Manifest.Run("7f3a", AS_OF, "0.1.0", AS_OF.plusSeconds(60), AS_OF.plusSeconds(75))),
                october.data().files().stream().map(Manifest.FileIn::of).toList(),
                ManifestFile.documents(folder, "2026-10"),
                ManifestFile.totals(both),
                ManifestFile.totals(both.subList(0, 1)),
                List.of(new Manifest.Posting("posting-0001", LocalDate.of(2026, 11, 5), ManifestFile.totals(both))));
        ManifestFile.write(folder.manifest("2026-10"), manifest);

        Golden.check("publish/manifest.json", Files.readString(folder.manifest("2026-10")));
        assertThat(ManifestFile.documents(folder, "2026-10"))
                .as("the manifest does not list itself")
                .isEqualTo(manifest.filesOut());
    }
}
