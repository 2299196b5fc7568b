package io.ats.experiments.bench;

import io.ats.topk.perturbed.NoiseKind;
import java.util.List;
import java.util.Locale;

/**
 * A size of a top-K operator.
 *
 * @param batch {@code B}
 * @param side the grid's: {@code D = side²} positions
 * @param count {@code K}
 * @param samples {@code N}
 * @param noise how the samples' noise depends on each other's
 * @param flat whether all scores are equal, as of an untrained scorer; else they are normally
 *     distributed
 * @param pairs how often the two forms are timed, each
 */
record TopKCase(
    int batch, int side, int count, int samples, NoiseKind noise, boolean flat, int pairs) {

  /** {@code σ}, the paper's. */
  static final double SIGMA = 0.05;

  /** Side of a patch, of one channel. */
  static final int PATCH = 32;

  /** Side of the images, on which patches overlap where there are many. */
  static final int IMAGE = 512;

  int positions() {
    return side * side;
  }

  String name() {
    return "D %d, B %d, K %d, N %d%s%s"
        .formatted(
            positions(),
            batch,
            count,
            samples,
            noise == NoiseKind.INDEPENDENT
                ? ""
                : ", %s noise".formatted(noise.name().toLowerCase(Locale.ROOT)),
            flat ? ", equal scores" : "");
  }

  /** Returns what {@link #parse} reads. */
  List<String> words() {
    return List.of(
        "" + batch, "" + side, "" + count, "" + samples, noise.name(), "" + flat, "" + pairs);
  }

  static TopKCase parse(List<String> words) {
    return new TopKCase(
        Integer.parseInt(words.get(0)),
        Integer.parseInt(words.get(1)),
        Integer.parseInt(words.get(2)),
        Integer.parseInt(words.get(3)),
        NoiseKind.valueOf(words.get(4)),
        Boolean.parseBoolean(words.get(5)),
        Integer.parseInt(words.get(6)));
  }
}
