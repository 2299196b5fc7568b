package io.ats.experiments.report.page;

import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Lead;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.Shown;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page's title, summary and notes on its numbers.
 *
 * @param data what the run folders hold
 */
record Headline(RunData data) {

  String title() {
    return data.trials().stream()
        .map(trial -> Facet.of(trial.result()).named())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Returns what each suite shows, as HTML. */
  String abouts() {
    return data.abouts().entrySet().stream()
        .filter(about -> !about.getValue().isBlank())
        .map(
            about ->
                (data.abouts().size() > 1 ? Shown.name(about.getKey()) + ": " : "")
                    + Shown.line(about.getValue()))
        .map(text -> "<p class=\"note\">" + Html.escape(text) + "</p>\n")
        .collect(Collectors.joining());
  }

  /** Returns the numbers of trials and who leads, as HTML. */
  String summary() {
    List<VariantRow> rows = VariantRow.of(data.trials());
    long ok = data.trials().stream().filter(trial -> trial.result().ok()).count();
    long chance = data.trials().stream().filter(VariantRow::isAtChance).count();
    String what =
        count(rows.stream().map(VariantRow::label).distinct().count(), "variant")
            + " on "
            + distinct(r -> Facet.of(r).dataset() + " (" + Facet.of(r).task() + ")")
            + ", "
            + count(
                data.trials().stream().map(t -> t.result().key().seed()).distinct().count(), "seed")
            + ": "
            + ok
            + " of "
            + count(data.trials().size(), "trial")
            + " ended well"
            + (chance == 0 ? "" : ", " + chance + " of them no better than chance")
            + (data.missing() == 0
                ? ""
                : "; still to come: "
                    + data.unfinished().entrySet().stream()
                        .map(suite -> suite.getValue() + " of " + suite.getKey())
                        .collect(Collectors.joining(", "))
                    + ". Load the page again for more")
            + ".";
    Lead lead = Lead.of(data.families());
    String lines =
        lead.lines().stream()
            .map(line -> "<li>" + Html.escape(line) + "</li>\n")
            .collect(Collectors.joining());
    return "<p class=\"note\">"
        + Html.escape(what)
        + "</p>\n"
        + (lines.isEmpty() ? "" : "<ul class=\"lead\">\n" + lines + "</ul>\n")
        + (lead.sure().isEmpty() ? "" : "<p class=\"sure\">" + Html.escape(lead.sure()) + "</p>\n");
  }

  String notes() {
    String metrics =
        Tables.metrics(data.trials()).stream()
            .map(Metric::explanation)
            .collect(Collectors.joining(" "));
    return metrics
        + " Nothing is chosen on the test split: the best epoch is the one best on the validation"
        + " split. Mean ± standard error (number of seeds), and with several seeds median ± median"
        + " absolute deviation, over the trials that ended well. At chance: of the trials for which"
        + " it is known, those whose test accuracy a guess of the test split's most frequent label"
        + " reaches by luck (one-sided binomial test, 5 %). A claim is about training again with"
        + " other seeds: images that are drawn vary with them, images of files do not; where their splits are"
        + " drawn anew for each seed, intervals are too narrow. Images: "
        + distinct(Headline::origin)
        + ".";
  }

  private static String origin(TrialResult result) {
    String origin = result.outcome().origin();
    return origin == null || origin.isBlank()
        ? result.key().dataset() + ": origin not recorded"
        : origin;
  }

  private String distinct(Function<TrialResult, String> value) {
    return data.trials().stream()
        .map(Trial::result)
        .map(value)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
