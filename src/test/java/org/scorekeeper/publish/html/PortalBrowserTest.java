package org.scorekeeper.publish.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The portal in a real browser, from a folder: no server, no network. */
class PortalBrowserTest {
    @TempDir
    static Path root;

    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws Exception {
        Path chromium = Path.of("/usr/bin/chromium");
        File driver = new File("/usr/bin/chromedriver");
        assumeTrue(
                Files.isExecutable(chromium) && driver.canExecute(),
                "chromium and chromedriver (Debian's chromium and chromium-driver) are not here");
        PortalFixture.write(root);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1300,1000");
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void index() {
        page("index.html");
    }

    @Test
    void it_filters_by_words_vendor_and_state_and_says_how_much_is_left() {
        int all = lines();
        assertThat(said()).isEqualTo(all + " shown");

        browser.findElement(By.id("text")).sendKeys("october 2026-10 014");
        assertThat(lines()).isEqualTo(1);
        assertThat(said()).isEqualTo("1 shown");

        browser.findElement(By.id("text")).sendKeys(" no such thing");
        assertThat(lines()).isZero();
        assertThat(said()).startsWith("Nothing is called that");

        browser.findElement(By.id("text")).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        new org.openqa.selenium.support.ui.Select(browser.findElement(By.id("state"))).selectByValue("restated");
        assertThat(said()).startsWith("Nothing is called that");
        assertThat(lines()).isZero();
    }

    @Test
    void its_links_lead_to_pages_and_files_that_are_there() {
        List<String> links = browser.findElements(By.cssSelector("main a")).stream()
                .map(link -> link.getDomProperty("href"))
                .distinct()
                .toList();

        assertThat(links)
                .hasSizeGreaterThan(8)
                .allSatisfy(link -> assertThat(Path.of(java.net.URI.create(link.replaceFirst("#.*", ""))))
                        .exists());
        browser.findElement(By.linkText("NWD-2026-014")).click();
        assertThat(browser.getTitle()).startsWith("NWD-2026-014");
        browser.findElement(By.cssSelector("nav a")).click();
        assertThat(browser.getTitle()).isEqualTo("Vendor scorecards");
    }

    @Test
    void a_chart_is_drawn_and_says_its_values_to_the_keyboard() {
        page("contracts/NWD-2026-014.html");
        WebElement figure = browser.findElement(By.cssSelector("figure"));

        assertThat(figure.findElement(By.tagName("canvas")).isDisplayed()).isTrue();
        assertThat(figure.findElement(By.tagName("canvas")).getDomAttribute("aria-label"))
                .contains("the last figure is", "the target");
        assertThat((Boolean) browser.executeScript("const c = document.querySelector('canvas');"
                        + " return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0);"))
                .isTrue();
        figure.findElement(By.tagName("summary")).sendKeys(Keys.ENTER);
        assertThat(figure.findElement(By.tagName("table")).isDisplayed()).isTrue();
    }

    @ParameterizedTest(name = "{0} in {1}, {2} wide")
    @CsvSource(textBlock = """
            index.html,                  light, 1300
            index.html,                  dark,  400
            contracts/NWD-2026-014.html, light, 1300
            contracts/NWD-2026-014.html, dark,  400
            """)
    void it_has_no_error_and_no_serious_finding_of_accessibility(String page, String scheme, int width) {
        browser.manage().window().setSize(new Dimension(width, 1000));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        // What the checker itself could not fetch from a folder is no error of the page.
        browser.manage().logs().get(LogType.BROWSER);
        page(page);

        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
                        .toList())
                .isEmpty();
        assertThat(new AxeBuilder()
                        .analyze(browser).getViolations().stream()
                                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                                .map(PortalBrowserTest::words)
                                .toList())
                .isEmpty();
        assertThat((Boolean) browser.executeScript(
                        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("nothing runs out of the page")
                .isTrue();
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    private static void page(String name) {
        browser.get(root.resolve(name).toUri().toString());
    }

    private static int lines() {
        return browser.findElements(By.cssSelector("[data-period] [data-row]")).stream()
                .filter(WebElement::isDisplayed)
                .toList()
                .size();
    }

    private static String said() {
        return browser.findElement(By.cssSelector(".count")).getText();
    }
}
