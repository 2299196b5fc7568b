package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.ats.core.PatchSource;
import io.ats.core.data.ImageSpec;
import io.ats.core.math.Scalars;

/**
 * The retina {@code ρ(x, l)} (Mnih et al., NeurIPS 2014, figure 1A): {@code S} square crops centred
 * on one point, each with twice the side of the one before, all read at the same number of pixels.
 *
 * <p>Locations are rows and columns in [−1,1]: {@code (−1,−1)} is the image's top left corner,
 * {@code (0,0)} its centre. Coarse crops are sampled at the centres of their pixels by bilinear
 * interpolation, without averaging; points outside the image are zero.
 *
 * @param image the images' sizes
 * @param size side of every crop as read, pixels; the finest has the resolution of the image
 * @param scales {@code S}
 */
record GlimpseSensor(ImageSpec image, int size, int scales) {

  /**
   * Returns the regions of a glimpse.
   *
   * @param location {@code l (N,2)}: row and column
   * @return {@code (N,S,4)}: top, left, bottom, right as fractions of the image, the finest first
   */
  NDArray regions(NDArray location) {
    NDArray centre = Scalars.over(location.add(1), 2).expandDims(1); // (N,1,2)
    NDArray half = location.getManager().create(halves(), new Shape(1, scales, 2)); // (1,S,2)
    return NDArrays.concat(new NDList(centre.sub(half), centre.add(half)), 2); // (N,S,4)
  }

  /** Returns half the sides, {@code 2^s·size/(2H)} and {@code 2^s·size/(2W)}. */
  private float[] halves() {
    float[] halves = new float[2 * scales];
    for (int s = 0; s < scales; s++) {
      double half = size * Math.scalb(0.5, s);
      halves[2 * s] = (float) (half / image.height());
      halves[2 * s + 1] = (float) (half / image.width());
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
