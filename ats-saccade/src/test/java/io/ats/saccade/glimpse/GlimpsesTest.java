package io.ats.saccade.glimpse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.math.Scalars;
import io.ats.core.options.OptionException;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What selections hold, and where the next glimpse lies. */
class GlimpsesTest {

  /** Returns the locations in [−1,1], {@code (N,T,2)}, from the regions. */
  private static NDArray locations(Selection selection) {
    NDArray regions = selection.regions();
    return regions.get(":,:,:2").add(regions.get(":,:,2:")).sub(1);
  }

  private static NDArray mean(Pictured pictured, String policy, NDArray state) {
    Block block = pictured.selector.getChildren().get(policy);
    return block
        .forward(new ParameterStore(pictured.manager, false), new NDList(state), false)
        .get(0);
  }

  @Test
  void ramLooksNextWhereThePolicySaysOfTheState() {
    try (Pictured pictured = Pictured.of("ram", Map.of())) {
      Selection selection = pictured.predict(false, 1).selection();
      NDArray states = selection.part(Part.FEATURES).get();
      assertThat(states.getShape()).isEqualTo(new Shape(Pictured.BATCH, 3, Pictured.STATE));
      NDArray found = locations(selection);
      assertThat(found.get(":,0").abs().max().getFloat()).as("centre").isLessThan(1e-6f);
      for (int t = 0; t < 2; t++) {
        double[] expected = Pictures.doubles(mean(pictured, "03policy", states.get(":," + t)));
        Pictures.assertClose(found.get(":," + (t + 1)).toFloatArray(), expected, 1e-5);
        assertThat(Arrays.stream(expected).map(Math::abs).max().getAsDouble()).isGreaterThan(0.01);
      }
    }
  }

  @Test
  void dramLooksFirstWhereThePolicySaysOfTheContext() {
    try (Pictured pictured = Pictured.of("dram", Map.of())) {
      Selection selection = pictured.predict(false, 1).selection();
      NDArray low =
          new TensorSource(pictured.images)
              .view(pictured.manager, Pictured.IMAGE.viewHeight(), Pictured.IMAGE.viewWidth());
      NDArray context =
          pictured
              .selector
              .getChildren()
              .get("01context")
              .forward(new ParameterStore(pictured.manager, false), new NDList(low), false)
              .singletonOrThrow();
      double[] expected =
          Pictures.doubles(mean(pictured, "05policy", context.get(":,:" + Pictured.STATE)));
      Pictures.assertClose(locations(selection).get(":,0").toFloatArray(), expected, 1e-5);
    }
  }

  /** Only draws before a step may move its baseline: then the estimate is unbiased. */
  @ParameterizedTest
  @CsvSource({"ram", "dram"})
  void theExpectedCostKnowsEarlierDrawsOnly(String name) {
    try (Pictured pictured = Pictured.of(name, Map.of())) {
      Selection one = pictured.predict(true, 1).selection();
      Selection other = pictured.predict(true, 2).selection();
      NDArray first = one.part(Part.EXPECTED_COST).get();
      NDArray second = other.part(Part.EXPECTED_COST).get();
      assertThat(first.get(":,0").toFloatArray()).isEqualTo(second.get(":,0").toFloatArray());
      assertThat(first.get(":,1").toFloatArray()).isNotEqualTo(second.get(":,1").toFloatArray());
      assertThat(one.regions().toFloatArray()).isNotEqualTo(other.regions().toFloatArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"ram", "dram"})
  void stepsAreToldInTrainingOnlyAndTheLastStateHasAllTheWeight(String name) {
    try (Pictured pictured = Pictured.of(name, Map.of("repeats", 4))) {
      Selection selection = pictured.predict(true, 1).selection();
      int rows = 4 * Pictured.BATCH;
      assertThat(selection.repeats()).isEqualTo(4);
      Shape steps = new Shape(rows, name.equals("ram") ? 2 : 3);
      assertThat(selection.part(Part.LOG_PROBABILITY).get().getShape()).isEqualTo(steps);
      assertThat(selection.part(Part.EXPECTED_COST).get().getShape()).isEqualTo(steps);
      for (int row = 0; row < rows; row++) {
        assertThat(selection.weights().get(row).toFloatArray()).containsExactly(0, 0, 1);
      }
      // The repeats of an image are consecutive, and are paths of their own.
      NDArray read =
          new TensorSource(pictured.images.repeat(0, 4))
              .sample(selection.regions(), Pictured.SIZE, Pictured.SIZE);
      Pictures.assertClose(selection.patches().toFloatArray(), Pictures.doubles(read), 1e-5);
      NDArray last = locations(selection).get(":,-1");
      assertThat(last.get(0).toFloatArray()).isNotEqualTo(last.get(1).toFloatArray());

      Selection inference = pictured.predict(false, 1).selection();
      assertThat(inference.repeats()).isEqualTo(1);
      assertThat(inference.part(Part.LOG_PROBABILITY)).isEmpty();
      assertThat(inference.part(Part.EXPECTED_COST)).isEmpty();
      assertThat(pictured.predict(false, 2).selection().regions().toFloatArray())
          .isEqualTo(inference.regions().toFloatArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"ram", "dram"})
  void theLastStateIsClassified(String name) {
    try (Pictured pictured = Pictured.of(name, Map.of())) {
      Selection selection = pictured.predict(false, 1).selection();
      NDArray states = selection.part(Part.FEATURES).get();
      NDArray weighted = selection.weights().expandDims(1).matMul(states).squeeze(1);
      assertThat(weighted.toFloatArray()).isEqualTo(states.get(":,-1").toFloatArray());
      assertThat(weighted.toFloatArray()).isNotEqualTo(states.get(":,0").toFloatArray());
    }
  }

  @Test
  void ramStartsAnywhereOrAtTheCentre() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray uniform = Start.UNIFORM.location(Randomness.ENGINE, manager, 20_000);
      assertThat(uniform.abs().max().getFloat()).isBetween(0.99f, 1f);
      assertThat(Math.abs(uniform.mean().getFloat())).isLessThan(0.02f);
      assertThat(Scalars.times(uniform.square().mean(), 3).getFloat()).isBetween(0.97f, 1.03f);
      assertThat(Start.CENTRE.location(Randomness.ENGINE, manager, 3).toFloatArray())
          .containsOnly(0);
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Pictured.ramOptions(Map.of("patches", 0)))
        .isInstanceOf(OptionException.class)
        .hasMessage("patches must be from 1 to 1000, got 0");
    assertThatThrownBy(() -> Pictured.dramOptions(Map.of("contextChannels", 0)))
        .isInstanceOf(OptionException.class)
        .hasMessage("context-channels must be from 1 to 1024, got 0");
    assertThatThrownBy(() -> new PolicyOptions(0, 4, 0.1, true))
        .isInstanceOf(OptionException.class)
        .hasMessage("deviation must be above 0 and at most 10, got 0.0");
    assertThatThrownBy(() -> new GlimpseOptions(17, Combination.SUM, 4, 4))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("scales must be from 1 to 16, got 17");
  }
}
