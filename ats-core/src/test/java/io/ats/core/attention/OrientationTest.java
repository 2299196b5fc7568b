package io.ats.core.attention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class OrientationTest {

  /** Head 0 rises with the salience in both images, head 1 falls, head 2 is flat. */
  @Test
  void theSignIsThatOfTheCovarianceWithinImages() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] scores = {
        0, 1, 2, 5, 3, 1, 4, 4, 4, // image 0
        9, 7, 8, 0, 2, 1, 1, 1, 1, // image 1
      };
      float[] salience = {0, 1, 2, 102, 100, 101};
      assertThat(
              Orientation.signs(
                      manager.create(scores, new Shape(2, 3, 3)),
                      manager.create(salience, new Shape(2, 3)))
                  .toFloatArray())
          .containsExactly(1, -1, 1);
    }
  }
}
