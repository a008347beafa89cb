package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
 * @param mixed whether some of its lines are UTF-8 and others are not
 */
record TextForm(Charset encoding, int mark, boolean certain, boolean mixed) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int HEAD = 1 << 16;
    /** So many zero bytes at its end are no text, but room that was never filled. */
    private static final int PADDING = 8;

    private static final int FEW = 8;

    /** An encoding, and where it is said. */
    private enum Mark {
        UTF_8("UTF-8", "\u00ef\u00bb\u00bf"),
        UTF_32LE("UTF-32LE", "\u00ff\u00fe\0\0"),
        UTF_32BE("UTF-32BE", "\0\0\u00fe\u00ff"),
        UTF_16LE("UTF-16LE", "\u00ff\u00fe"),
        UTF_16BE("UTF-16BE", "\u00fe\u00ff");

        private final String encoding;
        /** A letter a byte. */
        private final String bytes;

        Mark(String encoding, String bytes) {
            this.encoding = encoding;
            this.bytes = bytes;
        }

        private boolean begins(byte[] head) {
            return new String(head, 0, Math.min(head.length, bytes.length()), StandardCharsets.ISO_8859_1)
                    .equals(bytes);
        }
    }

    /**
     * Byte-order mark first; then what the feed says; then UTF-16 by its zero bytes; then UTF-8, which the whole file must be;
     * else Windows-1252. Where a file was put together from both, each of its lines is what it can be.
     *
     * @throws UnreadableFileException where it is no text
     */
    static TextForm of(Path file, Optional<Charset> said) throws IOException {
        byte[] head = head(file, HEAD);
        for (Mark mark : Mark.values()) {
            if (mark.begins(head)) {
                return new TextForm(Charset.forName(mark.encoding), mark.bytes.length(), true, false);
            }
        }
        if (said.isPresent()) {
            // Umlauts that are well-formed UTF-8 are that: no text of one byte a letter looks so by chance.
            boolean utf8 = said.get().newEncoder().maxBytesPerChar() == 1
                    && Utf8.in(file).isValid();
            return new TextForm(utf8 ? StandardCharsets.UTF_8 : said.get(), 0, true, false);
        }
        Optional<Charset> wide = byZeros(head);
        if (wide.isPresent()) {
            return new TextForm(wide.get(), 0, true, false);
        }
        Utf8.Found found = Utf8.in(file);
        Charset encoding = found.letters() >= found.strays() ? StandardCharsets.UTF_8 : WINDOWS;
        return new TextForm(encoding, 0, false, found.isMixed());
    }

    /** Text in two bytes a letter has its zeros all on one side; other data has them anywhere, or other controls. */
    private static Optional<Charset> byZeros(byte[] head) {
        int length = head.length;
        while (length > 0 && head[length - 1] == 0) {
            length--;
        }
        length = head.length - length < PADDING ? head.length : length;
        int even = 0;
        int odd = 0;
        int controls = 0;
        for (int i = 0; i < length; i++) {
            if (head[i] == 0) {
                even += i % 2 == 0 ? 1 : 0;
                odd += i % 2;
            } else if (head[i] > 0 && head[i] < ' ' && "\t\n\u000b\f\r\u001a\u001b".indexOf(head[i]) < 0) {
                controls++;
            }
        }
        if (even + odd > FEW && (even + odd) * 50 > length && Math.max(even, odd) >= 4 * Math.min(even, odd)) {
            return Optional.of(odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        }
        controls += even + odd;
        if (controls * 10 > length || (controls > FEW && controls * 50 > length)) {
            throw new UnreadableFileException(
                    "this is neither a text file nor a workbook (it holds binary data). Export it again as CSV or xlsx.");
        }
        return Optional.empty();
    }

    /** Whether it was chosen only because the file is no UTF-8. */
    boolean isGuess() {
        return !certain && encoding.equals(WINDOWS);
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

    /** The lines of a file, from where the stream stands; those of a file that was looked through need no decoder. */
    LineSource lines(InputStream in) {
        return certain ? new CharLines(new InputStreamReader(in, decoder())) : bytes(in);
    }

    private ByteLines bytes(InputStream in) {
        return new ByteLines(in, mixed ? WINDOWS : encoding, mixed);
    }

    /** A decoder that reports what does not fit. */
    private CharsetDecoder decoder() {
        return encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
