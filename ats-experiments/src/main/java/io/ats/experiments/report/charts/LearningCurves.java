package io.ats.experiments.report.charts;

import io.ats.core.data.Split;
import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Metrics by epoch: a line for each variant, its mean over seeds, in a band of ± a deviation. */
final class LearningCurves {

  private static final String EPOCH = "epoch";
  private static final String VALIDATION = ", validation";

  private final ChartSet set;
  private final List<NamedChart> charts = new ArrayList<>();

  private LearningCurves(ChartSet set) {
    this.set = set;
  }

  static List<NamedChart> of(ChartSet set) {
    LearningCurves curves = new LearningCurves(set);
    curves.add("validation-accuracy", "Validation accuracy", Metric.ACCURACY);
    curves.loss();
    for (Metric metric : Metric.of(kind -> kind == Metric.Kind.EVALUATION)) {
      String label = metric.label();
      curves.add(
          label.replace(' ', '-'),
          Character.toUpperCase(label.charAt(0)) + label.substring(1) + " (validation)",
          metric);
    }
    return curves.charts;
  }

  private void add(String name, String what, Metric metric) {
    Map<String, Curve> means = new LinkedHashMap<>();
    set.variants()
        .forEach((label, trials) -> means.put(label, Curve.mean(trials, Split.VALIDATION, metric)));
    means.values().removeIf(Curve::isEmpty);
    if (means.isEmpty()) {
      return;
    }
    String title = set.titled(what);
    String axis = "%s (%s)".formatted(metric.label(), metric.unit());
    Plot plot = new Plot(title, EPOCH, axis, means.keySet());
    means.forEach(
        (label, mean) -> {
          Curve deviation = Curve.deviation(set.variants().get(label), Split.VALIDATION, metric);
          plot.band(label + " band", set.style(label), mean, deviation);
        });
    means.forEach((label, mean) -> plot.curve(label, set.style(label), mean, false));
    String alt = "Line chart. %s against the epoch, %s. At the last epoch: %s.";
    charts.add(
        set.named(
            name,
            alt.formatted(title, axis, ends(means)),
            Axes.of(plot).overEpochs(metric.isShare())));
  }

  /** Training and validation in one colour; a single epoch has no line to dash and is named. */
  private void loss() {
    Map<String, Curve> named = new LinkedHashMap<>();
    Map<String, Curve> dashed = new LinkedHashMap<>();
    set.variants()
        .forEach(
            (label, trials) -> {
              named.put(label, Curve.mean(trials, Split.TRAIN, Metric.LOSS));
              Curve validation = Curve.mean(trials, Split.VALIDATION, Metric.LOSS);
              boolean line = validation.epochs().length > 1 && !named.get(label).isEmpty();
              (line ? dashed : named).put(label + VALIDATION, validation);
            });
    named.values().removeIf(Curve::isEmpty);
    if (named.isEmpty()) {
      return;
    }
    String what = set.titled(dashed.isEmpty() ? "Loss" : "Training loss; dashed: validation");
    Plot plot = new Plot(what, EPOCH, "loss (nats)", named.keySet());
    named.forEach(
        (label, curve) ->
            plot.curve(
                label,
                style(label) + (label.endsWith(VALIDATION) ? set.styles().size() : 0),
                curve,
                label.endsWith(VALIDATION)));
    dashed.forEach((label, curve) -> plot.dashed(label, style(label), curve));
    Map<String, Curve> all = new LinkedHashMap<>(named);
    all.putAll(dashed);
    String alt = "Line chart. %s, against the epoch. At the last epoch: %s.";
    charts.add(set.named("loss", alt.formatted(what, ends(all)), Axes.of(plot).overEpochs(false)));
  }

  private int style(String label) {
    return set.style(
        label.endsWith(VALIDATION)
            ? label.substring(0, label.length() - VALIDATION.length())
            : label);
  }

  static String ends(Map<String, Curve> curves) {
    return curves.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.3g", e.getKey(), e.getValue().last()))
        .collect(Collectors.joining("; "));
  }
}
