package org.scorekeeper.intake.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.intake.table.Limits;

class SharedStringsTest {
    private static SharedStrings read(String items, int inMemory) throws XMLStreamException, IOException {
        SharedStrings strings = new SharedStrings(inMemory);
        strings.read(
                new ByteArrayInputStream(
                        ("<x:sst xmlns:x=\"urn:any\">" + items + "</x:sst>").getBytes(StandardCharsets.UTF_8)),
                Limits.DEFAULTS);
        return strings;
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '~', textBlock = """
            <x:si><x:t>a b</x:t></x:si>~                                             a b~    a text
            <x:si/>~                                                                 ''~     nothing
            <x:si><x:t/></x:si>~                                                     ''~     an empty one
            <x:si><x:r><x:t>a</x:t></x:r><x:r><x:rPr/><x:t> b</x:t></x:r></x:si>~    a b~    runs in several fonts
            <x:si><x:t>東京</x:t><x:rPh sb='0'><x:t>とうきょう</x:t></x:rPh></x:si>~  東京~   without its pronunciation
            <x:si><x:t>a_x0041_b_x004_</x:t></x:si>~                                 aAb_x004_~ escapes
            <x:si><x:t>&lt;_x005F_x0041_&gt;</x:t></x:si>~                           <_x0041_>~ an escaped escape
            """)
    void a_text_is_what_the_cell_shows(String item, String text, String why) throws Exception {
        try (SharedStrings strings = read(item, 1_000)) {
            assertThat(strings.get(0)).as(why).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 1_000_000})
    void texts_are_found_in_memory_and_in_the_file(int inMemory) throws Exception {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            items.append("<x:si><x:t>Größe ").append(i).append(" &amp; mehr</x:t></x:si>");
        }
        try (SharedStrings strings = read(items.toString(), inMemory)) {
            for (int i = 9_999; i >= 0; i -= 7) {
                assertThat(strings.get(i)).isEqualTo("Größe " + i + " & mehr");
            }
            assertThatThrownBy(() -> strings.get(10_000)).hasMessageContaining("a cell points to text 10000");
        }
    }

    @Test
    void long_workbooks_have_more_entities_than_java_would_allow() throws Exception {
        try (SharedStrings strings = read("<x:si><x:t>" + "&amp;".repeat(300_000) + "</x:t></x:si>", 1_000_000)) {
            assertThat(strings.get(0)).hasSize(300_000);
        }
    }

    @Test
    void a_document_type_is_refused() {
        byte[] bomb =
                "<!DOCTYPE sst [<!ENTITY a \"aaaa\">]><sst><si><t>&a;</t></si></sst>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new SharedStrings().read(new ByteArrayInputStream(bomb), Limits.DEFAULTS))
                .hasMessageStartingWith("the workbook declares a document type");
    }
}
