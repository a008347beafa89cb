package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a whole file is UTF-8: its first umlaut may stand in its last line. */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private int expected;
    private int lowest = 0x80;
    private int highest = 0xBF;

    private Utf8() {}

    /** Whether every byte of the file belongs to a well-formed character (Unicode, table 3-7). */
    static boolean isValid(Path file) throws IOException {
        Utf8 state = new Utf8();
        byte[] buffer = new byte[1 << 16];
        ByteBuffer words = ByteBuffer.wrap(buffer);
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!state.accepts(buffer, words, read)) {
                    return false;
                }
            }
        }
        return state.expected == 0;
    }

    private boolean accepts(byte[] bytes, ByteBuffer words, int length) {
        int at = 0;
        while (at < length) {
            // Most bytes are ASCII: eight at a time.
            while (expected == 0 && at + Long.BYTES <= length && (words.getLong(at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            }
            if (at < length) {
                byte next = bytes[at++];
                if ((expected > 0 || next < 0) && !accepts(next & 0xff)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean accepts(int next) {
        if (expected > 0) {
            if (next < lowest || next > highest) {
                return false;
            }
            expected--;
            lowest = 0x80;
            highest = 0xBF;
            return true;
        }
        if (next < 0xC2 || next > 0xF4) {
            return false;
        }
        expected = next < 0xE0 ? 1 : next < 0xF0 ? 2 : 3;
        // overlong forms, surrogates and what lies beyond the last plane
        lowest = next == 0xE0 ? 0xA0 : next == 0xF0 ? 0x90 : 0x80;
        highest = next == 0xED ? 0x9F : next == 0xF4 ? 0x8F : 0xBF;
        return true;
    }
}
