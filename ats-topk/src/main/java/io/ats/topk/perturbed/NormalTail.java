package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Constants;
import io.ats.core.math.Scalars;
import java.util.stream.IntStream;

/** Ratios of the standard normal distribution's density {@code φ} and distribution {@code Φ}. */
final class NormalTail {

  /** From here on the ratio counts as 0; it is 1e-7, as float32's rounding of 1. */
  static final double END = 5.5;

  /** No normal number that a generator makes from 53 bits is below it. */
  private static final double START = -9;

  /** Beyond it a number stands for infinity. */
  private static final double LARGEST = 1e30;

  /** Entries of the table per unit. */
  private static final int DENSITY = 512;

  /** Coefficients of {@code log erfc} (Press et al., Numerical Recipes, 2nd ed., 6.2). */
  private static final double[] LOG_ERFC = {
    -1.26551223,
    1.00002368,
    0.37409196,
    0.09678418,
    -0.18628806,
    0.27886807,
    -1.13520398,
    1.48851587,
    -0.82215223,
    0.17087277
  };

  /** {@code −φ/Φ} from {@link #START} to {@link #END}, where it is 0. */
  private static final double[] VALUES =
      IntStream.rangeClosed(0, (int) ((END - START) * DENSITY))
          .mapToDouble(i -> i < (END - START) * DENSITY ? -ratio(START + (double) i / DENSITY) : 0)
          .toArray();

  /** The differences of consecutive values. */
  private static final double[] SLOPES =
      IntStream.range(0, VALUES.length)
          .mapToDouble(i -> i + 1 < VALUES.length ? VALUES[i + 1] - VALUES[i] : 0)
          .toArray();

  private NormalTail() {}

  /**
   * Returns {@code −φ(x)/Φ(x)}, the mean of a standard normal number below {@code x}, for {@code x
   * = high − low}; within 5e-7·max(1, φ/Φ) from −9 on. No threshold lies below −9 of noise that
   * passed it; there it is the value at −9.
   *
   * <p>Read from a table, since some 40 operations on all positions of all samples cost more than
   * the rest of the operator. Intermediate arrays belong to the managers of the two.
   *
   * @param high {@code (B,N,n)} or {@code (B,N,1)}, no gradient; NaN counts as 0
   * @param low {@code (B,N,1)} or {@code (B,1,n)}, no gradient; NaN counts as 0
   * @return {@code (B,N,n)}
   */
  static NDArray meanBelow(NDArray high, NDArray low) {
    NDArray steps = // x in steps from the table's start
        Scalars.times(Scalars.minus(finite(high), START), DENSITY)
            .sub(Scalars.times(finite(low), DENSITY));
    NDArray place = Scalars.clip(steps, 0, VALUES.length - 1);
    NDArray index = place.toType(DataType.INT64, false);
    place.subi(index.toType(place.getDataType(), false));
    return at(index, SLOPES, place).muli(place).addi(at(index, VALUES, place));
  }

  /** A NaN has no index in a table, nor has the difference of two infinities. */
  private static NDArray finite(NDArray x) {
    return Scalars.clip(NDArrays.where(x.isNaN(), x.zerosLike(), x), -LARGEST, LARGEST);
  }

  /** Returns a table's entries, {@code (B,N,n)}. */
  private static NDArray at(NDArray index, double[] table, NDArray like) {
    Shape shape = index.getShape();
    long rows = shape.get(0) * shape.get(1); // the engine reads rows in parallel
    return Constants.of(like.getManager(), table, new Shape(1, table.length))
        .toType(like.getDataType(), false)
        .broadcast(rows, table.length)
        .gather(index.reshape(rows, shape.get(2)), 1)
        .reshape(shape);
  }

  /** Returns {@code φ(x)/Φ(x)}, relative error below 3e-7. */
  private static double ratio(double x) {
    double z = Math.abs(x) * Math.sqrt(0.5);
    double t = 1 / (1 + z / 2);
    double power = 0;
    for (int i = LOG_ERFC.length - 1; i >= 0; i--) {
      power = power * t + LOG_ERFC[i];
    }
    double m = t * Math.exp(power); // erfc(z) = m·e^{−z²}; below 0 the exponentials cancel
    double e = Math.exp(-z * z);
    return Math.sqrt(2 / Math.PI) * (x > 0 ? e / (2 - e * m) : 1 / m);
  }
}
