package org.scorekeeper.intake.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.TemporaryFiles;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * The texts that a workbook's cells share. The first of them are kept in memory; what is beyond a few million characters
 * goes into a temporary file, so that memory does not grow with the workbook.
 */
final class SharedStrings implements AutoCloseable {
    private static final int CHARACTERS_IN_MEMORY = 4_000_000;
    private static final int RECENT = 4_096;
    private static final int POINTER = Long.BYTES;

    private final List<String> first = new ArrayList<>();
    private final int charactersInMemory;
    private @Nullable Spill spill;
    private int characters;

    SharedStrings() {
        this(CHARACTERS_IN_MEMORY);
    }

    SharedStrings(int charactersInMemory) {
        this.charactersInMemory = charactersInMemory;
    }

    /** Reads {@code sharedStrings.xml}. */
    void read(InputStream in, Limits limits) throws XMLStreamException, IOException {
        try (Xml xml = new Xml(in, limits)) {
            for (String name = xml.nextStart(); name != null; name = xml.nextStart()) {
                if (name.equals("si")) {
                    add(RichText.of(xml, "si"));
                }
            }
        }
        if (spill != null) {
            spill.finish();
        }
    }

    private void add(String text) throws IOException {
        if (spill == null && characters + text.length() <= charactersInMemory) {
            characters += text.length() + 20; // an object has its own weight
            first.add(text);
            return;
        }
        if (spill == null) {
            spill = new Spill();
        }
        spill.add(text);
    }

    /** The text of an index. */
    String get(int index) throws IOException {
        if (index >= 0 && index < first.size()) {
            return first.get(index);
        }
        if (index < 0 || spill == null || index - first.size() >= spill.count) {
            throw new UnreadableFileException("the workbook is damaged (a cell points to text " + index
                    + ", which is not there). Open it in a spreadsheet, save it as xlsx and send it again.");
        }
        return spill.get(index - first.size());
    }

    @Override
    public void close() throws IOException {
        if (spill != null) {
            spill.close();
        }
    }

    /** Texts one behind the other in one file, where each begins in another. */
    private static final class Spill implements AutoCloseable {
        private final Map<Integer, String> recent = new LinkedHashMap<>(RECENT * 2, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
                return size() > RECENT;
            }
        };
        private final Path textFile = TemporaryFiles.file(".texts");
        private final Path startFile = TemporaryFiles.file(".starts");
        private final RandomAccessFile texts = new RandomAccessFile(textFile.toFile(), "rw");
        private final RandomAccessFile starts = new RandomAccessFile(startFile.toFile(), "rw");
        private java.io.@Nullable DataOutputStream textsOut = out(textFile);
        private java.io.@Nullable DataOutputStream startsOut = out(startFile);
        private long end;
        private int count;

        Spill() throws IOException {}

        private static java.io.DataOutputStream out(Path file) throws IOException {
            return new java.io.DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        }

        void add(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            java.util.Objects.requireNonNull(textsOut).write(bytes);
            java.util.Objects.requireNonNull(startsOut).writeLong(end);
            end += bytes.length;
            count++;
        }

        void finish() throws IOException {
            if (textsOut != null && startsOut != null) {
                startsOut.writeLong(end);
                textsOut.close();
                startsOut.close();
            }
        }

        String get(int index) throws IOException {
            String known = recent.get(index);
            if (known == null) {
                starts.seek((long) index * POINTER);
                long from = starts.readLong();
                byte[] bytes = new byte[(int) (starts.readLong() - from)];
                texts.seek(from);
                texts.readFully(bytes);
                known = new String(bytes, StandardCharsets.UTF_8);
                recent.put(index, known);
            }
            return known;
        }

        @Override
        public void close() throws IOException {
            finish();
            texts.close();
            starts.close();
            Files.deleteIfExists(textFile);
            Files.deleteIfExists(startFile);
        }
    }
}
