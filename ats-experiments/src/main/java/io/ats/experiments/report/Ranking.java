package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.SignFlipTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which variants of a family have the highest test accuracy after the last epoch, by how much and
 * at what cost: of those that have exactly the seeds that most have, where the highest is better
 * than chance.
 *
 * @param best the variant with the highest mean, and those over which no claim can be made for it;
 *     empty if none can be made for it at all
 * @param text a sentence; empty where there is nothing to compare
 * @param sure how sure it is, in a sentence; empty where nothing is compared
 */
public record Ranking(List<VariantRow> best, String text, String sure) {

  private static final String WHAT = "test accuracy after the last epoch";

  private static final String UNFINISHED =
      "No claim is made while trials are to come: of many looks one would find a difference by"
          + " chance.";

  /** Means no further apart are equal, but for rounding. */
  private static final double ROUNDING = 1e-12;

  /** Compares the variants of a family. */
  public static Ranking of(Family family) {
    List<VariantRow> rows = family.rows();
    Set<Long> seeds = VariantRow.mostCommon(rows.stream().map(VariantRow::seeds).toList());
    List<VariantRow> compared =
        family.bestFirst().stream().filter(row -> row.seeds().equals(seeds)).toList();
    if (rows.size() < 2 || seeds.isEmpty()) {
      return none("", "");
    }
    if (compared.size() < 2) {
      return none(
          "No variant is called best: no two have the same seeds (" + seedsOf(rows) + ").", "");
    }
    VariantRow first = compared.get(0);
    List<VariantRow> others = rows.stream().filter(row -> !compared.contains(row)).toList();
    String left =
        others.isEmpty()
            ? ""
            : " Not among them, for they lack seeds or have others: %s; the rest have %d."
                .formatted(seedsOf(others), seeds.size());
    Chances chances = first.chances();
    if (chances.known() > 0 && chances.reached() == chances.known()) {
      return none(
          "No variant is called best: the highest %s is that of %s, %s %%, but of its trials %s are no better than chance.%s"
              .formatted(WHAT, first.label(), percent(first), chances.text(), left),
          "");
    }
    List<VariantPair> pairs =
        family.pairs(Metric.TEST_ACCURACY).stream().filter(VariantPair::isTested).toList();
    // The pairs of the best come in the order of the others.
    List<VariantPair> own =
        family.pairs(Metric.TEST_ACCURACY).stream()
            .filter(pair -> pair.a() == first && compared.contains(pair.b()))
            .toList();
    String cost = cost(first, " of the pixels", " million multiply-adds an image");
    String highest =
        "Highest %s (in %%, mean ± standard error (seeds)): %s, %s%s%s"
            .formatted(
                WHAT,
                first.label(),
                percent(first),
                cost,
                chances.reached() > 0
                    ? ", but of its trials " + chances.text() + " are no better than chance"
                    : "");
    boolean finished = family.isFinished();
    if (!finished || pairs.isEmpty() || !VariantPair.canClaim(seeds.size(), pairs.size())) {
      List<VariantPair> equal =
          own.stream()
              .filter(pair -> Math.abs(pair.difference().mean().value()) <= ROUNDING)
              .toList();
      String next =
          equal.isEmpty()
              ? "next " + compared(own.get(0))
              : "as high "
                  + equal.stream().map(Ranking::compared).collect(Collectors.joining(", "));
      return none(
          highest + "; " + next + "." + left,
          finished
              ? noClaim(seeds.size(), pairs.size(), rows.size())
              : unfinished(seeds.size(), pairs.size()));
    }
    List<VariantPair> claims =
        own.stream().filter(pair -> pair.verdict() == Verdict.HIGHER).toList();
    List<VariantPair> ties = own.stream().filter(pair -> pair.verdict() != Verdict.HIGHER).toList();
    String over =
        ties.isEmpty() ? "all others, next " : claims.size() > 1 ? claims.size() + ", next " : "";
    String text =
        highest
            + (claims.isEmpty() ? "" : "; higher than " + over + compared(claims.get(0)))
            + (ties.isEmpty()
                ? ""
                : "; no claim can be made over "
                    + ties.stream().map(Ranking::compared).collect(Collectors.joining("; ")))
            + "."
            + left;
    List<VariantRow> best = new ArrayList<>();
    if (!claims.isEmpty()) {
      best.add(first);
      ties.stream()
          .filter(pair -> pair.verdict() != Verdict.FAILED)
          .forEach(pair -> best.add(pair.b()));
    }
    return new Ranking(best, text, brackets(pairs.size()));
  }

