package org.scorekeeper.publish.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.JasperPrint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.facts.Place;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.publish.DataReceived;
import org.scorekeeper.publish.Portfolio;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.ScorecardFixtures;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Settled;

/** What is long, large or many: it is wrapped, or cut where that is said, and is never printed smaller or lost at an edge. */
class HardInputsTest {
    private static final Set<Float> SIZES = Set.of(7.5f, 10.5f, 18f);
    private static final Pattern HUGE = Pattern.compile("\\d{3}\\D\\d{3}\\D\\d{3}");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "en-GB, GBP, 40, 123456.78, 20, C-2026",
        "en-US, USD, 8, 123456.78, 40, C-2026",
        "en-CA, CAD, 8, 123456.78, 300, C-2026",
        "en-AU, AUD, 3, 123456.78, 40, C-2026",
        "en-IN, INR, 3, 123456.78, 40, C-2026",
        "fr-CA, CAD, 3, 123456.78, 40, C-2026",
        "fr-FR, EUR, 40, 123456.78, 3, ACCORD-CADRE-2026-DIRECTION-DES-SYSTEMES-D-INFORMATION-LOT-17",
        "de-CH, CHF, 3, 123456.78, 40, C-2026",
        "de-DE, EUR, 40, 123456.78, 40, Rahmenvertrag-Nr.4500012345-Bundesamt-für-Informationstechnik-Los-17",
        "en-GB, JPY, 3, 123456789, 3, C-2026",
        "en-GB, KWD, 3, 123456789.012, 3, C-2026",
        "en-US, USD, 3, -123456789.01, 3, C-2026"
    })
    void nothing_is_lost_or_printed_smaller(
            String locale, String currency, int levels, String credit, int misses, String contract) {
        Scorecard scorecard = scorecard(locale, currency, levels, new BigDecimal(credit), misses, contract);
        for (Scorecard one : List.of(scorecard, scorecard.forVendor())) {
            Words words = Words.of(one.result().contract());
            JasperPrint pages = new ScorecardPdf().laid(one, words).pages();

            assertThat(lost(pages)).isEmpty();
            assertThat(smaller(pages)).isEmpty();
            assertThat(Press.hasAlmostEmptyPage(pages)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "en-CA", "fr-CA", "en-GB", "de-DE", "de-CH", "fr-FR"})
    void one_size_of_type_in_every_table_of_every_language(String language) {
        Words words = new Words(Locale.forLanguageTag(language), ZoneId.of("Europe/London"));
        for (Document document : List.of(
                ScorecardPdf.document(ScorecardFixtures.october(), words),
                ScorecardPdf.document(ScorecardFixtures.october().forVendor(), words),
                ScorecardPdf.document(ScorecardFixtures.restated(), words),
                ScorecardPdf.document(ScorecardFixtures.empty(), words),
                PortfolioPdf.document(ScorecardFixtures.portfolio(), words),
                VendorRecordPdf.document(ScorecardFixtures.vendorRecord(), words))) {
            JasperPrint pages = new Press().lay(document, words);

            assertThat(lost(pages)).isEmpty();
            assertThat(smaller(pages)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11, 12, 13, 14, 15, 40})
    void a_portfolio_of_any_length_has_no_page_with_a_line_or_two(int contracts) {
        PeriodResult result = scorecard("en-GB", "GBP", 3, new BigDecimal("123456.78"), 0, "C-2026")
                .result();
        List<Portfolio.Entry> entries = IntStream.range(0, contracts)
                .mapToObj(i -> new Portfolio.Entry(result, List.of(result)))
                .toList();
        Words words = new Words(Locale.UK, ZoneId.of("Europe/London"));
        Portfolio portfolio = new Portfolio(
                result.period(), entries, words.locale(), ZoneId.of("Europe/London"), Scorecards.AS_OF, "7f3a");

        JasperPrint pages = new Press()
                .layWell(PortfolioPdf.document(portfolio, words), words, PortfolioPdf.MAY_BEGIN_A_PAGE)
                .pages();

        assertThat(lost(pages)).isEmpty();
        assertThat(smaller(pages)).isEmpty();
        assertThat(Press.hasAlmostEmptyPage(pages)).isFalse();
    }

    /** Texts of which an edge took a part without a word. */
    private static List<String> lost(JasperPrint pages) {
        return texts(pages).stream()
                .filter(text -> text.getTextTruncateIndex() != null && !"…".equals(text.getTextTruncateSuffix()))
                .map(JRPrintText::getFullText)
                .toList();
    }

    /** Texts of another size than the three; only sums of a hundred million and more may be a little smaller. */
    private static List<String> smaller(JasperPrint pages) {
        return texts(pages).stream()
                .filter(text -> !SIZES.contains(text.getFontSize()))
                .filter(text -> text.getFontSize() < 5.5
                        || !HUGE.matcher(text.getFullText()).find())
                .map(text -> text.getFontSize() + " " + text.getFullText())
                .distinct()
                .toList();
    }

    private static List<JRPrintText> texts(JasperPrint pages) {
        return pages.getPages().stream()
                .flatMap(page -> LanguagesTest.texts(page.getElements()).stream())
                .toList();
    }

    private static Scorecard scorecard(
            String locale, String currency, int levels, BigDecimal credit, int misses, String contract) {
        String side = credit.signum() < 0 ? "at-least: 95%" : "below: 95%";
        ContractReader.Result read = ContractReader.read(
                "contracts/hard.yaml",
                """
                contract: %s
                title: Betrieb, Wartung und Weiterentwicklung der Fachverfahren einschließlich Anwenderbetreuung und Rufbereitschaft für alle Standorte
                vendor: hard
                applies-from: 2026-01-01
                term: { from: 2026-01-01, to: 2028-12-31 }
                time-zone: America/St_Johns
                currency: %s
                locale: %s
                period: monthly
                contacts: { vendor: { name: Société Générale d’Infogérance et de Télécommunications de l’Outre-Mer & Søns GmbH KGaA } }
                charges: { per-period: 999999999.00 }
                service-levels:
                """.formatted(contract, currency, locale)
                        + IntStream.range(0, levels)
                                .mapToObj(i -> """
                                  - id: KPI-LONG-%d
                                    title: Incidents of the second and third severity that were reported by telephone, solved for good within the agreed time (%d)
                                    clause: Schedule 3 (Performance), Annex 1, Part B, paragraph 2.%d
                                    measure: { reading: { metric: m%d } }
                                    target: at least 95%%
                                    ladder: [ { %s, name: serious, credit: %s } ]
                                """.formatted(i, i, i, i, side, credit.toPlainString()))
                                .collect(Collectors.joining()));
        Contract one = read.contract()
                .orElseThrow(() -> new AssertionError(read.problems().toString()));
        List<List<Figure>> months = new ArrayList<>();
        for (int month = 0; month < 3; month++) {
            List<Figure> figures = new ArrayList<>();
            for (int i = 0; i < levels; i++) {
                boolean failed = (i + month) % 4 != 0;
                figures.add(
                        figure(failed ? "90" : "99", month == 2 ? misses(failed && i < 3 ? misses : 0) : List.of()));
            }
            months.add(figures);
        }
        List<PeriodResult> results = Settled.months(new ContractHistory(List.of(one)), months);
        Scorecard plain = Scorecards.of(results);
        return new Scorecard(
                plain.result(),
                plain.history(),
                Optional.empty(),
                List.of(),
                new DataReceived(
                        List.of(new DataReceived.FileReceipt(
                                "hard/exports/2026/september/incidents-and-requests-of-all-plants-2026-09-30.xlsx",
                                "hard-tickets",
                                "9f2c".repeat(16),
                                Instant.parse("2026-09-28T22:40:00Z"),
                                1_234_567,
                                1_234_567,
                                1_234_567,
                                1_234_567,
                                1_234_567,
                                Optional.empty())),
                        List.of()),
                plain.asOf(),
                plain.run());
    }

    private static Figure figure(String value, List<Miss> misses) {
        return new Figure(
                Optional.of(Fraction.of(new BigDecimal(value))),
                Optional.empty(),
                new BigDecimal("1234567"),
                misses,
                List.of(),
                1,
                List.of(),
                List.of());
    }

    /** Long names of many scripts, and clocks of more than a thousand hours. */
    private static List<Miss> misses(int count) {
        String[] owners = {"Zoë Ångström-Þórðardóttir", "علي بن محمد", "Владимир Костюченко", "Łukasz Żółć"};
        return IntStream.range(0, count)
                .mapToObj(i -> new Miss(
                        "INC-2026-0001234567-" + i,
                        Optional.of("Payments gateway rejects card authorisations since the certificate was renewed"),
                        Optional.of(owners[i % owners.length]),
                        Optional.of(Instant.parse("2026-08-28T22:38:00Z")),
                        Optional.of(Instant.parse("2026-09-28T22:38:00Z").plus(Duration.ofHours(i))),
                        Optional.of(1_000 * 3600L),
                        Optional.of(1_176 * 3600L + 5),
                        1_044 * 3600L,
                        Optional.of(1_176 * 3600L),
                        Miss.State.COUNTED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Place(
                                "hard/exports/2026/september/incidents-2026-09-30.xlsx",
                                "Export of all plants",
                                i + 1)))
                .toList();
    }
}
