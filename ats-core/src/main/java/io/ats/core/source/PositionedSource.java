package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.math.Scalars;

/**
 * A source with two more channels, after the others: each pixel's {@code y} and {@code x}, as
 * fractions of the image ("concat. position" of Cordonnier et al., CVPR 2021, table 2).
 *
 * <p>The pixel in row {@code i} of {@code H} has {@code y = (i + ½)/H}, its centre; that of a view
 * or a sampled crop likewise its own centre. The channels tell where a pixel is, not what is there:
 * they go on linearly outside the image, whatever the border, below 0 and above 1.
 *
 * @param source the other channels
 */
public record PositionedSource(PatchSource source) implements ForwardingSource {

  /** How many channels it adds. */
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
      rows = rows.clip(0L, (long) height() - height);
      columns = columns.clip(0L, (long) width() - width);
    }
    return with(
        patches,
        pixels(rows.toType(type, false), height, height()),
        pixels(columns.toType(type, false), width, width()));
  }

  /** Returns {@code (first + i + ½)/size}, {@code (B,K,count)}. */
  private static NDArray pixels(NDArray first, int count, int size) {
    NDArray centres = first.getManager().arange(0f, count, 1f, first.getDataType()).add(0.5f);
    return Scalars.over(first.expandDims(2).add(centres), size);
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    NDArray crops = source.sample(regions, height, width); // (B,K,C,h,w)
    return with(
        crops,
        shares(regions.get(":,:,0"), regions.get(":,:,2"), height),
        shares(regions.get(":,:,1"), regions.get(":,:,3"), width));
  }

  /** Returns the centres of an interval's shares, as fractions: {@code (B,K,count)}. */
  private static NDArray shares(NDArray from, NDArray to, int count) {
    return BilinearSampling.coordinates(from, to, count, 1).add(0.5f);
  }

  /** Joins patches {@code (B,K,C,h,w)}, rows {@code (B,K,h)} and columns {@code (B,K,w)}. */
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

  /**
   * Adds the two channels to whole images.
   *
   * @param images {@code (B,C,h,w)}
   * @return {@code (B,C+2,h,w)}, on their manager
   */
  public static NDArray with(NDArray images) {
    NDManager manager = images.getManager();
    NDArray whole = // (1,1,4): top, left, bottom, right
        manager
            .create(new float[] {0, 0, 1, 1}, new Shape(1, 1, 4))
            .toType(images.getDataType(), false)
            .repeat(0, images.getShape().get(0));
    int height = Math.toIntExact(images.getShape().get(2));
    int width = Math.toIntExact(images.getShape().get(3));
    return with(
            images.expandDims(1),
            shares(whole.get(":,:,0"), whole.get(":,:,2"), height),
            shares(whole.get(":,:,1"), whole.get(":,:,3"), width))
        .squeeze(1);
  }
}
