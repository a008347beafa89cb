package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks through a whole file for bytes that are no UTF-8: its first umlaut may stand in its last line. */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private int expected;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private long letters;
    private long strays;

    private Utf8() {}

    /**
     * What a file holds beside ASCII.
     *
     * @param letters well-formed characters of several bytes (Unicode, table 3-7)
     * @param strays bytes that belong to none
     */
    record Found(long letters, long strays) {
        /** Whether all of it is well-formed. */
        boolean isValid() {
            return strays == 0;
        }

        /** Whether some of it is UTF-8, and some of it cannot be. */
        boolean isMixed() {
            return strays > 0 && letters > 0;
        }
    }

    /** Looks through a file. */
    static Found in(Path file) throws IOException {
        Utf8 state = new Utf8();
        byte[] buffer = new byte[1 << 16];
        ByteBuffer words = ByteBuffer.wrap(buffer);
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                state.take(buffer, words, read);
            }
        }
        return state.found();
    }

    /** Whether all bytes of a line are well-formed. */
    static boolean isValid(byte[] bytes, int from, int to) {
        Utf8 state = new Utf8();
        for (int at = from; at < to && state.strays == 0; at++) {
            state.take(bytes[at] & 0xff);
        }
        return state.found().isValid();
    }

    private Found found() {
        return new Found(letters, strays + (expected > 0 ? 1 : 0));
    }

    private void take(byte[] bytes, ByteBuffer words, int length) {
        int at = 0;
        while (at < length) {
            // Most bytes are ASCII: eight at a time.
            while (expected == 0 && at + Long.BYTES <= length && (words.getLong(at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            }
            if (at < length) {
                byte next = bytes[at++];
                if (expected > 0 || next < 0) {
                    take(next & 0xff);
                }
            }
        }
    }

    private void take(int next) {
        if (expected > 0) {
            boolean fits = next >= lowest && next <= highest;
            expected = fits ? expected - 1 : 0;
            lowest = 0x80;
            highest = 0xBF;
            if (fits) {
                letters += expected == 0 ? 1 : 0;
                return;
            }
            strays++; // what was begun; this byte may begin another
        }
        if (next < 0x80) {
            return;
        }
        if (next < 0xC2 || next > 0xF4) {
            strays++;
            return;
        }
        expected = next < 0xE0 ? 1 : next < 0xF0 ? 2 : 3;
        // overlong forms, surrogates and what lies beyond the last plane
        lowest = next == 0xE0 ? 0xA0 : next == 0xF0 ? 0x90 : 0x80;
        highest = next == 0xED ? 0x9F : next == 0xF4 ? 0x8F : 0xBF;
    }
}
