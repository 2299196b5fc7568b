package io.ats.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.testing.Enumeration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {

  private static final double[] ATTENTION = {0.5, 0.25, 0.15, 0.1};
  private static final int SAMPLES = 200_000;

  /** Every ordered draw's frequency against its probability, in standard errors. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void drawsHaveTheirProbabilities(boolean replacement) {
    Engine.getInstance().setRandomSeed(5);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray attention =
          manager
              .create(ATTENTION, new Shape(1, 4))
              .toType(ai.djl.ndarray.types.DataType.FLOAT32, false)
              .repeat(0, SAMPLES);
      NDArray drawn =
          replacement
              ? Draws.withReplacement(attention, 2, Randomness.ENGINE)
              : Draws.withoutReplacement(attention, 2, Randomness.ENGINE);
      assertThat(drawn.getShape()).isEqualTo(new Shape(SAMPLES, 2));
      long[] flat = drawn.toLongArray();
      int[][] counts = new int[4][4];
      for (int i = 0; i < SAMPLES; i++) {
        counts[(int) flat[2 * i]][(int) flat[2 * i + 1]]++;
      }
      List<int[]> possible = Enumeration.draws(4, 2, replacement);
      int counted = 0;
      for (int[] draw : possible) {
        double p = Enumeration.probability(draw, ATTENTION, replacement);
        double error = Math.sqrt(p * (1 - p) / SAMPLES);
        assertThat(counts[draw[0]][draw[1]] / (double) SAMPLES)
            .as("draw %s", Arrays.toString(draw))
            .isBetween(p - 5 * error, p + 5 * error);
        counted += counts[draw[0]][draw[1]];
      }
      assertThat(counted).isEqualTo(SAMPLES);
    }
  }

  /** As many as an image has positions, two of them without mass in float32: all of those. */
  @Test
  void noPositionOutsideAnImageIsDrawn() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] there = {1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
      NDArray inside = manager.create(there, new Shape(2, 8));
      float[] values = {9, -300, -400, 700, 8, 700, 700, 7, 1, 2, 3, 4, 5, 6, 7, 8};
      NDArray scores = manager.create(values, new Shape(2, 8));
      NDArray lowest = scores.mul(inside).sub(inside.neg().add(1).mul(2e30f));
      NDArray attention = Attention.distribution(lowest, 0, inside);
      for (int i = 0; i < 50; i++) {
        NDArray drawn = Draws.withoutReplacement(attention, inside, 5, Randomness.ENGINE);
        assertThat(drawn.get(0).sort().toLongArray()).containsExactly(0, 1, 2, 4, 7);
        NDArray inclusion = SystematicDraws.inclusion(attention, 5);
        assertThat(inclusion.get(0).toFloatArray()).containsExactly(1, 1, 1, 0, 1, 0, 0, 1);
      }
    }
  }
}
