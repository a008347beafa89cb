package org.scorekeeper.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FeedReader;
import org.scorekeeper.intake.RowMapper;
import org.scorekeeper.intake.RowResult;
import org.scorekeeper.intake.TableFiles;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.UnreadableFileException;

/** Reads whatever bytes as a vendor's file, to the end. */
final class Reading {
    private static final Feed FEED = feed("""
            feed: desk
            vendor: acme
            facts: tickets
            files: "*"
            format: { decimal: "," }
            dates: { pattern: ["d/M/yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXX", "d MMM yyyy"], zone: Europe/London }
            missing: ["?"]
            columns: { id: Number, opened: Opened, resolved: Resolved, priority: { column: Priority, values: { "1": P1 } }, hold: Hold, reopens: Reopens, satisfaction: Score, region: Region }
            latest-by: Updated
            required: [id, opened]
            """);
    private static final Path FILE = temporary();
    /** Small, so that what would take a vendor's file of gigabytes takes none here. */
    private static final Limits LIMITS = new Limits(
            4_000_000,
            Limits.DEFAULTS.compression(),
            Limits.DEFAULTS.entries(),
            10_000,
            1_000,
            100_000,
            Limits.DEFAULTS.settle(),
            Limits.DEFAULTS.linksOut());

    private Reading() {}

    private static Feed feed(String text) {
        FeedReader.Result result = FeedReader.read("feeds/desk.yaml", text);
        return result.feed()
                .orElseThrow(() -> new AssertionError(result.problems().toString()));
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("scorekeeper-fuzz", ".input");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Every row is taken or refused by name, or the whole file is; how many rows were. */
    static int whole(byte[] content) {
        try {
            Files.write(FILE, content);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        int read = 0;
        try (RowCursor rows = TableFiles.open(FILE, FEED.format(), FEED.wanted(), LIMITS)) {
            RowMapper mapper = new RowMapper(FEED, rows.header(), "acme/file", 1);
            int accepted = 0;
            int rejected = 0;
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                read++;
                RowResult result = mapper.map(row);
                if (result instanceof RowResult.Refused refused) {
                    rejected++;
                    mapper.asSent(row);
                    if (refused.fault().toString().isBlank()) {
                        throw new AssertionError("a row is refused without a word");
                    }
                } else {
                    accepted++;
                }
            }
            rows.traits();
            rows.remarks();
            if (read != accepted + rejected) {
                throw new AssertionError(read + " rows read, " + accepted + " accepted, " + rejected + " rejected");
            }
        } catch (UnreadableFileException named) {
            if (String.valueOf(named.getMessage()).isBlank()) {
                throw new AssertionError("a file is refused without a word", named);
            }
        }
        return read;
    }

    /** A workbook whose first sheet, texts and formats are the parts of a text that a NUL separates. */
    static byte[] workbook(byte[] parts) {
        String[] xml = new String(parts, StandardCharsets.UTF_8).split("\u0000", 3);
        try (var bytes = new java.io.ByteArrayOutputStream()) {
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                add(zip, "[Content_Types].xml", """
                        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
                add(zip, "_rels/.rels", """
                        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
                add(zip, "xl/workbook.xml", """
                        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Export" sheetId="1" r:id="s1"/></sheets></workbook>""");
                add(zip, "xl/_rels/workbook.xml.rels", """
                        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="s3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
                add(zip, "xl/worksheets/sheet1.xml", xml[0]);
                if (xml.length > 1) {
                    add(zip, "xl/sharedStrings.xml", xml[1]);
                }
                if (xml.length > 2) {
                    add(zip, "xl/styles.xml", xml[2]);
                }
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void add(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
