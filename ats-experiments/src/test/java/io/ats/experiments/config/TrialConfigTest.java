package io.ats.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.plugin.Component;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import io.ats.experiments.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialConfigTest {

  private static final String[] PLAIN = {
    "dataset: {name: mnist}",
    "selector: {name: ats}",
    "encoder: {name: lenet}",
    "aggregator: {name: mean}"
  };

  private static ConfigNode with(String... lines) {
    return Trees.merge(Yaml.parse(PLAIN), Yaml.parse(lines));
  }

  private static TrialConfig resolve(String... lines) {
    return Fakes.resolver().resolve(with(lines));
  }

  private static String id(String... lines) {
    return TrialId.of(resolve(lines));
  }

  @Test
  void everyDefaultIsWrittenOut() {
    assertThat(resolve("seed: 3").yaml())
        .startsWith(
            """
            dataset:
              name: mnist
              task: majority
              size: 1500
            position-channels: false
            selector:
              name: ats
              patches: 10
              gradient: score-map
              noise:
                sigma: 0.5
                samples: 500
              widths: [8, 16]
            encoder:
              name: lenet
              features: 128
            aggregator:
              name: mean
            objective:
              score-function:
                reward: loss
            """)
        .endsWith("    jitter: 0\nseed: 3\n");
  }

  private static void assertReadsBack(TrialConfig trial) {
    ConfigNode written = ConfigNode.parse(trial.yaml(), "config.yaml");
    TrialConfig again = Fakes.resolver().resolve(written);
    assertThat(again).isEqualTo(trial);
    assertThat(TrialId.of(again)).isEqualTo(TrialId.of(trial));
  }

  @Test
  void itsYamlReadsBackAsTheSameTrial() {
    assertReadsBack(resolve("selector: {patches: 4, widths: []}", "training: {epochs: 2}"));
  }

  @Test
  void positionChannelsStandAfterTheDataset() {
    TrialConfig on = resolve("position-channels: true");
    assertThat(on.positionChannels()).isTrue();
    assertThat(on.yaml()).contains("  size: 1500\nposition-channels: true\nselector:\n");
    assertReadsBack(on);
  }

  @Test
  void componentsCarryTheirOptions() {
    TrialConfig trial = resolve("selector: {patches: 4}", "dataset: {size: 9}");
    DatasetSpec dataset = trial.dataset().spec();
    SelectorSpec selector = trial.selector().spec();
    assertThat(selector.patches(dataset.image())).isEqualTo(4);
    assertThat(dataset.image().height()).isEqualTo(9);
    assertThat(dataset.target().name()).isEqualTo("majority");
    assertThat(trial.encoder().spec()).isEqualTo(new Fakes.Lenet(128));
    assertThat(trial.aggregator().spec()).isEqualTo(new Fakes.Mean());
    assertThatThrownBy(() -> selector.create(dataset.image())).hasMessage("made of 4 patches");
  }

  @Test
  void idsAreReadable() {
    assertThat(id()).matches("mnist-majority-ats-mean-seed0-[0-9a-f]{10}");
    assertThat(id("dataset: {task: max}", "selector: {name: whole-image}", "seed: 7"))
        .matches("mnist-max-whole-image-mean-seed7-[0-9a-f]{10}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed: 0",
        "position-channels: false",
        "training: {picture-every: 0}",
        "selector: {patches: 10}",
        "selector: {widths: [8, 16], noise: {sigma: 5e-1}}",
        "dataset: {size: 1500}",
        "training: {learning-rate: 1e-3, augmentation: {gain: 0.0}}",
        "objective: {score-function: {baseline: leave-one-out}}",
        "training:"
      })
  void spellingOutADefaultKeepsTheId(String line) {
    assertThat(id(line)).isEqualTo(id());
  }

  @Test
  void idsDifferWhenAnyOptionDiffers() {
    List<String> ids = new ArrayList<>(List.of(id()));
    for (String line :
        List.of(
            "seed: 1",
            "position-channels: true",
            "dataset: {task: max}",
            "dataset: {size: 1501}",
            "selector: {name: whole-image}",
            "selector: {patches: 11}",
            "selector: {gradient: reference}",
            "selector: {noise: {sigma: 0.50000001}}",
            "selector: {widths: [8]}",
            "encoder: {features: 64}",
            "aggregator: {name: other-mean}",
            "objective: {score-function: {reward: bounded}}",
            "objective: {score-function: {weight: 2}}",
            "training: {epochs: 11}",
            "training: {picture-every: 1}",
            "training: {deletion: true}",
            "training: {augmentation: {bias: 1}}")) {
      ids.add(id(line));
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids.stream().map(id -> id.substring(id.lastIndexOf('-')))).doesNotHaveDuplicates();
  }

  @Test
  void longNamesAreCutButKeepTheSeed() {
    TrialConfig trial = resolve("seed: 12");
    Component<DatasetSpec> dataset =
        new Component<>("A_very.Long".repeat(9), trial.dataset().spec());
    TrialConfig renamed =
        new TrialConfig(
            dataset,
            trial.positionChannels(),
            trial.selector(),
            trial.encoder(),
            trial.aggregator(),
            trial.objective(),
            trial.training(),
            trial.seed());
    assertThat(TrialId.of(renamed)).hasSizeLessThanOrEqualTo(71).matches("a-very-long.*-seed12-.*");
  }

  @Test
  void errorsNameFileAndLine() {
    assertError(
        "quick.yaml:2: unknown key 'trainig'; did you mean 'training'? Known: dataset,"
            + " position-channels, selector, encoder, aggregator, objective, training, seed",
        "",
        "trainig: {}");
    assertError(
        "quick.yaml:2: selector.name: unknown selector 'atz'; did you mean 'ats'? "
            + "Known: ats, whole-image; if a plugin brings it, give its jar with --plugin JAR",
        "",
        "selector: {name: atz}");
    assertError(
        "quick.yaml:3: unknown key 'selector.pathces'; did you mean 'patches'? "
            + "Known: patches, gradient, noise, widths (selector 'ats')",
        "selector:",
        "  name: ats",
        "  pathces: 3");
    assertError(
        "quick.yaml:1: unknown key 'aggregator.x'; there are no options (aggregator 'mean')",
        "aggregator: {x: 1}");
    assertError(
        "quick.yaml:2: selector: patches must be at most 100 here, got 101",
        "",
        "selector: {patches: 101}");
    assertError(
        "quick.yaml:1: position-channels: expected true or false, got 'yes'",
        "position-channels: 'yes'");
    assertError("quick.yaml:1: seed: expected a whole number at least 0, got '-1'", "seed: -1");
    assertError(
        "quick.yaml:3: training: milestones [5.0] are not all below epochs 2",
        "training:",
        "  epochs: 2",
        "  milestones: [5]",
        "  schedule: step");
    assertThatThrownBy(() -> Fakes.resolver().resolve(Yaml.parse("dataset: {name: mnist}")))
        .hasMessage("quick.yaml:1: selector: its 'name' is missing");
    assertThatThrownBy(() -> Fakes.resolver().resolve(Yaml.parse("", "dataset: {size: 3}")))
        .hasMessage("quick.yaml:2: dataset: its 'name' is missing");
    assertThatThrownBy(() -> Fakes.resolver().resolve(Yaml.parse("dataset: mnist")))
        .hasMessage("quick.yaml:1: dataset: expected a mapping, got 'mnist'");
  }

  private static void assertError(String message, String... lines) {
    assertThatThrownBy(() -> resolve(lines))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void theSelectorsLearningRateIsTheOthersUnlessGiven() {
    assertThat(resolve().training().effectiveSelectorLearningRate()).isEqualTo(1e-3);
    assertThat(
            resolve("training: {selector-learning-rate: 1e-4}")
                .training()
                .effectiveSelectorLearningRate())
        .isEqualTo(1e-4);
  }
}
