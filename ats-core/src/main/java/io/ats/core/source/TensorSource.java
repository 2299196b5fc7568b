package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.math.Scalars;

/** A batch of images in memory. Everything is computed on their device. */
public final class TensorSource implements PatchSource {

  private final NDArray images;

  /**
   * Wraps images; they are not copied, and results never attach to their manager.
   *
   * @param images {@code (B,C,H,W)}, floating
   * @throws IllegalArgumentException if their rank is not 4 or they are not floating
   */
  public TensorSource(NDArray images) {
    if (images.getShape().dimension() != 4 || !images.getDataType().isFloating()) {
      throw new IllegalArgumentException(
          "Expected floating images (B,C,H,W), got "
              + images.getDataType()
              + " "
              + images.getShape());
    }
    this.images = images;
  }

  @Override
  public int batch() {
    return size(0);
  }

  @Override
  public int channels() {
    return size(1);
  }

  @Override
  public int height() {
    return size(2);
  }

  @Override
  public int width() {
    return size(3);
  }

  private int size(int axis) {
    return Math.toIntExact(images.getShape().get(axis));
  }

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    SourceChecks.crop(this, origins, height, width, border);
    NDArray rows = span(origins.get(":,:,0:1"), height, height(), border); // (B,K,h)
    NDArray columns = span(origins.get(":,:,1:2"), width, width(), border); // (B,K,w)
    NDArray patches =
        BilinearSampling.read(
                images,
                indices(rows, height(), border),
                indices(columns, width(), border)) // (B,C,K,h,w)
            .transpose(0, 2, 1, 3, 4);
    if (border != Border.ZERO) {
      return patches;
    }
    NDArray inside =
        inside(rows, height()).expandDims(3).mul(inside(columns, width()).expandDims(2));
    return patches.mul(inside.expandDims(2)); // (B,K,1,h,w)
  }

  /** Returns the pixels that patches cover along an axis: {@code (B,K,extent)} int64. */
  private static NDArray span(NDArray origins, int extent, int size, Border border) {
    NDArray first =
        border == Border.CLAMP ? Scalars.clip(origins, 0L, (long) size - extent) : origins;
    return first.add(first.getManager().arange(0f, extent, 1f, DataType.INT64));
  }

  private static NDArray indices(NDArray span, int size, Border border) {
    if (border == Border.REFLECT && size > 1) {
      long period = 2L * (size - 1);
      // A triangle wave, even around 0: (n−1) − |(|i| mod 2(n−1)) − (n−1)|.
      return Scalars.minus(
          size - 1L, Scalars.minus(Scalars.modulo(span.abs(), period), size - 1L).abs());
    }
    return Scalars.clip(span, 0L, size - 1L);
  }

  private NDArray inside(NDArray span, int size) {
    return Scalars.greaterOrEqual(span, 0L)
        .logicalAnd(Scalars.less(span, (long) size))
        .toType(images.getDataType(), false);
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    SourceChecks.sample(this, regions, height, width);
    NDArray rows = BilinearSampling.rows(regions, height, height()); // (B,K,h)
    NDArray columns = BilinearSampling.columns(regions, width, width()); // (B,K,w)
    return BilinearSampling.sample(images, rows, columns);
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    SourceChecks.view(height, width);
    NDArray own = BilinearSampling.on(manager, images);
    if (height == height() && width == width()) {
      return own;
    }
    if (height() % height == 0 && width() % width == 0) {
      Shape window = new Shape(height() / height, width() / width);
      return Pool.avgPool2d(own, window, window, new Shape(0, 0), false, false);
    }
    NDArray columns = averaging(manager, width(), width); // (W,ow)
    NDArray rows = averaging(manager, height(), height); // (H,oh)
    return own.matMul(columns).swapAxes(2, 3).matMul(rows).swapAxes(2, 3);
  }

  /**
   * Returns {@code (from,to)}: column {@code o} averages the pixels that output pixel {@code o}
   * covers.
   */
  private NDArray averaging(NDManager manager, int from, int to) {
    float[] weights = new float[from * to];
    for (int o = 0; o < to; o++) {
      double start = (double) o * from / to;
      double end = (double) (o + 1) * from / to;
      for (int i = (int) start; i < Math.min(from, (int) Math.ceil(end)); i++) {
        double overlap = Math.min(i + 1, end) - Math.max(i, start);
        weights[i * to + o] = (float) (overlap * to / from);
      }
    }
    return manager.create(weights, new Shape(from, to)).toType(images.getDataType(), false);
  }
}
