package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.run.SuiteRun;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.tune.SearchSpace;
import io.ats.experiments.tune.Tuning;
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

  private static void check(SuiteConfig suite, String preset, List<PlannedTrial> trials) {
    RunFolder none = new RunFolder(Path.of("none"));
    new SuiteRun(none, ResolvedSuite.of(suite, preset, trials), trials, null).check();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPresetCanBeRun(String name) {
    SuiteConfig suite = INJECTOR.getInstance(Suites.class).load(name);
    assertThat(suite.name()).isEqualTo(name);
    assertThat(suite.about()).isNotBlank();
    assertThat(suite.source()).isNotBlank();
    if (!List.of("quick", "smoke", "training-step").contains(name)) {
      assertThat(suite.presets()).containsKeys("paper", "lite", "smoke");
      assertThat(suite.presets().keySet()).isSubsetOf("paper", "lite", "smoke", "study");
    }
    for (String preset : suite.presets().keySet()) {
      List<PlannedTrial> trials =
          INJECTOR.getInstance(SuiteExpansion.class).expand(suite, preset, List.of(), List.of());
      assertThat(trials).isNotEmpty();
      check(suite, preset, trials);
      SearchSpace space = SearchSpace.of(suite.with(preset).search());
      if (!space.isEmpty()) {
        space.requireUsed(trials.stream().map(PlannedTrial::config).toList(), name);
        Resolver resolver = INJECTOR.getInstance(Resolver.class);
        check(suite, preset, new Tuning(resolver, space, trials, name).first());
      }
    }
  }
}
