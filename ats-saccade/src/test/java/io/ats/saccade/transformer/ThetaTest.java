package io.ats.saccade.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.source.Pictures;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From scale and shift to the transform, and from it to the region. */
class ThetaTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void scaleIsBoundedByTheFraction() {
    NDArray s = manager.create(new float[] {4, -8, 0.5f, 0});
    NDArray u = manager.create(new float[] {1, 2, 3, -1});
    NDArray v = manager.create(new float[] {-2, 4, 0.5f, 0});
    NDArray theta = SpatialTransformer.theta(s, u, v, 0.5); // scales 4, 8, 2, 2
    assertThat(theta.getShape()).isEqualTo(new Shape(4, 3));
    double[] expected = {
      0.25, -0.25, 0.5, 0.125, -0.25, -0.5, 0.5, -1.5, -0.25, 0.5, 0.5, 0,
    };
    Pictures.assertClose(theta.toFloatArray(), expected, 1e-6);
  }

  @Test
  void gradientIsThatOfFiniteDifferencesAndNoneBelowTheBound() {
    NDArray at = manager.create(new double[] {3.1, -5.2, 0.7, 1.1, 0.3, 0.4, -0.8, 0.9, -1.2});
    NDArray weights = manager.create(new double[] {1, 2, 3, -4, 5, 6, 7, -8, 9}, new Shape(3, 3));
    UnaryOperator<NDArray> theta =
        x -> SpatialTransformer.theta(x.get("0:3"), x.get("3:6"), x.get("6:9"), 0.5);
    double[] expected = Pictures.differences(at, weights, 1e-6, theta);
    double[] actual = Pictures.gradient(at, weights, theta);
    Pictures.assertClose(floats(actual), expected, 1e-6);
    assertThat(actual[2]).isZero();
    assertThat(Math.abs(actual[0])).isGreaterThan(0.1);
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  @Test
  void regionsAreFractionsTopLeftBottomRight() {
    NDArray theta = manager.create(new float[] {1, 0, 0, 0.5f, 0.25f, -0.5f}, new Shape(2, 3));
    NDArray regions = SpatialTransformer.regions(theta);
    assertThat(regions.getShape()).isEqualTo(new Shape(2, 1, 4));
    double[] expected = {0, 0, 1, 1, 0, 0.375, 0.5, 0.875};
    Pictures.assertClose(regions.toFloatArray(), expected, 1e-7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
  void fractionsOutOfRangeAreRefused(double fraction) {
    NDArray one = manager.ones(new Shape(1));
    assertThatThrownBy(() -> SpatialTransformer.theta(one, one, one, fraction))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max-image-fraction must be above 0 and at most 1, got " + fraction);
    assertThatThrownBy(() -> SpatialTransformer.tileSize(10, fraction, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max-image-fraction must be above 0 and at most 1, got " + fraction);
  }

  @Test
  void otherWrongArgumentsAreNamed() {
    assertThatThrownBy(() -> SpatialTransformer.tileSize(10, 0.5, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("margin must be at least 0, got -1");
    NDArray matrix = manager.ones(new Shape(2, 2, 3));
    assertThatThrownBy(() -> SpatialTransformer.regions(matrix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a transform (B,3), got (2, 2, 3)");
  }

  @Test
  void tilesAreAsLargeAsTheLargestCropAndItsMargins() {
    assertThat(SpatialTransformer.tileSize(100, 0.07, 0)).isEqualTo(7);
    assertThat(SpatialTransformer.tileSize(100, 0.071, 0)).isEqualTo(8);
    assertThat(SpatialTransformer.tileSize(31, 0.5, 2)).isEqualTo(20);
    assertThat(SpatialTransformer.tileSize(31, 1, 0)).isEqualTo(31);
  }
}
