package io.ats.experiments.report;

import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Makes the charts that the trials have data for, a set for each suite, dataset and task. */
final class Charts {

  private static final String EPOCH = "epoch";
  private static final String VALIDATION = ", validation";

  private final List<NamedChart> charts = new ArrayList<>();
  private final Map<String, List<Trial>> variants = new LinkedHashMap<>();
  private final List<String> styles;
  private final String title;

  private Charts(
      List<VariantRow> rows, Map<String, Trial> trials, List<String> styles, String title) {
    this.styles = styles;
    this.title = title;
    for (VariantRow row : rows) {
      variants.put(
          row.label(), row.ok().stream().map(result -> trials.get(result.trial())).toList());
    }
  }

  /** Returns the charts in the order of the page; a chart without a point is left out. */
  static List<NamedChart> of(List<Trial> trials) {
    Map<String, Trial> byId =
        trials.stream().collect(Collectors.toMap(t -> t.result().trial(), t -> t));
    List<VariantRow> rows = VariantRow.of(trials.stream().map(Trial::result).toList());
    List<String> styles = rows.stream().map(VariantRow::label).distinct().toList();
    Map<Facet, List<VariantRow>> facets =
        rows.stream()
            .collect(
                Collectors.groupingBy(VariantRow::facet, LinkedHashMap::new, Collectors.toList()));
    List<NamedChart> charts = new ArrayList<>();
    facets.forEach(
        (facet, group) ->
            charts.addAll(new Charts(group, byId, styles, facet.title(facets.keySet())).draw()));
    return charts;
  }

  private List<NamedChart> draw() {
    curves(
        "validation-accuracy",
        "Validation accuracy",
        "accuracy (%)",
        "validation",
        percent(MetricsRow::accuracy),
        true);
    loss();
    cost();
    own("attention-entropy", "Attention entropy", "entropy (nats)", "attention_entropy", false);
    own(
        "attention-on-objects",
        "Attention on objects",
        "share of attention (%)",
        "attention_on_objects",
        true);
    return charts;
  }

  private void own(String name, String what, String axis, String column, boolean percent) {
    ToDoubleFunction<MetricsRow> value = row -> row.own(column);
    String split = has("validation", value) ? "validation" : "train";
    curves(name, what + " (" + split + ")", axis, split, percent ? percent(value) : value, percent);
  }

  private boolean has(String split, ToDoubleFunction<MetricsRow> value) {
    return variants.values().stream()
        .anyMatch(trials -> !Curve.mean(trials, split, value).isEmpty());
  }

  /** A line a variant, its mean over seeds; the seeds as thin lines where there are several. */
  private void curves(
      String name,
      String what,
      String axis,
      String split,
      ToDoubleFunction<MetricsRow> value,
      boolean percent) {
    Map<String, Curve> means = new LinkedHashMap<>();
    variants.forEach((label, trials) -> means.put(label, Curve.mean(trials, split, value)));
    means.values().removeIf(Curve::isEmpty);
    if (means.isEmpty()) {
      return;
    }
    Plot plot = new Plot(titled(what), EPOCH, axis, means.keySet());
    means.forEach(
        (label, mean) -> {
          if (variants.get(label).size() > 1) {
            for (Trial trial : variants.get(label)) {
              Curve seed = Curve.mean(List.of(trial), split, value);
              if (!seed.isEmpty()) {
                plot.thin(trial.result().trial() + " seed", styles.indexOf(label), seed);
              }
            }
          }
          plot.curve(label, styles.indexOf(label), mean, false);
        });
    add(
        name,
        "Line chart. "
            + titled(what)
            + " against the epoch, "
            + axis
            + ". At the last epoch: "
            + ends(means)
            + ".",
        plot.overEpochs(percent));
  }

  /** Training and validation in one colour; a single epoch has no line to dash: it gets its own. */
  private void loss() {
    Map<String, Curve> named = new LinkedHashMap<>();
    Map<String, Curve> dashed = new LinkedHashMap<>();
    variants.forEach(
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
    String what = titled(dashed.isEmpty() ? "Loss" : "Training loss; dashed: validation");
    Plot plot = new Plot(what, EPOCH, "loss (nats)", named.keySet());
    named.forEach(
        (label, curve) ->
            plot.curve(
                label,
                style(label) + (label.endsWith(VALIDATION) ? styles.size() : 0),
                curve,
                label.endsWith(VALIDATION)));
    dashed.forEach((label, curve) -> plot.dashed(label, style(label), curve));
    Map<String, Curve> all = new LinkedHashMap<>(named);
    all.putAll(dashed);
    add(
        "loss",
        "Line chart. " + what + ", against the epoch. At the last epoch: " + ends(all) + ".",
        plot.overEpochs(false));
  }

  /** Returns the style of a label's variant. */
  private int style(String label) {
    return styles.indexOf(
        label.endsWith(VALIDATION)
            ? label.substring(0, label.length() - VALIDATION.length())
            : label);
  }

  private void cost() {
    Map<String, double[]> points = new LinkedHashMap<>();
    variants.forEach(
        (label, trials) -> {
          double x = mean(trials, TrialResult::inferenceMsPerImage);
          double y = 100 * mean(trials, TrialResult::bestTestAccuracy);
          if (x > 0 && Double.isFinite(x) && Double.isFinite(y)) {
            points.put(label, new double[] {x, y});
          }
        });
    if (points.isEmpty()) {
      return;
    }
    String what = titled("Test accuracy against inference time");
    Plot plot =
        new Plot(
            what,
            "inference (ms per image, logarithmic)",
            "best test accuracy (%)",
            points.keySet());
    points.forEach(
        (label, point) -> plot.point(label, styles.indexOf(label), Math.log10(point[0]), point[1]));
    String all =
        points.entrySet().stream()
            .map(
                e ->
                    String.format(
                        Locale.ROOT,
                        "%s %.1f %% at %.3g ms",
                        e.getKey(),
                        e.getValue()[1],
                        e.getValue()[0]))
            .collect(Collectors.joining("; "));
    add(
        "accuracy-against-time",
        "Scatter chart, time on a logarithmic axis. " + what + ": " + all + ".",
        plot.overLogarithms());
  }

  private void add(String name, String alt, org.knowm.xchart.XYChart chart) {
    String suffix =
        title.isEmpty() ? "" : "-" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    charts.add(new NamedChart(name + suffix, alt, chart));
  }

  private String titled(String what) {
    return title.isEmpty() ? what : what + " — " + title;
  }

  private static String ends(Map<String, Curve> curves) {
    return curves.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.3g", e.getKey(), e.getValue().last()))
        .collect(Collectors.joining("; "));
  }

  private static double mean(List<Trial> trials, ToDoubleFunction<TrialResult> value) {
    return MeanSd.of(trials.stream().mapToDouble(t -> value.applyAsDouble(t.result()))).mean();
  }

  private static ToDoubleFunction<MetricsRow> percent(ToDoubleFunction<MetricsRow> value) {
    return row -> 100 * value.applyAsDouble(row);
  }
}
