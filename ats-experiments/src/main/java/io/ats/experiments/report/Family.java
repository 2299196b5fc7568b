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

  /** What says where the data lies. */
  private static final List<String> PLACES = List.of("dataset.path", "dataset.mnist");

  private final String title;
  private final Facet facet;
  private final String images;
  private final List<VariantRow> rows;
  private final boolean finished;
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

  private Family(
      String title, Facet facet, String images, List<VariantRow> rows, boolean finished) {
    this.title = title;
    this.facet = facet;
    this.images = images;
    this.rows = List.copyOf(rows);
    this.finished = finished;
  }

  /** Returns what sets it apart from the report's other families; empty if there is only one. */
  public String title() {
    return title;
  }

  /** Returns what its variants were measured on. */
  public Facet facet() {
    return facet;
  }

  /** Returns the options in which its images differ from others of its facet; may be empty. */
  public String images() {
    return images;
  }

  /** Returns whether no trial is to come. */
  public boolean isFinished() {
    return finished;
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
    return pairs.computeIfAbsent(metric, of -> VariantPair.of(bestFirst(), of, finished));
  }

  /** Returns the families of variants of which no trial is to come, in order. */
  public static List<Family> of(List<VariantRow> rows) {
    return of(rows, Set.of());
  }

  /**
   * Returns the families of variants, in order.
   *
   * @param unfinished the suites and presets, as commands name them, of which trials are to come
   */
  public static List<Family> of(List<VariantRow> rows, Set<String> unfinished) {
    Map<Key, List<VariantRow>> groups = new LinkedHashMap<>();
    rows.stream()
        .collect(Collectors.groupingBy(Key::of, LinkedHashMap::new, Collectors.toList()))
        .forEach((key, own) -> groups.putAll(ofSameData(key, own)));
    List<Key> keys = List.copyOf(groups.keySet());
    List<Facet> facets = keys.stream().map(Key::facet).distinct().toList();
    List<Family> families = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    groups.forEach(
        (key, own) -> {
          String images = key.differing(keys).collect(Collectors.joining(", "));
          String title =
              Stream.of(key.facet.title(facets), images)
                  .filter(part -> !part.isEmpty())
                  .collect(Collectors.joining(", "));
          boolean finished = !unfinished.contains(key.facet.named());
          families.add(
              new Family(Shown.apart(Shown.name(title), titles), key.facet, images, own, finished));
        });
    return families;
  }

  /** Splits variants whose options do not tell that their images differ. */
  private static Map<Key, List<VariantRow>> ofSameData(Key key, List<VariantRow> rows) {
    Map<Map<String, String>, List<VariantRow>> places =
        rows.stream()
            .collect(Collectors.groupingBy(Family::place, LinkedHashMap::new, Collectors.toList()));
    List<List<VariantRow>> parts = new ArrayList<>();
    for (List<VariantRow> own : places.values()) {
      parts.stream()
          .filter(part -> part.stream().allMatch(row -> haveSameData(row, own.get(0))))
          .findFirst()
          .ifPresentOrElse(part -> part.addAll(own), () -> parts.add(new ArrayList<>(own)));
    }
    if (parts.size() == 1) {
      return Map.of(key, rows);
    }
    Map<Key, List<VariantRow>> split = new LinkedHashMap<>();
    for (List<VariantRow> part : parts) {
      Map<String, String> images = new TreeMap<>(key.images);
      images.putAll(place(part.get(0)));
      split.put(new Key(key.facet, images), part);
    }
    return split;
  }

  private static Map<String, String> place(VariantRow row) {
    Map<String, String> place = new TreeMap<>(row.trials().get(0).options());
    place.keySet().retainAll(PLACES);
    return place;
  }

  /** Returns whether no trials of one seed are known to have had other data. */
  private static boolean haveSameData(VariantRow a, VariantRow b) {
    Map<Long, String> other = checksums(b);
    return checksums(a).entrySet().stream()
        .allMatch(own -> own.getValue().equals(other.getOrDefault(own.getKey(), own.getValue())));
  }

  private static Map<Long, String> checksums(VariantRow row) {
    Map<Long, String> checksums = new TreeMap<>();
    for (Trial trial : row.trials()) {
      String checksum = trial.dataChecksum();
      if (!checksum.isEmpty()) {
        checksums.put(trial.result().key().seed(), checksum);
      }
    }
    return checksums;
  }
}
