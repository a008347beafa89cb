package org.scorekeeper.publish;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a folder of documents was made from and by: {@code manifest.json}. Two runs over the same inputs with the same
 * as-of leave the same manifest, its times (and the run's id, where the caller draws it by lot) aside.
 *
 * @param period the folder's period
 * @param runs the runs that wrote into it, oldest first
 * @param filesIn the vendors' files behind it, by path
 * @param filesOut the documents in it, by path
 * @param totals of {@code breach-summary}, by vendor and currency
 * @param previewTotals of {@code breach-preview}, by vendor and currency
 * @param postings those that hold lines of the period, with the totals of the whole posting
 */
public record Manifest(
        String period,
        List<Run> runs,
        List<FileIn> filesIn,
        List<FileOut> filesOut,
        List<Total> totals,
        List<Total> previewTotals,
        List<Posting> postings) {
    /** Copies the lists. */
    public Manifest {
        runs = List.copyOf(runs);
        filesIn = List.copyOf(filesIn);
        filesOut = List.copyOf(filesOut);
        totals = List.copyOf(totals);
        previewTotals = List.copyOf(previewTotals);
        postings = List.copyOf(postings);
    }

    /**
     * One run.
     *
     * @param id its short id, as in the documents' footers
     * @param asOf the instant of its figures
     * @param version of the product
     * @param started when it began
     * @param finished when it had written everything but this manifest
     */
    public record Run(String id, Instant asOf, String version, Instant started, Instant finished) {}

    /**
     * One vendor's file. Read = accepted + unchanged + superseded + rejected.
     *
     * @param path relative to the inbox
     * @param feed the feed that read it
     * @param sha256 of its bytes, hexadecimal
     * @param read rows read
     * @param accepted rows that brought something new
     * @param unchanged rows that said what was known
     * @param superseded rows overtaken by a newer row of their item
     * @param rejected rows refused
     * @param quarantined why it could not be read at all
     */
    public record FileIn(
            String path,
            String feed,
            String sha256,
            long read,
            long accepted,
            long unchanged,
            long superseded,
            long rejected,
            Optional<String> quarantined) {
        /** The manifest's line of a receipt. */
        public static FileIn of(DataReceived.FileReceipt receipt) {
            return new FileIn(
                    receipt.path(),
                    receipt.feed(),
                    receipt.sha256(),
                    receipt.read(),
                    receipt.accepted(),
                    receipt.unchanged(),
                    receipt.superseded(),
                    receipt.rejected(),
                    receipt.quarantined());
        }
    }

    /**
     * One document.
     *
     * @param path relative to the reports folder
     * @param sha256 of its bytes, hexadecimal
     * @param bytes its size
     */
    public record FileOut(String path, String sha256, long bytes) {}

    /**
     * The control total of one vendor and currency: what finance compares with what it imported.
     *
     * @param vendor whose
     * @param currency the ISO code
     * @param lines how many ledger lines
     * @param signedAmount their sum, positive where it is the customer's
     */
    public record Total(String vendor, String currency, long lines, BigDecimal signedAmount) {}

    /**
     * One posting.
     *
     * @param posting its name
     * @param postedOn the day of its run's figures
     * @param totals of all its lines, whatever their period, by vendor and currency
     */
    public record Posting(String posting, LocalDate postedOn, List<Total> totals) {
        /** Copies the list. */
        public Posting {
            totals = List.copyOf(totals);
        }
    }
}
