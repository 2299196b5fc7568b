package io.ats.experiments.report;

import io.ats.experiments.results.MetricsRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the epochs came to: a line a variant, its mean over seeds, and a band of ± a deviation. */
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
    curves.add(
        "validation-accuracy",
        "Validation accuracy",
        "accuracy (%)",
        "validation",
        percent(MetricsRow::accuracy),
        true);
    curves.loss();
    curves.own(
        "attention-entropy", "Attention entropy", "entropy (nats)", "attention_entropy", false);
    curves.own(
        "attention-on-objects",
        "Attention on objects",
        "share of attention (%)",
        "attention_on_objects",
        true);
    return curves.charts;
  }

  private void own(String name, String what, String axis, String column, boolean percent) {
    ToDoubleFunction<MetricsRow> value = row -> row.own(column);
    String split = has("validation", value) ? "validation" : "train";
    add(name, what + " (" + split + ")", axis, split, percent ? percent(value) : value, percent);
  }

  private boolean has(String split, ToDoubleFunction<MetricsRow> value) {
    return set.variants().values().stream()
        .anyMatch(trials -> !Curve.mean(trials, split, value).isEmpty());
  }

  private void add(
      String name,
      String what,
      String axis,
      String split,
      ToDoubleFunction<MetricsRow> value,
      boolean percent) {
    Map<String, Curve> means = new LinkedHashMap<>();
    set.variants().forEach((label, trials) -> means.put(label, Curve.mean(trials, split, value)));
    means.values().removeIf(Curve::isEmpty);
    if (means.isEmpty()) {
      return;
    }
    String title = set.titled(what);
    Plot plot = new Plot(title, EPOCH, axis, means.keySet());
    means.forEach(
        (label, mean) -> {
          Curve deviation = Curve.deviation(set.variants().get(label), split, value);
          plot.band(label + " band", set.style(label), mean, deviation);
        });
    means.forEach((label, mean) -> plot.curve(label, set.style(label), mean, false));
    String alt = "Line chart. %s against the epoch, %s. At the last epoch: %s.";
    charts.add(
        set.named(
            name, alt.formatted(title, axis, ends(means)), Axes.of(plot).overEpochs(percent)));
  }

  /** Training and validation in one colour; a single epoch has no line to dash: it gets its own. */
  private void loss() {
    Map<String, Curve> named = new LinkedHashMap<>();
    Map<String, Curve> dashed = new LinkedHashMap<>();
    set.variants()
        .forEach(
            (label, trials) -> {
              named.put(label, Curve.mean(trials, "train", MetricsRow::loss));
              Curve validation = Curve.mean(trials, "validation", MetricsRow::loss);
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

  private static ToDoubleFunction<MetricsRow> percent(ToDoubleFunction<MetricsRow> value) {
    return row -> 100 * value.applyAsDouble(row);
  }
}
