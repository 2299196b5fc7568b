package io.ats.saccade.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.PatchSource;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a network's outputs to crops. */
class CroppingTest {

  private static final double FRACTION = 0.4;

  /** Two images' r, u, v: one crop smaller than the largest, one that asks for a larger one. */
  private static final double[] OUTPUTS = {1.4, 0.3, -0.7, -0.6, -0.9, 0.5};

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray outputs = manager.create(OUTPUTS, new Shape(2, 3));

  @AfterEach
  void close() {
    manager.close();
  }

  private static Cropping cropping(TransformerKind kind, double shrink, Shifts shifts) {
    return new Cropping(5, kind, 1, FRACTION, shrink, shifts, 0.9, 0);
  }

  private PatchSource images() {
    NDArray pixels = manager.create(Pictures.random(4, 2 * 13 * 17), new Shape(2, 1, 13, 17));
    return new TensorSource(pixels.toType(DataType.FLOAT64, false));
  }

  @Test
  void theLargestCropShrinksFromTheWholeImage() {
    Cropping shrinking = cropping(TransformerKind.FULL, 0.5, Shifts.FREE);
    assertThat(shrinking.fraction(0)).isEqualTo(1);
    assertThat(shrinking.fraction(0.25)).isCloseTo(0.7, within(1e-12));
    assertThat(shrinking.fraction(0.5)).isCloseTo(FRACTION, within(1e-12));
    assertThat(shrinking.fraction(1)).isCloseTo(FRACTION, within(1e-12));
    assertThat(cropping(TransformerKind.FULL, 0, Shifts.FREE).fraction(0)).isEqualTo(FRACTION);
  }

  /** {@code scale = max(|r|,1)/fraction}; free shifts as they are. */
  @Test
  void freeShiftsAreTheSource() {
    double[] theta =
        cropping(TransformerKind.FULL, 0, Shifts.FREE).theta(outputs, 0).toDoubleArray();
    double first = 1.4 / FRACTION;
    double second = 1 / FRACTION;
    double[] expected = {
      1 / first, -0.3 / first, 0.7 / first, 1 / second, 0.9 / second, -0.5 / second
    };
    assertClose(theta, expected, 1e-9);
  }

  @Test
  void cropsInsideNeverLeaveTheImage() {
    Cropping inside = cropping(TransformerKind.FULL, 0.5, Shifts.INSIDE);
    NDArray wild =
        manager.create(
            new double[] {1.4, 0.3, -0.7, 0, 50, -50, -3, -2, 9, 40, 9, 9}, new Shape(4, 3));
    for (double progress : new double[] {0, 0.2, 1}) {
      double[] regions = SpatialTransformer.regions(inside.theta(wild, progress)).toDoubleArray();
      for (double edge : regions) {
        assertThat(edge).isBetween(-1e-9, 1 + 1e-9);
      }
    }
    double scale = 1.4 / FRACTION;
    double[] theta = inside.theta(outputs, 1).toDoubleArray();
    assertThat(theta[1]).isCloseTo(-(1 - 1 / scale) * Math.tanh(0.3), within(1e-9));
    assertThat(theta[2]).isCloseTo(-(1 - 1 / scale) * Math.tanh(-0.7), within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsThroughTheCropAreThoseOfFiniteDifferencesForBothTransformers(Shifts shifts) {
    PatchSource source = images();
    NDArray weights =
        manager
            .create(Pictures.random(8, 2 * 25), new Shape(2, 1, 1, 5, 5))
            .toType(DataType.FLOAT64, false);
    double[][] found = new double[2][];
    for (TransformerKind kind : TransformerKind.values()) {
      Cropping cropping = cropping(kind, 0.5, shifts);
      UnaryOperator<NDArray> crop = x -> cropping.cut(source, cropping.theta(x, 0.4), 0.4);
      double[] actual = Pictures.gradient(outputs, weights, crop);
      assertClose(actual, Pictures.differences(outputs, weights, 1e-6, crop), 1e-5);
      assertThat(Math.abs(actual[0])).as("r above its bound").isGreaterThan(1e-3);
      assertThat(actual[3]).as("r below its bound").isZero();
      found[kind.ordinal()] = actual;
    }
    assertClose(found[1], found[0], 1e-6);
  }

  /** Against the centre's own finite differences, one output at a time. */
  @ParameterizedTest
  @EnumSource
  void spreadIsThatOfTheCentreToFirstOrder(Shifts shifts) {
    Cropping cropping = cropping(TransformerKind.FULL, 0, shifts);
    double[] deviations = {0.5, 0.2, 0.3, 0.5, 0.4, 0.1};
    double[] spread =
        cropping
            .spread(
                outputs, cropping.theta(outputs, 1), manager.create(deviations, new Shape(2, 3)))
            .toDoubleArray();
    for (int b = 0; b < 2; b++) {
      for (int axis = 0; axis < 2; axis++) {
        int output = 3 * b + 2 - axis; // rows follow v, columns u
        double slope = (centre(cropping, output, 1e-6) - centre(cropping, output, -1e-6)) / 2e-6;
        assertThat(spread[2 * b + axis])
            .isCloseTo(Math.abs(slope) * deviations[output], within(1e-6));
      }
    }
  }

  private double centre(Cropping cropping, int output, double step) {
    double[] moved = OUTPUTS.clone();
    moved[output] += step;
    double[] regions =
        SpatialTransformer.regions(cropping.theta(manager.create(moved, new Shape(2, 3)), 1))
            .toDoubleArray();
    int first = 4 * (output / 3) + (output % 3 == 2 ? 0 : 1);
    return (regions[first] + regions[first + 2]) / 2;
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
