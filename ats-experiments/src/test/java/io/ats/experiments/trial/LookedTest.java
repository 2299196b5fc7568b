package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.Prediction;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.picture.TestImage;
import io.ats.experiments.train.Learner;
import io.ats.experiments.yaml.ConfigNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookedTest {

  private static final Resolver RESOLVER = Main.injector(List.of()).getInstance(Resolver.class);

  /** What a test does with an image's picture and what it was drawn from. */
  private interface Check {
    void of(TestImage picture, Looked looked);
  }

  private static void with(String selector, String aggregator, Check check) {
    String trial =
        """
        dataset: {name: megapixel-mnist, height: 112, width: 140, train: 2, validation: 2, test: 2, noise: 2}
        selector: %s
        encoder: {name: lenet, channels: 4}
        aggregator: {name: %s}
        """
            .formatted(selector, aggregator);
    Assembly assembly = new Assembly(RESOLVER.resolve(ConfigNode.parse(trial, "test.yaml")));
    Dataset dataset = assembly.open();
    try (Learner learner = assembly.learner(Device.cpu());
        NDManager own = learner.manager().newSubManager()) {
      Batch batch = dataset.batch(own, Split.TEST, 0);
      Prediction prediction = learner.predict(batch.views(), 1);
      Looked looked = new Looked(learner, batch.views(), prediction);
      check.of(looked.picture(0, 200, new float[0][], "", "", ""), looked);
    }
  }

  private static void assertSorted(TestImage picture, float[] weights, Looked looked) {
    float[] sorted = weights.clone();
    Arrays.sort(sorted);
    float[][] regions = looked.regions(0);
    float[][][][] patches = looked.patches(0);
    assertThat(picture.weights()).hasSameSizeAs(sorted);
    for (int i = 0; i < sorted.length; i++) {
      float weight = picture.weights()[i];
      assertThat(weight).isCloseTo(sorted[sorted.length - 1 - i], within(0f));
      int place = i;
      int patch =
          IntStream.range(0, weights.length)
              .filter(
                  k -> weights[k] == weight && Arrays.equals(regions[k], picture.regions()[place]))
              .findFirst()
              .orElseThrow();
      if (i < 10) {
        assertThat(picture.patches()[i]).isDeepEqualTo(patches[patch]);
      }
    }
    assertThat(picture.patches().length).isEqualTo(Math.min(10, sorted.length));
  }

  /** All of Deep MIL's patches have one weight; what it attends to is in the map alone. */
  @Test
  void whereAllIsReadTheAttentionIsWhatCounts() {
    with(
        "{name: all-patches, patch-size: 28}",
        "gated-attention",
        (picture, looked) -> {
          assertThat(looked.weights(0)).hasSize(20).containsOnly(1 / 20f);
          assertThat(picture.weights()[0]).isGreaterThan(picture.weights()[19]);
          assertSorted(picture, looked.attention(0).orElseThrow(), looked);
        });
  }

  @Test
  void theHeaviestOfAllPatchesAreShown() {
    with(
        "{name: ats, patches: 14, patch-size: 28}",
        "mean",
        (picture, looked) -> {
          assertThat(picture.weights()[0]).isGreaterThan(picture.weights()[13]);
          assertSorted(picture, looked.weights(0), looked);
        });
  }

  @Test
  void glimpsesStayInTheirOrder() {
    with(
        "{name: ram, patches: 3, patch-size: 16}",
        "mean",
        (picture, looked) -> assertThat(picture.regions()).isDeepEqualTo(looked.regions(0)));
  }
}
