package io.ats.experiments.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteConfigTest {

  private static SuiteConfig suite(String... lines) {
    return SuiteConfig.of(Yaml.parse(lines));
  }

  @Test
  void aSuiteIsRead() {
    SuiteConfig suite =
        suite(
            "suite: quick",
            "about: one line",
            "source: a table",
            "base: {training: {epochs: 10}}",
            "rows:",
            "  - label: ats (reference gradient)",
            "    selector: {name: ats}",
            "  - selector: {name: whole-image}",
            "grid: {task: [majority, max], seed: [0, 1]}");
    assertThat(suite.name()).isEqualTo("quick");
    assertThat(suite.about()).isEqualTo("one line");
    assertThat(suite.source()).isEqualTo("a table");
    assertThat(suite.preset()).isEqualTo("lite");
    assertThat(suite.presets()).containsOnlyKeys("lite");
    assertThat(suite.rows().get(0).label()).contains("ats (reference gradient)");
    assertThat(suite.rows().get(0).overrides()).isEqualTo(Yaml.parse("selector: {name: ats}"));
    assertThat(suite.rows().get(1).label()).isEmpty();
    assertThat(suite.grid().keys()).containsExactly("dataset.task", "seed");
  }

  @Test
  void aPresetMergesIntoBaseReplacesGridKeysAndRows() {
    SuiteConfig suite =
        suite(
            "suite: quick",
            "preset: paper",
            "base: {training: {epochs: 10, batch-size: 4}}",
            "rows: [{label: a}, {label: b}]",
            "grid: {seed: [0, 1], task: [majority]}",
            "presets:",
            "  lite: {base: {training: {epochs: 1}}, grid: {seed: [5]}}",
            "  paper: {rows: [{label: c}], grid: {dataset.task: [max], selector.patches: [1]}}");
    assertThat(suite.preset()).isEqualTo("paper");
    SuiteConfig lite = suite.with("lite");
    assertThat(lite.preset()).isEqualTo("lite");
    assertThat(lite.base()).isEqualTo(Yaml.parse("training: {epochs: 1, batch-size: 4}"));
    assertThat(lite.rows()).hasSize(2);
    assertThat(lite.grid())
        .isEqualTo(suite("suite: x", "grid: {seed: [5], task: [majority]}").grid());
    SuiteConfig paper = suite.with("paper");
    assertThat(paper.base()).isEqualTo(suite.base());
    assertThat(paper.rows()).extracting(row -> row.label().orElse("")).containsExactly("c");
    assertThat(paper.grid())
        .isEqualTo(
            suite("suite: x", "grid: {seed: [0, 1], task: [max], selector.patches: [1]}").grid());
  }

  @Test
  void aPresetReplacesKeysOutOfPairs() {
    SuiteConfig suite =
        suite(
            "suite: quick",
            "grid: {a+b: [[1, 5], [2, 5], [2, 6]], seed: [0]}",
            "presets:",
            "  one: {grid: {a: [7]}}",
            "  lite:",
            "  both: {grid: {b+seed: [[1, 2]], a: [3]}}");
    assertThat(suite.with("one").grid())
        .isEqualTo(suite("suite: x", "grid: {a: [7], b: [5, 6], seed: [0]}").grid());
    assertThat(suite.with("both").grid())
        .isEqualTo(suite("suite: x", "grid: {b+seed: [[1, 2]], a: [3]}").grid());
  }

  @Test
  void errorsNameFileAndLine() {
    assertError("quick.yaml:1: suite: the suite's name is missing", "about: x");
    assertError(
        "quick.yaml:2: unknown key 'row'; did you mean 'rows'? Known: suite, about, source, preset,"
            + " base, rows, grid, presets, search, launcher",
        "suite: quick",
        "row: []");
    assertError("quick.yaml:2: about: expected text, got nothing", "suite: quick", "about:");
    assertError(
        "quick.yaml:2: rows: expected a list of rows, got a mapping", "suite: quick", "rows: {}");
    assertError(
        "quick.yaml:2: rows: expected at least one row, got none", "suite: quick", "rows: []");
    assertError(
        "quick.yaml:3: rows[0]: expected a mapping, got 'ats'", "suite: quick", "rows:", "  - ats");
    assertError(
        "quick.yaml:2: grid.seed: expected a list of values, got '0'",
        "suite: quick",
        "grid: {seed: 0}");
    assertError(
        "quick.yaml:2: grid.seed: expected at least one value, got none",
        "suite: quick",
        "grid: {seed: []}");
    assertError(
        "quick.yaml:2: grid.seed: a value is listed twice",
        "suite: quick",
        "grid: {seed: [0, 1, 0]}");
    assertError(
        "quick.yaml:2: grid.dataset.task: this key has values already",
        "suite: quick",
        "grid: {task: [max], dataset.task: [max]}");
    assertError(
        "quick.yaml:3: grid.selector.patches + task[1]: expected 2 values, one per key, got 1",
        "suite: quick",
        "grid:",
        "  selector.patches + task: [[1, max], [2]]");
    assertError(
        "quick.yaml:4: grid.a + b[1]: expected a list of 2 values, one per key, got '3'",
        "suite: quick",
        "grid:",
        "  a + b: [[1, 2],",
        "    3]");
    assertError(
        "quick.yaml:2: grid.a+b: a value is listed twice",
        "suite: quick",
        "grid: {a+b: [[1, 2], [1, 2]]}");
    for (String keys : List.of("a+", "+a", "a+a", "task+dataset.task")) {
      assertError(
          "quick.yaml:2: grid." + keys + ": expected different keys with '+' between them",
          "suite: quick",
          "grid: {" + keys + ": [[1, 2]]}");
    }
    assertError(
        "quick.yaml:2: grid.b: this key has values already",
        "suite: quick",
        "grid: {a+b: [[1, 2]], b: [1]}");
    assertError(
        "quick.yaml:3: rows[0].grid.seed: expected a list of values, got '0'",
        "suite: quick",
        "rows:",
        "  - grid: {seed: 0}");
    assertError(
        "quick.yaml:3: unknown key 'presets.lite.bas'; did you mean 'base'? Known: base, rows, grid, search, launcher",
        "suite: quick",
        "presets:",
        "  lite: {bas: {}}");
    assertError(
        "quick.yaml:2: preset: unknown preset 'papr'; did you mean 'paper'? Known: lite, paper",
        "suite: quick",
        "preset: papr",
        "presets: {lite: {}, paper: {}}");
    assertError(
        "quick.yaml:1: preset: unknown preset 'lite'; did you mean 'paper'? Known: paper",
        "suite: quick",
        "presets: {paper: {}}");
  }

  private static void assertError(String message, String... lines) {
    assertThatThrownBy(() -> suite(lines)).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @Test
  void anUnknownPresetListsThoseThereAre() {
    assertThatThrownBy(() -> suite("suite: quick", "presets: {lite: , paper: }").with("papers"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "unknown preset 'papers' of suite 'quick'; did you mean 'paper'? Known: lite, paper");
  }
}
