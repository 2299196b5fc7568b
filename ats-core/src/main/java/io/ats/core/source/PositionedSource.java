package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.math.Constants;
import io.ats.core.math.Scalars;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A source with two channels appended: each pixel's {@code y} and {@code x}, as fractions of the
 * image ("concat. position" of Cordonnier et al., CVPR 2021, table 2).
 *
 * <p>The pixel in row {@code i} of {@code H} has {@code y = (i + ½)/H}, its centre; likewise for
 * pixels of views and sampled crops. Outside the image the channels continue linearly, below 0 and
 * above 1, whatever the border.
 *
 * @param source the source of the other channels
 */
public record PositionedSource(PatchSource source) implements ForwardingSource {

  /** The number of channels added. */
  public static final int CHANNELS = 2;

  @Override
  public int channels() {
    return source.channels() + CHANNELS;
  }

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    NDArray patches = source.crop(origins, height, width, border); // (B,K,C,h,w)
    DataType type = patches.getDataType();
    NDArray rows = origins.get(":,:,0"); // (B,K)
    NDArray columns = origins.get(":,:,1");
    if (border == Border.CLAMP) {
      rows = clamped(rows, height, this::height);
      columns = clamped(columns, width, this::width);
    }
    return with(
        patches,
        pixels(rows.toType(type, false), height, this::height),
        pixels(columns.toType(type, false), width, this::width));
  }

  private NDArray clamped(NDArray first, int extent, IntUnaryOperator size) {
    long[] most = IntStream.range(0, batch()).mapToLong(b -> size.applyAsInt(b) - extent).toArray();
    return Scalars.atLeast(first, 0)
        .minimum(Constants.of(first.getManager(), most, new Shape(batch(), 1)));
  }

  /** Returns {@code (first + i + ½)/size_b}, {@code (B,K,count)}. */
  private NDArray pixels(NDArray first, int count, IntUnaryOperator size) {
    NDManager manager = first.getManager();
    NDArray centres = Scalars.plus(manager.arange(0f, count, 1f, first.getDataType()), 0.5f);
    double[] sizes = IntStream.range(0, batch()).map(size).asDoubleStream().toArray();
    NDArray all = first.expandDims(2).add(centres);
    return DoubleStream.of(sizes).allMatch(one -> one == sizes[0])
        ? Scalars.over(all, sizes[0])
        : all.div(
            Constants.of(manager, sizes, new Shape(batch(), 1, 1))
                .toType(first.getDataType(), false));
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    NDArray crops = source.sample(regions, height, width); // (B,K,C,h,w)
    return with(crops, regions);
  }

  /** Appends the channels to patches {@code (B,K,C,h,w)} of regions {@code (B,K,4)}. */
  private static NDArray with(NDArray patches, NDArray regions) {
    int height = Math.toIntExact(patches.getShape().get(3));
    int width = Math.toIntExact(patches.getShape().get(4));
    // For an image of size 1, coordinates are fractions minus ½.
    return with(
        patches,
        Scalars.plus(BilinearSampling.rows(regions, height, 1), 0.5f),
        Scalars.plus(BilinearSampling.columns(regions, width, 1), 0.5f));
  }

  /** Appends rows {@code (B,K,h)} and columns {@code (B,K,w)} to patches {@code (B,K,C,h,w)}. */
  private static NDArray with(NDArray patches, NDArray rows, NDArray columns) {
    Shape all = patches.getShape();
    Shape one = new Shape(all.get(0), all.get(1), 1, all.get(3), all.get(4));
    NDArray y = rows.expandDims(2).expandDims(4).broadcast(one);
    NDArray x = columns.expandDims(2).expandDims(3).broadcast(one);
    return NDArrays.concat(new NDList(patches, y, x), 2);
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    return with(source.view(manager, height, width));
  }

  /** Appends the two channels to whole images {@code (B,C,h,w)}: {@code (B,C+2,h,w)}. */
  private static NDArray with(NDArray images) {
    NDManager manager = images.getManager();
    NDArray whole = // (1,1,4): top, left, bottom, right
        Constants.of(manager, new float[] {0, 0, 1, 1}, new Shape(1, 1, 4))
            .toType(images.getDataType(), false)
            .repeat(0, images.getShape().get(0));
    return with(images.expandDims(1), whole).squeeze(1);
  }

  /**
   * Appends the two channels to views; in padding they continue as outside the image.
   *
   * @return {@code (B,C+2,vh,vw)}, on the view's manager
   */
  public static NDArray with(Views views) {
    if (!views.padded()) {
      return with(views.low());
    }
    NDArray low = views.low();
    float[] regions = new float[4 * views.images().size()];
    for (int b = 0; b < views.images().size(); b++) {
      regions[4 * b + 2] = (float) low.getShape().get(2) / views.images().get(b).viewHeight();
      regions[4 * b + 3] = (float) low.getShape().get(3) / views.images().get(b).viewWidth();
    }
    NDArray all = low.getManager().create(regions, new Shape(views.images().size(), 1, 4));
    return with(low.expandDims(1), all).squeeze(1);
  }
}
