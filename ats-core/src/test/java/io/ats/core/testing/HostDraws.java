package io.ats.core.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.sampling.Randomness;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Random numbers drawn on the host: the same on every device. */
public final class HostDraws implements Randomness {

  private final Random random;

  /** Creates draws that depend on a seed alone. */
  public HostDraws(long seed) {
    random = new Random(seed);
  }

  @Override
  public NDArray uniform(NDManager manager, double low, double high, Shape shape, DataType type) {
    return drawn(manager, () -> low + (high - low) * random.nextFloat(), shape, type);
  }

  @Override
  public NDArray normal(NDManager manager, double deviation, Shape shape, DataType type) {
    return drawn(manager, () -> deviation * random.nextGaussian(), shape, type);
  }

  @Override
  public NDArray shared(NDManager manager, double deviation, Shape shape, DataType type) {
    return normal(manager, deviation, shape, type);
  }

  private static NDArray drawn(NDManager manager, DoubleSupplier draw, Shape shape, DataType type) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw.getAsDouble();
    }
    return manager.create(values, shape).toType(type, false);
  }
}
