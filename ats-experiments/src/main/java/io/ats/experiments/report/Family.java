package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Variants of one facet that were trained and tested on the same images: those that may be
 * compared, and whose pairs Holm's correction is over. What else a report shows does not change it.
 */
public final class Family {

  private static final String DATASET = "dataset.";

  /** Where the data lies, and how a model sees it: the images stay the same. */
  private static final Set<String> OTHER =
      Set.of("dataset.path", "dataset.mnist", "dataset.view-scale", "dataset.proxy-noise");

  private final String title;
  private final List<VariantRow> rows;
  private final Map<Metric, List<VariantPair>> pairs = new EnumMap<>(Metric.class);

  private record Key(Facet facet, Map<String, String> images) {

    static Key of(VariantRow row) {
      Map<String, String> images = new TreeMap<>(row.trials().get(0).options());
      images.keySet().removeIf(option -> !option.startsWith(DATASET) || OTHER.contains(option));
      return new Key(row.facet(), images);
    }

    /** Returns the options in which its images differ from those of the same facet's others. */
    Stream<String> differing(List<Key> all) {
      return images.entrySet().stream()
          .filter(
              option ->
                  all.stream()
                      .filter(other -> other.facet.equals(facet) && !other.images.isEmpty())
                      .anyMatch(
                          other ->
                              !Objects.equals(
                                  option.getValue(), other.images.get(option.getKey()))))
          .map(option -> option.getKey().substring(DATASET.length()) + " " + option.getValue());
    }
  }

  private Family(String title, List<VariantRow> rows) {
    this.title = title;
    this.rows = List.copyOf(rows);
  }

  /** Returns what sets it apart from the report's other families; empty if there is only one. */
  public String title() {
    return title;
  }

  /** Returns the variants in the order of the run. */
  public List<VariantRow> rows() {
    return rows;
  }

  /** Returns the variants, that with the highest mean test accuracy first. */
  public List<VariantRow> bestFirst() {
    return VariantRow.bestFirst(rows);
  }

  /** Returns every pair, the better variant's first; worked out once. */
  public List<VariantPair> pairs(Metric metric) {
    return pairs.computeIfAbsent(metric, of -> VariantPair.of(bestFirst(), of));
  }

  /** Returns the families of variants, in order. */
  public static List<Family> of(List<VariantRow> rows) {
    Map<Key, List<VariantRow>> groups =
        rows.stream()
            .collect(Collectors.groupingBy(Key::of, LinkedHashMap::new, Collectors.toList()));
    List<Key> keys = List.copyOf(groups.keySet());
    List<Facet> facets = keys.stream().map(Key::facet).distinct().toList();
    List<Family> families = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    groups.forEach(
        (key, own) -> {
          String title =
              Stream.concat(Stream.of(key.facet.title(facets)), key.differing(keys))
                  .filter(part -> !part.isEmpty())
                  .collect(Collectors.joining(", "));
          families.add(new Family(Shown.apart(Shown.name(title), titles), own));
        });
    return families;
  }
}
