package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.data.InputTransform;
import io.ats.core.math.Constants;
import java.util.List;

/**
 * Normalises each channel: {@code (x − mean)/deviation}, of views and patches. What is outside an
 * image and zero before is zero after it too, which is the mean, as of an image that is padded when
 * it has been normalised.
 *
 * @param mean {@code (C)}
 * @param deviation {@code (C)}, above 0
 */
public record Normalisation(List<Double> mean, List<Double> deviation) implements InputTransform {

  /** Returns the transform; none for mean 0 and deviation 1. */
  public static InputTransform of(List<Double> mean, List<Double> deviation) {
    boolean none = mean.stream().allMatch(m -> m == 0) && deviation.stream().allMatch(d -> d == 1);
    return none ? NONE : new Normalisation(List.copyOf(mean), List.copyOf(deviation));
  }

  @Override
  public ImageSpec image(ImageSpec image) {
    return image;
  }

  @Override
  public Views apply(Views views) {
    return views.with(apply(views.low(), 1), normalised(views.source()));
  }

  /** Returns the source normalised, within one that moves patches: it stays the outermost. */
  private PatchSource normalised(PatchSource source) {
    return source instanceof MovingSource moving
        ? moving.over(normalised(moving.source()))
        : new Normalised(source, this);
  }

  @Override
  public boolean keepsUnitRange() {
    return false;
  }

  @Override
  public NDArray original(NDArray patches) {
    return patches.mul(values(patches, deviation, 2)).add(values(patches, mean, 2));
  }

  /** Normalises images, {@code C} being the given axis. */
  private NDArray apply(NDArray images, int axis) {
    return images.sub(values(images, mean, axis)).div(values(images, deviation, axis));
  }

  /**
   * Normalises patches {@code (B,K,C,h,w)} that are zero outside the image: {@code (x −
   * mean·i)/deviation}, {@code i} the share of a pixel that comes from inside.
   *
   * @param rows {@code (B,K,h)} pixels of the image
   * @param columns {@code (B,K,w)} likewise
   */
  private NDArray padded(NDArray patches, NDArray rows, NDArray columns, PatchSource source) {
    NDArray down = BilinearSampling.inside(rows, Sizes.heights(source, rows));
    NDArray across = BilinearSampling.inside(columns, Sizes.widths(source, columns));
    NDArray inside = // (B,K,1,h,w)
        down.expandDims(3).matMul(across.expandDims(2)).expandDims(2);
    return patches.sub(inside.mul(values(patches, mean, 2))).div(values(patches, deviation, 2));
  }

  /** Returns {@code first + i}, {@code (B,K,count)}, of first pixels {@code (B,K)} int64. */
  private static NDArray pixels(NDArray first, int count, DataType type) {
    NDArray steps = first.getManager().arange(0f, count, 1f, type);
    return first.toType(type, false).expandDims(2).add(steps);
  }

  private static NDArray values(NDArray like, List<Double> values, int axis) {
    float[] each = new float[values.size()];
    for (int c = 0; c < each.length; c++) {
      each[c] = values.get(c).floatValue();
    }
    Shape shape = axis == 1 ? new Shape(1, each.length, 1, 1) : new Shape(1, 1, each.length, 1, 1);
    return Constants.of(like.getManager(), each, shape).toType(like.getDataType(), false);
  }

  private record Normalised(PatchSource source, Normalisation by) implements ForwardingSource {

    @Override
    public NDArray crop(NDArray origins, int height, int width, Border border) {
      NDArray patches = source.crop(origins, height, width, border);
      DataType type = patches.getDataType();
      return border == Border.ZERO
          ? by.padded(
              patches,
              pixels(origins.get(":,:,0"), height, type),
              pixels(origins.get(":,:,1"), width, type),
              source)
          : by.apply(patches, 2);
    }

    @Override
    public NDArray sample(NDArray regions, int height, int width) {
      NDArray scaled = Sizes.ofLargest(source, regions);
      return by.padded(
          source.sample(regions, height, width),
          BilinearSampling.rows(scaled, height, source.height()),
          BilinearSampling.columns(scaled, width, source.width()),
          source);
    }

    @Override
    public NDArray view(NDManager manager, int height, int width) {
      return by.apply(source.view(manager, height, width), 1);
    }
  }
}
