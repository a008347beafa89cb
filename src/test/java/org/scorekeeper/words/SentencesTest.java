package org.scorekeeper.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    private static final Sentences GERMAN = new Sentences(new Phrases(Locale.GERMANY));
    private static final Sentences FRENCH = new Sentences(new Phrases(Locale.FRANCE));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 item counts in this period|1 Fall zählt in diesem Zeitraum
            1204 items count in this period (hold totals used for 38 items: the vendor gives no status history; 2 items have no number and were left out)|1.204 Fälle zählen in diesem Zeitraum (Summen der Wartezeit für 38 Fälle verwendet: Der Dienstleister liefert keinen Verlauf der Status; 2 Fälle haben keine Zahl und blieben außer Betracht)
            226 of 238 items met|226 von 238 Fällen gehalten
            95th percentile (nearest rank) of 40 items|95. Perzentil (nächster Rang) aus 40 Fällen
            2674000 of 2678400 seconds up; down 4400, maintenance 0|2.674.000 von 2.678.400 Sekunden verfügbar; Ausfall 4.400, Wartung 0
            4.6 against at least 4.2: met, step bonus|4,6 gegen mindestens 4,2: gehalten, Stufe bonus
            93.1% against at least 95%, 2 of 3 periods below target among the last 6: no failure|93,1 % gegen mindestens 95 %, 2 von 3 Zeiträumen unter dem Ziel unter den letzten 6: keine Verfehlung
            94.96% against at least 98%; step serious costs 5% of charges = 9100.00 EUR; the cap of 15% of charges a period on the contract shortens 11280.00 EUR to 10760.00 EUR|94,96 % gegen mindestens 98 %; Stufe serious kostet 5 % der Vergütung = 9.100,00 €; die Obergrenze von 15 % der Vergütung im Zeitraum auf den Vertrag kürzt 11.280,00 € auf 10.760,00 €
            4 of 19 points, 3 free, 1 at 2 times 500.00 EUR = 1000.00 EUR|4 von 19 Punkten, 3 frei, 1 zu 2 mal 500,00 € = 1.000,00 €
            rounded to -482.50 EUR|gerundet auf -482,50 €
            Release 4, due 2026-10-03; 12 days late, less 2 of relief R-1 at 0.5% of fee a day = 600.00 EUR, at most 10% of fee = 500.00 EUR|Release 4, fällig am 03.10.2026; 12 Tage zu spät, abzüglich 2 durch Entlastung R-1, 0,5 % des Preises der Lieferung je Tag = 600,00 €, höchstens 10 % des Preises der Lieferung = 500,00 €
            restated: late data +480.00, dispute; now 94% against at least 95%|berichtigt: späte Daten +480,00, Widerspruch; jetzt 94 % gegen mindestens 95 %
            A. Weber on 2026-10-03: more than 10 hours on 2026-10-03|A. Weber am 03.10.2026: mehr als 10 Stunden am 03.10.2026
            19 points in the last 3 periods, at least 25 raise it|19 Punkte in den letzten 3 Zeiträumen; mindestens 25 lösen es aus
            2 of the last 6 periods failed (2026-01, 2026-03), 3 raise it|2 der letzten 6 Zeiträume verfehlt (2026-01, 2026-03); 3 lösen es aus
            1 of the last 2 periods with credits of at least 10% of charges, 2 raise it|1 der letzten 2 Zeiträume mit Gutschriften von mindestens 10 % der Vergütung; 2 lösen es aus
            85000.00 of 100000.00 billed, 85%, at least 80% raises it|85.000,00 von 100.000,00 berechnet, 85 %; mindestens 80 % löst es aus
            average of the last 3 periods 78.5%, at least 80% raises it|Durchschnitt der letzten 3 Zeiträume 78,5 %; mindestens 80 % löst es aus
            1 failure in a row, 2 raise it|1 Verfehlung; 2 in Folge lösen es aus
            step serious reached|Stufe serious erreicht
            Goodwill for 2026, as agreed; entered by hand, approved by P. Okafor|Goodwill for 2026, as agreed; von Hand eingetragen, genehmigt von P. Okafor
            """)
    void what_the_evaluation_says_is_told_in_german(String said, String told) {
        assertThat(GERMAN.tell(said).replace('\u00a0', ' ')).isEqualTo(told);
    }

    @Test
    void english_stays_as_it_is_written() {
        String said = "2674000 of 2678400 seconds up; down 4400, maintenance 0";
        assertThat(new Sentences(new Phrases(Locale.UK)).tell(said)).isEqualTo(said);
        assertThat(FRENCH.tell("no data against at most 2h: failed"))
                .isEqualTo("pas de données contre au plus 2\u00a0h : manqué");
    }

    @Test
    void every_form_has_its_words_in_every_language_with_the_same_places() {
        ResourceBundle english = bundle(Locale.ROOT);
        for (Locale locale : new Locale[] {Locale.GERMAN, Locale.FRENCH}) {
            ResourceBundle other = bundle(locale);
            assertThat(new TreeSet<>(other.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
            for (String key : english.keySet()) {
                assertThat(places(other.getString(key)))
                        .as(locale + " " + key)
                        .isEqualTo(places(english.getString(key)));
            }
        }
    }

    private static Set<Character> places(String text) {
        Set<Character> places = new TreeSet<>();
        for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
            places.add(text.charAt(i + 1));
        }
        return places;
    }

    private static ResourceBundle bundle(Locale locale) {
        return Phrases.bundle("org.scorekeeper.words.sentences", locale);
    }
}
