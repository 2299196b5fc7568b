package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the page says before its tables, and of its numbers.
 *
 * @param missing how many trials of the run have no result yet
 */
record Headline(List<TrialResult> results, int missing) {

  String title() {
    return results.stream()
        .map(r -> r.preset().isEmpty() ? r.suite() : r.suite() + "@" + r.preset())
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
            + distinct(r -> r.dataset() + " (" + r.task() + ")")
            + ", "
            + count(results.stream().map(TrialResult::seed).distinct().count(), "seed")
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
        .filter(row -> oneAxis && Double.isFinite(row.stat(TrialResult::bestTestAccuracy).mean()))
        .max(Comparator.comparingDouble(row -> row.stat(TrialResult::bestTestAccuracy).mean()))
        .map(
            row ->
                what
                    + " Most accurate: "
                    + row.label()
                    + ", "
                    + Cell.percent(row.stat(TrialResult::bestTestAccuracy))
                    + " %.")
        .orElse(what);
  }

  String notes() {
    return "Test accuracy is measured after the last epoch; best test accuracy at the epoch that was best on the"
        + " validation split. Nothing is chosen on the test split. With several seeds: mean ± sample standard deviation,"
        + " and median ± median absolute deviation, over the trials that ended well. At chance: trials whose test"
        + " accuracy a guess of the test split's most frequent label reaches by luck (one-sided binomial test, 5 %),"
        + " of those of which it is known. Attention on objects: share of the attention map's mass inside true boxes."
        + " Inference time includes reading the image. Images: "
        + distinct(r -> r.origin().isBlank() ? r.dataset() + ": origin not recorded" : r.origin())
        + ".";
  }

  private String distinct(Function<TrialResult, String> value) {
    return results.stream().map(value).distinct().collect(Collectors.joining(", "));
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
