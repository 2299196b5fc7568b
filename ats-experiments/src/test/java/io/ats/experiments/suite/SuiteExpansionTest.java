package io.ats.experiments.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.plugin.Component;
import io.ats.experiments.config.Fakes;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import io.ats.experiments.yaml.Trees;
import io.ats.experiments.yaml.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteExpansionTest {

  private static final String[] BASE = {
    "suite: quick",
    "base:",
    "  dataset: {name: mnist, task: majority}",
    "  selector: {name: ats, patches: 8}",
    "  encoder: {name: lenet}",
    "  aggregator: {name: mean}",
    "  training: {epochs: 3}"
  };

  private static final String[] TWO_ROWS = {
    "rows:",
    "  - label: ats (reference gradient)",
    "    selector: {gradient: reference}",
    "  - selector: {name: whole-image}",
    "grid:",
    "  task: [majority, max]",
    "  seed: [0, 1]"
  };

  private static SuiteConfig suite(String... lines) {
    String text = String.join("\n", BASE) + "\n" + String.join("\n", lines);
    return SuiteConfig.of(ConfigNode.parse(text, "quick.yaml"));
  }

  private static List<PlannedTrial> expand(SuiteConfig suite, List<String> only, String... set) {
    return new SuiteExpansion(Fakes.resolver()).expand(suite, suite.preset(), only, List.of(set));
  }

  private static List<String> shown(List<PlannedTrial> trials) {
    return trials.stream()
        .map(trial -> trial.variant() + " " + trial.id().replaceAll("-[0-9a-f]*$", ""))
        .toList();
  }

  private static void assertError(
      String message, SuiteConfig suite, List<String> only, String... set) {
    assertThatThrownBy(() -> expand(suite, only, set))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void rowsAreMultipliedByTheGrid() {
    List<PlannedTrial> trials = expand(suite(TWO_ROWS), List.of());
    assertThat(shown(trials))
        .containsExactly(
            "ats (reference gradient) mnist-majority-ats-mean-seed0",
            "whole-image mnist-majority-whole-image-mean-seed0",
            "ats (reference gradient) mnist-majority-ats-mean-seed1",
            "whole-image mnist-majority-whole-image-mean-seed1",
            "ats (reference gradient) mnist-max-ats-mean-seed0",
            "whole-image mnist-max-whole-image-mean-seed0",
            "ats (reference gradient) mnist-max-ats-mean-seed1",
            "whole-image mnist-max-whole-image-mean-seed1");
    assertThat(trials).extracting(PlannedTrial::id).doesNotHaveDuplicates();
    TrialConfig first = trials.get(0).config();
    assertThat(Trees.leaves(first.tree()))
        .containsEntry("selector.patches", "8")
        .containsEntry("selector.gradient", "reference")
        .containsEntry("training.epochs", "3");
    assertThat(trials.get(1).config().selector())
        .isEqualTo(new Component<>("whole-image", new Fakes.Whole()));
  }

  @Test
  void withoutRowsTheBaseIsTheOnlyOne() {
    assertThat(shown(expand(suite(), List.of())))
        .containsExactly("ats mnist-majority-ats-mean-seed0");
  }

  @Test
  void whatTheGridVariesIsPartOfTheVariantUnlessResultsHaveAColumnOfIt() {
    assertThat(
            expand(
                suite(
                    "grid:",
                    "  selector.patches: [4, 8]",
                    "  training.epochs: [1]",
                    "  objective.score-function.weight: [0, 0.1]",
                    "  aggregator.name: [mean, other-mean]"),
                List.of("aggregator=mean")))
        .extracting(PlannedTrial::variant)
        .containsExactly(
            "ats patches=4, objective.score-function.weight=0",
            "ats patches=4, objective.score-function.weight=0.1",
            "ats patches=8, objective.score-function.weight=0",
            "ats patches=8, objective.score-function.weight=0.1");
  }

  @Test
  void pairedListsAdvanceTogether() {
    SuiteConfig suite =
        suite("grid:", "  seed: [0, 1]", "  selector.patches + dataset.size: [[4, 100], [8, 50]]");
    assertThat(expand(suite, List.of()))
        .extracting(trial -> trial.variant() + " seed " + trial.config().seed())
        .containsExactly(
            "ats patches=4, size=100 seed 0",
            "ats patches=8, size=50 seed 0",
            "ats patches=4, size=100 seed 1",
            "ats patches=8, size=50 seed 1");
    assertThat(Trees.leaves(expand(suite, List.of()).get(1).config().tree()))
        .containsEntry("selector.patches", "8")
        .containsEntry("dataset.size", "50");
    assertThat(expand(suite, List.of("seed=0"), "dataset.size=9"))
        .extracting(PlannedTrial::variant)
        .containsExactly("ats patches=4", "ats patches=8");
  }

  @Test
  void aRowHasAGridOfItsOwn() {
    String[] lines = {
      "rows:",
      "  - grid: {selector.patches: [4, 8]}",
      "  - selector: {name: whole-image}",
      "grid: {seed: [0, 1]}"
    };
    assertThat(expand(suite(lines), List.of()))
        .extracting(trial -> trial.variant() + " seed " + trial.config().seed())
        .containsExactly(
            "ats patches=4 seed 0",
            "ats patches=8 seed 0",
            "whole-image seed 0",
            "ats patches=4 seed 1",
            "ats patches=8 seed 1",
            "whole-image seed 1");
    assertError(
        "quick.yaml:9: grid.seed: the suite's grid has this key already",
        suite("rows:", "  - grid: {seed: [4, 8]}", "grid: {seed: [0, 1]}"),
        List.of());
    assertError(
        "quick.yaml:9: selector.patches: expected a whole number at least 1, got '0'",
        suite("rows:", "  - grid: {selector.patches: [4, 0]}"),
        List.of());
  }

  @Test
  void wholeComponentsCanStandInTheGrid() {
    assertThat(
            shown(
                expand(
                    suite("grid:", "  selector: [{name: ats}, {name: whole-image}]"), List.of())))
        .containsExactly(
            "ats mnist-majority-ats-mean-seed0",
            "whole-image mnist-majority-whole-image-mean-seed0");
  }

  @Test
  void presetsScaleTheSuite() {
    SuiteConfig suite =
        suite(
            "presets:",
            "  lite: {base: {training: {epochs: 1}}}",
            "  paper: {grid: {seed: [0, 1]}}");
    SuiteExpansion expansion = new SuiteExpansion(Fakes.resolver());
    assertThat(expansion.expand(suite, "lite", List.of(), List.of()))
        .singleElement()
        .satisfies(trial -> assertThat(trial.config().training().epochs()).isEqualTo(1));
    assertThat(expansion.expand(suite, "paper", List.of(), List.of()))
        .hasSize(2)
        .allSatisfy(trial -> assertThat(trial.config().training().epochs()).isEqualTo(3));
    assertThatThrownBy(() -> expansion.expand(suite, "full", List.of(), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("Known: lite, paper");
  }

  @Test
  void onlyKeepsWhatMatchesEveryArgument() {
    SuiteConfig suite = suite(TWO_ROWS);
    assertThat(shown(expand(suite, List.of("selector=ats", "seed=1", "task=max"))))
        .containsExactly("ats (reference gradient) mnist-max-ats-mean-seed1");
    assertThat(expand(suite, List.of("selector=ats, whole-image"))).hasSize(8);
    assertThat(expand(suite, List.of("variant=ats (reference gradient)"))).hasSize(4);
    assertThat(expand(suite, List.of("encoder=lenet", "aggregator=mean", "dataset=mnist")))
        .hasSize(8);
    assertThat(expand(suite, List.of("selector.patches=8"))).hasSize(4);
    assertThat(expand(suite, List.of("training.learning-rate=1e-3"))).hasSize(8);
    assertThat(expand(suite, List.of("selector.widths=[8, 16]"))).hasSize(4);
  }

  @Test
  void onlyTellsACommaInALabelFromOneBetweenLabels() {
    SuiteConfig suite =
        suite(
            "rows:",
            "  - label: ats, 5 of 50",
            "    selector: {name: ats, patches: 5}",
            "  - label: ats, 5",
            "    selector: {name: ats, patches: 6}",
            "  - label: whole",
            "    selector: {name: whole-image}");
    assertThat(expand(suite, List.of("variant=ats, 5 of 50, whole")))
        .extracting(PlannedTrial::variant)
        .containsExactly("ats, 5 of 50", "whole");
    assertThat(expand(suite, List.of("variant=ats, 5, ats, 5 of 50,whole"))).hasSize(3);
    assertThat(expand(suite, List.of("variant=ats, 5"))).hasSize(1);
    assertError(
        "--only variant=ats, 5, ats: no trial has the variant 'ats'; there are: 'ats, 5 of 50',"
            + " 'ats, 5', whole",
        suite,
        List.of("variant=ats, 5, ats"));
  }

  @Test
  void onlySaysWhatThereIs() {
    SuiteConfig suite = suite(TWO_ROWS);
    assertError(
        "--only seed=0,7: no trial has the seed '7'; there are: 0, 1", suite, List.of("seed=0,7"));
    assertError(
        "--only selector=atz: no trial has the selector 'atz'; there are: ats, whole-image",
        suite,
        List.of("selector=atz"));
    assertError(
        "--only selektor=ats: no trial has a key 'selektor'; did you mean 'selector'? Known: "
            + "selector, seed, task, encoder, aggregator, dataset, variant, and every option's"
            + " dotted key",
        suite,
        List.of("selektor=ats"));
    assertError(
        "--only selector.patches=8 --only selector=whole-image: no trial is left",
        suite,
        List.of("selector.patches=8", "selector=whole-image"));
    for (String argument : List.of("selector", "=ats", "selector=")) {
      assertError(
          "--only " + argument + ": expected key=value[,value], with a key such as selector",
          suite,
          List.of(argument));
    }
  }

  @Test
  void setAppliesToEveryTrialAndStopsTheGrid() {
    List<PlannedTrial> trials =
        expand(suite(TWO_ROWS), List.of(), "training.epochs=5", "task=max", "seed=9");
    assertThat(shown(trials))
        .containsExactly(
            "ats (reference gradient) mnist-max-ats-mean-seed9",
            "whole-image mnist-max-whole-image-mean-seed9");
    assertThat(trials)
        .allSatisfy(trial -> assertThat(trial.config().training().epochs()).isEqualTo(5));
  }

  @Test
  void theLaterOfTwoSettingsWinsAndANameKeepsTheOptionsSetBeforeIt() {
    SuiteConfig suite = suite("grid: {selector.patches: [1, 2]}");
    assertThat(expand(suite, List.of(), "selector.patches=4", "selector.patches=5"))
        .extracting(trial -> Trees.leaves(trial.config().tree()).get("selector.patches"))
        .containsExactly("5");
    SuiteConfig other = suite("rows: [{selector: {name: whole-image}}]");
    assertThat(expand(other, List.of(), "selector.patches=4", "selector.name=ats"))
        .extracting(trial -> Trees.leaves(trial.config().tree()).get("selector.patches"))
        .containsExactly("4");
    assertThat(expand(other, List.of(), "selector={name: ats, widths: [3]}"))
        .extracting(trial -> Trees.leaves(trial.config().tree()).get("selector.widths"))
        .containsExactly("[3]");
  }

  @Test
  void setErrorsNameTheArgument() {
    SuiteConfig suite = suite();
    assertError(
        "--set trainig.epochs=5: unknown key 'trainig'; did you mean 'training'? Known: dataset,"
            + " position-channels, selector, encoder, aggregator, objective, training, seed",
        suite,
        List.of(),
        "trainig.epochs=5");
    assertError(
        "--set selector.pathces=4: unknown key 'selector.pathces'; did you mean 'patches'? "
            + "Known: patches, gradient, noise, widths (selector 'ats')",
        suite,
        List.of(),
        "selector.pathces=4");
    assertError(
        "--set training.epochs=ten: training.epochs: expected a whole number at least 0, got 'ten'",
        suite,
        List.of(),
        "training.epochs=ten");
    assertError(
        "--set training.epochs=: training.epochs: expected a whole number at least 0, got nothing",
        suite,
        List.of(),
        "training.epochs=");
    assertError(
        "--set seed=[: not valid YAML: expected the node content, but found '<stream end>'",
        suite,
        List.of(),
        "seed=[");
    for (String argument : List.of("epochs", "=5", "a..b=5", ".a=1", "a.=1")) {
      assertError(
          "--set " + argument + ": expected key=value, with a key such as training.epochs",
          suite,
          List.of(),
          argument);
    }
  }

  @Test
  void trialsLeftOutMayBeWrong() {
    SuiteConfig suite = suite(TWO_ROWS);
    assertThat(expand(suite, List.of("selector=ats"), "selector.patches=4")).hasSize(4);
    String wrong =
        "--set selector.patches=4: unknown key 'selector.patches'; there are no options (selector"
            + " 'whole-image')";
    assertError(
        wrong + "; other rows have it: choose them with --only selector=ats",
        suite,
        List.of(),
        "selector.patches=4");
    assertError(wrong, suite, List.of("selector=whole-image"), "selector.patches=4");
    assertError(
        "--set training.epoch=1: unknown key 'training.epoch'; did you mean 'epochs'? Known: "
            + String.join(", ", ConfigWriter.tree(TrainingConfig.DEFAULTS).entries().keySet()),
        suite,
        List.of("training.batch-size=16"),
        "training.epoch=1");
  }

  @Test
  void theSameTrialTwiceIsAnError() {
    SuiteConfig suite = suite("rows:", "  - {}", "  - label: again", "    selector: {patches: 8}");
    assertThatThrownBy(() -> expand(suite, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(
            "quick.yaml:10: rows 'ats' \\(quick.yaml:9\\) and 'again' \\(quick.yaml:10\\) are the"
                + " same trial mnist-majority-ats-mean-seed0-[0-9a-f]{10}; remove one or change its"
                + " options");
  }

  @Test
  void rowsThatNoTableCouldTellApartAreAnError() {
    assertError(
        "quick.yaml:10: rows 'ats' (quick.yaml:9) and 'ats' (quick.yaml:10) differ but have one"
            + " name; give one of them another 'label'",
        suite("rows:", "  - selector: {patches: 4}", "  - selector: {patches: 8}"),
        List.of());
    assertThat(
            expand(suite("rows: [{}, {encoder: {features: 3}}, {dataset: {size: 9}}]"), List.of()))
        .hasSize(3);
  }

  @Test
  void errorsInRowsAndGridNameTheirLines() {
    assertError(
        "quick.yaml:9: selector.patches: expected a whole number at least 1, got '0'",
        suite("rows:", "  - selector: {patches: 0}"),
        List.of());
    assertError(
        "quick.yaml:10: dataset.task: expected majority or max, got 'mx'",
        suite("grid:", "  task: [majority,", "    mx]"),
        List.of());
    assertThatThrownBy(
            () ->
                expand(
                    SuiteConfig.of(Yaml.parse("suite: x", "rows:", "  - seed: 1")),
                    List.of(),
                    "training.epochs=1"))
        .hasMessage("quick.yaml:3: dataset: its 'name' is missing");
  }

  @Test
  void aRowsTuningIsKept() {
    SuiteConfig suite =
        suite("rows:", "  - {tuning-trials: 20, label: a}", "  - {label: b, seed: 1}");
    List<PlannedTrial> trials = expand(suite, List.of());
    assertThat(trials).extracting(PlannedTrial::tuningTrials).containsExactly(20, 0);
    String yaml = ResolvedSuite.of(suite, "lite", trials).yaml();
    assertThat(yaml).containsOnlyOnce("    tuning-trials: 20\n");
    assertThat(ResolvedSuite.of(ConfigNode.parse(yaml, "suite.yaml")).trials())
        .extracting(ResolvedSuite.Entry::tuningTrials)
        .containsExactly(20, 0);
    assertThatThrownBy(() -> suite("rows:", "  - {tuning-trials: many}"))
        .hasMessageEndingWith("rows[0].tuning-trials: expected a number of trials, got 'many'");
  }

  @Test
  void theResolvedSuiteReadsBack() {
    SuiteConfig suite = suite("about: 'one: line'", "grid: {seed: [0, 1]}");
    ResolvedSuite resolved = ResolvedSuite.of(suite, "lite", expand(suite, List.of()));
    String yaml = resolved.yaml();
    assertThat(yaml)
        .startsWith(
            "suite: quick\nabout: \"one: line\"\nsource: \"\"\npreset: lite\ntrials:\n  - id: mnist-");
    assertThat(ResolvedSuite.of(ConfigNode.parse(yaml, "suite.yaml"))).isEqualTo(resolved);
    assertThatThrownBy(
            () -> ResolvedSuite.of(ConfigNode.parse(yaml.replace("    variant: ats\n", ""), "s")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("s:6: trials[0].variant: is missing");
    assertThatThrownBy(() -> ResolvedSuite.of(ConfigNode.parse("suite: x\nabout: y", "s")))
        .hasMessage("s:1: trials: is missing");
  }

  @Test
  void anEmptySectionChangesNothing() {
    List<PlannedTrial> plain = expand(suite("grid:", "  training.epochs: [1, 2]"), List.of());
    assertThat(
            expand(
                suite(
                    "rows:",
                    "  - training:",
                    "      # epochs: 9",
                    "    selector: {noise: }",
                    "    objective:",
                    "grid:",
                    "  training.epochs: [1, 2]",
                    "presets:",
                    "  lite:",
                    "    base:",
                    "      training:",
                    "      selector:"),
                List.of()))
        .isEqualTo(plain);
    assertThat(expand(suite("grid:", "  training.epochs: [1, 2]"), List.of(), "training="))
        .isEqualTo(plain);
    assertThat(expand(suite(), List.of(), "training.epochs=4", "training="))
        .isEqualTo(expand(suite(), List.of(), "training.epochs=4"));
    assertThat(expand(suite("grid: {training: [null]}"), List.of()))
        .extracting(PlannedTrial::id)
        .isEqualTo(expand(suite(), List.of()).stream().map(PlannedTrial::id).toList());
  }

  @Test
  void anEmptyOptionIsAnError() {
    assertError(
        "--set training.epochs=: training.epochs: expected a whole number at least 0, got nothing",
        suite(),
        List.of(),
        "training.epochs=");
    assertError(
        "--set seed=: seed: expected a whole number at least 0, got nothing",
        suite("grid: {seed: [0, 1]}"),
        List.of(),
        "seed=");
  }

  @Test
  void textIsNotRefinedByOptions() {
    assertError(
        "quick.yaml:8: expected a mapping, got '1'",
        suite("grid: {training: [1], training.epochs: [2]}"),
        List.of());
    assertError(
        "quick.yaml:9: expected a mapping, got a list",
        suite("rows:", "  - selector: [1]"),
        List.of(),
        "selector.patches=3");
  }

  @Test
  void aSettingThatOtherRowsHaveProposesToChooseThem() {
    assertThatThrownBy(() -> expand(suite(TWO_ROWS), List.of(), "selector.patches=3"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("--set selector.patches=3: unknown key 'selector.patches'")
        .hasMessageEndingWith("other rows have it: choose them with --only selector=ats");
    assertThat(expand(suite(TWO_ROWS), List.of("selector=ats"), "selector.patches=3")).hasSize(4);
    assertThatThrownBy(() -> expand(suite(TWO_ROWS), List.of(), "selector.pachtes=3"))
        .hasMessageNotContaining("--only");
  }

  @Test
  void labelAndTaskAreProposedForWhatTheyAreTakenFor() {
    assertThatThrownBy(() -> expand(suite("rows:", "  - name: mine"), List.of()))
        .hasMessageStartingWith("quick.yaml:9: unknown key 'name'; did you mean 'label'?");
    assertThatThrownBy(() -> expand(suite("rows:", "  - task: max"), List.of()))
        .hasMessageStartingWith(
            "quick.yaml:9: unknown key 'task'; did you mean 'dataset: {task: ...}'?");
    assertThatThrownBy(() -> SuiteConfig.of(Yaml.parse("name: mine")))
        .hasMessageStartingWith("quick.yaml:1: unknown key 'name'; did you mean 'suite'?");
  }
}
