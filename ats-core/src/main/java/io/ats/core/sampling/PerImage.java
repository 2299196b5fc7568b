package io.ats.core.sampling;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Random numbers of each image that depend on a seed and the image alone, not on the batch that it
 * is in nor on its place there: for inference. An image is known by the bits of its low-resolution
 * view, which are read on the host.
 */
public final class PerImage implements Randomness {

  private final long seed;
  private final long[] images;
  private int draws;

  /**
   * Reads the views.
   *
   * @param low {@code (B,C,vh,vw)}
   */
  public PerImage(NDArray low, long seed) {
    this.seed = seed;
    ByteBuffer bytes = low.toByteBuffer();
    images = new long[(int) low.getShape().get(0)];
    int each = bytes.remaining() / images.length;
    for (int b = 0; b < images.length; b++) {
      CRC32C sum = new CRC32C();
      sum.update(bytes.slice(bytes.position() + b * each, each));
      images[b] = sum.getValue();
    }
  }

  @Override
  public NDArray uniform(NDManager manager, double low, double high, Shape shape, DataType type) {
    return each(manager, shape, of -> manager.randomUniform((float) low, (float) high, of, type));
  }

  @Override
  public NDArray normal(NDManager manager, double deviation, Shape shape, DataType type) {
    return each(manager, shape, of -> manager.randomNormal(0, (float) deviation, of, type));
  }

  @Override
  public NDArray shared(NDManager manager, double deviation, Shape shape, DataType type) {
    return seeded(-1, draws++, () -> manager.randomNormal(0, (float) deviation, shape, type));
  }

  private interface Draw {
    NDArray of(Shape shape);
  }

  private NDArray each(NDManager manager, Shape shape, Draw draw) {
    if (shape.get(0) % images.length != 0) {
      throw new IllegalArgumentException(
          "a draw of " + shape + " for " + images.length + " images has no rows of each");
    }
    Shape own = new Shape(shape.get(0) / images.length).addAll(shape.slice(1));
    int number = draws++;
    if (images.length == 1) {
      return seeded(images[0], number, () -> draw.of(own));
    }
    try (NDList rows = new NDList()) {
      for (long image : images) {
        rows.add(seeded(image, number, () -> draw.of(own)));
      }
      NDArray all = NDArrays.concat(rows, 0);
      all.attach(manager);
      return all;
    }
  }

  private NDArray seeded(long image, int number, Supplier<NDArray> draw) {
    long mixed = new SplittableRandom(seed ^ image).nextLong() + number;
    Engine.getInstance().setRandomSeed((int) new SplittableRandom(mixed).nextLong());
    return draw.get();
  }
}
