package io.ats.experiments.report.page;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page's title, summary and notes on its numbers.
 *
 * @param missing number of the run's trials that have no result yet
 */
record Headline(List<TrialResult> results, int missing) {

  String title() {
    return results.stream()
        .map(TrialResult::key)
        .map(key -> key.preset().isEmpty() ? key.suite() : key.suite() + "@" + key.preset())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  String summary() {
    List<VariantRow> rows = VariantRow.of(results);
    long ok = results.stream().filter(TrialResult::ok).count();
    long chance = results.stream().filter(VariantRow::isAtChance).count();
    String what =
        count(rows.stream().map(VariantRow::label).distinct().count(), "variant")
            + " on "
            + distinct(r -> r.key().dataset() + " (" + r.key().task() + ")")
            + ", "
            + count(results.stream().map(r -> r.key().seed()).distinct().count(), "seed")
            + ": "
            + ok
            + " of "
            + count(results.size(), "trial")
            + " ended well"
            + (chance == 0 ? "" : ", " + chance + " of them no better than chance")
            + (missing == 0 ? "" : "; " + missing + " still to come: load the page again for more")
            + ".";
    boolean oneAxis = rows.stream().map(VariantRow::facet).distinct().count() == 1;
    return rows.stream()
        .filter(row -> oneAxis && Double.isFinite(row.stat(Metric.BEST_TEST_ACCURACY).mean()))
        .max(Comparator.comparingDouble(row -> row.stat(Metric.BEST_TEST_ACCURACY).mean()))
        .map(
            row ->
                what
                    + " Most accurate: "
                    + row.label()
                    + ", "
                    + Cell.percent(row.stat(Metric.BEST_TEST_ACCURACY))
                    + " %.")
        .orElse(what);
  }

  String notes() {
    String metrics =
        Metric.ofResult().stream().map(Metric::explanation).collect(Collectors.joining(" "));
    return metrics
        + " Nothing is chosen on the test split: the best epoch is the one best on the validation split. With several"
        + " seeds: mean ± sample standard deviation, and median ± median absolute deviation, over the trials that ended"
        + " well. At chance: of the trials for which it is known, those whose test accuracy a guess of the test split's"
        + " most frequent label reaches by luck (one-sided binomial test, 5 %). Images: "
        + distinct(Headline::origin)
        + ".";
  }

  private static String origin(TrialResult result) {
    String origin = result.outcome().origin();
    return origin.isBlank() ? result.key().dataset() + ": origin not recorded" : origin;
  }

  private String distinct(Function<TrialResult, String> value) {
    return results.stream().map(value).distinct().collect(Collectors.joining(", "));
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
