package org.scorekeeper.publish.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintFrame;
import net.sf.jasperreports.engine.JRPrintText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.ScorecardFixtures;
import org.scorekeeper.publish.told.Words;

/** The documents in the languages that there are: the same keys and places in each, and layouts that hold their words. */
class LanguagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "org.scorekeeper.publish.documents, de",
        "org.scorekeeper.publish.documents, fr",
        "org.scorekeeper.words.contract, de",
        "org.scorekeeper.words.contract, fr"
    })
    void every_text_is_there_in_every_language_with_the_same_places(String bundle, String language) {
        Map<String, Set<String>> expected = places(own(bundle, Locale.ROOT));

        assertThat(places(own(bundle, Locale.forLanguageTag(language)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"number.words", "ordinal.words"})
    void small_numbers_are_as_many_in_every_language(String key) {
        long english = count(Locale.ROOT, key);
        assertThat(List.of(count(Locale.GERMAN, key), count(Locale.FRENCH, key)))
                .containsOnly(english);
    }

    static Stream<Scorecard> scorecards() {
        return Stream.of(
                        ScorecardFixtures.october(),
                        ScorecardFixtures.german(),
                        ScorecardFixtures.french(),
                        ScorecardFixtures.american())
                .flatMap(one -> Stream.of(one, one.forVendor(), ScorecardFixtures.withItemsDropped(one)));
    }

    @ParameterizedTest
    @MethodSource("scorecards")
    void no_text_is_cut_off_by_its_place(Scorecard scorecard) {
        Words words = Words.of(scorecard.result().contract());

        assertThat(cutOff(ScorecardPdf.document(scorecard, words), words)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "de-DE", "fr-FR"})
    void nor_in_the_portfolio_and_the_vendors_record(String language) {
        Words words = new Words(Locale.forLanguageTag(language), ZoneId.of("Europe/London"));

        assertThat(cutOff(PortfolioPdf.document(ScorecardFixtures.portfolio(), words), words))
                .isEmpty();
        assertThat(cutOff(VendorRecordPdf.document(ScorecardFixtures.vendorRecord(), words), words))
                .isEmpty();
    }

    private static List<String> cutOff(Document document, Words words) {
        return new Press()
                .lay(document, words).getPages().stream()
                        .flatMap(page -> texts(page.getElements()).stream())
                        .filter(text -> text.getTextTruncateIndex() != null)
                        .map(JRPrintText::getFullText)
                        .toList();
    }

    @Test
    void a_german_scorecard_says_what_a_person_once_read() throws Exception {
        Golden.check("publish/scorecard-de.txt", text(ScorecardFixtures.german()));
    }

    @Test
    void a_french_scorecard_says_what_a_person_once_read() throws Exception {
        Golden.check("publish/scorecard-fr.txt", text(ScorecardFixtures.french()));
    }

    @Test
    void where_items_are_no_longer_kept_it_says_so_and_how_many_they_were() throws Exception {
        assertThat(text(ScorecardFixtures.withItemsDropped(ScorecardFixtures.october())))
                .contains("12 missed")
                .contains("Which items these were is kept no longer.")
                .contains("Dropped on 5 Nov 2028; they are kept for 24 months.")
                .doesNotContain("INC0030412");
        assertThat(text(ScorecardFixtures.withItemsDropped(ScorecardFixtures.german())))
                .contains("Gelöscht am 05.11.2028; aufbewahrt werden sie 24 Monate.");
        assertThat(text(ScorecardFixtures.withItemsDropped(ScorecardFixtures.french())))
                .contains("Supprimés le 5 nov. 2028 ; ils sont conservés 24 mois.");
    }

    private String text(Scorecard scorecard) throws Exception {
        Path file = folder.resolve("scorecard.pdf");
        new ScorecardPdf().write(file, scorecard);
        return PdfText.of(file);
    }

    /** All texts, those within frames too. */
    static List<JRPrintText> texts(List<JRPrintElement> elements) {
        List<JRPrintText> texts = new ArrayList<>();
        for (JRPrintElement element : elements) {
            if (element instanceof JRPrintText text) {
                texts.add(text);
            } else if (element instanceof JRPrintFrame frame) {
                texts.addAll(texts(frame.getElements()));
            }
        }
        return texts;
    }

    /** The texts of one language alone, not those that it would inherit. */
    private static Map<String, String> own(String bundle, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(
                bundle, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        assertThat(texts.getLocale()).isEqualTo(locale);
        Map<String, String> own = new TreeMap<>();
        texts.keySet().stream()
                .filter(key -> ((java.util.PropertyResourceBundle) texts).handleGetObject(key) != null)
                .forEach(key -> own.put(key, texts.getString(key)));
        return own;
    }

    private static Map<String, Set<String>> places(Map<String, String> texts) {
        Map<String, Set<String>> places = new TreeMap<>();
        texts.forEach((key, text) -> places.put(
                key,
                PLACE.matcher(text)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return places;
    }

    private static long count(Locale locale, String key) {
        return own("org.scorekeeper.words.contract", locale)
                .getOrDefault(key, "")
                .split(",", -1)
                .length;
    }
}
