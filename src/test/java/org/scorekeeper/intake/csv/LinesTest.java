package org.scorekeeper.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.intake.table.Limits;

/** Lines made straight from bytes are those that a decoder gives, however the bytes trickle in. */
class LinesTest {
    private static final String[] PIECES = {
        "\n", "\r", "\r\n", "\n\n", "", "a", "INC0001,ok", "Müller", "語", "😀", "\u2028", "\0", "x".repeat(70_000)
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 20_261_126, -5})
    void bytes_and_characters_give_the_same_lines(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(lines(new ByteLines(trickling(bytes, random), StandardCharsets.UTF_8, random.nextBoolean())))
                    .as("seed %d, text %d", seed, i)
                    .isEqualTo(lines(new CharLines(
                            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))));
        }
    }

    private static List<String> lines(LineSource source) throws IOException {
        List<String> read = new ArrayList<>();
        try (Lines lines = new Lines(source, Limits.DEFAULTS)) {
            while (lines.advance()) {
                long print = lines.print(7);
                read.add(lines.text());
                assertThat(print)
                        .as("a line has one fingerprint, whoever reads it")
                        .isEqualTo(ByteLines.print(7, lines.text().getBytes(StandardCharsets.UTF_8)));
            }
            assertThat(lines.number()).isEqualTo(read.size());
        }
        return read;
    }

    private static InputStream trickling(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(9_000)));
            }
        };
    }
}
