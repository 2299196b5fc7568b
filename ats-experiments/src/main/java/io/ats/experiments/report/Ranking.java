package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.SignFlipTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which variants have the highest test accuracy after the last epoch, where that can be said: they
 * were tested on the same images with the same seeds, and the highest is better than chance.
 *
 * @param best the variant with the highest mean, and those over which no claim can be made for it;
 *     empty if none can be made for it at all
 * @param text a sentence; empty where there is nothing to compare
 */
public record Ranking(List<VariantRow> best, String text) {

  private static final String WHAT = "test accuracy after the last epoch";

  /** Compares variants. */
  public static Ranking of(List<VariantRow> rows) {
    if (rows.size() < 2) {
      return none("");
    }
    if (rows.stream().map(VariantRow::facet).distinct().count() > 1) {
      int most = rows.stream().mapToInt(row -> seeds(row).size()).max().orElse(0);
      return none(most == 0 || VariantPair.canClaim(most, 1) ? "" : noClaim(most, 1));
    }
    if (rows.stream().map(Ranking::images).distinct().count() > 1) {
      return none("No variant is called best: their images differ.");
    }
    if (rows.stream().map(Ranking::seeds).distinct().count() > 1) {
      String seeds =
          rows.stream()
              .map(row -> row.label() + " " + seeds(row).size())
              .collect(Collectors.joining(", "));
      return none("No variant is called best: they do not have the same seeds (" + seeds + ").");
    }
    Set<Long> seeds = seeds(rows.get(0));
    if (seeds.isEmpty()) {
      return none("");
    }
    List<VariantRow> sorted =
        rows.stream()
            .sorted(Comparator.comparingDouble(row -> -row.stat(Metric.TEST_ACCURACY).mean()))
            .toList();
    VariantRow first = sorted.get(0);
    if (first.chances().reached() > 0) {
      return none(
          "No variant is called best: the highest %s is that of %s, %s %%, but of its trials %s are no better than chance."
              .formatted(WHAT, first.label(), percent(first), first.chances().text()));
    }
    List<VariantPair> pairs = VariantPair.of(sorted, Metric.TEST_ACCURACY);
    String highest =
        "Highest %s (in %%, mean ± standard error (seeds)): %s, %s"
            .formatted(WHAT, first.label(), percent(first));
    if (!VariantPair.canClaim(seeds.size(), pairs.size())) {
      VariantRow next = sorted.get(1);
      return none(
          "%s; next %s, %s. %s"
              .formatted(
                  highest, next.label(), percent(next), noClaim(seeds.size(), pairs.size())));
    }
    // The rows are sorted: the first's pairs come first, in the order of the others.
    List<VariantPair> own = pairs.subList(0, sorted.size() - 1);
    List<VariantPair> ties = own.stream().filter(pair -> pair.verdict() != Verdict.HIGHER).toList();
    String text =
        highest
            + (ties.isEmpty()
                ? "; higher than all others, next " + compared(own.get(0))
                : "; no claim can be made over "
                    + ties.stream().map(Ranking::compared).collect(Collectors.joining("; ")))
            + ". In brackets: %d %% BCa bootstrap interval over the seeds, sign-flip p, Holm-corrected over %s."
                .formatted(Estimate.LEVEL, count(pairs.size(), "pair"));
    if (ties.size() == own.size()) {
      return none(text);
    }
    List<VariantRow> best = new ArrayList<>(List.of(first));
    ties.forEach(pair -> best.add(pair.b()));
    return new Ranking(best, text);
  }

  private static String noClaim(int seeds, int pairs) {
    double smallest = SignFlipTest.smallest(seeds);
    String corrected =
        VariantPair.canClaim(seeds, 1)
            ? ", Holm-corrected " + Cell.significant(Math.min(1, pairs * smallest))
            : "";
    return "No claim can be made with %1$s%2$s: the smallest two-sided p of %1$s is 2/2^%3$d = %4$s%5$s."
        .formatted(
            count(seeds, "seed"),
            corrected.isEmpty() ? "" : " and " + count(pairs, "pair") + " of variants",
            seeds,
            Cell.significant(smallest),
            corrected);
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private static Ranking none(String text) {
    return new Ranking(List.of(), text);
  }

  private static Map<String, String> images(VariantRow row) {
    Map<String, String> images = new HashMap<>(row.trials().get(0).options());
    images.keySet().removeIf(key -> !key.startsWith("dataset."));
    return images;
  }

  private static Set<Long> seeds(VariantRow row) {
    Map<Long, Double> all = row.bySeed(Metric.TEST_ACCURACY);
    all.values().removeIf(value -> !Double.isFinite(value));
    return new TreeSet<>(all.keySet());
  }

  private static String compared(VariantPair pair) {
    return "%s, %s (difference %s, p %s)"
        .formatted(
            pair.b().label(),
            percent(pair.b()),
            Cell.percent(pair.difference().mean()),
            Cell.significant(pair.corrected()));
  }

  private static String percent(VariantRow row) {
    return Cell.percent(row.stat(Metric.TEST_ACCURACY));
  }
}
