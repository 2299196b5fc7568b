package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.Pass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedChunksTest {

  private final List<float[]> draws = new ArrayList<>();

  /** Multiplies each patch's sum by a random number. */
  private NDList encode(NDList patches) {
    NDArray each = patches.singletonOrThrow();
    NDArray sums = each.reshape(each.getShape().get(0), -1).sum(new int[] {1}, true); // (n,1)
    NDArray drawn = each.getManager().randomUniform(1, 2, sums.getShape());
    draws.add(drawn.toFloatArray());
    return new NDList(sums.mul(drawn));
  }

  @Test
  void whatIsComputedFromALeafCarriesAGradient() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray leaf = manager.ones(new Shape(2));
      leaf.setRequiresGradient(true);
      NDArray constant = manager.ones(new Shape(2));
      assertThat(Graph.reaches(leaf)).isTrue();
      assertThat(Graph.reaches(leaf)).as("still").isTrue();
      assertThat(Graph.reaches(constant)).isFalse();
      assertThat(Graph.reaches(manager.arange(3))).isFalse();
      assertThat(Graph.reaches(leaf.mul(constant))).as("not collected").isFalse();
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray product = leaf.mul(constant);
        assertThat(Graph.reaches(product)).isTrue();
        assertThat(Graph.reaches(product.stopGradient())).isFalse();
        assertThat(Graph.reaches(constant.mul(constant))).isFalse();
        collector.backward(product.sum());
      }
      assertThat(leaf.getGradient().toFloatArray()).containsExactly(1, 1);
    }
  }

  /** The gradient of a patch is the gradient of its feature times the number drawn for it. */
  @Test
  void anEncoderThatDrawsDrawsTheSameTwice() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Pass pass =
          new Pass(
              new ParameterStore(manager, false),
              true,
              0,
              new LambdaBlock(this::encode, "random"),
              null);
      NDArray patches = manager.ones(new Shape(2, 3, 1, 2, 2));
      patches.setRequiresGradient(true);
      EncodedChunks chunks = new EncodedChunks(pass, patches, 4, 7);
      NDArray features = chunks.features();
      assertThat(features.getShape()).isEqualTo(new Shape(2, 3, 1));
      NDArray gradient;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        gradient = chunks.backward(collector, manager.arange(6f).reshape(2, 3, 1));
      }
      assertThat(draws).hasSize(4);
      assertThat(draws.get(0)).hasSize(3).containsExactly(draws.get(2));
      assertThat(draws.get(1)).hasSize(3).containsExactly(draws.get(3));
      assertThat(draws.get(1)[0]).isNotEqualTo(draws.get(0)[0]);
      assertThat(features.toFloatArray()).contains(4 * draws.get(0)[0], 4 * draws.get(1)[2]);
      float[] found = gradient.toFloatArray(); // (2,3,1,2,2)
      for (int i = 0; i < found.length; i++) {
        int patch = i / 4;
        float drawn = patch < 3 ? draws.get(0)[patch] : draws.get(1)[patch - 3];
        assertThat(found[i]).isEqualTo(patch * drawn);
      }
    }
  }
}
