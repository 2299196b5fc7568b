package io.ats.core.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator on its own; the sources' tests compare what it reads with plain loops. */
class BilinearSamplingTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void gradientToTheImageIsTheWeightOfEachPixel() {
    NDArray image = manager.create(new double[] {1, 2, 3, 4, 5, 6}, new Shape(1, 1, 2, 3));
    NDArray rows = manager.create(new double[] {0.25, 0.5}, new Shape(1, 1, 2));
    NDArray columns = manager.create(new double[] {1.75, -0.5}, new Shape(1, 1, 2));
    NDArray ones = manager.create(new double[] {1, 1, 1, 1}, new Shape(1, 1, 1, 2, 2));
    double[] gradient =
        Pictures.gradient(image, ones, at -> BilinearSampling.sample(at, rows, columns));
    // Column weights ½ (from −½), ¼, ¾; row weights ¾ + ½ and ¼ + ½.
    double[] expected = {0.625, 0.3125, 0.9375, 0.375, 0.1875, 0.5625};
    Pictures.assertClose(toFloats(gradient), expected, 1e-7);
  }

  @Test
  void atAWholeCoordinateTheGradientLooksForward() {
    NDArray image = manager.create(new double[] {1, 3, 10}, new Shape(1, 1, 1, 3));
    NDArray rows = manager.create(new double[] {0}, new Shape(1, 1, 1));
    NDArray one = manager.create(new double[] {1}, new Shape(1, 1, 1, 1, 1));
    NDArray column = manager.create(new double[] {1}, new Shape(1, 1, 1));
    double[] gradient =
        Pictures.gradient(column, one, at -> BilinearSampling.sample(image, rows, at));
    Pictures.assertClose(toFloats(gradient), new double[] {7}, 1e-7);
  }

  private static float[] toFloats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  @Test
  void coordinatesAreTheCentresOfEqualShares() {
    NDArray from = manager.create(new float[] {0, 1, 0.25f}, new Shape(1, 3));
    NDArray to = manager.create(new float[] {1, 0, 0.75f}, new Shape(1, 3));
    double[] expected = {0.5, 2.5, 4.5, 6.5, 6.5, 4.5, 2.5, 0.5, 2, 3, 4, 5};
    Pictures.assertClose(
        BilinearSampling.coordinates(from, to, 4, 8).toFloatArray(), expected, 1e-6);
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    NDArray images = manager.zeros(new Shape(2, 1, 3, 3));
    NDArray rows = manager.zeros(new Shape(2, 1, 4));
    NDArray columns = manager.zeros(new Shape(2, 2, 4));
    assertThatThrownBy(() -> BilinearSampling.sample(images, rows, columns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected images (B,C,H,W), rows (B,K,h) and columns (B,K,w), got (2, 1, 3, 3),"
                + " (2, 1, 4) and (2, 2, 4)");
  }
}
