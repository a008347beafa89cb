package org.scorekeeper.intake.xlsx;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.util.CellRangeAddress;
import org.scorekeeper.intake.table.MergedCells;

/** Finds a sheet's merged regions in its bytes as they are unpacked: its XML names them behind the last row. */
final class MergedXml {
    private static final int LOOK_BACK = 64;
    private static final Pattern REGION = Pattern.compile("mergeCell\\s+ref=[\"']([A-Za-z0-9:$]{1,40})[\"']");

    private final MergedCells merged = new MergedCells();
    /** The last characters so far, in which a region may have begun. */
    private String begun = "";

    /** Looks at the bytes that come next. */
    void look(byte[] bytes, int length) {
        String text = begun + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int end = 0;
        if (text.contains("mergeCell")) {
            Matcher region = REGION.matcher(text);
            while (region.find()) {
                add(region.group(1));
                end = region.end();
            }
        }
        begun = text.substring(Math.max(end, text.length() - LOOK_BACK));
    }

    /** What was found so far. */
    MergedCells merged() {
        return merged;
    }

    private void add(String reference) {
        try {
            CellRangeAddress range = CellRangeAddress.valueOf(reference);
            merged.add(range.getFirstRow() + 1, range.getLastRow() + 1, range.getFirstColumn());
        } catch (IllegalArgumentException odd) {
            // a region that cannot be read merges nothing
        }
    }
}
