package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Comparator;
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

  /** Below the picture are the patches of the largest weights, which are those of its regions. */
  private static void assertHeaviest(TestImage picture, float[] weights, Looked looked) {
    assertThat(picture.weights()).containsExactly(weights);
    assertThat(picture.regions()).isDeepEqualTo(looked.regions(0));
    List<Integer> order =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -weights[k]))
            .toList();
    float[][][][] all = looked.patches(0);
    assertThat(picture.patches().length).isEqualTo(Math.min(10, weights.length));
    for (int i = 0; i < picture.patches().length; i++) {
      assertThat(picture.patches()[i]).isDeepEqualTo(all[order.get(i)]);
    }
  }

  /** All of Deep MIL's patches have one weight; what it attends to is in the map alone. */
  @Test
  void whereAnAggregatorAloneWeighsItsAttentionCounts() {
    with(
        "{name: all-patches, patch-size: 28}",
        "gated-attention",
        (picture, looked) -> {
          assertThat(looked.weights(0)).hasSize(20).containsOnly(1 / 20f);
          float[] attention = looked.attention(0).orElseThrow();
          assertThat(attention[0]).isNotEqualTo(attention[1]);
          assertHeaviest(picture, attention, looked);
        });
  }

  /** As many patches as cells, but not each of them once. */
  @Test
  void aSelectorsOwnWeightsCount() {
    with(
        "{name: ats-with-replacement, patches: 2, patch-size: 28, scorer: {name: convolutional, pool: 7}}",
        "mean",
        (picture, looked) -> {
          assertThat(looked.map(0).orElseThrow().length * looked.map(0).orElseThrow()[0].length)
              .isEqualTo(2);
          assertHeaviest(picture, looked.weights(0), looked);
        });
  }

  @Test
  void theHeaviestOfAllPatchesAreShown() {
    with(
        "{name: ats, patches: 14, patch-size: 28}",
        "mean",
        (picture, looked) -> assertHeaviest(picture, looked.weights(0), looked));
  }

  /** The last of the glimpses has all the weight. */
  @Test
  void theHeaviestOfOrderedPatchesToo() {
    with(
        "{name: ram, patches: 12, patch-size: 16}",
        "mean",
        (picture, looked) -> {
          assertThat(looked.weights(0)[11]).isEqualTo(1);
          assertHeaviest(picture, looked.weights(0), looked);
        });
  }
}
