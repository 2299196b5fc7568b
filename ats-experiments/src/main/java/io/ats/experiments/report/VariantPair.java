package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Chance;
import io.ats.experiments.statistics.Holm;
import io.ats.experiments.statistics.PairedDifference;
import io.ats.experiments.statistics.SignFlipTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two variants of one family compared on the seeds that both have.
 *
 * @param a one variant
 * @param b the other
 * @param difference of a metric, a − b
 * @param corrected the difference's p, Holm-corrected over the family's pairs that share two seeds;
 *     NaN if these two do not
 * @param finished whether no trial of the family is to come
 */
public record VariantPair(
    VariantRow a, VariantRow b, PairedDifference difference, double corrected, boolean finished) {

  /**
   * Returns every pair, in the order of the rows.
   *
   * @param rows all variants of a {@link Family}, which the correction is over
   * @param finished whether no trial of theirs is to come
   */
  static List<VariantPair> of(List<VariantRow> rows, Metric metric, boolean finished) {
    List<Map<Long, Double>> bySeed = rows.stream().map(row -> row.bySeed(metric)).toList();
    int all = rows.size();
    List<VariantPair> pairs =
        IntStream.range(0, all)
            .parallel() // of many pairs their intervals take most of a report's time
            .boxed()
            .flatMap(a -> IntStream.range(a + 1, all).mapToObj(b -> new int[] {a, b}))
            .map(
                pair ->
                    new VariantPair(
                        rows.get(pair[0]),
                        rows.get(pair[1]),
                        PairedDifference.of(bySeed.get(pair[0]), bySeed.get(pair[1])),
                        Double.NaN,
                        finished))
            .collect(Collectors.toCollection(ArrayList::new));
    double[] corrected =
        Holm.adjusted(
            pairs.stream()
                .filter(VariantPair::isTested)
                .mapToDouble(pair -> pair.difference.p())
                .toArray());
    int test = 0;
    for (int i = 0; i < pairs.size(); i++) {
      VariantPair pair = pairs.get(i);
      if (pair.isTested()) {
        pairs.set(i, new VariantPair(pair.a, pair.b, pair.difference, corrected[test++], finished));
      }
    }
    return pairs;
  }

  /** Returns whether the two share seeds enough for a test. */
  boolean isTested() {
    return difference.seeds() > 1;
  }

  /** Returns whether a claim can be made at all with so many seeds and pairs. */
  public static boolean canClaim(int seeds, int pairs) {
    return pairs * SignFlipTest.smallest(seeds) <= Chance.SIGNIFICANCE;
  }

  /**
   * Returns a claim only if all trials have ended, none of these two variants failed, the interval
   * leaves out 0 and the corrected p is at most 5 %.
   */
  public Verdict verdict() {
    if (!finished) {
      return Verdict.UNFINISHED;
    }
    if (a.hasFailed() || b.hasFailed()) {
      return Verdict.FAILED;
    }
    if (!(corrected <= Chance.SIGNIFICANCE)) {
      return Verdict.NO_CLAIM;
    }
    return difference.mean().low() > 0
        ? Verdict.HIGHER
        : difference.mean().high() < 0 ? Verdict.LOWER : Verdict.NO_CLAIM;
  }
}
