package io.ats.experiments.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.experiments.config.Fakes;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LauncherConfigTest {

  private static final String SUITE =
      """
      suite: quick
      base:
        dataset: {name: mnist, task: majority}
        selector: {name: ats, patches: 8}
        encoder: {name: lenet}
        aggregator: {name: mean}
      launcher:
        time-limit: 90
        slurm: {partition: long, arguments: [--account=me]}
      presets:
        lite: {}
        paper:
          launcher: {memory: 4000, slurm: {gpus: 1, partition: gpu}}
      """;

  private static final SuiteExpansion EXPANSION = new SuiteExpansion(Fakes.resolver());

  private static SuiteConfig suite() {
    return SuiteConfig.of(ConfigNode.parse(SUITE, "quick.yaml"));
  }

  private static LauncherConfig launcher(String preset, String... set) {
    return EXPANSION.launcher(suite(), preset, List.of(set));
  }

  @Test
  void suiteThenPresetThenSettings() {
    assertThat(launcher("lite"))
        .isEqualTo(
            new LauncherConfig(
                90, 60, 0, 0, 1, new SlurmConfig("long", 0, List.of("--account=me"), 10)));
    assertThat(launcher("paper", "launcher.time-limit=5", "launcher.slurm.gpus=2"))
        .isEqualTo(
            new LauncherConfig(
                5, 60, 4000, 0, 1, new SlurmConfig("gpu", 2, List.of("--account=me"), 10)));
  }

  @Test
  void itDoesNotChangeTheTrials() {
    List<PlannedTrial> without = EXPANSION.expand(suite(), "lite", List.of(), List.of());
    List<PlannedTrial> with =
        EXPANSION.expand(suite(), "paper", List.of(), List.of("launcher.time-limit=5"));
    assertThat(with).isEqualTo(without).hasSize(1);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> launcher("lite", "launcher.time-limits=5"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("launcher.time-limits", "did you mean 'time-limit'");
    assertThatThrownBy(() -> launcher("lite", "launcher.memory=-1"))
        .hasMessageContainingAll("launcher.memory", "at least 0", "-1");
    assertThatThrownBy(() -> launcher("lite", "launcher.slurm.arguments=[account]"))
        .hasMessageContainingAll("launcher.slurm", "--account=NAME", "'account'");
    assertThatThrownBy(() -> launcher("lite", "launcher=5"))
        .hasMessageContainingAll("launcher", "expected a mapping");
  }
}
