package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.core.objective.ObjectiveOptions;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.yaml.ConfigWriter;
import io.ats.experiments.yaml.Describe;
import io.ats.experiments.yaml.OptionDoc;
import io.ats.experiments.yaml.Trees;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of every component that is bound, and of the sections beside them. */
class BuiltInOptionsTest {

  private static final Catalogue CATALOGUE = Main.injector(List.of()).getInstance(Catalogue.class);

  static Stream<Arguments> components() {
    return CATALOGUE.kinds().stream()
        .flatMap(
            kind ->
                CATALOGUE.names(kind).stream()
                    .flatMap(
                        name ->
                            CATALOGUE.component(kind, name).stream()
                                .map(options -> Arguments.of(kind + " " + name, options))));
  }

  static Stream<Arguments> sections() {
    return Stream.of(
        Arguments.of("objective", ObjectiveOptions.DEFAULTS),
        Arguments.of("training", TrainingConfig.DEFAULTS),
        Arguments.of("launcher", LauncherConfig.DEFAULTS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"components", "sections"})
  void keysAreUniqueWrittenAndDescribed(String of, Record options) {
    List<OptionDoc> described = Describe.options(options);
    assertThat(described)
        .extracting(OptionDoc::key)
        .doesNotHaveDuplicates()
        .doesNotContain("name") // the component's own
        .containsExactlyElementsOf(Trees.leaves(ConfigWriter.tree(options)).keySet());
    assertThat(described).allSatisfy(option -> assertThat(option.doc()).isNotBlank());
  }
}
