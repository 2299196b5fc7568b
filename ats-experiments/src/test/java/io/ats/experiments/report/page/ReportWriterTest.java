package io.ats.experiments.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.experiments.picture.PatchStrip;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.TrialReader;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.Predictions;
import io.ats.experiments.results.PredictionsCsv;
import io.ats.experiments.results.ResultsCsv;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TaskPredictions;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.yaml.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tech.tablesaw.api.Table;

class ReportWriterTest {

  private static final List<TrialResult> RESULTS =
      List.of(
          SampleRun.ok("ats", "majority", 0, 0.5, 0.52),
          SampleRun.ok("ats", "majority", 1, 0.7, 0.72),
          SampleRun.ok("uniform", "majority", 0, 0.25, 0.25),
          SampleRun.failed("uniform", "majority", 1, "<script>alert('x')</script> & more"));

  @TempDir Path dir;

  private static final ReportWriter WRITER = new ReportWriter((suite, preset) -> List.of());

  private static Table write(List<RunFolder> runs, Path folder) throws IOException {
    return Tables.comparison(WRITER.write(runs, folder).trials());
  }

  private static List<TrialResult> results(RunFolder... runs) throws IOException {
    return TrialReader.read(List.of(runs), new Warnings()).trials().stream()
        .map(Trial::result)
        .toList();
  }

  private String page(RunFolder run) throws IOException {
    write(List.of(run), run.report());
    return Files.readString(run.report().resolve("index.html"));
  }

  private static List<MatchResult> find(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().toList();
  }

