package io.ats.experiments.bench;

import io.ats.core.options.Options;
import io.ats.topk.perturbed.NoiseKind;

/**
 * A size of a top-K operator.
 *
 * @param batch {@code B}
 * @param side of the grid: {@code D = side²} positions
 * @param count {@code K}
 * @param samples {@code N} of the forms with the sampled gradient
 * @param noise how the noise of the samples is drawn
 * @param flat whether all scores are equal, as an untrained scorer's are; otherwise they are
 *     normally distributed
 * @param pairs of times of two forms
 */
record TopKCase(
    int batch, int side, int count, int samples, NoiseKind noise, boolean flat, int pairs) {

  /** {@code σ}, the paper's. */
  static final double SIGMA = 0.05;

  /** Side of a patch with one channel, pixels. */
  static final int PATCH = 32;

  /** Side of the images, pixels; patches overlap if there are many. */
  static final int IMAGE = 512;

  int positions() {
    return side * side;
  }

  String name() {
    return "D %d, B %d, K %d%s%s"
        .formatted(
            positions(),
            batch,
            count,
            noise == NoiseKind.INDEPENDENT ? "" : ", %s noise".formatted(Options.key(noise)),
            flat ? ", equal scores" : "");
  }
}
