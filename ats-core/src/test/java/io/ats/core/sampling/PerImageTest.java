package io.ats.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerImageTest {

  private static final int ROW = 2 * 5;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray views = manager.randomUniform(0, 1, new Shape(4, 1, 3, 2));

  @AfterEach
  void close() {
    manager.close();
  }

  private interface Draw {
    NDArray of(Randomness random, Shape shape);
  }

  private float[] uniform(NDArray low, long seed, int draws) {
    return last(low, seed, draws, (r, s) -> r.uniform(manager, 2, 3, s, DataType.FLOAT32));
  }

  private static float[] last(NDArray low, long seed, int draws, Draw draw) {
    Randomness random = new PerImage(low, seed);
    Shape shape = new Shape(2 * low.getShape().get(0), 5);
    float[] values = null;
    for (int i = 0; i < draws; i++) {
      values = draw.of(random, shape).toFloatArray();
    }
    return values;
  }

  @Test
  void imagesDrawAloneWhatTheyDrawInABatch() {
    float[] together = uniform(views, 7, 1);
    NDArray turned = views.get("1:2").concat(views.get("0:1"), 0);

    assertThat(uniform(views.get("1:2"), 7, 1)).isEqualTo(row(together, 1));
    assertThat(row(uniform(turned, 7, 1), 0)).isEqualTo(row(together, 1));
    assertThat(row(uniform(turned, 7, 1), 1)).isEqualTo(row(together, 0));
  }

  @Test
  void imagesSeedsAndDrawsDiffer() {
    float[] first = uniform(views, 7, 1);

    assertThat(row(first, 0)).isNotEqualTo(row(first, 1));
    assertThat(uniform(views, 8, 1)).isNotEqualTo(first);
    assertThat(uniform(views, 7, 2)).isNotEqualTo(first);
    assertThat(uniform(views, 7, 2)).isEqualTo(uniform(views, 7, 2));
    for (float value : first) {
      assertThat(value).isBetween(2f, 3f);
    }
  }

  @Test
  void normalDrawsHaveTheirDeviation() {
    NDArray many = manager.randomUniform(0, 1, new Shape(2_000, 1, 3, 2));

    float[] values = last(many, 1, 1, (r, s) -> r.normal(manager, 0.5, s, DataType.FLOAT32));
    double mean = 0;
    double square = 0;
    for (float value : values) {
      mean += value / values.length;
      square += value * value / values.length;
    }

    assertThat(mean).isBetween(-0.015, 0.015); // 4 standard errors of 20,000
    assertThat(Math.sqrt(square)).isBetween(0.49, 0.51);
  }

  @Test
  void whatImagesShareDependsOnNoImage() {
    Draw shared = (random, shape) -> random.shared(manager, 1, new Shape(3, 4), DataType.FLOAT32);

    assertThat(last(views, 7, 1, shared)).isEqualTo(last(views.get("2:4"), 7, 1, shared));
    assertThat(last(views, 7, 2, shared)).isNotEqualTo(last(views, 7, 1, shared));
  }

  @Test
  void rowsMustBelongToImages() {
    assertThatThrownBy(
            () -> new PerImage(views, 1).uniform(manager, 0, 1, new Shape(5, 2), DataType.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 images");
  }

  private static float[] row(float[] values, int image) {
    return Arrays.copyOfRange(values, image * ROW, (image + 1) * ROW);
  }
}
