package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * The encoding of a text file.
 *
 * @param encoding what its bytes mean
 * @param mark how many bytes of byte-order mark stand before the text
 * @param certain whether the file or the feed says so; bytes that do not fit are then an error
 */
record TextForm(Charset encoding, int mark, boolean certain) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int HEAD = 1 << 16;

    /**
     * Byte-order mark first; then what the feed says; then UTF-16 by its zero bytes; then strict UTF-8, which the whole
     * file must be; else Windows-1252.
     *
     * @throws UnreadableFileException where it is no text
     */
    static TextForm of(Path file, Optional<Charset> said) throws IOException {
        byte[] head = head(file, HEAD);
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return new TextForm(StandardCharsets.UTF_8, 3, true);
        }
        if (starts(head, 0xFF, 0xFE)) {
            return new TextForm(StandardCharsets.UTF_16LE, 2, true);
        }
        if (starts(head, 0xFE, 0xFF)) {
            return new TextForm(StandardCharsets.UTF_16BE, 2, true);
        }
        if (said.isPresent()) {
            // Umlauts that are well-formed UTF-8 are that: no text of one byte a letter looks so by chance.
            boolean utf8 = said.get().newEncoder().maxBytesPerChar() == 1 && Utf8.isValid(file);
            return new TextForm(utf8 ? StandardCharsets.UTF_8 : said.get(), 0, true);
        }
        Optional<Charset> wide = byZeros(head);
        if (wide.isPresent()) {
            return new TextForm(wide.get(), 0, true);
        }
        return new TextForm(Utf8.isValid(file) ? StandardCharsets.UTF_8 : WINDOWS, 0, false);
    }

    private static Optional<Charset> byZeros(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        if (even + odd > head.length / 4) {
            return Optional.of(odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        }
        if ((even + odd) * 50 > head.length) {
            throw new UnreadableFileException(
                    "this is neither a text file nor a workbook (it holds binary data). Export it again as CSV or xlsx.");
        }
        return Optional.empty();
    }

    /** Whether it was chosen only because the file is no UTF-8. */
    boolean isGuess() {
        return encoding.equals(WINDOWS);
    }

    /** The beginning of the text. */
    String head(Path file) throws IOException {
        byte[] head = head(file, HEAD);
        return new String(head, mark, head.length - mark, encoding);
    }

    private static byte[] head(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        }
    }

    /** The text of a file, from where the stream stands; UTF-8 that was looked through already needs no decoder. */
    Reader reader(InputStream in) {
        return !certain && encoding.equals(StandardCharsets.UTF_8)
                ? new Utf8Reader(in)
                : new InputStreamReader(in, decoder());
    }

    /** A decoder that reports what does not fit where the encoding is certain, and else lets it pass. */
    private CharsetDecoder decoder() {
        CodingErrorAction action = certain ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
        return encoding.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
    }

    private static boolean starts(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
