package org.scorekeeper.intake.xlsx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.TemporaryFiles;
import org.scorekeeper.intake.table.MergedCells;

/**
 * The XML of one sheet, unpacked once: a small one in memory, a large one in a temporary file. What its end says of merged
 * regions is then known before its first row is read.
 */
final class UnpackedSheet implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;

    private final MergedXml merged = new MergedXml();
    private final ByteArrayOutputStream small = new ByteArrayOutputStream(1 << 16);
    private @Nullable Path large;

    private UnpackedSheet() {}

    /** Unpacks a sheet. */
    static UnpackedSheet of(PackagePart part) throws IOException {
        UnpackedSheet sheet = new UnpackedSheet();
        try (InputStream in = part.getInputStream()) {
            sheet.fill(in);
            return sheet;
        } catch (IOException | RuntimeException failed) {
            sheet.close();
            throw failed;
        }
    }

    private void fill(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        OutputStream out = small;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (large == null && small.size() + read > IN_MEMORY) {
                    large = TemporaryFiles.file(".sheet");
                    out = Files.newOutputStream(large);
                    small.writeTo(out);
                    small.reset();
                }
                out.write(buffer, 0, read);
                merged.look(buffer, read);
            }
        } finally {
            out.close();
        }
    }

    /** Its XML from the beginning. */
    InputStream open() throws IOException {
        return large == null ? new ByteArrayInputStream(small.toByteArray()) : Files.newInputStream(large);
    }

    MergedCells merged() {
        return merged.merged();
    }

    @Override
    public void close() {
        LockedWorkbook.delete(large);
    }
}
