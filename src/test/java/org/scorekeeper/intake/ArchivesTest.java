package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.intake.FileScan.ScannedFile;
import org.scorekeeper.intake.Finding.Taken;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.UnreadableFileException;

/** Files that vendors compress, and archives that mean harm. */
class ArchivesTest {
    private static final Limits LIMITS = new Limits(20_000_000, 100, 5, 1_000, 100, 10_000, Duration.ZERO, false);
    private static final String TABLE = "Number,Opened\n1,2026-01-05\n";

    @TempDir
    Path inbox;

    @ParameterizedTest(name = "{0} of {1}: {3}")
    @CsvSource(delimiter = ';', textBlock = """
            acme/t-*.csv;        acme/t-1.csv.gz;           true;  a gzip file is the file in it
            acme/t-*.csv.gz;     acme/t-1.csv.gz;           true;  by its own name too
            acme/t-*.csv;        acme/x.zip!/t-1.csv;       true;  as if it lay beside the archive
            acme/t-*.csv;        acme/x.zip!/2026/t-1.csv;  true;  whatever folder the archive has
            acme/x*.zip;         acme/x.zip!/any.csv;       true;  by the archive
            acme/x.zip!/a*.csv;  acme/x.zip!/any.csv;       true;  by its whole name
            acme/t-*.csv;        acme/x.zip!/u-1.csv;       false; another name
            other/t-*.csv;       acme/x.zip!/t-1.csv;       false; another folder
            """)
    void a_feed_takes_what_is_packed(String pattern, String path, boolean taken, String why) throws IOException {
        Path file = inbox.resolve(path.replaceFirst("!/.*", ""));
        Files.createDirectories(file.getParent());
        Files.write(file, path.contains("!/") ? zip(path.replaceFirst(".*!/", ""), TABLE) : gzip(TABLE));

        List<ScannedFile> files = scan(pattern);

        assertThat(files).as(why).hasSize(1);
        assertThat(files.get(0).finding() instanceof Taken).as(why).isEqualTo(taken);
        if (taken) {
            assertThat(files.get(0).path()).isEqualTo(path);
            assertThat(((Taken) files.get(0).finding()).sha256())
                    .as("of its content, so that the same file unpacked adds nothing")
                    .isEqualTo("" + org.apache.commons.codec.digest.DigestUtils.sha256Hex(TABLE));
            try (InboxFile opened = InboxFile.open(inbox, path, LIMITS)) {
                assertThat(opened.file()).hasContent(TABLE);
            }
        }
    }

    @Test
    void each_file_of_an_archive_is_one_of_its_own() throws IOException {
        Files.write(
                inbox.resolve("all.zip"),
                zip("a.csv", TABLE, "b.csv", "x", "__MACOSX/._a.csv", "junk", "readme.txt", "hello", "sub/c.csv", "y"));

        assertThat(said(scan("*.csv")))
                .containsExactly(
                        "all.zip!/a.csv",
                        "all.zip!/b.csv",
                        "all.zip!/readme.txt: no feed takes it.",
                        "all.zip!/sub/c.csv");
        assertThat(said(scan("other/*.csv"))).containsExactly("all.zip: no feed takes it.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ../../etc/passwd.csv | its name leads out of the archive, as only an attack does.
            /etc/passwd.csv      | its name leads out of the archive, as only an attack does.
            c:/windows/a.csv     | its name leads out of the archive, as only an attack does.
            """)
    void a_name_that_leads_out_of_the_archive_is_refused(String name, String reason) throws IOException {
        Files.write(inbox.resolve("x.zip"), zip(name, TABLE, "good.csv", TABLE));

        assertThat(said(scan("x.zip"))).containsExactlyInAnyOrder("x.zip!/" + name + ": " + reason, "x.zip!/good.csv");
    }

    @Test
    void what_unpacks_to_more_than_the_limits_is_refused_before_it_does() throws IOException {
        byte[] zeros = new byte[30_000_000];
        Files.write(inbox.resolve("dense.zip"), zip("a.csv", new String(zeros, StandardCharsets.UTF_8)));
        Files.write(inbox.resolve("dense.csv.gz"), gzip(new String(zeros, StandardCharsets.UTF_8)));
        Files.write(
                inbox.resolve("many.zip"),
                zip("1.csv", "", "2.csv", "", "3.csv", "", "4.csv", "", "5.csv", "", "6.csv", ""));
        byte[] noise = new byte[21_000_000];
        new java.util.Random(7).nextBytes(noise);
        Files.write(inbox.resolve("large.csv"), noise);

        List<String> said = scan("**").stream()
                .map(file -> file.path() + ": " + file.finding().reason().orElse(""))
                .toList();

        assertThat(said)
                .satisfiesExactly(
                        gzip -> assertThat(gzip)
                                .startsWith(
                                        "dense.csv.gz: it unpacks to more than 100 times its size (a zip bomb), more than limits.compression (100) lets through."),
                        zip -> assertThat(zip)
                                .startsWith("dense.zip!/a.csv: it unpacks to more than 100 times its size"),
                        large -> assertThat(large)
                                .startsWith("large.csv: it has 21000000 bytes, more than limits.file (20000000 bytes)"),
                        many -> assertThat(many)
                                .startsWith(
                                        "many.zip: the archive holds more than 5 files, more than limits.entries (5)"));
    }

    @Test
    void damaged_doubled_and_nested_archives_are_refused() throws IOException {
        byte[] packed = gzip(TABLE.repeat(1_000));
        Files.write(inbox.resolve("cut.csv.gz"), java.util.Arrays.copyOf(packed, packed.length / 2));
        Files.write(inbox.resolve("nest.zip"), zipOf("in.zip", zip("a.csv", TABLE)));

        assertThat(said(scan("**"))).first().isEqualTo("cut.csv.gz: the gzip file is damaged or cut off.");
        assertThatThrownBy(() -> InboxFile.open(inbox, "nest.zip!/in.zip", LIMITS))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("an archive lies inside of an archive. Pack the files themselves, once.");
    }

    @Test
    void a_file_that_changed_since_it_was_registered_is_noticed() throws IOException {
        Path file = Files.writeString(inbox.resolve("t.csv"), TABLE);
        ScannedFile found = scan("*.csv").get(0);
        String sha256 = ((Taken) found.finding()).sha256();

        assertThat(FileScan.isStill(inbox, "t.csv", sha256, found.modified(), LIMITS))
                .isTrue();
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000));
        assertThat(FileScan.isStill(inbox, "t.csv", sha256, found.modified(), LIMITS))
                .as("touched, with the same content")
                .isTrue();
        Files.writeString(file, TABLE + "2,2026-01-06\n");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(2_000));
        assertThat(FileScan.isStill(inbox, "t.csv", sha256, found.modified(), LIMITS))
                .isFalse();
        Files.delete(file);
        assertThat(FileScan.isStill(inbox, "t.csv", sha256, found.modified(), LIMITS))
                .isFalse();
    }

    private List<ScannedFile> scan(String pattern) {
        Feed feed = FeedReader.read("f.yaml", """
                        feed: f
                        vendor: v
                        facts: tickets
                        files: "%s"
                        columns: { id: Number }
                        """.formatted(pattern)).feed().orElseThrow();
        return FileScan.of(inbox, List.of(feed), LIMITS);
    }

    private static List<String> said(List<ScannedFile> files) {
        return files.stream()
                .map(file -> file.path()
                        + file.finding()
                                .reason()
                                .map(reason -> ": " + reason.substring(0, reason.indexOf('.') + 1))
                                .orElse(""))
                .collect(Collectors.toList());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zipOf(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
