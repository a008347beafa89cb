package org.scorekeeper.nightly;

import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.publish.LedgerTable;
import org.scorekeeper.publish.Manifest;
import org.scorekeeper.publish.json.ManifestFile;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.postgres.ResultStore;
import org.scorekeeper.workspace.AsOf;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Writes what each folder's documents were made from, last of all. */
record WriteManifests(NightContext night) implements Tasklet {
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        night.progress().begin("manifests", -1);
        Map<String, List<SettledPeriod>> byPeriod = new TreeMap<>();
        for (List<ResultStore.Stored> contract : night.allResults()) {
            for (ResultStore.Stored stored : contract) {
                byPeriod.computeIfAbsent(stored.period().result().period().label(), key -> new ArrayList<>())
                        .add(stored.period());
            }
        }
        Set<String> touched = new TreeSet<>();
        night.runs()
                .publishedBy(night.reportsKey(), night.run().runId())
                .forEach(name -> touched.add(name.substring(name.lastIndexOf('/') + 1)));
        long run = night.run().runId();
        touched.addAll(night.ledger().periodsSince(night.runs().finishedBefore(run), run));
        touched.add(night.asOf().month());
        for (String period : touched) {
            if (Files.isDirectory(night.reports().period(period))) {
                ManifestFile.write(
                        night.reports().manifest(period), manifest(period, byPeriod.getOrDefault(period, List.of())));
            }
        }
        night.progress().end();
        return RepeatStatus.FINISHED;
    }

    private Manifest manifest(String period, List<SettledPeriod> settled) {
        Set<String> vendors = new TreeSet<>();
        Set<String> paths = new TreeSet<>();
        for (SettledPeriod one : settled) {
            vendors.add(one.result().contract().vendor());
            paths.addAll(one.files());
        }
        List<Manifest.FileIn> filesIn = new ArrayList<>();
        for (String vendor : vendors) {
            night.files().ofVendor(vendor).stream()
                    .filter(file -> paths.contains(file.path())
                            || (file.state() == FileStore.State.QUARANTINED
                                    && file.asOf().startsWith(period)))
                    .map(file -> Receipts.of(file, ZoneOffset.UTC))
                    .map(Manifest.FileIn::of)
                    .forEach(filesIn::add);
        }
        List<PeriodResult> results = settled.stream().map(SettledPeriod::result).toList();
        List<LedgerEntry> posted = night.ledger().ofPeriod(period);
        RunStore.Run writer = night.writer("", period);
        Manifest.Run run = new Manifest.Run(
                writer.shortId(),
                AsOf.parse(writer.key().asOf()).in(ZoneOffset.UTC),
                Version.text(),
                writer.started(),
                Instant.now());
        return new Manifest(
                period,
                List.of(run),
                filesIn,
                ManifestFile.documents(night.reports(), period),
                ManifestFile.totals(posted),
                ManifestFile.totals(LedgerTable.provisional(results)),
                postings(posted));
    }

    /** What finance compares with what it imported, of each posting as a whole. */
    private List<Manifest.Posting> postings(List<LedgerEntry> posted) {
        return posted.stream()
                .flatMap(entry -> entry.posting().stream())
                .distinct()
                .sorted(Comparator.comparingInt(LedgerEntry.Posting::number))
                .map(posting -> new Manifest.Posting(
                        posting.name(),
                        posting.on(),
                        ManifestFile.totals(night.ledger().of(posting))))
                .toList();
    }
}
