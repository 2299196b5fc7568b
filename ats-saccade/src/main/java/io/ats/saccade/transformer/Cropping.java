package io.ats.saccade.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.ats.core.PatchSource;
import io.ats.core.math.Scalars;
import io.ats.core.options.Option;
import io.ats.core.options.Options;

/**
 * Options shared by the selectors of learned crops, and the map from a network's outputs {@code (r,
 * u, v)} to crops: {@code scale = max(|r|, 1) / fraction}, {@code θ = [1/scale, −u/scale,
 * −v/scale]}.
 *
 * <p>{@code r = s·fraction} is the paper's {@code s} in units of its bound: a crop is {@code |r|}
 * times smaller than the largest, also while the largest shrinks. A constant {@code s} would fall
 * below its growing bound and lose its gradient.
 */
public record Cropping(
    @Option(value = "side of a crop as the encoder's input, pixels", min = 1, max = 100_000)
        int patchSize,
    @Option("full: sampled from the image; localised: from a tile around the crop")
        TransformerKind transformer,
    @Option(value = "localised: margin of the tile around the largest crop, pixels", min = 0)
        int margin,
    @Option(
            value = "largest fraction of the image's height and width that a crop covers",
            min = 0,
            above = true,
            max = 1)
        double maxImageFraction,
    @Option(
            value =
                "share of training over which the fraction decreases from 1 to max-image-fraction",
            min = 0,
            max = 1)
        double shrink,
    @Option("free: crops may leave the image, as in the paper; inside: they may not") Shifts shifts,
    @Option(
            value = "side of the initial crops as a share of the largest; 1 would have no gradient",
            min = 0.01,
            max = 0.999)
        double initialCrop,
    @Option(
            value =
                "standard deviation of the initial weights of the layer that predicts crops; 0: centred crops",
            min = 0)
        double localisationWeights) {

  /** Free shifts, no shrinking, initially centred. */
  public static final Cropping DEFAULTS =
      new Cropping(50, TransformerKind.FULL, 1, 0.5, 0, Shifts.FREE, 0.9, 0);

  /** Checks the ranges. */
  public Cropping {
    Options.check(
        Cropping.class,
        patchSize,
        transformer,
        margin,
        maxImageFraction,
        shrink,
        shifts,
        initialCrop,
        localisationWeights);
  }

  /**
   * Returns the largest fraction of the image's sides that a crop covers.
   *
   * @param progress share of training done, in [0,1]
   */
  public double fraction(double progress) {
    double done = shrink == 0 ? 1 : Math.min(1, progress / shrink);
    return 1 + (maxImageFraction - 1) * done;
  }

  /**
   * Returns the layer that predicts {@code s, u, v} themselves: its first crops are centred, with
   * {@code s = 1/(maxImageFraction·initialCrop)}.
   */
  public Localisation transformLayer() {
    return new Localisation(1 / (maxImageFraction * initialCrop), localisationWeights);
  }

  /** Returns the layer that predicts {@code r, u, v}; its first crops are centred. */
  public Localisation layer() {
    return new Localisation(1 / initialCrop, localisationWeights);
  }

  /**
   * Returns the transform.
   *
   * @param outputs {@code (B,3)}: r, u, v
   * @param progress share of training done, in [0,1]
   * @return {@code θ (B,3)}, differentiable
   */
  public NDArray theta(NDArray outputs, double progress) {
    double fraction = fraction(progress);
    NDArray s = Scalars.over(outputs.get(":,0"), fraction);
    NDArray u = outputs.get(":,1");
    NDArray v = outputs.get(":,2");
    if (shifts == Shifts.INSIDE) {
      NDArray room = Scalars.minus(Scalars.atLeast(s.abs(), 1 / fraction), 1);
      u = room.mul(u.tanh());
      v = room.mul(v.tanh());
    }
    return SpatialTransformer.theta(s, u, v, fraction);
  }

  /**
   * Cuts one crop per image.
   *
   * @param theta {@code θ (B,3)}, computed at the same progress
   * @return {@code (B,1,C,h,w)}, differentiable in the transform
   */
  public NDArray cut(PatchSource source, NDArray theta, double progress) {
    return transformer == TransformerKind.FULL
        ? source.sample(SpatialTransformer.regions(theta), patchSize, patchSize)
        : SpatialTransformer.localised(
            source, theta, patchSize, patchSize, fraction(progress), margin);
  }

  /**
   * Returns the standard deviation of a crop's centre for small deviations of {@code u} and {@code
   * v}, to first order and at fixed scale: {@code dev(v)/(2·scale)}, for {@link Shifts#INSIDE}
   * {@code (1 − 1/scale)·(1 − tanh² v)·dev(v)/2}.
   *
   * @param outputs {@code (B,3)}: r or s, u, v
   * @param theta {@code θ (B,3)} of these outputs
   * @param deviations {@code (B,3)}: standard deviations of the outputs
   * @return {@code (B,2)}: along rows and columns, as fractions of the image, no gradient
   */
  public NDArray spread(NDArray outputs, NDArray theta, NDArray deviations) {
    NDArray extent = theta.stopGradient().get(":,0:1"); // (B,1): 1/scale
    NDArray slope = extent;
    if (shifts == Shifts.INSIDE) {
      NDArray tanh = outputs.stopGradient().get(":,1:").tanh();
      slope = Scalars.minus(1, extent).mul(Scalars.minus(1, tanh.square())); // (B,2)
    }
    NDArray both = Scalars.over(deviations.stopGradient().get(":,1:").mul(slope), 2); // (B,2): u, v
    return NDArrays.concat(new NDList(both.get(":,1:2"), both.get(":,0:1")), 1);
  }
}
