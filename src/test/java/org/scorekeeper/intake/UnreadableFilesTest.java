package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;

/** What is no table is refused with the reason and a remedy, and what it is called does not matter. */
class UnreadableFilesTest {
    private static final Set<String> WANTED = Tables.wanted("id", "title");

    @TempDir
    Path folder;

    private void assertRefused(byte[] content, String message) throws IOException {
        Path file = Files.write(folder.resolve("export.csv"), content);
        assertThatThrownBy(() -> Tables.rows(file, TableFormat.AUTO, WANTED))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '~', textBlock = """
            ''                                   ~ the file is empty. Export it again.
            '  '                                 ~ the file is empty. Export it again.
            '<html><table><tr><td>id</td></tr>'  ~ the file is a web page or XML under another name. Export the data as CSV or xlsx.
            ' <!DOCTYPE HTML PUBLIC>'            ~ the file is a web page or XML under another name. Export the data as CSV or xlsx.
            '<?xml version="1.0"?><rows/>'       ~ the file is a web page or XML under another name. Export the data as CSV or xlsx.
            '<!-- saved from --><table>'         ~ the file is a web page or XML under another name. Export the data as CSV or xlsx.
            '<div><table><tr><td>id</td></tr>'   ~ the file is a web page or XML under another name. Export the data as CSV or xlsx.
            '[{"id": 1, "title": "a"}]'          ~ the file is JSON and no table. Export the data as CSV or xlsx.
            '{"id": 1, "title": "a"}'            ~ the file is JSON and no table. Export the data as CSV or xlsx.
            '{\\rtf1 id}'                        ~ the file is a text document (RTF) and no table. Export the data as CSV or xlsx.
            'MIME-Version: 1.0'                  ~ the file is a web page or XML under another name. Export the data as CSV or xlsx.
            '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>' ~ the file is an XML spreadsheet of Excel 2003. Open it, save it as xlsx and send it again.
            '%PDF-1.7'                           ~ the file is a PDF, which holds no rows. Export the data as CSV or xlsx.
            """)
    void a_text_that_is_no_table(String content, String message) throws IOException {
        assertRefused(content.getBytes(StandardCharsets.UTF_8), message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '~', textBlock = """
            1F8B0800          ~ the file is compressed (gzip). Unpack it and send it again.
            0908080000050500  ~ the workbook is older than Excel 97. Save it as xlsx and send it again.
            090004000000      ~ the workbook is older than Excel 97. Save it as xlsx and send it again.
            FFFE              ~ the file is empty. Export it again.
            FFFE3C00680074006D006C003E003C007000 ~ the file is a web page or XML under another name. Export the data as CSV or xlsx.
            377ABCAF271C0004  ~ the file is packed in a way that is not read (7z). Pack it with gzip or as a zip archive, or send the file itself.
            526172211A070100  ~ the file is packed in a way that is not read (rar). Pack it with gzip or as a zip archive, or send the file itself.
            504B0506          ~ the zip archive is empty or cut in parts. Send the file itself.
            504B030414        ~ the workbook is damaged, or is no workbook at all. Open it in a spreadsheet, save it as xlsx and send it again.
            D0CF11E0A1B11AE1  ~ the workbook is damaged. Open it in a spreadsheet, save it as xlsx and send it again.
            89504E470D0A1A0A0000000D49484452 ~ this is neither a text file nor a workbook (it holds binary data). Export it again as CSV or xlsx.
            """)
    void bytes_that_are_no_table(String hex, String message) throws IOException {
        assertRefused(HexFormat.of().parseHex(hex), message);
    }

    @Test
    void other_data_is_known_by_its_control_characters() throws IOException {
        byte[] noise = new byte[4_000];
        new Random(4).nextBytes(noise);
        noise[0] = (byte) 0xFF;
        noise[1] = (byte) 0xD8;
        assertRefused(
                noise,
                "this is neither a text file nor a workbook (it holds binary data). Export it again as CSV or xlsx.");
    }

    @Test
    void an_archive_that_is_no_workbook() throws IOException {
        assertRefused(
                zip(Map.of("tickets.csv", "id,title\n1,a\n")),
                "the file is a zip archive and no workbook. Unpack it, or save the data as xlsx or CSV.");
    }

    @Test
    void an_open_document() throws IOException {
        assertRefused(
                zip(Map.of("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "settings.xml", "<any/>")),
                "the file is an OpenDocument spreadsheet (ods). Save it as xlsx and send it again.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml ~ the file is a document of another kind, and no workbook. Save the data as xlsx or CSV.
            application/vnd.ms-excel.sheet.binary.macroEnabled.main ~ the file is a binary workbook (xlsb), which is not read. Save it as xlsx and send it again.
            """)
    void an_office_document_of_another_kind(String type, String message) throws IOException {
        assertRefused(zip(packageOf(type, "<any/>")), message);
    }

    @Test
    void a_workbook_with_a_document_type() throws IOException {
        assertRefused(
                zip(packageOf(
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                        "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w>&x;</w>")),
                "the workbook declares a document type, as only an attack does. Open it in a spreadsheet, save it as xlsx"
                        + " and send it again.");
    }

    @Test
    void a_bomb_is_not_unpacked() throws IOException {
        byte[] sheet = ("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>id</t></is></c></row>"
                        + "<row/>".repeat(5_000_000) + "</sheetData></worksheet>")
                .getBytes(StandardCharsets.UTF_8);
        byte[] whole = book(new XSSFWorkbook());
        Path file = Files.write(folder.resolve("bomb.xlsx"), whole);
        try (var zip = java.nio.file.FileSystems.newFileSystem(file)) {
            Files.write(zip.getPath("/xl/worksheets/sheet1.xml"), sheet);
        }
        assertThatThrownBy(() -> Tables.rows(file, TableFormat.AUTO, WANTED))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith(
                        "the workbook unpacks to more than 100 times its size (a zip bomb, or many empty formatted rows),"
                                + " more than limits.compression (100) lets through.");
    }

    @Test
    void a_password_is_asked_for_only_where_excel_would_ask() throws Exception {
        byte[] whole = book(new XSSFWorkbook());
        assertRefused(
                encrypted(whole, "secret"),
                "the workbook is protected by a password. Remove the password and send it again.");

        Path file = Files.write(folder.resolve("export.xlsx"), encrypted(whole, Decryptor.DEFAULT_PASSWORD));
        assertThat(Tables.rows(file, TableFormat.AUTO, WANTED)).hasSize(50);

        Biff8EncryptionKey.setCurrentUserPassword("secret");
        byte[] old = book(new HSSFWorkbook());
        Biff8EncryptionKey.setCurrentUserPassword(null);
        assertRefused(old, "the workbook is protected by a password. Remove the password and send it again.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_workbook_cut_off_or_damaged_anywhere_is_refused_or_read_and_nothing_else_happens(boolean xlsx)
            throws IOException {
        byte[] whole = book(xlsx ? new XSSFWorkbook() : new HSSFWorkbook());
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            byte[] damaged =
                    random.nextBoolean() ? Arrays.copyOf(whole, 9 + random.nextInt(whole.length)) : whole.clone();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try {
                Tables.rows(file, TableFormat.AUTO, WANTED);
            } catch (UnreadableFileException refused) {
                assertThat(refused).as("seed %d", seed).message().matches("(?s).+\\. .+[.?]");
            }
        }
    }

    @Test
    void what_it_is_called_does_not_matter() throws IOException {
        Path csv = Files.writeString(folder.resolve("tickets.xls"), "id;title\n1;a\n");
        assertThat(Tables.printed(csv, TableFormat.AUTO, WANTED)).containsExactly("1: id | title", "2: 1 | a");
        Path xlsx = Files.write(folder.resolve("tickets.csv"), book(new XSSFWorkbook()));
        assertThat(Tables.rows(xlsx, TableFormat.AUTO, WANTED)).hasSize(50);
    }

    @Test
    void a_file_that_is_not_there() {
        assertThatThrownBy(() -> Tables.rows(folder.resolve("none.csv"), TableFormat.AUTO, WANTED))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("the file cannot be read:");
    }

    private static byte[] book(Workbook workbook) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (workbook) {
            Sheet sheet = workbook.createSheet("Export");
            for (int i = 0; i <= 50; i++) {
                Row row = sheet.createRow(i);
                row.createCell(0).setCellValue(i == 0 ? "id" : "T" + i);
                row.createCell(1).setCellValue(i == 0 ? "title" : "text " + i);
            }
            workbook.write(out);
        }
        return out.toByteArray();
    }

    private static byte[] encrypted(byte[] plain, String password) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword(password);
            try (OutputStream data = encryptor.getDataStream(container)) {
                data.write(plain);
            }
            container.writeFilesystem(out);
        }
        return out.toByteArray();
    }

    private static Map<String, String> packageOf(String type, String workbook) {
        return Map.of(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/main.xml\" ContentType=\"" + type + "\"/></Types>",
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r\" Target=\"main.xml\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/>"
                        + "</Relationships>",
                "main.xml",
                workbook);
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
