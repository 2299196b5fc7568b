package io.ats.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.geometry.PatchSize;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.selectors.UniformOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One size is a word, several are a list. */
class PatchSizeOptionTest {

  private static PatchSizes bind(String line) {
    return RecordBinder.bind(Yaml.parse(line), UniformOptions.DEFAULTS, "selector")
        .patch()
        .patchSize();
  }

  private static String written(String line) {
    return ConfigWriter.yaml(
        RecordBinder.bind(Yaml.parse(line), UniformOptions.DEFAULTS, "selector"));
  }

  /** A trial's name has a hash of this text: a square is written as the number it always was. */
  @Test
  void aSquareIsANumber() {
    assertThat(bind("patch-size: 32")).isEqualTo(PatchSizes.square(32));
    assertThat(written("patches: 3"))
        .isEqualTo("patches: 3\npatch-size: 50\nborder: zero\nsampling: random\n");
    assertThat(written("patch-size: [32]")).contains("\npatch-size: 32\n");
  }

  @Test
  void rectanglesAndLists() {
    assertThat(bind("patch-size: 40x60").each()).containsExactly(new PatchSize(40, 60));
    assertThat(bind("patch-size: [32, 32x64, 64x32]").each())
        .containsExactly(new PatchSize(32, 32), new PatchSize(32, 64), new PatchSize(64, 32));
    assertThat(written("patch-size: 40x60")).contains("\npatch-size: 40x60\n");
    assertThat(written("patch-size: [32, 32x64]")).contains("\npatch-size: [32, 32x64]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patch-size: 0 | patch-size must be from 1 to 100000, got 0",
        "patch-size: wide | patch-size must be a whole number from 1 to 100000, or height and width"
            + " such as 40x60, got 'wide'",
        "patch-size: 4.5 | got '4.5'",
        "patch-size: [] | patch-size must name a size or more, got an empty list",
        "patch-size: [8, 8] | patch-size names a size twice",
        "patch-size: {height: 4} | expected a size or list of sizes, got",
        "patch-size: [[8, 9]] | expected a size or list of sizes, got",
      })
  void whatIsNoSizeIsAnErrorWithItsLine(String line, String message) {
    assertThatThrownBy(() -> bind(line))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("selector.patch-size")
        .hasMessageContaining(message);
  }

  @Test
  void itIsDescribed() {
    OptionDoc doc =
        Describe.options(UniformOptions.DEFAULTS).stream()
            .filter(each -> each.key().equals("patch-size"))
            .findFirst()
            .orElseThrow();
    assertThat(List.of(doc.type(), doc.defaultValue(), doc.range()))
        .containsExactly("size or list of sizes", "50", "from 1 to 100000");
  }
}
