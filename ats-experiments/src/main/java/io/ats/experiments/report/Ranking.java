package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.PairedBootstrap;
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
 * @param best the variant with the highest mean, and those whose difference from it has an interval
 *     that holds 0; empty if none is called best
 * @param text a sentence; empty where there is nothing to compare
 */
public record Ranking(List<VariantRow> best, String text) {

  private static final String WHAT = "test accuracy after the last epoch";

  /** Compares variants. */
  public static Ranking of(List<VariantRow> rows) {
    if (rows.size() < 2 || rows.stream().map(VariantRow::facet).distinct().count() > 1) {
      return none("");
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
    List<VariantRow> others = sorted.subList(1, sorted.size());
    List<VariantRow> ties = others.stream().filter(row -> ties(first, row)).toList();
    String over =
        seeds.size() == 1
            ? "seed " + seeds.iterator().next() + " alone, thus without an interval"
            : "mean ± standard deviation over " + seeds.size() + " seeds";
    String text = "Highest %s (%s): %s, %s %%".formatted(WHAT, over, first.label(), percent(first));
    if (ties.isEmpty()) {
      VariantRow next = others.get(0);
      text += "; next %s, %s %%%s".formatted(next.label(), percent(next), difference(first, next));
    } else {
      text +=
          "; tied with "
              + ties.stream()
                  .map(t -> t.label() + ", " + percent(t) + " %" + difference(first, t))
                  .collect(Collectors.joining("; "));
    }
    List<VariantRow> best = new ArrayList<>(List.of(first));
    best.addAll(ties);
    return new Ranking(best, text + ".");
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

  private static boolean ties(VariantRow first, VariantRow other) {
    PairedBootstrap difference = between(first, other);
    return difference.seeds() < 2 ? difference.mean() == 0 : difference.low() <= 0;
  }

  private static PairedBootstrap between(VariantRow a, VariantRow b) {
    return PairedBootstrap.of(a.bySeed(Metric.TEST_ACCURACY), b.bySeed(Metric.TEST_ACCURACY));
  }

  private static String difference(VariantRow a, VariantRow b) {
    PairedBootstrap difference = between(a, b);
    return difference.seeds() < 2
        ? ""
        : " (difference %s, %d %% bootstrap interval over the seeds)"
            .formatted(Cell.percent(difference), PairedBootstrap.LEVEL);
  }

  private static String percent(VariantRow row) {
    return Cell.percent(row.stat(Metric.TEST_ACCURACY));
  }
}
