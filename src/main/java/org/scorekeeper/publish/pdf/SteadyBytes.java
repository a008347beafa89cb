package org.scorekeeper.publish.pdf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Takes what is drawn by lot out of a finished PDF: the prefixes of its font subsets are counted, and its id is the hash of the
 * rest. Takes out too what an archive refuses: lists of a subset's letters, which need not be there and are wrong where they are
 * (ISO 19005-2, 6.2.11.4.2). Every replacement has the length of what it replaces, so the file's table of offsets stays right.
 */
final class SteadyBytes {
    private static final byte[] LETTERS = ascii("/CIDSet ");
    private static final byte[] FONT = ascii("+DejaVu");
    private static final byte[] ID = ascii("/ID [<");
    private static final int PREFIX_LENGTH = 6;
    private static final int ID_LENGTH = 32;

    private final byte[] pdf;
    private final Map<String, byte[]> prefixes = new HashMap<>();

    private SteadyBytes(byte[] pdf) {
        this.pdf = pdf;
    }

    /** Mends a PDF in place. */
    static byte[] of(byte[] pdf) {
        SteadyBytes steady = new SteadyBytes(pdf);
        int id = -1;
        for (int i = 0; i < pdf.length; i++) {
            if (pdf[i] == '/') {
                if (steady.at(i + 1 + PREFIX_LENGTH, FONT)) {
                    steady.prefix(i + 1);
                } else if (steady.at(i, LETTERS)) {
                    steady.blank(i);
                } else if (steady.at(i, ID)) {
                    id = i;
                }
            }
        }
        if (id < 0) {
            throw new IllegalStateException("The PDF has no id.");
        }
        steady.identify(id);
        return pdf;
    }

    private boolean at(int index, byte[] text) {
        return index + text.length <= pdf.length
                && pdf[index] == text[0]
                && Arrays.equals(pdf, index, index + text.length, text, 0, text.length);
    }

    private void prefix(int from) {
        String drawn = new String(pdf, from, PREFIX_LENGTH, StandardCharsets.ISO_8859_1);
        byte[] counted = prefixes.computeIfAbsent(drawn, first -> ascii("AAAAA" + (char) ('A' + prefixes.size())));
        System.arraycopy(counted, 0, pdf, from, PREFIX_LENGTH);
    }

    /** A reference ends in R. */
    private void blank(int from) {
        int to = from + LETTERS.length;
        while (pdf[to] != 'R') {
            to++;
        }
        Arrays.fill(pdf, from, to + 1, (byte) ' ');
    }

    /** An id stands twice: as the file's, and as that of its first version. */
    private void identify(int from) {
        int first = from + ID.length;
        int second = first + ID_LENGTH + "><".length();
        Arrays.fill(pdf, first, first + ID_LENGTH, (byte) '0');
        Arrays.fill(pdf, second, second + ID_LENGTH, (byte) '0');
        byte[] hash = ascii(hash());
        System.arraycopy(hash, 0, pdf, first, ID_LENGTH);
        System.arraycopy(hash, 0, pdf, second, ID_LENGTH);
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pdf);
            return HexFormat.of().formatHex(digest, 0, ID_LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
