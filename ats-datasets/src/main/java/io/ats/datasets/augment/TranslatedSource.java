package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.source.BilinearSampling;
import io.ats.core.source.ForwardingSource;

/**
 * A source whose images are moved within their frame by whole pixels, zeros coming in. Within a
 * pixel of the frame's edge, regions sampled between pixels also read what the frame cuts off.
 *
 * @param source the images
 * @param shift {@code (B,1,2)} int64: rows down, columns to the right
 */
record TranslatedSource(PatchSource source, NDArray shift) implements ForwardingSource {

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    return switch (border) {
      case ZERO -> {
        NDArray patches = read(origins, height, width);
        NDArray rows = inside(origins.get(":,:,0:1"), height, height());
        NDArray columns = inside(origins.get(":,:,1:2"), width, width());
        yield patches.mul(mask(rows, columns));
      }
      case CLAMP -> read(clamped(origins, height, width), height, width);
      case REFLECT -> reflected(origins, height, width);
    };
  }

  /** Reads patches at the frame's pixels, whose edge does not matter. */
  private NDArray read(NDArray origins, int height, int width) {
    return source.crop(origins.sub(shift), height, width, Border.ZERO);
  }

  private NDArray clamped(NDArray origins, int height, int width) {
    return NDArrays.concat(
        new NDList(
            origins.get(":,:,0:1").clip(0L, (long) height() - height),
            origins.get(":,:,1:2").clip(0L, (long) width() - width)),
        2);
  }

  /**
   * A patch that begins less than its own extent outside the frame has all of its mirrored pixels
   * in the same patch moved inside: they are picked from that. Others, which only a large jitter
   * cuts, have their nearest pixel repeated.
   */
  private NDArray reflected(NDArray origins, int height, int width) {
    NDArray first = clamped(origins, height, width); // (B,K,2)
    NDArray inner = read(first, height, width); // (B,K,C,h,w)
    Shape all = inner.getShape();
    NDArray rows = mirrored(origins, first, 0, height, height()).expandDims(2).expandDims(4);
    NDArray columns = mirrored(origins, first, 1, width, width()).expandDims(2).expandDims(3);
    return inner.gather(rows.broadcast(all), 3).gather(columns.broadcast(all), 4);
  }

  /** Returns where in the patch moved inside each pixel of an axis lies: {@code (B,K,extent)}. */
  private static NDArray mirrored(NDArray origins, NDArray first, int axis, int extent, int size) {
    String one = ":,:," + axis + ":" + (axis + 1);
    long last = size - 1L;
    NDArray pixels = span(origins.get(one), extent); // (B,K,extent)
    // Even around 0 and around the last pixel.
    NDArray inside = pixels.abs().sub(last).abs().neg().add(last);
    return inside.sub(first.get(one)).clip(0L, extent - 1L);
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    NDManager manager = regions.getManager();
    float[] sides = {height(), width(), height(), width()};
    NDArray share = // of the frame: (B,1,4)
        NDArrays.concat(new NDList(shift, shift), 2)
            .toType(DataType.FLOAT32, false)
            .div(manager.create(sides, new Shape(1, 1, 4)));
    NDArray crops = source.sample(regions.sub(share), height, width);
    NDArray rows = BilinearSampling.rows(regions, height, height());
    NDArray columns = BilinearSampling.columns(regions, width, width());
    return crops.mul(
        mask(BilinearSampling.inside(rows, height()), BilinearSampling.inside(columns, width())));
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    NDArray sides =
        shift
            .getManager()
            .create(
                new double[] {(double) height / height(), (double) width / width()},
                new Shape(1, 1, 2));
    NDArray ofView = shift.toType(DataType.FLOAT64, false).mul(sides).round();
    return Translation.moved(
        source.view(manager, height, width), ofView.toType(DataType.INT64, false));
  }

  /** Returns the pixels along an axis from {@code first (B,K,1)} on: {@code (B,K,extent)} int64. */
  private static NDArray span(NDArray first, int extent) {
    return first.add(first.getManager().arange(0f, extent, 1f, DataType.INT64));
  }

  private static NDArray inside(NDArray first, int extent, int size) {
    return BilinearSampling.inside(span(first, extent).toType(DataType.FLOAT32, false), size);
  }

  /** Returns {@code (B,K,1,h,w)} of rows {@code (B,K,h)} and columns {@code (B,K,w)}. */
  private static NDArray mask(NDArray rows, NDArray columns) {
    return rows.expandDims(3).mul(columns.expandDims(2)).expandDims(2);
  }
}
