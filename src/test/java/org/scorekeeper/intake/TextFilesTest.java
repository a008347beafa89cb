package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;

/** Text files as vendors write them. In the tables, {@code ¶} is a line feed, {@code ←} a carriage return. */
class TextFilesTest {
    private static final Set<String> WANTED = Tables.wanted("id", "title", "state");

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("export.csv"), lineEnds(text));
    }

    private static String lineEnds(String text) {
        return text.replace('¶', '\n').replace('←', '\r').replace('→', '\t');
    }

    private List<String> printed(String text) throws IOException {
        return Tables.printed(file(text), TableFormat.AUTO, WANTED);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            id,title¶1,a¶2,b¶                    ~ 1: id | title; 2: 1 | a; 3: 2 | b          ~ line feeds
            id,title←¶1,a←¶2,b                   ~ 1: id | title; 2: 1 | a; 3: 2 | b          ~ CR LF, none at the end
            id,title←1,a←2,b←                    ~ 1: id | title; 2: 1 | a; 3: 2 | b          ~ carriage returns alone
            id,title¶1,"a, b"¶2,"say ""hi\"""¶    ~ 1: id | title; 2: 1 | a, b; 3: 2 | say "hi" ~ delimiters and quotes in quotes
            id,title¶1,"a¶b"¶2,c¶                ~ 1: id | title; 2: 1 | a¶b; 4: 2 | c        ~ the row is its first physical line
            id,title¶1,"a←¶¶b"¶2,c¶              ~ 1: id | title; 2: 1 | a¶¶b; 5: 2 | c       ~ an empty line inside of a text
            id,title¶1,C:\\temp\\¶2,"a\\"¶       ~ 1: id | title; 2: 1 | C:\\temp\\; 3: 2 | a\\ ~ backslashes survive
            id,title¶¶1,a¶,¶  ¶2,b¶              ~ 1: id | title; 3: 1 | a; 6: 2 | b          ~ blank rows are no rows but count as lines
            id,title¶1¶2,b,c¶                    ~ 1: id | title; 2: 1; 3: 2 | b | c          ~ short and long rows are kept
            id,title¶1,5" disk¶2,b¶              ~ 1: id | title; 2: 1 | 5" disk; 3: 2 | b    ~ a quote inside a plain text is a quote
            id,title¶1, "a, b" ¶2,b¶             ~ 1: id | title; 2: 1 | a, b; 3: 2 | b       ~ blanks around quotes do not count
            id,title¶1,""¶2,\"""\"¶                ~ 1: id | title; 2: 1 | ; 3: 2 | "           ~ an empty text and a lone quote
            id;title¶1;a,b,c¶2;c,d,e¶            ~ 1: id | title; 2: 1 | a,b,c; 3: 2 | c,d,e  ~ semicolons, with commas in texts
            id;title¶1;3,5¶                      ~ 1: id | title; 2: 1 | 3,5                  ~ decimal commas
            id→title¶1→a;b¶                      ~ 1: id | title; 2: 1 | a;b                  ~ tabs
            id|title¶1|a¶                        ~ 1: id | title; 2: 1 | a                    ~ pipes
            sep=|¶id|title¶1|a,b¶                ~ 2: id | title; 3: 1 | a,b                  ~ what Excel's own first line says
            Export of 3 May¶¶id,title¶1,a¶       ~ 3: id | title; 4: 1 | a                    ~ a title above the header
            sep=,¶id;title¶1;a¶                  ~ 2: id | title; 3: 1 | a                    ~ a first line that is wrong
            "id,title"¶"1,""a, b\"""¶"2,b"¶       ~ 1: id | title; 2: 1 | a, b; 3: 2 | b       ~ each line in quotes as a whole
            id,"title¶1,a¶                       ~ 1: id | title; 2: 1 | a                    ~ a name whose quote is never closed
            id,title¶1,a¶\u001a                  ~ 1: id | title; 2: 1 | a                    ~ the end of a file as DOS wrote it
            id,title¶\u00a0,\u2003¶1,a¶          ~ 1: id | title; 3: 1 | a                    ~ a row of other white space is blank
            ="id",="title"¶="1",="a"¶="2","=""b c\"""¶ ~ 1: id | title; 2: 1 | a; 3: 2 | b c  ~ texts as formulas, which no spreadsheet takes for numbers
            id,title¶1,="a"&"b"¶2,=A1¶           ~ 1: id | title; 2: 1 | ="a"&"b"; 3: 2 | =A1 ~ other formulas are texts
            \ufeffid,t\u200bitle¶1,a¶            ~ 1: id | title; 2: 1 | a                    ~ what nobody sees is no part of a name
            State: all;;¶id;TITLE ;State¶1;a;b¶  ~ 2: id | TITLE | State; 3: 1 | a | b        ~ most of the wanted names, any case
            """)
    void rows_are_read_as_they_are_meant(String text, String expected, String why) throws IOException {
        assertThat(String.join("; ", printed(text)).replace('\n', '¶')).as(why).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            id,title¶1,"a¶2,b¶3,c¶           ~ 1: id | title; 2: 1 | "a ! never closed; 3: 2 | b; 4: 3 | c   ~ never closed
            id,title¶1,"a¶2,"b"¶3,c¶         ~ 1: id | title; 2: 1 | "a ! neither doubled; 3: 2 | b; 4: 3 | c ~ closed by the next row's
            "id","title"¶"1,"a"¶"2","b"¶     ~ 1: id | title; 2: "1 | "a" ! neither doubled; 3: 2 | b         ~ the opening quote only
            id,title,state¶"1,a,x¶2,",b"¶3,c¶ ~ 1: id | title | state; 2: "1 | a | x ! takes in; 3: 2 | ,b; 4: 3 | c ~ closed by chance, which leaves too few cells
            id,title¶T-1,"a¶T-2,b"¶3,c¶      ~ 1: id | title; 2: T-1 | "a ! takes in; 3: T-2 | b"; 4: 3 | c   ~ closed by chance, where both lines are rows
            id,title¶1,"a "b" c"¶2,d¶        ~ 1: id | title; 2: 1 | "a "b" c" ! neither doubled; 3: 2 | d    ~ quotes not doubled
            """)
    void a_stray_quote_costs_one_row(String text, String expected, String why) throws IOException {
        assertThat(String.join("; ", printed(text))
                        .replace("has a quote that opens and is never closed", "never closed")
                        .replace("has a quote that is neither doubled nor at the end of a cell", "neither doubled")
                        .replace("has a quote that takes in the lines below it", "takes in"))
                .as(why)
                .isEqualTo(expected);
        assertThat(Tables.traits(file(text), TableFormat.AUTO, WANTED)).endsWith(", 1 row with a stray quote");
    }

    @Test
    void a_text_may_have_hundreds_of_lines_and_a_stray_quote_not_the_whole_file() throws IOException {
        String log = "line\n".repeat(400);
        assertThat(printed("id,title\n1,\"" + log + "\"\n2,b\n"))
                .hasSize(3)
                .last()
                .isEqualTo("403: 2 | b");

        List<String> rows = printed("id,title\n1,\"a\n" + "2,b\n".repeat(3_000) + "3,\"c\"\n");
        assertThat(rows).hasSize(1 + 1 + 3_000 + 1).last().isEqualTo("3003: 3 | c");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = ';', textBlock = """
            UTF-8;        '';       UTF-8;        as it is
            UTF-8;        EF BB BF; UTF-8;        with a mark
            UTF-16LE;     FF FE;    UTF-16LE;     Excel's Unicode text
            UTF-16BE;     FE FF;    UTF-16BE;     the other way round
            UTF-16LE;     '';       UTF-16LE;     without a mark
            UTF-16BE;     '';       UTF-16BE;     the other way round
            UTF-32LE;     FF FE 00 00; UTF-32LE;  four bytes a letter
            windows-1252; '';       windows-1252; whatever is not UTF-8
            """)
    void the_encoding_is_found(String encoding, String mark, String found, String why) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String hex : mark.isEmpty() ? new String[0] : mark.split(" ")) {
            bytes.write(Integer.parseInt(hex, 16));
        }
        bytes.write("id;title\n1;Zürich – Genève\n".getBytes(Charset.forName(encoding)));
        Path file = Files.write(folder.resolve("e.csv"), bytes.toByteArray());

        assertThat(Tables.printed(file, TableFormat.AUTO, WANTED))
                .as(why)
                .containsExactly("1: id | title", "2: 1 | Zürich – Genève");
        assertThat(Tables.traits(file, TableFormat.AUTO, WANTED)).isEqualTo(found + ", delimiter ;, header in row 1");
    }

    @Test
    void the_first_umlaut_may_stand_in_the_last_line() throws IOException {
        String text = "id,title\n" + "1,plain\n".repeat(20_000) + "2,Müller\n";
        for (String encoding : List.of("UTF-8", "windows-1252")) {
            Path file = Files.write(folder.resolve("late.csv"), text.getBytes(Charset.forName(encoding)));
            assertThat(Tables.printed(file, TableFormat.AUTO, WANTED))
                    .as(encoding)
                    .last()
                    .isEqualTo("20002: 2 | Müller");
            assertThat(Tables.traits(file, TableFormat.AUTO, WANTED)).startsWith(encoding);
        }
    }

    @Test
    void two_bytes_a_letter_are_known_by_their_delimiters_whatever_the_script() throws IOException {
        String text = "id,title\n" + "1,プリンターが印刷しません。部屋の番号は二百三です\n".repeat(40);
        for (String encoding : List.of("UTF-16LE", "UTF-16BE")) {
            Path file = Files.write(folder.resolve("wide.csv"), text.getBytes(Charset.forName(encoding)));
            assertThat(Tables.printed(file, TableFormat.AUTO, WANTED))
                    .as(encoding)
                    .hasSize(41)
                    .last()
                    .isEqualTo("41: 1 | プリンターが印刷しません。部屋の番号は二百三です");
        }
    }

    @Test
    void a_file_put_together_from_two_encodings_is_read_line_by_line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("id,title\n1,Zürich\n2,Genève\n".getBytes(StandardCharsets.UTF_8));
        bytes.write("3,Zürich\n".getBytes(Charset.forName("windows-1252")));
        Path file = Files.write(folder.resolve("both.csv"), bytes.toByteArray());

        assertThat(Tables.printed(file, TableFormat.AUTO, WANTED))
                .containsExactly("1: id | title", "2: 1 | Zürich", "3: 2 | Genève", "4: 3 | Zürich");
        assertThat(Tables.remarks(file, TableFormat.AUTO, WANTED))
                .singleElement()
                .asString()
                .startsWith("some of its lines");
    }

    @Test
    void room_that_an_upload_never_filled_costs_one_row() throws IOException {
        Path file = file("id,title¶1,a¶2,b¶" + "\0".repeat(5_000));

        assertThat(Tables.printed(file, TableFormat.AUTO, WANTED))
                .hasSize(4)
                .startsWith("1: id | title", "2: 1 | a", "3: 2 | b");
    }

    @Test
    void bytes_that_do_not_fit_the_feeds_encoding_are_an_error_not_a_question_mark() throws IOException {
        TableFormat utf8 = new TableFormat(
                Optional.empty(), Optional.of(StandardCharsets.UTF_8), Optional.empty(), Optional.empty(), '.');
        Path file =
                Files.write(folder.resolve("w.csv"), "id,title\n1,Müller\n".getBytes(Charset.forName("windows-1252")));

        assertThatThrownBy(() -> Tables.printed(file, utf8, WANTED))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage(
                        "in its first lines it holds bytes that are not UTF-8. Correct format.encoding in the feed, or"
                                + " save the file as UTF-8.");
    }

    @Test
    void the_feed_may_say_delimiter_and_header_row() throws IOException {
        assertThat(Tables.printed(file("id:title¶1:a¶"), Tables.delimiter(':'), WANTED))
                .containsExactly("1: id | title", "2: 1 | a");
        assertThat(Tables.printed(file("id,title¶x,y¶id,title¶1,a¶"), Tables.headerRow(3), WANTED))
                .containsExactly("3: id | title", "4: 1 | a");
        assertThat(Tables.printed(file("¶".repeat(99) + "id,title¶1,a¶"), Tables.headerRow(100), WANTED))
                .containsExactly("100: id | title", "101: 1 | a");
        assertThatThrownBy(() -> Tables.printed(file("id,title¶1,a¶"), Tables.headerRow(9), WANTED))
                .hasMessage(
                        "row 9, which the feed names as header-row, is empty or missing. Check header-row in the feed.");
    }

    @Test
    void without_wanted_names_the_first_row_of_several_cells_is_the_header() throws IOException {
        assertThat(Tables.printed(file("All tickets¶¶a,b¶1,2¶"), TableFormat.AUTO, Set.of()))
                .containsExactly("3: a | b", "4: 1 | 2");
        assertThat(Tables.printed(file("only¶1¶2¶"), TableFormat.AUTO, Set.of()))
                .containsExactly("1: only", "2: 1", "3: 2");
    }

    @Test
    void names_that_stand_twice_are_told() throws IOException {
        Path file = file("id,State,title,state ¶1,a,b,c¶");

        assertThat(Tables.traits(file, TableFormat.AUTO, WANTED))
                .isEqualTo("UTF-8, delimiter ,, header in row 1, columns named twice (the first counts): state");
    }

    @Test
    void a_file_of_another_kind_has_no_header() throws IOException {
        assertThatThrownBy(() -> printed("Betreff,Datum¶x,y¶"))
                .hasMessage(
                        "no row has any of the columns that the feed names. Is this the right file? Compare its first"
                                + " rows with the feed's columns.");
    }

    @Test
    void a_line_without_end_is_refused_before_it_fills_the_memory() throws IOException {
        Path file = file("id,title¶1," + "x".repeat(11_000_000));

        assertThatThrownBy(() -> Tables.printed(file, TableFormat.AUTO, WANTED))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith(
                        "line 2 is longer than 10000000 characters, more than limits.cell (10000000) lets through.");
    }

    @Test
    void quotes_escaped_with_backslashes_are_read_and_said() throws IOException {
        Path file = file(
                "id,title¶1,\"say \\\"yes\\\", twice\"¶2,\"a\\\\b\"¶3,\"two¶lines \\\"x\\\"\"¶4,\"ends \\\"\"¶5,c");

        assertThat(Tables.printed(file, TableFormat.AUTO, WANTED))
                .containsExactly(
                        "1: id | title",
                        "2: 1 | say \"yes\", twice",
                        "3: 2 | a\\b",
                        "4: 3 | two\nlines \"x\"",
                        "6: 4 | ends \"",
                        "7: 5 | c");
        assertThat(Tables.traits(file, TableFormat.AUTO, WANTED)).endsWith(", quotes escaped with a backslash");
    }

    @Test
    void a_backslash_at_the_end_of_a_cell_stays_where_quotes_are_doubled() throws IOException {
        Path file = file("id,title¶1,\"C:\\dir\\\"¶2,\"say \"\"yes\"\"\"¶3,\"D:\\\"");

        assertThat(Tables.printed(file, TableFormat.AUTO, WANTED))
                .containsExactly("1: id | title", "2: 1 | C:\\dir\\", "3: 2 | say \"yes\"", "4: 3 | D:\\");
    }

    @Test
    void short_rows_are_read_and_said() throws IOException {
        Path file = file("id,title,opened¶1,a¶2,b,c¶3");

        assertThat(Tables.printed(file, TableFormat.AUTO, WANTED)).hasSize(4);
        assertThat(Tables.remarks(file, TableFormat.AUTO, WANTED))
                .containsExactly(
                        "2 rows have fewer cells than the header (the first is row 2); the cells that are not there"
                                + " count as empty");
    }

    @Test
    void a_delimiter_or_encoding_of_the_feed_that_the_file_has_not_is_put_right() throws IOException {
        Path file = file("id,title¶1,Zürich");
        TableFormat wrong = new TableFormat(
                Optional.of(';'),
                Optional.of(Charset.forName("windows-1252")),
                Optional.empty(),
                Optional.empty(),
                '.');

        assertThat(Tables.printed(file, wrong, WANTED)).containsExactly("1: id | title", "2: 1 | Zürich");
    }
}