  private static String seedsOf(List<VariantRow> rows) {
    return rows.stream()
        .map(row -> row.label() + " " + row.seeds().size())
        .collect(Collectors.joining(", "));
  }

  private static String brackets(int pairs) {
    return "In brackets: %d %% BCa bootstrap interval over the seeds, sign-flip p, Holm-corrected over %s."
        .formatted(Estimate.LEVEL, count(pairs, "pair"));
  }

  private static String noClaim(int seeds, int pairs, int variants) {
    double smallest = SignFlipTest.smallest(seeds);
    boolean several = VariantPair.canClaim(seeds, 1);
    String corrected =
        several ? ", Holm-corrected " + Cell.significant(Math.min(1, pairs * smallest)) : "";
    String text =
        "No claim can be made with %1$s%2$s: the smallest two-sided p of %1$s is 2/2^%3$d = %4$s%5$s. A claim between any two of %6$s needs at least %7$d fresh seeds."
            .formatted(
                count(seeds, "seed"),
                several ? " and " + count(pairs, "pair") + " of variants" : "",
                seeds,
                Cell.significant(smallest),
                corrected,
                count(variants, "variant"),
                fewest(variants * (variants - 1) / 2));
    return several ? text + " " + brackets(pairs) : text;
  }

  /** Returns the fewest seeds with which a claim can be made. */
  private static int fewest(int pairs) {
    return IntStream.iterate(1, seeds -> seeds + 1)
        .filter(seeds -> VariantPair.canClaim(seeds, pairs))
        .findFirst()
        .orElseThrow();
  }

  private static String unfinished(int seeds, int pairs) {
    return VariantPair.canClaim(seeds, 1) ? UNFINISHED + " " + brackets(pairs) : UNFINISHED;
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private static Ranking none(String text, String sure) {
    return new Ranking(List.of(), text, sure);
  }

  /** An interval of fewer than six seeds would be too narrow, and their p too large to say so. */
  private static String compared(VariantPair pair) {
    Estimate difference = pair.difference().mean();
    boolean tested = VariantPair.canClaim(pair.difference().seeds(), 1);
    Estimate shown = tested ? difference : new Estimate(difference.value(), Double.NaN, Double.NaN);
    return "%s, %s%s (difference %s%s%s)"
        .formatted(
            pair.b().label(),
            percent(pair.b()),
            cost(pair.b(), "", " million"),
            Cell.percent(shown),
            tested ? ", p " + Cell.significant(pair.corrected()) : "",
            pair.verdict() == Verdict.FAILED ? "; trials of one of the two failed" : "");
  }

  private static String percent(VariantRow row) {
    return Cell.percent(row.stat(Metric.TEST_ACCURACY));
  }

  /** Returns what is known of the share of pixels read and of the multiply-adds. */
  private static String cost(VariantRow row, String ofPixels, String multiplyAdds) {
    String known =
        Stream.of(
                cost(row, Cost.PIXELS_READ, " %" + ofPixels),
                cost(row, Cost.MULTIPLY_ADDS, multiplyAdds))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" and "));
    return known.isEmpty() ? "" : " at " + known;
  }

  private static String cost(VariantRow row, Cost cost, String unit) {
    double mean = row.stat(cost::of).mean();
    return Double.isFinite(mean) ? Cell.significant(mean) + unit : "";
  }
}
