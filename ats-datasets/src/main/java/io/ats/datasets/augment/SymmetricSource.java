package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.math.Scalars;
import io.ats.core.source.ForwardingSource;
import io.ats.core.source.Sizes;

/**
 * A source whose images are transposed, then mirrored along rows and along columns, or not, each on
 * its own.
 *
 * @param source the images; square and of one size if some may be transposed
 * @param transposed {@code (B,1,1,1,1)} boolean; null: none
 * @param upsideDown {@code (B,1,1,1,1)} boolean: whether the last row becomes the first
 * @param mirrored {@code (B,1,1,1,1)} boolean: whether the last column becomes the first
 */
record SymmetricSource(PatchSource source, NDArray transposed, NDArray upsideDown, NDArray mirrored)
    implements ForwardingSource {

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    NDArray rows = origins.get(":,:,0:1"); // (B,K,1)
    NDArray columns = origins.get(":,:,1:2");
    rows =
        either(upsideDown, rows.neg().add(Scalars.minus(Sizes.heights(this, rows), height)), rows);
    columns =
        either(
            mirrored,
            columns.neg().add(Scalars.minus(Sizes.widths(this, columns), width)),
            columns);
    return turned(pair(rows, columns), pair(columns, rows), height, width, border);
  }

  private static NDArray pair(NDArray first, NDArray second) {
    return NDArrays.concat(new NDList(first, second), 2);
  }

  private NDArray turned(NDArray origins, NDArray swapped, int height, int width, Border border) {
    if (transposed == null) {
      return flipped(source.crop(origins, height, width, border));
    }
    if (height == width) {
      return turned(source.crop(either(transposed, swapped, origins), height, width, border));
    }
    NDArray plain = source.crop(origins, height, width, border);
    NDArray other = source.crop(swapped, width, height, border).swapAxes(3, 4);
    return flipped(either(transposed, other, plain));
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    NDArray top = regions.get(":,:,0:1"); // (B,K,1)
    NDArray left = regions.get(":,:,1:2");
    NDArray bottom = regions.get(":,:,2:3");
    NDArray right = regions.get(":,:,3:4");
    NDArray first = either(upsideDown, mirror(bottom), top);
    NDArray last = either(upsideDown, mirror(top), bottom);
    NDArray nearest = either(mirrored, mirror(right), left);
    NDArray farthest = either(mirrored, mirror(left), right);
    NDArray plain = NDArrays.concat(new NDList(first, nearest, last, farthest), 2);
    NDArray swapped = NDArrays.concat(new NDList(nearest, first, farthest, last), 2);
    if (transposed == null) {
      return flipped(source.sample(plain, height, width));
    }
    if (height == width) {
      return turned(source.sample(either(transposed, swapped, plain), height, width));
    }
    NDArray other = source.sample(swapped, width, height).swapAxes(3, 4);
    return flipped(either(transposed, other, source.sample(plain, height, width)));
  }

  private static NDArray mirror(NDArray share) {
    return Scalars.minus(1, share);
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    if (transposed == null || height == width) {
      return turned(source.view(manager, height, width).expandDims(1)).squeeze(1);
    }
    NDArray plain = source.view(manager, height, width).expandDims(1);
    NDArray other = source.view(manager, width, height).expandDims(1).swapAxes(3, 4);
    return flipped(either(transposed, other, plain)).squeeze(1);
  }

  /** Transposes and mirrors patches {@code (B,K,C,h,w)}, square if some are transposed. */
  NDArray turned(NDArray patches) {
    return flipped(
        transposed == null ? patches : either(transposed, patches.swapAxes(3, 4), patches));
  }

  private NDArray flipped(NDArray patches) {
    NDArray rows = either(upsideDown, patches.flip(3), patches);
    return either(mirrored, rows.flip(4), rows);
  }

  /** Returns {@code yes} or {@code no}, {@code (B,K,…)}, by each image's flag. */
  private static NDArray either(NDArray flag, NDArray yes, NDArray no) {
    Shape each = new Shape(flag.getShape().get(0));
    for (int axis = 1; axis < yes.getShape().dimension(); axis++) {
      each = each.add(1);
    }
    return NDArrays.where(flag.reshape(each).broadcast(yes.getShape()), yes, no);
  }
}
