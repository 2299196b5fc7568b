package io.ats.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records within records whose options stand side by side in a file. */
class EmbeddedTest {

  record Patch(@Option(value = "how many", min = 1) int patches, int patchSize, double border) {
    Patch {
      if (patchSize < border) {
        throw new IllegalArgumentException(
            "border must be at most patch-size, got " + border + " and " + patchSize);
      }
    }
  }

  record Scorer(@Option("how wide") int channels) {}

  record Scored(@Embedded Patch patch, double entropy, Scorer scorer) {}

  record Sample(boolean first, @Embedded Scored scored, String last) {}

  private static final Sample DEFAULTS =
      new Sample(false, new Scored(new Patch(10, 50, 0), 0.5, new Scorer(8)), "end");

  private static Sample bind(String... lines) {
    return RecordBinder.bind(Yaml.parse(lines), DEFAULTS, "selector");
  }

  private static void assertError(String message, String... lines) {
    assertThatThrownBy(() -> bind(lines)).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @Test
  void keysStandFlat() {
    assertThat(bind("last: z", "patch-size: 9", "scorer: {channels: 3}", "patches: 4"))
        .isEqualTo(new Sample(false, new Scored(new Patch(4, 9, 0), 0.5, new Scorer(3)), "z"));
    assertThat(bind("")).isEqualTo(DEFAULTS);
  }

  @Test
  void theyAreWrittenFlatAndReadBack() {
    Sample sample = new Sample(true, new Scored(new Patch(4, 9, 2.5), 1, new Scorer(3)), "z");
    String yaml = ConfigWriter.yaml(sample);
    assertThat(yaml)
        .isEqualTo(
            """
            first: true
            patches: 4
            patch-size: 9
            border: 2.5
            entropy: 1
            scorer:
              channels: 3
            last: z
            """);
    assertThat(RecordBinder.bind(ConfigNode.parse(yaml, "x.yaml"), DEFAULTS, "")).isEqualTo(sample);
  }

  @Test
  void theyAreDescribedFlat() {
    assertThat(Describe.options(DEFAULTS))
        .extracting(OptionDoc::key)
        .containsExactly(
            "first", "patches", "patch-size", "border", "entropy", "scorer.channels", "last");
    assertThat(Describe.options(DEFAULTS))
        .contains(new OptionDoc("patches", "whole number", "10", "at least 1", "how many"));
  }

  /** The records' own names are no keys. */
  @ParameterizedTest
  @ValueSource(strings = {"scored", "patch", "patchs"})
  void anUnknownKeyListsThemAll(String key) {
    assertThatThrownBy(() -> bind("", key + ": {patches: 4}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("quick.yaml:2: unknown key 'selector." + key + "'; did you mean '")
        .hasMessageEndingWith(
            "'? Known: first, patches, patch-size, border, entropy, scorer, last");
  }

  @Test
  void errorsNameTheLineOfTheKey() {
    assertError(
        "quick.yaml:2: selector.patches: expected a whole number at least 1, got '0'",
        "first: true",
        "patches: 0");
    assertError(
        "quick.yaml:3: selector: border must be at most patch-size, got 60.0 and 50",
        "first: true",
        "last: z",
        "border: 60");
    assertError(
        "quick.yaml:2: selector: border must be at most patch-size, got 60.0 and 50",
        "patches: 1",
        "border: 60",
        "patch-size: 50");
    assertError(
        "quick.yaml:2: unknown key 'selector.scorer.width'; did you mean 'channels'? Known:"
            + " channels",
        "",
        "scorer: {width: 1}");
  }
}
