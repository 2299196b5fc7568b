package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.Published;
import io.ats.experiments.report.Published.Row;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The presets of the saccading suites are the experiments of Ramapuram et al., BMVC 2019. */
class SaccadingSuitesTest {

  private static final Published PUBLISHED = Main.injector(List.of()).getInstance(Published.class);

  private static Set<String> values(List<Row> rows, String option) {
    return rows.stream().map(row -> row.settings().get(option)).collect(Collectors.toSet());
  }

  private static List<Row> rows(String suite, String preset, String task) {
    List<Row> rows =
        PUBLISHED.rows(suite, preset).stream().filter(row -> row.task().equals(task)).toList();
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static List<Row> saccades(List<Row> rows) {
    List<Row> found = rows.stream().filter(row -> row.selector().equals("saccade")).toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  /** Section 4.1: digits are summed "without clutter". */
  @Test
  void theSumIsOfDigitsWithoutClutter() {
    List<Row> sum = rows("two-digit-mnist", "paper", "sum");
    List<Row> identify = rows("two-digit-mnist", "paper", "identify");
    assertThat(values(sum, "dataset.clutter")).containsExactly("0");
    assertThat(values(identify, "dataset.clutter")).containsExactly("8");
    assertThat(sum).hasSameSizeAs(identify);
    assertThat(values(saccades(sum), "selector.patch-size")).containsExactly("32");
    assertThat(values(saccades(identify), "selector.patch-size")).containsExactly("64");
    assertThat(values(PUBLISHED.rows("two-digit-mnist", "lite"), "dataset.task"))
        .containsExactly("identify");
  }

  /** Section 7.3: the posterior's samples are the parameters of the transform. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "two-digit-mnist",
        "large-mnist",
        "proxy-noise",
        "fixed-variance",
        "localised-transformer",
        "marines"
      })
  void theLatentVariableIsTheTransform(String suite) {
    List<Row> found = saccades(PUBLISHED.rows(suite, "paper"));
    assertThat(values(found, "selector.latent-is-transform")).containsExactly("true");
    assertThat(values(found, "selector.network.latent")).containsExactly("3");
    assertThat(values(found, "selector.network.normalisation")).containsExactly("true");
    assertThat(values(found, "selector.beta")).containsExactly("1");
    assertThat(values(found, "selector.inference")).containsExactly("mean");
    assertThat(values(found, "training.clip-value")).containsExactly("0.25");
    assertThat(values(found, "encoder.name")).containsExactly("fully-convolutional");
  }

  /** Section 4.1.1. */
  @Test
  void variancesAreFixedNotDeviations() {
    List<Row> rows = PUBLISHED.rows("fixed-variance", "paper");
    assertThat(values(rows, "selector.variance"))
        .containsExactlyInAnyOrder("0", "0.6", "0.9", "1.2", "1.4", "1.6", "2", "5");
    assertThat(values(PUBLISHED.rows("fixed-variance", "lite"), "selector.latent-is-transform"))
        .as("a learned layer would undo the variance")
        .containsExactly("true");
  }

  /** Section 4.3: the minimap is "not directly for classification". */
  @ParameterizedTest
  @ValueSource(strings = {"paper", "lite", "smoke"})
  void theMinimapIsNotForClassification(String preset) {
    assertThat(values(saccades(PUBLISHED.rows("marines", preset)), "selector.join-state"))
        .containsExactly("false");
  }

  /** Section 4.1: logits are summed and "run through a dense layer". */
  @Test
  void theLogitsOf144CropsAreSummed() {
    List<Row> crops =
        PUBLISHED.rows("large-mnist", "paper").stream()
            .filter(row -> row.selector().equals("grid-crops"))
            .toList();
    assertThat(values(crops, "aggregator.name")).containsExactly("summed-logits");
    assertThat(values(crops, "aggregator.hidden")).containsExactly("[256]");
  }
}
