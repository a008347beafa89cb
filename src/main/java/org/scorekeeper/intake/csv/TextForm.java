package org.scorekeeper.intake.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * The encoding and the delimiter of a text file, found from its first bytes.
 *
 * @param encoding what its bytes mean
 * @param mark how many bytes of byte-order mark stand before the text
 */
record TextForm(Charset encoding, int mark) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** Byte-order mark first; then UTF-16 by its zero bytes; then strict UTF-8; else Windows-1252. */
    static TextForm of(byte[] head, boolean whole) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return new TextForm(StandardCharsets.UTF_8, 3);
        }
        if (starts(head, 0xFF, 0xFE)) {
            return new TextForm(StandardCharsets.UTF_16LE, 2);
        }
        if (starts(head, 0xFE, 0xFF)) {
            return new TextForm(StandardCharsets.UTF_16BE, 2);
        }
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                if (i % 2 == 0) {
                    evenZeros++;
                } else {
                    oddZeros++;
                }
            }
        }
        if (evenZeros + oddZeros > head.length / 4) {
            return new TextForm(oddZeros > evenZeros ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 0);
        }
        if (evenZeros + oddZeros > 0 && (evenZeros + oddZeros) * 50 > head.length) {
            throw new UnreadableFileException(
                    "this is neither a text file nor a workbook (it holds binary data). Export it again as CSV or xlsx.");
        }
        return new TextForm(isUtf8(head, whole) ? StandardCharsets.UTF_8 : WINDOWS, 0);
    }

    private static boolean starts(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] bytes, boolean whole) {
        // A cut in the middle of a character is no error: up to three bytes at the end may be left out.
        for (int cut = 0; cut <= (whole ? 0 : 3) && cut <= bytes.length; cut++) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
                return true;
            } catch (CharacterCodingException perhapsCut) {
                // tried again with less
            }
        }
        return false;
    }

    /** The delimiter that cuts the first lines most evenly. */
    static char delimiter(String head) {
        char best = ',';
        long most = 0;
        List<String> lines = head.lines().limit(60).toList();
        if (lines.size() > 1 && !head.endsWith("\n")) {
            lines = lines.subList(0, lines.size() - 1);
        }
        for (char candidate : new char[] {',', ';', '\t', '|'}) {
            java.util.Map<Integer, Long> counts = new java.util.HashMap<>();
            for (String line : lines) {
                counts.merge(outsideQuotes(line, candidate), 1L, Long::sum);
            }
            counts.remove(0);
            long score = counts.entrySet().stream()
                    .mapToLong(entry -> entry.getValue() * 100 + Math.min(entry.getKey(), 50))
                    .max()
                    .orElse(0);
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    private static int outsideQuotes(String line, char wanted) {
        boolean quoted = false;
        int count = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted && line.charAt(i) == wanted) {
                count++;
            }
        }
        return count;
    }
}
