package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.report.RunResults;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plugin, built as a project of its own, used from its jar alone. */
class ExamplePluginIT {

  private static final Path JAR = Path.of("target/it/example-plugin/target/centre.jar");
  private static final Path SOURCES = Path.of("src/it/example-plugin/src/main");

  @TempDir Path folder;

  private static Console run(String... arguments) {
    return Console.run(
        Stream.concat(Stream.of("--plugin", JAR.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void itStandsBesideWhatIsBuiltIn() {
    assertThat(run("list", "selectors").out().lines()).contains("centre", "ats");
    assertThat(run("list", "suites").out().lines())
        .startsWith("quick")
        .endsWith("centre-against-uniform");
    assertThat(run("describe", "centre").out()).contains("Always the patch", "patch-size");
    assertThat(Console.run("list", "selectors").out().lines()).doesNotContain("centre");
  }

  /** Its own build has tried it with the conformance test. */
  @Test
  void itsTestsRanWhenItWasBuilt() throws IOException {
    Path report =
        Path.of("target/it/example-plugin/target/surefire-reports")
            .resolve("TEST-org.example.centre.CentreTest.xml");
    assertThat(Files.readString(report))
        .containsPattern("<testsuite[^>]* tests=\"[1-9][0-9]*\"")
        .containsPattern("<testsuite[^>]* errors=\"0\"")
        .containsPattern("<testsuite[^>]* failures=\"0\"")
        .contains("everySelector()");
  }

  @Test
  void itsSuiteIsRunByName() throws IOException {
    Path out = folder.resolve("run");
    Console console = run("run", "centre-against-uniform", "--out", out.toString());
    assertThat(console.err()).doesNotContain("ats:");
    assertThat(console.status()).isZero();
    List<TrialResult> results = RunResults.of(out);
    assertThat(results)
        .extracting(result -> result.key().selector())
        .containsExactly("centre", "uniform");
    assertThat(results).allMatch(TrialResult::ok);
    // The digit is never far from the middle: who looks anywhere often misses most of it.
    assertThat(results.get(0).value(Metric.TEST_ACCURACY)).isGreaterThan(0.6);
    assertThat(results.get(1).value(Metric.TEST_ACCURACY)).isLessThan(0.4);
  }

  /** What a newcomer copies from the README is what is tested here. */
  @Test
  void theReadmeShowsTheExample() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String section = readme.substring(readme.indexOf("## Plug in"));
    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(section.substring(0, section.indexOf("\n## ", 1)))
            .results()
            .map(found -> found.group(1))
            .toList();
    String sources;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(ExamplePluginIT::text)
              .collect(Collectors.joining());
    }
    assertThat(blocks)
        .hasSizeGreaterThan(1)
        .allSatisfy(block -> assertThat(sources).contains(block));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
