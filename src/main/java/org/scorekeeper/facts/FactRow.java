package org.scorekeeper.facts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a vendor's file as a version of a fact, ready to be stored.
 *
 * @param vendor whose claim it is
 * @param contract the contract that the feed narrows it to, at most {@link #LONGEST_ID} characters; null for all of the
 *     vendor's
 * @param id the identity within vendor and kind, at most {@link #LONGEST_ID} characters
 * @param version from 1 in order of arrival; 0 while it is not yet given
 * @param fileId the file's number in the register of files
 * @param sheet of a workbook
 * @param row from 1
 * @param orderAt the {@code latest-by} value
 * @param fingerprint of the content: equal content, equal fingerprint
 * @param values by the kind's field order: String, {@link Moment}, BigDecimal, Integer, Duration or null
 * @param own the feed's own fields, as text
 */
@SuppressWarnings("ArrayRecordComponent") // a million rows a night: the array is handed on, never shared
public record FactRow(
        String vendor,
        @Nullable String contract,
        String id,
        int version,
        long fileId,
        @Nullable String sheet,
        int row,
        @Nullable Instant orderAt,
        long fingerprint,
        @Nullable Object[] values,
        Map<String, String> own) {
    /** In characters: what an index of the database surely holds, in any script. */
    public static final int LONGEST_ID = 600;

    /** The same row as the item's n-th version. */
    public FactRow withVersion(int number) {
        return new FactRow(vendor, contract, id, number, fileId, sheet, row, orderAt, fingerprint, values, own);
    }
}
