package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.run.SuiteRun;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every preset of every built-in suite: its trials resolve, differ, and fit together. */
class BuiltInSuitesTest {

  private static final Injector INJECTOR = Main.injector(List.of());

  static Stream<String> names() {
    return INJECTOR.getInstance(Suites.class).names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPresetCanBeRun(String name) {
    SuiteConfig suite = INJECTOR.getInstance(Suites.class).load(name);
    assertThat(suite.name()).isEqualTo(name);
    assertThat(suite.about()).isNotBlank();
    assertThat(suite.source()).isNotBlank();
    if (!List.of("quick", "smoke", "training-step").contains(name)) {
      assertThat(suite.presets()).containsOnlyKeys("paper", "lite", "smoke");
    }
    for (String preset : suite.presets().keySet()) {
      List<PlannedTrial> trials =
          INJECTOR.getInstance(SuiteExpansion.class).expand(suite, preset, List.of(), List.of());
      assertThat(trials).isNotEmpty();
      RunFolder none = new RunFolder(Path.of("none"));
      new SuiteRun(none, ResolvedSuite.of(suite, preset, trials), trials, null).check();
    }
  }
}
