package org.scorekeeper.nightly;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.intake.TemporaryFiles;
import org.scorekeeper.measure.ItemAccount;
import org.scorekeeper.measure.Witness;
import org.scorekeeper.publish.EvidenceTable;
import org.scorekeeper.publish.csv.CsvFile;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/**
 * Writes down what the meters tell of each item, level by level. Items come in the order of their ids and each is looked at
 * by all levels, so each level has a file of its own until the end: memory does not grow with the number of items.
 */
final class Evidence implements Witness, AutoCloseable {
    private final PeriodResult result;
    private final boolean all;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, Writer> writers = new LinkedHashMap<>();

    Evidence(PeriodResult result, boolean all) throws IOException {
        this.result = result;
        this.all = all;
        for (LevelResult level : result.levels()) {
            Path file = TemporaryFiles.file(".csv");
            files.put(level.level().id(), file);
            writers.put(level.level().id(), new BufferedWriter(Files.newBufferedWriter(file)));
        }
    }

    @Override
    public void hear(Contract version, String level, ItemAccount account) {
        Writer writer = writers.get(level);
        boolean here = account.period().filter(result.period()::equals).isPresent();
        if (writer == null || (!all && !(here && account.counts()))) {
            return;
        }
        ItemAccount told = here || !account.counts()
                ? account
                : account.counting(
                        account.period().map(period -> period.label()).orElse("another period"));
        try {
            writer.write(CsvFile.line(
                    EvidenceTable.COLUMNS, new EvidenceTable.Row(result.contract(), level, result.period(), told)));
        } catch (IOException full) {
            throw new UncheckedIOException("the temporary folder cannot be written", full);
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(CsvFile.headingLine(EvidenceTable.COLUMNS).getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Writer writer = writers.get(file.getKey());
            if (writer != null) {
                writer.close();
            }
            Files.copy(file.getValue(), out);
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        for (Writer writer : writers.values()) {
            writer.close();
        }
        for (Path file : files.values()) {
            Files.deleteIfExists(file);
        }
    }
}
