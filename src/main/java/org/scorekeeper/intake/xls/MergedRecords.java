package org.scorekeeper.intake.xls;

import java.util.HashMap;
import java.util.Map;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.ss.util.CellRangeAddress;
import org.scorekeeper.intake.table.MergedCells;

/** Gathers the merged regions of each sheet, which stand behind its rows: a workbook is gone through once for them. */
final class MergedRecords implements HSSFListener {
    private final Map<Integer, MergedCells> byStream = new HashMap<>();
    private int depth;
    private int stream = -1;

    @Override
    public void processRecord(Record record) {
        if (record instanceof BOFRecord begin) {
            depth++;
            stream += depth == 1 && begin.getType() != BOFRecord.TYPE_WORKBOOK ? 1 : 0;
        } else if (record instanceof EOFRecord) {
            depth = Math.max(0, depth - 1);
        } else if (record instanceof MergeCellsRecord regions && depth == 1) {
            MergedCells merged = of(stream);
            for (int i = 0; i < regions.getNumAreas(); i++) {
                CellRangeAddress area = regions.getAreaAt(i);
                merged.add(area.getFirstRow() + 1, area.getLastRow() + 1, area.getFirstColumn());
            }
        }
    }

    /** The regions of the sheet whose records are the n-th stream. */
    MergedCells of(int number) {
        return byStream.computeIfAbsent(number, key -> new MergedCells());
    }
}
