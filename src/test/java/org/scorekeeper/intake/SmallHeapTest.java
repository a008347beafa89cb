package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.intake.table.Wanted;

/** Big files and hostile ones in a heap that holds none of them: memory does not grow with what a vendor sends. */
class SmallHeapTest {
    private static final int ROWS = 150_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void big_and_hostile_files_are_read_or_refused_in_128_MB() throws Exception {
        try (PrintStream csv =
                new PrintStream(Files.newOutputStream(folder.resolve("big.csv")), false, StandardCharsets.UTF_8)) {
            csv.println("Number,Title");
            for (int row = 0; row < ROWS; row++) {
                csv.println("INC" + row + "," + "the printer prints blank pages again, ".repeat(25));
            }
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("big.xlsx"));
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Export");
            sheet.value(0, 0, "Number");
            sheet.value(0, 1, "Title");
            for (int row = 1; row <= ROWS; row++) {
                sheet.inlineString(row, 0, "INC" + row);
                sheet.inlineString(row, 1, "the printer of room " + row + " prints blank pages again");
                if (row % 1000 == 0) {
                    sheet.flush();
                }
            }
        }
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(folder.resolve("cell.csv"))) {
            out.write("Number,Title\nINC1,".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 200; i++) {
                out.write(piece);
            }
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("bomb.csv.gz")))) {
            for (int i = 0; i < 200; i++) {
                out.write(piece);
            }
        }

        assertThat(read("big.csv", "big.xlsx", "cell.csv", "bomb.csv.gz"))
                .containsExactly(
                        "big.csv: 150000 rows",
                        "big.xlsx: 150000 rows",
                        "cell.csv: line 2 is longer than 10000000 characters, more than limits.cell (10000000)",
                        "bomb.csv.gz: it unpacks to more than 100 times its size (a zip bomb), more than limits.compression"
                                + " (100)");
    }

    private String[] read(String... files) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName(),
                folder.toString());
        java.command().addAll(Arrays.asList(files));
        java.redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
        return Files.readString(said).lines().toArray(String[]::new);
    }

    /** What runs in the small heap. */
    static final class Reading {
        private Reading() {}

        /** Reads files of a folder, the first argument, and prints what came of each. */
        public static void main(String[] args) {
            for (String name : Arrays.asList(args).subList(1, args.length)) {
                System.out.println(name + ": " + outcome(Path.of(args[0]), name));
            }
        }

        private static String outcome(Path folder, String name) {
            Limits limits = Limits.DEFAULTS;
            try (InboxFile file = InboxFile.open(folder, name, limits);
                    RowCursor rows = TableFiles.open(
                            file.file(), TableFormat.AUTO, Wanted.of(Tables.wanted("Number", "Title")), limits)) {
                int count = 0;
                while (rows.next() != null) {
                    count++;
                }
                return count + " rows";
            } catch (UnreadableFileException refused) {
                String message = String.valueOf(refused.getMessage());
                return message.substring(0, message.indexOf(" lets through"));
            }
        }
    }
}
