package io.ats.saccade.glimpse;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import io.ats.core.Prediction;
import io.ats.core.Selection.Part;
import io.ats.core.objective.Objective;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each term of the objective trains, and what it must not. */
class GlimpseGradientsTest {

  private static NDArray classification(Prediction prediction, NDArray labels) {
    NDArray repeated = Objective.repeat(labels, prediction.selection().repeats());
    return Pictured.OBJECTIVE.losses(prediction.logits(), repeated).mean();
  }

  /** The score-function term without the baseline's own loss. */
  private static NDArray policy(Prediction prediction, NDArray labels) {
    NDArray losses = Pictured.OBJECTIVE.losses(prediction.logits(), labels).stopGradient();
    NDArray expected = prediction.selection().part(Part.EXPECTED_COST).get().stopGradient();
    NDArray logs = prediction.selection().part(Part.LOG_PROBABILITY).get();
    return Pictured.OBJECTIVE.scoreFunction(logs, losses, expected);
  }

  private static NDArray baseline(Prediction prediction, NDArray labels) {
    return prediction.selection().part(Part.EXPECTED_COST).get().square().sum();
  }

  /** Returns the parts of the network that a term trains. */
  private static Set<String> trained(
      String name, boolean detach, BiFunction<Prediction, NDArray, NDArray> term) {
    try (Pictured pictured = Pictured.of(name, Map.of("policy", Pictured.policy(detach)))) {
      Map<String, Double> gradients = pictured.gradients(term);
      assertThat(gradients.values()).allSatisfy(g -> assertThat(Double.isFinite(g)).isTrue());
      return gradients.entrySet().stream()
          .filter(entry -> entry.getValue() > 0)
          .map(entry -> part(entry.getKey()))
          .collect(Collectors.toSet());
    }
  }

  /** {@code 01selector_03policy_01mean_…}: mean. */
  private static String part(String parameter) {
    for (String part :
        new String[] {"policy_01mean", "policy_02baseline", "glimpse", "core", "context"}) {
      if (parameter.contains(part)) {
        return part;
      }
    }
    if (parameter.startsWith("01")) {
      return parameter.contains("_03what_") ? "what" : "where";
    }
    return parameter.startsWith("02") ? "encoder" : "head";
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void ramsTermsTrainWhatTheyShould(boolean detach) {
    assertThat(trained("ram", detach, GlimpseGradientsTest::classification))
        .containsExactlyInAnyOrder("encoder", "head", "glimpse", "core");
    assertThat(trained("ram", detach, GlimpseGradientsTest::baseline))
        .containsExactly("policy_02baseline");
    Set<String> byPolicy = trained("ram", detach, GlimpseGradientsTest::policy);
    if (detach) {
      assertThat(byPolicy).containsExactly("policy_01mean");
    } else {
      assertThat(byPolicy).containsExactlyInAnyOrder("policy_01mean", "core", "glimpse", "encoder");
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void dramsTermsTrainWhatTheyShould(boolean detach) {
    assertThat(trained("dram", detach, GlimpseGradientsTest::classification))
        .containsExactlyInAnyOrder("encoder", "head", "glimpse", "what");
    assertThat(trained("dram", detach, GlimpseGradientsTest::baseline))
        .containsExactly("policy_02baseline");
    Set<String> byPolicy = trained("dram", detach, GlimpseGradientsTest::policy);
    if (detach) {
      assertThat(byPolicy).containsExactlyInAnyOrder("policy_01mean", "where", "context");
    } else {
      assertThat(byPolicy)
          .containsExactlyInAnyOrder(
              "policy_01mean", "where", "context", "what", "glimpse", "encoder");
    }
  }

  /** The engine's concatenation of a single array has no gradient. */
  @ParameterizedTest
  @CsvSource({"ram", "dram"})
  void oneGlimpseTrainsWhatItCan(String name) {
    try (Pictured pictured = Pictured.of(name, Map.of("patches", 1))) {
      Map<String, Double> gradients =
          pictured.gradients((p, labels) -> Pictured.OBJECTIVE.loss(p, labels));
      Set<String> parts =
          gradients.entrySet().stream()
              .filter(entry -> entry.getValue() > 0)
              .map(entry -> part(entry.getKey()))
              .collect(Collectors.toSet());
      assertThat(parts).contains("encoder", "glimpse", "head");
      assertThat(parts.contains("policy_01mean")).isEqualTo(name.equals("dram"));
    }
  }
}
