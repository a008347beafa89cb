package org.scorekeeper.publish.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.publish.ReportFolder;

class PortalTest {
    @TempDir
    Path root;

    @Test
    void the_index_links_every_document_of_every_period() throws Exception {
        PortalFixture.write(root);

        Golden.check("publish/index.html", main("index.html"));
    }

    @Test
    void a_contract_has_a_page_with_the_figures_of_its_scorecard() throws Exception {
        PortalFixture.write(root);

        Golden.check("publish/contract.html", main("contracts/NWD-2026-014.html"));
    }

    @Test
    void a_page_that_says_the_same_is_left_alone() throws Exception {
        PortalFixture.write(root);
        Files.setLastModifiedTime(root.resolve("index.html"), java.nio.file.attribute.FileTime.fromMillis(0));

        Portal.write(new ReportFolder(root), PortalFixture.dossiers());

        assertThat(Files.getLastModifiedTime(root.resolve("index.html")).toMillis())
                .isZero();
    }

    @Test
    void no_page_asks_for_anything_from_elsewhere() throws Exception {
        PortalFixture.write(root);

        for (String page :
                List.of("index.html", "contracts/NWD-2026-014.html", "assets/portal.css", "assets/portal.js")) {
            assertThat(Files.readString(root.resolve(page))).doesNotContain("http:", "https:", "//cdn");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr"})
    void another_language_has_every_word(String language) {
        ResourceBundle english = ResourceBundle.getBundle("org.scorekeeper.publish.portal", Locale.ROOT);
        ResourceBundle other =
                ResourceBundle.getBundle("org.scorekeeper.publish.portal", Locale.forLanguageTag(language));

        assertThat(other.getLocale().getLanguage()).isEqualTo(language);
        for (String key : english.keySet()) {
            // What a bundle lacks it takes from its parent, so the parent must not be the one that answers.
            assertThat(((java.util.PropertyResourceBundle) other).handleGetObject(key))
                    .as(key)
                    .isNotNull();
            assertThat(places(other.getString(key))).as(key).isEqualTo(places(english.getString(key)));
        }
    }

    private static List<String> places(String text) {
        return java.util.regex.Pattern.compile("\\{(\\d)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    private String main(String page) throws Exception {
        String html = Files.readString(root.resolve(page));
        return html.substring(html.indexOf("<body>"));
    }
}
