package io.ats.saccade.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.ats.core.PatchSource;
import io.ats.core.math.Scalars;
import io.ats.core.options.Require;

/**
 * How crops follow from what a network puts out, {@code (r, u, v)}: {@code scale = max(|r|, 1) /
 * fraction}, {@code θ = [1/scale, −u/scale, −v/scale]}.
 *
 * <p>{@code r = s·fraction} is the {@code s} of the source in units of its bound: a crop is {@code
 * |r|} times smaller than the largest, and stays so while the largest shrinks, where a fixed {@code
 * s} would be overtaken by its bound and get no gradient any more.
 *
 * @param kind what the crops are read from
 * @param margin of a localised transformer, pixels
 * @param maxImageFraction the most of the image's height and width a crop covers at last, in (0,1]
 * @param shrink over which share of training the most falls from 1 to that; 0: it is that at once
 * @param shifts how far from the centre
 * @param size side of a crop, pixels
 */
public record Cropping(
    TransformerKind kind,
    int margin,
    double maxImageFraction,
    double shrink,
    Shifts shifts,
    int size) {

  /** Checks the numbers, by the names of the options that they come from. */
  public Cropping {
    Require.atLeast("patchSize", size, 1);
    Require.atLeast("margin", margin, 0);
    Require.within("maxImageFraction", maxImageFraction, Double.MIN_VALUE, 1, "(0,1]");
    Require.within("shrink", shrink, 0, 1, "[0,1]");
  }

  /** Returns the most of the image's sides that a crop covers when so much of training is done. */
  public double fraction(double progress) {
    double done = shrink == 0 ? 1 : Math.min(1, progress / shrink);
    return 1 + (maxImageFraction - 1) * done;
  }

  /**
   * Returns the transform.
   *
   * @param outputs {@code (B,3)}: r, u, v
   * @param progress how much of training is done
   * @return {@code θ (B,3)}, differentiable
   */
  public NDArray theta(NDArray outputs, double progress) {
    double fraction = fraction(progress);
    NDArray s = Scalars.over(outputs.get(":,0"), fraction);
    NDArray u = outputs.get(":,1");
    NDArray v = outputs.get(":,2");
    if (shifts == Shifts.INSIDE) {
      NDArray room = Scalars.atLeast(s.abs(), 1 / fraction).sub(1);
      u = room.mul(u.tanh());
      v = room.mul(v.tanh());
    }
    return SpatialTransformer.theta(s, u, v, fraction);
  }

  /**
   * Cuts one crop an image.
   *
   * @param theta {@code θ (B,3)} of the same progress
   * @return {@code (B,1,C,h,w)}, differentiable in the transform
   */
  public NDArray cut(PatchSource source, NDArray theta, double progress) {
    return kind == TransformerKind.FULL
        ? source.sample(SpatialTransformer.regions(theta), size, size)
        : SpatialTransformer.localised(source, theta, size, size, fraction(progress), margin);
  }

  /**
   * Returns the standard deviation of a crop's centre that small deviations of {@code u} and {@code
   * v} make, to first order and at this scale: {@code dev(v)/(2·scale)}, for {@link Shifts#INSIDE}
   * {@code (1 − 1/scale)·(1 − tanh² v)·dev(v)/2}.
   *
   * @param outputs {@code (B,3)}: r, u, v
   * @param deviations {@code (B,3)} of the outputs
   * @return {@code (B,2)}: along rows and columns, as fractions of the image, no gradient
   */
  public NDArray spread(NDArray outputs, NDArray deviations, double progress) {
    NDArray at = outputs.stopGradient();
    NDArray extent = theta(at, progress).get(":,0:1"); // (B,1): 1/scale
    NDArray slope = extent;
    if (shifts == Shifts.INSIDE) {
      NDArray tanh = at.get(":,1:").tanh();
      slope = extent.neg().add(1).mul(tanh.square().neg().add(1)); // (B,2)
    }
    NDArray both = Scalars.over(deviations.stopGradient().get(":,1:").mul(slope), 2); // (B,2): u, v
    return NDArrays.concat(new NDList(both.get(":,1:2"), both.get(":,0:1")), 1);
  }
}
