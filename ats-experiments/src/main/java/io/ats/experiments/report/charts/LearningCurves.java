package io.ats.experiments.report.charts;

import io.ats.core.data.Split;
import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/** Metrics by epoch: a line for each variant, its mean over seeds, in a band of ± a deviation. */
final class LearningCurves {

  private static final String EPOCH = "epoch";
  private static final String VALIDATION = ", validation";

  private final ChartSet set;

  private LearningCurves(ChartSet set) {
    this.set = set;
  }

  static List<Callable<Optional<NamedChart>>> of(ChartSet set) {
    LearningCurves curves = new LearningCurves(set);
    List<Callable<Optional<NamedChart>>> charts = new ArrayList<>();
    charts.add(() -> curves.of("validation-accuracy", "Validation accuracy", Metric.ACCURACY));
    charts.add(curves::loss);
    for (Metric metric : Metric.of(kind -> kind == Metric.Kind.EVALUATION)) {
      String label = metric.label();
      charts.add(
          () ->
              curves.of(
                  label.replace(' ', '-'),
                  Character.toUpperCase(label.charAt(0)) + label.substring(1) + " (validation)",
                  metric));
    }
    return charts;
  }

  private Optional<NamedChart> of(String name, String what, Metric metric) {
    Map<String, Curve> means = new LinkedHashMap<>();
    set.variants()
        .forEach((label, trials) -> means.put(label, Curve.mean(trials, Split.VALIDATION, metric)));
    means.values().removeIf(Curve::isEmpty);
    if (means.isEmpty()) {
      return Optional.empty();
    }
    String title = set.titled(what);
    String axis = "%s (%s)".formatted(metric.label(), metric.unit());
    Plot plot = new Plot(title, EPOCH, axis, means.keySet());
    means.forEach(
        (label, mean) -> {
          Curve deviation = Curve.deviation(set.variants().get(label), Split.VALIDATION, metric);
          plot.band(label, set.style(label), mean, deviation);
        });
    means.forEach((label, mean) -> plot.curve(label, label, set.style(label), mean, false));
    String alt = "Line chart. %s against the epoch, %s. At the last epoch: %s.";
    return Optional.of(
        set.ofVariants(
            name,
            alt.formatted(title, axis, ends(means)),
            Axes.of(plot).overEpochs(metric.isShare())));
  }

  /** Training and validation in one colour; a single epoch has no line to dash and is named. */
  private Optional<NamedChart> loss() {
    Map<String, Curve> training = new LinkedHashMap<>();
    Map<String, Curve> validation = new LinkedHashMap<>();
    set.variants()
        .forEach(
            (label, trials) -> {
              training.put(label, Curve.mean(trials, Split.TRAIN, Metric.LOSS));
              validation.put(label, Curve.mean(trials, Split.VALIDATION, Metric.LOSS));
            });
    training.values().removeIf(Curve::isEmpty);
    validation.values().removeIf(Curve::isEmpty);
    Set<String> dashed =
        validation.keySet().stream()
            .filter(label -> validation.get(label).epochs().length > 1)
            .filter(training::containsKey)
            .collect(Collectors.toSet());
    List<String> legend = new ArrayList<>(training.keySet());
    validation.keySet().stream()
        .filter(label -> !dashed.contains(label))
        .forEach(label -> legend.add(label + VALIDATION));
    if (legend.isEmpty()) {
      return Optional.empty();
    }
    String what = set.titled(dashed.isEmpty() ? "Loss" : "Training loss; dashed: validation");
    Plot plot = new Plot(what, EPOCH, "loss (nats)", legend);
    training.forEach((label, curve) -> plot.curve(label, label, set.style(label), curve, false));
    validation.forEach(
        (label, curve) -> {
          if (dashed.contains(label)) {
            plot.dashed(label, set.style(label), curve);
          } else {
            int style = set.style(label) + set.styles().size();
            plot.curve(Plot.key(label, "validation"), label + VALIDATION, style, curve, true);
          }
        });
    String all =
        Stream.of(ends(training), ends(validation, VALIDATION))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    String alt = "Line chart. %s, against the epoch. At the last epoch: %s.".formatted(what, all);
    XYChart chart = Axes.of(plot).overEpochs(false);
    boolean variants = set.variants().keySet().containsAll(legend);
    return Optional.of(
        variants ? set.ofVariants("loss", alt, chart) : set.named("loss", alt, chart));
  }

  static String ends(Map<String, Curve> curves) {
    return ends(curves, "");
  }

  private static String ends(Map<String, Curve> curves, String suffix) {
    return curves.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s%s %.3g", e.getKey(), suffix, e.getValue().last()))
        .collect(Collectors.joining("; "));
  }
}
