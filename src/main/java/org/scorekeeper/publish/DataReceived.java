package org.scorekeeper.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The files behind a contract's figures.
 *
 * @param files those that brought facts of the contract's vendor which lie in the period, or that were refused; oldest first
 * @param refused the refused rows of those files, in file and row order
 * @param quality of all the vendor's files, month by month, oldest first
 */
public record DataReceived(List<FileReceipt> files, List<RefusedRow> refused, List<QualityOfMonth> quality) {
    /** Copies the lists. */
    public DataReceived {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
        quality = List.copyOf(quality);
    }

    /** Without a history. */
    public DataReceived(List<FileReceipt> files, List<RefusedRow> refused) {
        this(files, refused, List.of());
    }

    /**
     * What came of a vendor in one month.
     *
     * @param month of the as-of of the runs that took the files in: {@code 2026-10}
     * @param files how many came
     * @param unreadable how many of them could not be read
     * @param rows rows read
     * @param rejected rows refused
     * @param reason why most of them were: the column and what is wrong with it; empty where none was
     */
    public record QualityOfMonth(String month, long files, long unreadable, long rows, long rejected, String reason) {}

    /**
     * One file. Read = accepted + unchanged + superseded + rejected.
     *
     * @param path relative to the inbox
     * @param feed the feed that read it
     * @param sha256 of its bytes, hexadecimal
     * @param received when it was first seen
     * @param read rows read
     * @param accepted rows that stand as an item's newest state
     * @param unchanged rows that said what was known
     * @param superseded rows overtaken by a newer row of their item
     * @param rejected rows refused
     * @param quarantined why the file could not be read at all
     */
    public record FileReceipt(
            String path,
            String feed,
            String sha256,
            Instant received,
            long read,
            long accepted,
            long unchanged,
            long superseded,
            long rejected,
            Optional<String> quarantined) {}

    /**
     * One refused row.
     *
     * @param file relative to the inbox
     * @param sheet of a workbook
     * @param row as the sheet shows it, from 1; in a CSV file the record's first line
     * @param column the vendor's column
     * @param found what stood there
     * @param reason what is wrong
     * @param remedy how to mend it
     * @param cells the row as the vendor sent it: column and value, in file order
     */
    public record RefusedRow(
            String file,
            Optional<String> sheet,
            int row,
            String column,
            String found,
            String reason,
            String remedy,
            List<java.util.Map.Entry<String, String>> cells) {}
}
