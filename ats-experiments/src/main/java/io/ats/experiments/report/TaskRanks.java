package io.ats.experiments.report;

import io.ats.experiments.statistics.Chance;
import io.ats.experiments.statistics.Cliques;
import io.ats.experiments.statistics.FriedmanTest;
import io.ats.experiments.statistics.Holm;
import io.ats.experiments.statistics.SignedRankTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Variants compared over several tasks by their mean test accuracies (Demšar 2006): Friedman's
 * test, and if it is significant, each two by Wilcoxon's signed-rank test, Holm-corrected. Not by
 * their mean ranks: whether these are far apart depends on the other variants (Benavoli, Corani
 * &amp; Mangili 2016).
 *
 * @param set what is compared
 * @param friedman the mean ranks, and whether any two differ
 * @param pairs every two, in order
 */
public record TaskRanks(TaskSet set, FriedmanTest friedman, List<Pair> pairs) {

  /** With fewer tasks or variants nothing is tested. */
  public static final int LEAST_TASKS = 5;

  /** The fewest variants of which ranks are tested. */
  public static final int LEAST_VARIANTS = 3;

  /**
   * Two variants.
   *
   * @param a index of the one
   * @param b index of the other
   * @param sum of the signed ranks of a − b: above 0 where a is the more accurate
   * @param p of the signed-rank test
   * @param corrected the same, Holm-corrected over all pairs
   */
  public record Pair(int a, int b, double sum, double p, double corrected) {}

  /** Returns the comparison; empty with fewer than five tasks or three variants. */
  public static Optional<TaskRanks> of(TaskSet set) {
    int variants = set.scores().size();
    if (set.tasks().size() < LEAST_TASKS || variants < LEAST_VARIANTS) {
      return Optional.empty();
    }
    double[][] means = set.means();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < variants; i++) {
      for (int j = i + 1; j < variants; j++) {
        int a = i;
        int b = j;
        double[] differences =
            Arrays.stream(means).mapToDouble(task -> task[a] - task[b]).toArray();
        pairs.add(
            new Pair(
                a, b, SignedRankTest.sum(differences), SignedRankTest.p(differences), Double.NaN));
      }
    }
    double[] corrected = Holm.adjusted(pairs.stream().mapToDouble(Pair::p).toArray());
    for (int i = 0; i < corrected.length; i++) {
      Pair pair = pairs.get(i);
      pairs.set(i, new Pair(pair.a, pair.b, pair.sum, pair.p, corrected[i]));
    }
    return Optional.of(new TaskRanks(set, FriedmanTest.of(means), List.copyOf(pairs)));
  }

  /** Returns what is claimed of the first variant of a pair: a higher accuracy, or a lower. */
  public Verdict verdict(Pair pair) {
    if (!set.finished()) {
      return Verdict.UNFINISHED;
    }
    List<String> variants = set.variants();
    if (set.failed().contains(variants.get(pair.a))
        || set.failed().contains(variants.get(pair.b))) {
      return Verdict.FAILED;
    }
    if (friedman.p() > Chance.SIGNIFICANCE || pair.corrected > Chance.SIGNIFICANCE) {
      return Verdict.NO_CLAIM;
    }
    return pair.sum > 0 ? Verdict.HIGHER : Verdict.LOWER;
  }

  /** Returns the groups of variants, by index, of which no two are told apart. */
  public List<int[]> groups() {
    int variants = friedman.ranks().length;
    boolean[][] apart = new boolean[variants][variants];
    for (Pair pair : pairs) {
      Verdict verdict = verdict(pair);
      apart[pair.a][pair.b] =
          apart[pair.b][pair.a] = verdict == Verdict.HIGHER || verdict == Verdict.LOWER;
    }
    return Cliques.of(apart);
  }
}
