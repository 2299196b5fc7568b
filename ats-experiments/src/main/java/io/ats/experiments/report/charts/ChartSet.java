package io.ats.experiments.report.charts;

import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Family;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * The trials that share their axes, and how their charts are named.
 *
 * @param title what sets them apart from the report's other sets; empty if there is only one
 * @param variants the trials that ended well, by label
 * @param styles the labels of the whole report: a variant's index is its colour in every chart
 * @param all the number of variants; greater than that of those shown if there are too many
 * @param isFamily whether all may be compared
 */
public record ChartSet(
    String title,
    Map<String, List<Trial>> variants,
    List<String> styles,
    int all,
    boolean isFamily) {

  /** Of more variants no colours and markers would be told apart, and no page be small. */
  public static final int MOST_VARIANTS = 20;

  ChartSet(String title, Map<String, List<Trial>> variants, List<String> styles) {
    this(title, variants, styles, variants.size(), true);
  }

  /** Returns a set for each suite, dataset and task, in order. */
  public static List<ChartSet> of(List<Trial> trials) {
    List<VariantRow> rows = VariantRow.of(trials);
    Map<Facet, Map<String, List<Trial>>> facets = new LinkedHashMap<>();
    for (VariantRow row : rows) {
      facets
          .computeIfAbsent(row.facet(), facet -> new LinkedHashMap<>())
          .put(row.label(), row.ok());
    }
    List<String> styles =
        Stream.concat(
                facets.values().stream().map(ChartSet::best).flatMap(List::stream),
                rows.stream().map(VariantRow::label))
            .distinct()
            .toList();
    return facets.entrySet().stream()
        .map(e -> new ChartSet(e.getKey().title(facets.keySet()), e.getValue(), styles))
        .toList();
  }

  /** Returns a set for each family that is here; if each has only one variant, this one. */
  List<ChartSet> families() {
    List<Family> families = Family.of(VariantRow.of(trials()));
    if (families.size() < 2 || families.size() == variants.size()) {
      return List.of(new ChartSet(title, variants, styles, all, families.size() < 2));
    }
    List<ChartSet> sets = new ArrayList<>();
    for (Family family : families) {
      Set<Trial> own = Collections.newSetFromMap(new IdentityHashMap<>());
      family.rows().forEach(row -> own.addAll(row.trials()));
      Map<String, List<Trial>> some = new LinkedHashMap<>(variants);
      some.values().removeIf(trials -> trials.isEmpty() || !own.contains(trials.get(0)));
      String name = title.isEmpty() ? family.title() : title + ", " + family.title();
      sets.add(new ChartSet(name, some, styles));
    }
    return sets;
  }

  /** Returns the same of the variants with the highest mean test accuracy, if there are many. */
  ChartSet best() {
    return bestAnd(Set.of());
  }

  /** Returns the same of these variants and some more. */
  ChartSet bestAnd(Collection<String> more) {
    Map<String, List<Trial>> shown = new LinkedHashMap<>(variants);
    Set<String> best = new HashSet<>(best(variants));
    shown.keySet().removeIf(label -> !best.contains(label) && !more.contains(label));
    return new ChartSet(title, shown, styles, all, isFamily);
  }

  private static List<String> best(Map<String, List<Trial>> variants) {
    Map<String, Double> descending = new HashMap<>();
    variants.forEach(
        (label, trials) -> {
          double mean =
              Summary.of(trials.stream().mapToDouble(t -> t.result().value(Metric.TEST_ACCURACY)))
                  .mean();
          descending.put(label, Double.isNaN(mean) ? 1 : -mean);
        });
    Set<String> best =
        variants.keySet().stream()
            .sorted(Comparator.comparing(descending::get))
            .limit(MOST_VARIANTS)
            .collect(Collectors.toSet());
    return variants.keySet().stream().filter(best::contains).toList();
  }

  /** Returns the place of a variant's colour and marker. */
  int style(String label) {
    return styles.indexOf(label);
  }

  /** Returns of each variant the trial with the lowest seed among those that have something. */
  public Map<String, Trial> lowestSeeds(Predicate<Trial> has) {
    Map<String, Trial> lowest = new LinkedHashMap<>();
    variants.forEach(
        (label, all) ->
            all.stream()
                .filter(has)
                .min(Comparator.comparing(trial -> trial.result().key().seed()))
                .ifPresent(trial -> lowest.put(label, trial)));
    return lowest;
  }

  /** Returns the trials of all variants. */
  List<Trial> trials() {
    return variants.values().stream().flatMap(List::stream).toList();
  }

  /** Returns a chart's title. */
  String titled(String what) {
    String front = variants.size() > MOST_VARIANTS ? " and the front" : "";
    String few =
        variants.size() < all
            ? " (best %d%s of %d)".formatted(Math.min(MOST_VARIANTS, variants.size()), front, all)
            : "";
    return what + few + (title.isEmpty() ? "" : " — " + title);
  }

  /** Returns a chart under a name for files. */
  NamedChart named(String name, String alt, Chart<?, ?> chart) {
    return new NamedChart(fileName(name), alt, chart);
  }

  /** Returns the same of a chart whose series are variants in their styles: it shares a legend. */
  NamedChart ofVariants(String name, String alt, Chart<?, ?> chart) {
    return new NamedChart(fileName(name), alt, chart, Optional.of(Legend.of(this)));
  }

  private String fileName(String name) {
    String all = title.isEmpty() ? name : name + "-" + title;
    String plain =
        all.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.substring(0, Math.min(100, plain.length()));
  }
}