  @Test
  void writesEveryFile() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    Table table = write(List.of(run), run.report());
    assertThat(table.stringColumn("test accuracy %").asList())
        .containsExactly("60.0 ± 10.0 (2)", "25.0 (1)");
    List<String> files;
    try (Stream<Path> all = Files.walk(run.report())) {
      files =
          all.filter(Files::isRegularFile)
              .map(f -> run.report().relativize(f).toString())
              .sorted()
              .toList();
    }
    List<String> expected = new ArrayList<>(List.of("index.html", "summary.json"));
    for (String chart :
        List.of(
            "accuracy-against-inference-time",
            "accuracy-against-memory",
            "accuracy-against-parameters",
            "accuracy-against-pixels-read",
            "accuracy-against-training-time",
            "accuracy-over-seeds",
            "accuracy-with-intervals",
            "attention-entropy",
            "attention-on-objects",
            "labels",
            "loss",
            "validation-accuracy")) {
      expected.addAll(List.of("charts/" + chart + ".png", "charts/" + chart + ".svg"));
    }
    for (String name : List.of("comparison", "confusions", "trials")) {
      expected.addAll(
          List.of("tables/" + name + ".csv", "tables/" + name + ".md", "tables/" + name + ".tex"));
    }
    expected.addAll(List.of("tables/comparison-narrow.tex", "tables/long.csv"));
    assertThat(files).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(run.report().resolve("tables/trials.csv")).hasContent(ResultsCsv.text(RESULTS));
  }

  @Test
  void saysInJsonWhatThePageSays() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    write(List.of(run), run.report());
    JsonNode summary = Json.tree(run.report().resolve("summary.json"));
    assertThat(summary.get("trials").asInt()).isEqualTo(4);
    assertThat(summary.get("ok").asInt()).isEqualTo(3);
    assertThat(summary.get("sentence").asText()).startsWith("No variant is called best");
    JsonNode ats = summary.get("variants").get(0);
    assertThat(ats.get("variant").asText()).isEqualTo("ats");
    assertThat(ats.get("on").get("task").asText()).isEqualTo("majority");
    JsonNode accuracy = ats.get("metrics").get("test_accuracy");
    assertThat(accuracy.get("mean").asDouble()).isCloseTo(0.6, within(1e-12));
    assertThat(accuracy.get("standard_error").asDouble()).isCloseTo(0.1, within(1e-12));
    assertThat(accuracy.get("seeds").asInt()).isEqualTo(2);
    assertThat(summary.get("variants").get(1).get("ok").asInt()).isEqualTo(1);
    assertThat(summary.get("differences")).isEmpty();
  }

  /** The best first, what it reached before what it took, the rest behind a switch. */
  @Test
  void theTableBeginsWithTheBest() throws IOException {
    List<TrialResult> results =
        List.of(RESULTS.get(2), RESULTS.get(0), SampleRun.inSuite("other", RESULTS.get(1)));
    RunFolder run = SampleRun.writeWhole(dir, results, 3);
    String page = page(run);
    String comparison = page.substring(page.indexOf("id=\"comparison\""));
    assertThat(page.indexOf("alt=\"Test accuracy after the last epoch"))
        .isBetween(page.indexOf("<header>"), page.indexOf("</header>"));
    List<MatchResult> tables = find("(?s)<div class=\"searched\">.*?</table>", comparison);
    assertThat(tables).as("comparison and others of two suites").hasSizeGreaterThan(3);
    String image = find("(?s)<section class=\"gallery\">.*?</section>", page).get(0).group();
    assertThat(find("data-variant=\"([^\"]*)", image).stream().map(m -> m.group(1)))
        .containsExactly("ats", "uniform");
    assertThat(page)
        .contains("aria-label=\"Every trial of other@lite\"")
        .contains("aria-label=\"Every option of every variant of quick@lite\"");
    String first = tables.get(0).group();
    assertThat(find("<button type=\"button\">([^<]*)", first).stream().map(m -> m.group(1)))
        .startsWith("variant", "test accuracy %", "task", "seeds ok");
    assertThat(find("<th scope=\"row\">([^<]*)", first).stream().map(m -> m.group(1)))
        .containsExactly("ats", "uniform");
    assertThat(first)
        .contains("all columns")
        .contains(
            "<th scope=\"col\" aria-sort=\"none\" class=\"number more\"><button type=\"button\">macro F1 %")
        .contains("class=\"number\"><button type=\"button\">pixels read %");
  }

  /** With curves of 50 epochs and predictions, without pictures. */
  @Test
  void aThousandTrialsFitOnAPage() throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (int variant = 0; variant < 63; variant++) {
      for (int seed = 0; seed < 16; seed++) {
        double accuracy = 0.3 + variant / 126.0 + seed / 500.0;
        String label = "perturbed-topk, conditional, row " + variant;
        results.add(SampleRun.ok(label, "majority", seed, accuracy, accuracy));
      }
    }
    RunFolder run = SampleRun.writeNumbers(dir, results, 50);
    String page = page(run);
    assertThat(Files.size(run.report().resolve("index.html"))).isLessThan(3_000_000);
    assertThat(page)
        .contains("(best 20 of 63)", "row 62</li>", "The file tables/differences.csv has all")
        .doesNotContain("row 42</li>");
    String rows = find("(?s)aria-label=\"Differences.*?</table>", page).get(0).group();
    assertThat(find("<tr>", rows)).as("the header and the best's pairs").hasSize(1 + 62);
  }

  /** Of 8 of the 9 digits there are 20 images a seed, of 6 twice as many, of 7 none. */
  @Test
  void aVariantHasAConfusionMatrixOverItsSeeds() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    String page = page(run);
    assertThat(page).contains("<h2 id=\"confusions\">Which classes were taken for which</h2>");
    List<MatchResult> matrices = find("(?s)<table class=\"confusion\">.*?</table>", page);
    assertThat(matrices).hasSize(2);
    // Half right with one seed, 70 % with the other: 10 + 14 of 40 images, the others taken for 5.
    assertThat(matrices.get(0).group())
        .contains(
            "<tr><th scope=\"row\">3</th>"
                + "<td><span>0</span></td>".repeat(3)
                + "<td><span style=\"--share: 0.600\">24</span></td><td><span>0</span></td>"
                + "<td><span style=\"--share: 0.400\">16</span></td>"
                + "<td><span>0</span></td>".repeat(4)
                + "<td><b>60.0</b></td></tr>")
        .contains("<tr><th scope=\"row\">7</th>" + "<td><span>0</span></td>".repeat(10));
    assertThat(page).contains("No test image: 7. Balanced accuracy and ROC area are of the other");
    assertThat(run.report().resolve("tables/confusions.csv"))
        .content()
        .startsWith("variant,task,true,predicted,images\n")
        .contains("\nats,majority,3,3,24\nats,majority,3,5,16\n", "\nuniform,majority,6,8,30\n");
    assertThat(run.report().resolve("tables/confusions.md"))
        .content()
        .contains("| uniform | majority | 6 | 8 | 30 | 75.0 |")
        .doesNotContain("| 3 | 3 |");
  }

  @Test
  void withManyClassesThereIsTheTableOfPairsAlone() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS.subList(0, 1), 3);
    TaskPredictions many =
        new TaskPredictions(
            "",
            Task.numbers(1, 31),
            false,
            new int[][] {{4}, {4}},
            new int[][] {{4}, {30}},
            new float[2][31]);
    TrialFolder trial = run.trial("ats-majority-0");
    PredictionsCsv.write(trial.predictions(), new Predictions(List.of("a", "b"), List.of(many)));
    assertThat(page(run))
        .doesNotContain("class=\"confusion\"")
        .contains("With more than 30 classes there is the table of pairs alone.")
        .containsPattern("<details open><summary>The most confused classes</summary>");
    assertThat(run.report().resolve("tables/confusions.md"))
        .content()
        .contains("| 5 | 31 | 1 | 50.0 |");
  }

  @Test
  void whatCannotBeDrawnIsAWarning() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    Files.createDirectories(run.report().resolve("charts/loss.png/x"));
    Files.writeString(run.trial("ats-majority-0").metrics(), "rubbish");
    String page = page(run);
    assertThat(page)
        .contains("What this page lacks")
        .contains("the chart loss is left out:")
        .contains("ats-majority-0/metrics.csv:1: expected the columns")
        .contains("<td class=\"number\">60.0 ± 10.0 (2)</td>")
        .contains("charts/validation-accuracy.png")
        .doesNotContain("charts/loss.svg");
    assertThat(run.report().resolve("tables/comparison.csv")).exists();
  }

  @Test
  void showsEveryOptionAndWhatTheSuiteIsAbout() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 2);
    Checksums.writeSealed(
        run.suite(),
        "suite: quick\nabout: which <b> is best\nsource: b\npreset: lite\ntrials: []\n");
    assertThat(page(run))
        .contains("<p class=\"note\">which &lt;b&gt; is best</p>")
        .contains("Every option of every variant")
        .contains(
            "<tr><th"
                + " scope=\"row\">selector.name</th><td>yes</td><td><mark>ats</mark> ats; <mark>uniform</mark> uniform</td></tr>")
        .contains(
            "<tr><th" + " scope=\"row\">dataset.name</th><td></td><td>megapixel-mnist</td></tr>");
  }

  @Test
  void showsEachPartOfAJointTask() throws IOException {
    List<TrialResult> joint =
        List.of(
            SampleRun.ok("ips", "joint", 0, 0.5, 0.5),
            SampleRun.ok("ips", "joint", 1, 0.75, 0.75),
            SampleRun.ok("ips", "majority", 0, 0.9, 0.9));
    RunFolder run = SampleRun.writeWhole(dir, joint, 2);
    for (TrialResult result : joint.subList(0, 2)) {
      double accuracy = result.value(Metric.TEST_ACCURACY);
      Metrics majority =
          Metrics.NONE.with(Metric.ACCURACY, accuracy + 0.125).with(Metric.MAJORITY_SHARE, 0.15);
      Metrics top =
          Metrics.NONE
              .with(Metric.ACCURACY, accuracy - 0.125)
              .with(Metric.MAJORITY_SHARE, result.key().seed() == 0 ? 0.4 : Double.NaN);
      Map<String, Metrics> parts = new LinkedHashMap<>();
      parts.put("majority", majority);
      parts.put("top", top);
      List<MetricsRow> rows = new ArrayList<>(SampleRun.metrics(result, 2));
      rows.add(new MetricsRow(2, Split.TEST, 1, Metrics.NONE, parts));
      MetricsCsv.write(run.trial(result.key().trial()).metrics(), rows);
    }
    assertThat(page(run)).contains("Each part of a joint task");
    assertThat(Files.readString(run.report().resolve("tables/parts.csv")).lines())
        .containsExactly(
            "variant,task,part,seeds_at_chance,seeds_chance_known,test_accuracy,test_accuracy_sd,test_accuracy_se,test_accuracy_n,test_accuracy_median,test_accuracy_mad,majority_share",
            "ips,joint,majority,0,2,0.75,0.1767766952966369,0.125,2,0.75,0.125,0.15",
            "ips,joint,top,1,1,0.5,0.1767766952966369,0.125,2,0.5,0.125,0.4");
    assertThat(Files.readString(run.report().resolve("tables/parts.md")))
        .contains("| ips | joint | top | 1/1 | 50.0 ± 12.5 (2) | 50.0 ± 12.5 | 40.0 (1) |");
  }

  @Test
  void pageNeedsNothingBesideIt() throws Exception {
    String page = page(SampleRun.writeWhole(dir, RESULTS, 3));
    assertThat(page).doesNotContain("http://", "https://", "<link", "@import", "url(");
    List<MatchResult> images =
        find("<img src=\"data:([^;,]+)(?:;base64)?,([^\"]+)\" alt=\"([^\"]+)\">", page);
    assertThat(images).hasSize(find("<img\\b", page).size()).hasSize(12 + 2 * 2);
    for (MatchResult image : images) {
      if (List.of("image/png", "image/jpeg").contains(image.group(1))) {
        ByteArrayInputStream content =
            new ByteArrayInputStream(Base64.getDecoder().decode(image.group(2)));
        assertThat(ImageIO.read(content).getWidth()).isEqualTo(738);
      } else {
        assertThat(image.group(1)).isEqualTo("image/svg+xml");
        assertThat(
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(decoded(image.group(2)))))
                    .getDocumentElement()
                    .getTagName())
            .isEqualTo("svg");
      }
    }
  }

  @Test
  void oneLegendForAllChartsOfATask() throws Exception {
    String page = page(SampleRun.writeWhole(dir, RESULTS, 3));
    List<String> items =
        find("<li><svg viewBox[^>]*><path [^>]*/></svg>([^<]*)</li>", page).stream()
            .map(match -> match.group(1))
            .toList();
    assertThat(find("<ul class=\"legend\"", page)).hasSize(1);
    assertThat(items)
        .containsExactlyElementsOf(
            RESULTS.stream().map(result -> result.key().variant()).distinct().toList());
  }

  private static String decoded(String address) {
    return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Test
  void pageSaysWhatAReaderNeeds() throws IOException {
    String page = page(SampleRun.writeWhole(dir, RESULTS, 3));
    assertThat(page)
        .contains(
            "<h1>quick@lite</h1>",
            "name=\"viewport\"",
            "prefers-color-scheme: dark",
            "@media print")
        .contains(
            "2 variants on megapixel-mnist (majority), 2 seeds: 3 of 4 trials ended well, 1 of them"
                + " no better than chance.</p>",
            "<ul class=\"lead\">\n<li>No variant is called best: no two have the same seeds (ats"
                + " 2, uniform 1).</li>\n</ul>")
        .contains(
            "best on the validation split",
            "synthetic twin of nothing: real MNIST digits on a canvas")
        .contains("<td class=\"number\">60.0 ± 10.0 (2)</td>")
        .contains(
            "<a href=\"../trials/uniform-majority-1/log.txt\">trials/uniform-majority-1/log.txt</a>")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more")
        .contains(
            "<dt>device</dt><dd>&lt;cpu &amp; friends&gt;</dd>",
            "<dt>java.version</dt><dd>17.0.12</dd>")
        .doesNotContain("<dt>seed</dt>", "alert('x')", "{{");
    assertThat(
            find(
                "<th scope=\"col\" aria-sort=\"none\"( class=\"number\")?><button type=\"button\">",
                page))
        .hasSizeGreaterThan(24);
    assertThat(
            find("<h4>Image (3|17)</h4>\n(<figure data-variant=.*?</figure>\n){2}</section>", page))
        .hasSize(2);
  }

  @Test
  void pageSaysWhatIsStillToCome() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    Checksums.writeSealed(
        run.suite(),
        "suite: quick\nabout: a\nsource: b\npreset: lite\ntrials:\n"
            + "- {id: ats-majority-0, variant: ats, config: {}}\n"
            + "- {id: x, variant: x, config: {}}\n- {id: y, variant: y, config: {}}\n");
    assertThat(page(run))
        .contains("; still to come: 2 of quick@lite. Load the page again for more.");
  }

  @Test
  void pageNamesTheFilesBesideIt() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    String page = page(run);
    List<String> links =
        find("href=\"((tables|charts)/[^\"]+)\"", page).stream().map(m -> m.group(1)).toList();
    assertThat(links)
        .contains("tables/comparison.csv", "tables/trials.tex", "charts/loss.png")
        .allSatisfy(link -> assertThat(run.report().resolve(link)).isNotEmptyFile());
  }

  @Test
  void pageShowsAttentionOverTheEpochs() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    assertThat(page(run)).doesNotContain("id=\"attention\"");
    SampleRun.writeMaps(run, RESULTS.subList(0, 1), 1, 2, 3);
    assertThat(
            find("alt=\"Attention map of ats after epoch [123], entropy [\\d.]+ nats\"", page(run)))
        .hasSize(3);
    assertThat(page(run)).doesNotContain(" nats, log<");
    SampleRun.writeMaps(run, RESULTS.subList(0, 1), 12);
    assertThat(page(run)).contains(" nats, log<");
  }

  @Test
  void pageShowsBlendsOverTheEpochs() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    assertThat(page(run)).doesNotContain("id=\"blends\"");
    for (int epoch = 1; epoch <= 3; epoch++) {
      PatchStrip.write(new float[2][1][8][8], run.trial("ats-majority-0").blends(epoch));
    }
    assertThat(page(run)).contains("id=\"blends\"");
    assertThat(find("alt=\"Patches of ats in epoch [123]\"", page(run))).hasSize(3);
  }

  @Test
  void pageShowsAPictureThatIsMissing() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    Files.delete(run.trial("uniform-majority-0").pictures().resolve("17.png"));
    assertThat(page(run))
        .contains("The picture 17.png is missing</p>", "true: 7 · predicted: 3 (41 %) ✗");
  }

  @Test
  void worksWithoutATrialThatEndedWell() throws IOException {
    RunFolder run = SampleRun.write(dir, List.of(SampleRun.failed("ats", "majority", 0, "")));
    assertThat(page(run))
        .contains("0 of 1 trial ended well.", "no reason recorded", "<td class=\"number\">0/1</td>")
        .doesNotContain(
            "<img",
            "Highest",
            "called best",
            "id=\"gallery\"",
            "id=\"charts\"",
            "id=\"provenance\"");
    assertThat(run.report().resolve("charts")).isEmptyDirectory();
  }

  @Test
  void mergesFoldersAndCountsATrialOnce() throws IOException {
    TrialResult again = SampleRun.ok("uniform", "majority", 1, 0.35, 0.35);
    RunFolder one = SampleRun.writeWhole(dir.resolve("one"), RESULTS, 3);
    RunFolder two =
        SampleRun.writeWhole(
            dir.resolve("two"),
            List.of(again, RESULTS.get(0), SampleRun.ok("ips", "majority", 0, 0.9, 0.9)),
            2);
    Table table = write(List.of(one, two), dir.resolve("both"));
    assertThat(table.stringColumn("variant").asList()).containsExactly("ats", "uniform", "ips");
    assertThat(table.stringColumn("seeds ok").asList()).containsExactly("2/2", "2/2", "1/1");
    assertThat(results(one, two)).hasSize(5).contains(again).doesNotContain(RESULTS.get(3));
  }

  /** Two variants on two tasks; another run folder changes none of their numbers. */
  @Test
  void comparesOverAllTasksOfASuite() throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      results.add(SampleRun.ok("ats", "t" + i % 2, i / 2, 0.5 + 0.01 * (i * i % 7), 0.9));
      results.add(SampleRun.ok("uniform", "t" + i % 2, i / 2, 0.3 + 0.01 * (i * i % 5), 0.9));
    }
    RunFolder one = SampleRun.write(dir.resolve("one"), results);
    assertThat(page(one))
        .contains(
            "<h2 id=\"tasks\">Over all tasks</h2>",
            "improvement over first row %",
            "href=\"tables/tasks.csv\"",
            "charts/performance-profile.svg")
        .doesNotContain("tables/ranks.csv", "charts/critical-difference", "No claim can be made");
    RunFolder two =
        SampleRun.write(
            dir.resolve("two"),
            results.stream().map(result -> SampleRun.inSuite("other", result)).toList());
    WRITER.write(List.of(two, one), dir.resolve("both"));
    assertThat(numbers(dir.resolve("both"), "tasks", 1))
        .hasSize(4)
        .containsAll(numbers(one.report(), "tasks", 1));
    assertThat(numbers(dir.resolve("both"), "differences", 4))
        .hasSize(4)
        .containsAll(numbers(one.report(), "differences", 3));
  }

  /** Suites may have equal trials, such as rows at the same settings. */
  @Test
  void aTrialOfTwoSuitesIsShownUnderBoth() throws IOException {
    List<RunFolder> runs = new ArrayList<>();
    for (String suite : List.of("one", "two")) {
      RunFolder run = SampleRun.write(dir.resolve(suite), RESULTS);
      SampleRun.writeSuite(suite, run, RESULTS);
      runs.add(run);
    }
    WRITER.write(runs, dir.resolve("both"));
    String page = Files.readString(dir.resolve("both/index.html"));
    assertThat(page).doesNotContain("What this page lacks");
    for (String suite : List.of("one", "two")) {
      assertThat(find("aria-label=\"Every trial of " + suite + "@lite\"", page)).hasSize(1);
      assertThat(page).contains("../" + suite + "/trials/uniform-majority-1/log.txt");
    }
    assertThat(find("<th scope=\"row\">ats-majority-0</th>", page)).as("once each").hasSize(2);
  }

  /** Dataset options set its pairs apart, and each keeps its rows on the page. */
  @Test
  void differencesOnOtherImagesAreOnThePage() throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      for (String variant : List.of("ats of 9", "uniform of 9", "ats of 16", "uniform of 16")) {
        double accuracy = (variant.startsWith("ats") ? 0.5 : 0.4) + 0.01 * seed;
        results.add(SampleRun.ok(variant, "majority", seed, accuracy, accuracy));
      }
    }
    RunFolder run = SampleRun.write(dir, results);
    for (TrialResult result : results) {
      String variant = result.key().variant();
      Files.writeString(
          run.trial(result.key().trial()).config(),
          "dataset: {name: a, height: %s}%nselector: {name: %s}%nseed: %d%n"
              .formatted(
                  variant.replaceAll(".* ", ""),
                  variant.replaceAll(" .*", ""),
                  result.key().seed()));
      Files.delete(run.trial(result.key().trial()).checksums());
    }
    String page = page(run);
    String rows = find("(?s)aria-label=\"Differences.*?</table>", page).get(0).group();
    assertThat(find("<tr>", rows)).as("the header and a pair of each size").hasSize(1 + 2);
    assertThat(rows).contains("height 9", "height 16");
    assertThat(page).contains("<li>height 9: Highest", "<li>height 16: Highest");
  }

  /** Returns a table's rows without their first cells, which name them. */
  private static List<String> numbers(Path report, String table, int cells) throws IOException {
    return Files.readAllLines(report.resolve("tables/" + table + ".csv")).stream()
        .skip(1)
        .map(line -> line.replace("other@lite,", "").replace("quick@lite,", ""))
        .map(line -> line.split(",", cells + 1)[cells])
        .toList();
  }

  @Test
  void readsTheTrialsAndNotTheTable() throws IOException {
    RunFolder run = SampleRun.write(dir, RESULTS);
    assertThat(results(run)).isEqualTo(RESULTS);
    Files.writeString(run.results(), ResultsCsv.text(RESULTS).replace("0.7", "0.988"));
    assertThat(results(run)).isEqualTo(RESULTS);
    // Before a metric was added: the table had other columns, the result lacks it.
    Files.writeString(run.results(), "suite,trial\n");
    Path file = run.trial("ats-majority-0").result();
    Files.delete(run.trial("ats-majority-0").checksums());
    Files.writeString(
        file, Files.readString(file).replaceFirst(",\\s*\"majority_share\" : [0-9.]+", ""));
    assertThat(results(run))
        .hasSize(4)
        .first()
        .satisfies(result -> assertThat(result.value(Metric.MAJORITY_SHARE)).isNaN());
    // A run that is at work.
    for (TrialResult result : RESULTS.subList(1, 4)) {
      Files.deleteIfExists(run.trial(result.key().trial()).result());
      Files.deleteIfExists(run.trial(result.key().trial()).failure());
    }
    assertThat(results(run))
        .extracting(each -> each.key().trial())
        .containsExactly("ats-majority-0");
  }

  @Test
  void removesChartsOfAnEarlierReport() throws IOException {
    RunFolder run = SampleRun.writeWhole(dir, RESULTS, 3);
    Path old = Files.createDirectories(run.report().resolve("charts")).resolve("loss-other.svg");
    Files.writeString(old, "old");
    write(List.of(run), run.report());
    assertThat(old).doesNotExist();
  }

  @Test
  void namesTheFolderAndTheFix() throws IOException {
    Path missing = dir.resolve("missing");
    assertThatThrownBy(() -> write(List.of(new RunFolder(missing)), dir))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "no run folder at " + missing + ": make it with ./ats run SUITE --out " + missing);
    RunFolder empty = SampleRun.write(dir.resolve("empty"), List.of());
    assertThatThrownBy(() -> write(List.of(empty), dir))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "run folder "
                + empty.root()
                + " has no finished trial: finish it with ./ats run SUITE --out "
                + empty.root());
    assertThatThrownBy(() -> write(List.of(), dir))
        .hasMessage("no run folder named: ./ats report DIR…");
  }
}
