package org.scorekeeper.intake.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.ss.util.CellRangeAddress;
import org.scorekeeper.intake.table.MergedCells;

/** Finds a sheet's merged regions, which its XML names behind the last row. */
final class MergedXml {
    /** Nobody merges the cells of a sheet that large, and looking for it costs as much as unpacking it. */
    private static final long LARGE = 50_000_000;

    private static final int LOOK_BACK = 64;
    private static final Pattern REGION = Pattern.compile("mergeCell\\s+ref=[\"']([A-Za-z0-9:$]{1,40})[\"']");

    private MergedXml() {}

    static MergedCells of(PackagePart sheet) throws IOException {
        MergedCells merged = new MergedCells();
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        long seen = 0;
        try (InputStream in = sheet.getInputStream()) {
            for (int read = in.read(buffer, kept, buffer.length - kept);
                    read >= 0 && seen < LARGE;
                    read = in.read(buffer, kept, buffer.length - kept)) {
                int length = kept + read;
                seen += read;
                String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                int end = 0;
                if (text.contains("mergeCell")) {
                    Matcher region = REGION.matcher(text);
                    while (region.find()) {
                        add(merged, region.group(1));
                        end = region.end();
                    }
                }
                kept = Math.min(LOOK_BACK, length - end);
                System.arraycopy(buffer, length - kept, buffer, 0, kept);
            }
        }
        return merged;
    }

    private static void add(MergedCells merged, String reference) {
        try {
            CellRangeAddress range = CellRangeAddress.valueOf(reference);
            merged.add(range.getFirstRow() + 1, range.getLastRow() + 1, range.getFirstColumn());
        } catch (IllegalArgumentException odd) {
            // a region that cannot be read merges nothing
        }
    }
}
