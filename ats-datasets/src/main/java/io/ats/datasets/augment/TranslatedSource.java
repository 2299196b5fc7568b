package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.math.Scalars;
import io.ats.core.source.BilinearSampling;
import io.ats.core.source.ForwardingSource;
import io.ats.core.source.Sizes;

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
        NDArray rows = inside(origins.get(":,:,0:1"), height, heights());
        NDArray columns = inside(origins.get(":,:,1:2"), width, widths());
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
    NDArray patch = origins.getManager().create(new long[] {height, width}, new Shape(1, 1, 2));
    return Scalars.atLeast(origins, 0).minimum(Sizes.both(this, origins).sub(patch));
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
    NDArray rows = mirrored(origins, first, 0, height, heights()).expandDims(2).expandDims(4);
    NDArray columns = mirrored(origins, first, 1, width, widths()).expandDims(2).expandDims(3);
    return inner.gather(rows.broadcast(all), 3).gather(columns.broadcast(all), 4);
  }

  /** Returns where in the patch moved inside each pixel of an axis lies: {@code (B,K,extent)}. */
  private static NDArray mirrored(
      NDArray origins, NDArray first, int axis, int extent, NDArray size) {
    String one = ":,:," + axis + ":" + (axis + 1);
    NDArray last = Scalars.minus(size, 1L);
    NDArray pixels = span(origins.get(one), extent); // (B,K,extent)
    // Even around 0 and around the last pixel.
    NDArray inside = pixels.abs().sub(last).abs().neg().add(last);
    return Scalars.clip(inside.sub(first.get(one)), 0L, extent - 1L);
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    NDArray share = // of the frame: (B,1,2)
        shift.toType(DataType.FLOAT32, false).div(Sizes.both(this, regions));
    NDArray shares = NDArrays.concat(new NDList(share, share), 2);
    NDArray crops = source.sample(regions.sub(shares), height, width);
    NDArray scaled = Sizes.ofLargest(this, regions);
    NDArray rows = BilinearSampling.rows(scaled, height, height());
    NDArray columns = BilinearSampling.columns(scaled, width, width());
    return crops.mul(
        mask(
            BilinearSampling.inside(rows, Sizes.heights(this, rows)),
            BilinearSampling.inside(columns, Sizes.widths(this, columns))));
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    NDArray exact = shift.toType(DataType.FLOAT64, false);
    NDArray ofViews = exact.getManager().create(new double[] {height, width}, new Shape(1, 1, 2));
    NDArray ofView = exact.mul(ofViews.div(Sizes.both(this, exact))).round();
    return Translation.moved(
        source.view(manager, height, width), ofView.toType(DataType.INT64, false));
  }

  /** Returns the pixels along an axis from {@code first (B,K,1)} on: {@code (B,K,extent)} int64. */
  private static NDArray span(NDArray first, int extent) {
    return first.add(first.getManager().arange(0f, extent, 1f, DataType.INT64));
  }

  private static NDArray inside(NDArray first, int extent, NDArray size) {
    return BilinearSampling.inside(
        span(first, extent).toType(DataType.FLOAT32, false), size.toType(DataType.FLOAT32, false));
  }

  private NDArray heights() {
    return Sizes.heights(this, shift);
  }

  private NDArray widths() {
    return Sizes.widths(this, shift);
  }

  /** Returns {@code (B,K,1,h,w)} of rows {@code (B,K,h)} and columns {@code (B,K,w)}. */
  private static NDArray mask(NDArray rows, NDArray columns) {
    return rows.expandDims(3).mul(columns.expandDims(2)).expandDims(2);
  }
}
