package io.ats.experiments.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ats.experiments.report.SampleRun;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser: Debian's Chromium. Skipped, with a line that says so, without it. */
class BrowserTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

  @TempDir static Path dir;
  private static ChromeDriver browser;
  private static String address;
  private static String study;

  @BeforeAll
  static void open() throws IOException {
    boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!installed) {
      System.err.println(
          "BrowserTest is SKIPPED: there is no "
              + CHROMIUM
              + " with "
              + DRIVER
              + " (apt-get install chromium chromium-driver)");
    }
    assumeTrue(installed, "no Chromium");
    address = sample().toUri().toString();
    study = study().toUri().toString();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    // It says that it has no protocol of its own for this version; none is used.
    LOG.setLevel(Level.SEVERE);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .usingAnyFreePort()
            .build();
    browser = new ChromeDriver(service, options);
  }

  /** A run with everything that the page can show: several seeds, a sweep, maps, a failure. */
  private static Path sample() throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (String variant : List.of("ats entropy=0", "ats entropy=0.1", "uniform with a long name")) {
      for (int seed = 0; seed < 2; seed++) {
        double accuracy = 0.2 + variant.length() / 40.0 + 0.05 * seed;
        results.add(SampleRun.ok(variant, "majority", seed, accuracy, accuracy));
      }
    }
    results.add(SampleRun.failed("ips", "majority", 0, "out of memory " + "x".repeat(200)));
    RunFolder run = SampleRun.writeWhole(dir, results, 12);
    SampleRun.writeMaps(run, results.subList(0, 4), 4, 8, 12);
    new ReportWriter((suite, preset) -> List.of()).write(List.of(run), run.report());
    return run.report().resolve("index.html");
  }

  /** A run as large as a study; one trial of each variant has pictures and maps. */
  private static Path study() throws IOException {
    List<TrialResult> all = SampleRun.study();
    Predicate<TrialResult> first = result -> result.key().seed() == 0;
    List<TrialResult> shown = all.stream().filter(first).toList();
    RunFolder run = SampleRun.writeWhole(dir.resolve("study"), shown, 12);
    SampleRun.writeNumbers(run.root(), all.stream().filter(first.negate()).toList(), 12);
    SampleRun.writeMaps(run, shown, 1, 2, 3, 4, 5, 6, 8, 12);
    new ReportWriter((suite, preset) -> List.of()).write(List.of(run), run.report());
    return run.report().resolve("index.html");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void load() {
    size(1280, 900);
    media("screen", "light");
    browser.get(address);
  }

  private static void size(int width, int height) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  private static void media(String media, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static Object script(String text) {
    return browser.executeScript(text);
  }

  @Test
  void opensWithoutErrorAndWithoutNetwork() {
    List<LogEntry> messages = browser.manage().logs().get(LogType.BROWSER).getAll();
    assertThat(messages).extracting(LogEntry::getMessage).isEmpty();
    List<String> requests =
        browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(LogEntry::getMessage)
            .filter(message -> message.contains("Network.requestWillBeSent\""))
            .map(
                message ->
                    message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
            .filter(url -> !url.startsWith("data:"))
            .toList();
    assertThat(requests).isNotEmpty().allMatch(url -> url.startsWith("file:/"), "a file");
  }

  @Test
  void everyImageIsThereAndSaysWhatItShows() {
    List<WebElement> images = browser.findElements(By.tagName("img"));
    assertThat(images).hasSizeGreaterThan(20);
    assertThat(
            script(
                "return [...document.images].filter(i => !i.complete || i.naturalWidth == 0).length"))
        .isEqualTo(0L);
    assertThat(images).allMatch(image -> image.getDomAttribute("alt").length() > 20);
  }

  @Test
  void aClickOnAHeaderSortsAndAnotherTurnsItRound() {
    WebElement table = browser.findElement(By.cssSelector("main table"));
    List<WebElement> headers = table.findElements(By.cssSelector("thead th"));
    int column =
        headers.stream().map(WebElement::getText).toList().stream()
            .map(text -> text.replaceAll("\\s+", " ").strip())
            .toList()
            .indexOf("test accuracy %");
    assertThat(column).isPositive();
    WebElement button = headers.get(column).findElement(By.tagName("button"));
    button.click();
    assertThat(numbers(table, column)).hasSize(3).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(headers.get(column).getDomAttribute("aria-sort")).isEqualTo("ascending");
    assertThat(cells(table, column)).last().isEqualTo("–");
    button.click();
    assertThat(numbers(table, column)).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(cells(table, column)).as("what has no number stays last").last().isEqualTo("–");
  }

  @Test
  void theComparisonNeedsNoSidewaysScrollingUntilAllColumnsAreAskedFor() {
    String wider =
        "const s = document.querySelector('.searched .scroll'); return s.scrollWidth > s.clientWidth";
    assertThat(script(wider)).isEqualTo(false);
    WebElement hidden = browser.findElement(By.cssSelector("th.more"));
    assertThat(hidden.isDisplayed()).isFalse();
    browser.findElement(By.cssSelector(".columns")).click();
    assertThat(hidden.isDisplayed()).isTrue();
    browser.findElement(By.cssSelector(".columns")).click();
    assertThat(hidden.isDisplayed()).isFalse();
  }

  /** Returns the labels of the boxes whose content is wider than they are. */
  @SuppressWarnings("unchecked")
  private static List<String> wider(String boxes) {
    return (List<String>)
        script(
            "return [...document.querySelectorAll('"
                + boxes
                + "')].filter(s => s.scrollWidth > s.clientWidth).map(s => s.ariaLabel)");
  }

  @Test
  void noTableOfAStudyNeedsSidewaysScrolling() {
    browser.get(study);
    script("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(browser.findElements(By.cssSelector(".scroll"))).hasSizeGreaterThan(20);
    assertThat(wider(".scroll")).isEmpty();
    assertThat(script("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
  }

  @Test
  void allOfAStudyIsOnPaper() {
    browser.get(study);
    size(705, 1000); // A4 within its margins
    media("print", "light");
    String open = "return document.querySelectorAll('details[open]').length";
    assertThat(script(open)).isEqualTo(0L);
    script("dispatchEvent(new Event('beforeprint'))");
    assertThat(script(open)).as("notes and differences").isEqualTo(2L);
    assertThat(wider(".scroll")).isEmpty();
    assertThat(browser.findElement(By.cssSelector(".gallery figcaption")).getText())
        .as("its variant")
        .startsWith("autoregressive-crops ");
    script("dispatchEvent(new Event('afterprint'))");
    assertThat(script(open)).isEqualTo(0L);
  }

  /** At seven tenths of its size a chart's text is about ten pixels high. */
  @Test
  void chartsAreLegibleOnAPhone() {
    browser.get(study);
    size(390, 844);
    String least =
        "return Math.min(...[...document.querySelectorAll('.chart img')]"
            + ".flatMap(i => [i.clientWidth / i.naturalWidth, i.clientHeight / i.naturalHeight]))";
    assertThat(((Number) script(least)).doubleValue()).isGreaterThan(0.69);
    assertThat(script("return document.documentElement.scrollWidth")).isEqualTo(390L);
  }

  @Test
  void aSearchLeavesTheRowsThatHaveEveryWord() {
    WebElement part = browser.findElement(By.cssSelector(".searched"));
    WebElement search = part.findElement(By.cssSelector("[type=search]"));
    search.sendKeys("Entropy 0.1");
    List<WebElement> rows = part.findElements(By.cssSelector("tbody tr"));
    assertThat(rows.stream().filter(WebElement::isDisplayed).map(WebElement::getText))
        .hasSize(1)
        .allMatch(text -> text.startsWith("ats entropy=0.1"));
    assertThat(part.findElement(By.tagName("output")).getText()).isEqualTo("1 of 4");
    search.sendKeys(org.openqa.selenium.Keys.chord(org.openqa.selenium.Keys.CONTROL, "a"), " ");
    assertThat(rows).allMatch(WebElement::isDisplayed);
  }

  /** On a phone too its accuracy is beside its name. */
  @Test
  void theBestVariantsAccuracyIsSeenAtOnce() {
    for (int width : new int[] {1280, 390}) {
      size(width, 844);
      String seen =
          "const r = document.querySelector('.searched tbody tr').cells[1].getBoundingClientRect();"
              + "return r.left >= 0 && r.right <= innerWidth";
      assertThat(script(seen)).as("at %s pixels", width).isEqualTo(true);
    }
  }

  /** The chart of a study's eleven variants: all of it on a screen, and most of it on a phone. */
  @Test
  void theFirstScreenHasTheChart() {
    browser.get(study);
    String bottom =
        "const r = document.querySelector('.leading img').getBoundingClientRect();"
            + "return r.top + %s * r.height";
    size(1280, 800);
    assertThat(((Number) script(bottom.formatted("1"))).doubleValue()).isBetween(300.0, 800.0);
    size(390, 844);
    assertThat(((Number) script(bottom.formatted("0.6"))).doubleValue()).isBetween(300.0, 844.0);
  }

  private static List<String> cells(WebElement table, int column) {
    return table.findElements(By.cssSelector("tbody tr")).stream()
        .map(row -> row.findElements(By.cssSelector("th, td")).get(column).getText())
        .toList();
  }

  private static List<Double> numbers(WebElement table, int column) {
    return cells(table, column).stream()
        .filter(text -> !text.equals("–"))
        .map(text -> Double.valueOf(text.replaceAll(" .*", "")))
        .toList();
  }

  @Test
  void aShareOfAConfusionMatrixIsColoured() {
    List<Double> tints = new ArrayList<>();
    for (String cell : List.of("span:not([style])", "span[style]")) {
      String color =
          (String)
              script(
                  "return getComputedStyle(document.querySelector('.confusion "
                      + cell
                      + "')).backgroundColor");
      tints.add(Double.valueOf(color.replaceAll(".*[ ,/]([\\d.]+)\\)", "$1")));
    }
    assertThat(tints.get(0)).isZero();
    assertThat(tints.get(1)).isBetween(0.05, 0.45);
  }

  @Test
  void picturesOfWrongPredictionsCanBeSeenAlone() {
    WebElement part = browser.findElement(By.cssSelector(".pictures"));
    List<WebElement> figures = part.findElements(By.cssSelector("figure"));
    List<WebElement> wrong = figures.stream().filter(f -> f.getText().contains("✗")).toList();
    List<WebElement> own =
        figures.stream().filter(f -> f.getText().startsWith("ats entropy=0.1 ")).toList();
    assertThat(wrong).hasSizeBetween(1, figures.size() - 1);
    assertThat(own).hasSizeBetween(1, figures.size() - 1);
    script("document.querySelector('.wrong').click()");
    assertThat(figures.stream().filter(WebElement::isDisplayed)).containsExactlyElementsOf(wrong);
    assertThat(part.findElement(By.tagName("output")).getText())
        .isEqualTo(wrong.size() + " of " + figures.size());
    for (WebElement image : part.findElements(By.cssSelector("section"))) {
      boolean any = image.findElements(By.tagName("figure")).stream().anyMatch(wrong::contains);
      assertThat(image.isDisplayed()).isEqualTo(any);
    }
    script("document.querySelector('.wrong').click()");
    part.findElement(By.tagName("select")).sendKeys("ats entropy=0.1");
    assertThat(figures.stream().filter(WebElement::isDisplayed)).containsExactlyElementsOf(own);
    part.findElement(By.cssSelector("option")).click();
    assertThat(figures).allMatch(WebElement::isDisplayed);
  }

  @Test
  void picturesAreOfOneScale() {
    String scales =
        "return new Set([...document.querySelectorAll('.gallery img')].map("
            + "i => (i.getBoundingClientRect().width / i.naturalWidth).toFixed(2))).size";
    assertThat(script(scales)).isEqualTo(1L);
  }

  @Test
  void aPictureEnlargesAndClosesWithTheKeyboard() {
    WebElement button = browser.findElement(By.cssSelector(".gallery button"));
    script("document.querySelector('.gallery button').scrollIntoView()");
    button.click();
    assertThat(script("return document.querySelector('dialog').open")).isEqualTo(true);
    assertThat(script("return document.querySelector('dialog img').naturalWidth > 0"))
        .isEqualTo(true);
    browser.switchTo().activeElement().sendKeys(org.openqa.selenium.Keys.ESCAPE);
    assertThat(script("return document.querySelector('dialog').open")).isEqualTo(false);
  }

  @Test
  void isNoWiderThanAPhone() {
    size(360, 740);
    script("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(script("return document.documentElement.scrollWidth")).isEqualTo(360L);
    assertThat(script("return document.body.scrollWidth")).isEqualTo(360L);
  }

  @Test
  void isDarkWhereThatIsPreferred() {
    String light = (String) script("return getComputedStyle(document.body).backgroundColor");
    media("screen", "dark");
    String dark = (String) script("return getComputedStyle(document.body).backgroundColor");
    assertThat(brightness(light)).isGreaterThan(230);
    assertThat(brightness(dark)).isLessThan(50);
    assertThat(brightness((String) script("return getComputedStyle(document.body).color")))
        .isGreaterThan(200);
  }

  @Test
  void isBlackOnWhiteOnPaper() {
    media("print", "dark");
    assertThat(script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(script("return getComputedStyle(document.body).color")).isEqualTo("rgb(0, 0, 0)");
    assertThat(script("return getComputedStyle(document.querySelector('.scroll')).overflowX"))
        .isEqualTo("visible");
    assertThat(script("return getComputedStyle(document.querySelector('.chart img')).filter"))
        .isEqualTo("none");
  }

  private static double brightness(String rgb) {
    String[] parts = rgb.replaceAll("[^\\d,]", "").split(",");
    return (Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]) + Integer.parseInt(parts[2]))
        / 3.0;
  }
}
