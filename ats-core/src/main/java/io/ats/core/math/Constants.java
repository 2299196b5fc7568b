package io.ats.core.math;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Small arrays of numbers that are the same in every step, such as those of a grid.
 *
 * <p>Sending numbers to a GPU makes the host wait until the GPU has done all that it was told. So
 * they are sent once and copied there; on the CPU they are made anew each time.
 */
public final class Constants {

  /** Beyond these many different arrays, as of images that all differ in size, none is kept. */
  private static final int MOST = 1000;

  private static final Map<Key, NDArray> KNOWN = new ConcurrentHashMap<>();
  private static final Map<Device, NDManager> MANAGERS = new ConcurrentHashMap<>();

  private Constants() {}

  /** What an array holds, to the last bit, and where. */
  private record Key(Device device, DataType type, Shape shape, LongBuffer bits) {}

  /**
   * Returns an array of float64 values.
   *
   * @param manager owns the array, which is of its device
   */
  public static NDArray of(NDManager manager, double[] values, Shape shape) {
    return known(
        manager,
        DataType.FLOAT64,
        shape,
        () -> Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray(),
        () -> manager.create(values, shape));
  }

  /**
   * Returns an array of float32 values.
   *
   * @param manager owns the array, which is of its device
   */
  public static NDArray of(NDManager manager, float[] values, Shape shape) {
    return known(
        manager,
        DataType.FLOAT32,
        shape,
        () ->
            IntStream.range(0, values.length)
                .mapToLong(i -> Float.floatToRawIntBits(values[i]))
                .toArray(),
        () -> manager.create(values, shape));
  }

  /**
   * Returns an array of int64 values.
   *
   * @param manager owns the array, which is of its device
   */
  public static NDArray of(NDManager manager, long[] values, Shape shape) {
    return known(
        manager, DataType.INT64, shape, values::clone, () -> manager.create(values, shape));
  }

  private static NDArray known(
      NDManager manager,
      DataType type,
      Shape shape,
      Supplier<long[]> bits,
      Supplier<NDArray> create) {
    Device device = manager.getDevice();
    if (!device.isGpu()) {
      return create.get();
    }
    Key key = new Key(device, type, shape, LongBuffer.wrap(bits.get()));
    NDArray known = KNOWN.get(key);
    if (known == null) {
      NDArray sent = create.get();
      if (KNOWN.size() < MOST) {
        NDArray kept = sent.duplicate();
        kept.attach(MANAGERS.computeIfAbsent(device, NDManager::newBaseManager));
        KNOWN.put(key, kept);
      }
      return sent;
    }
    NDArray copy = known.duplicate(); // what is computed of it belongs to the step
    copy.attach(manager);
    return copy;
  }
}
