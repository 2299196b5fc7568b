package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.ats.core.PatchSource;
import io.ats.core.math.Constants;
import io.ats.core.math.Scalars;
import io.ats.core.source.Sizes;

/**
 * The retina {@code ρ(x, l)} (Mnih et al., NeurIPS 2014, figure 1A): {@code S} square crops centred
 * on one point, each with twice the side of the one before, all read at the same number of pixels.
 *
 * <p>Locations are rows and columns in [−1,1]: {@code (−1,−1)} is the image's top left corner,
 * {@code (0,0)} its centre. Coarse crops are sampled at the centres of their pixels by bilinear
 * interpolation, without averaging; points outside the image are zero.
 *
 * @param size side of every crop as read, pixels; the finest has the resolution of the image
 * @param scales {@code S}
 */
record GlimpseSensor(int size, int scales) {

  /**
   * Returns the regions of a glimpse.
   *
   * @param source the images
   * @param location {@code l (B·R,2)}: row and column, {@code R} consecutive ones of each image
   * @return {@code (B·R,S,4)}: top, left, bottom, right as fractions of the image, the finest first
   */
  NDArray regions(PatchSource source, NDArray location) {
    NDArray centre = Scalars.over(Scalars.plus(location, 1), 2).expandDims(1); // (B·R,1,2)
    int images = Sizes.differ(source) ? source.batch() : 1;
    NDArray each = // (B,S,2) or (1,S,2)
        Constants.of(location.getManager(), halves(source, images), new Shape(images, scales, 2));
    NDArray half = images == 1 ? each : each.repeat(0, location.getShape().get(0) / images);
    return NDArrays.concat(new NDList(centre.sub(half), centre.add(half)), 2); // (B·R,S,4)
  }

  /** Returns half the sides, {@code 2^s·size/(2H)} and {@code 2^s·size/(2W)}, of some images. */
  private float[] halves(PatchSource source, int images) {
    float[] halves = new float[2 * scales * images];
    for (int i = 0; i < scales * images; i++) {
      double half = size * Math.scalb(0.5, i % scales);
      halves[2 * i] = (float) (half / source.height(i / scales));
      halves[2 * i + 1] = (float) (half / source.width(i / scales));
    }
    return halves;
  }

  /**
   * Reads glimpses, {@code R} consecutive ones of each image.
   *
   * @param regions {@code (B·R,S,4)}
   * @return {@code (B·R,S,C,h,w)}
   */
  NDArray read(PatchSource source, NDArray regions) {
    long rows = regions.getShape().get(0);
    NDArray byImage = regions.reshape(new Shape(source.batch(), -1, 4)); // (B,R·S,4)
    return source
        .sample(byImage, size, size) // (B,R·S,C,h,w)
        .reshape(rows, scales, source.channels(), size, size);
  }
}
