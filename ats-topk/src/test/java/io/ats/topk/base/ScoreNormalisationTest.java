package io.ats.topk.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class ScoreNormalisationTest {

  @Test
  void minMaxScalesEachImageToTheUnitInterval() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray scores = manager.create(new float[][] {{-3, 1, 5}, {10, 12, 11}});

      float[] scaled = ScoreNormalisation.MIN_MAX.apply(scores).toFloatArray();

      float[] expected = {0, 0.5f, 1, 0, 1, 0.5f};
      for (int i = 0; i < expected.length; i++) {
        assertThat(scaled[i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void equalScoresBecomeZero() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(
              ScoreNormalisation.MIN_MAX
                  .apply(manager.create(new float[][] {{7, 7, 7}}))
                  .toFloatArray())
          .containsExactly(0, 0, 0);
    }
  }

  @Test
  void noneChangesNothing() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray scores = manager.create(new float[][] {{-3, 1, 5}});

      assertThat(ScoreNormalisation.NONE.apply(scores)).isSameAs(scores);
    }
  }
}
