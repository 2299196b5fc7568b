package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
  private static final int SHORT = 8;

  /** Where the data lies: elsewhere the images may be the same. */
  private static final List<String> PLACES = List.of("dataset.path", "dataset.mnist");

  /** How a model sees the images, which stay the same; their checksums do not. */
  private static final List<String> VIEWS = List.of("dataset.view-scale", "dataset.proxy-noise");

  private final String title;
  private final Key key;
  private final List<VariantRow> rows;
  private final boolean finished;
  private final Map<Metric, List<VariantPair>> pairs = new EnumMap<>(Metric.class);

  private record Key(Facet facet, Map<String, String> images) {

    static Key of(VariantRow row) {
      Map<String, String> images = new TreeMap<>(row.trials().get(0).options());
      images.keySet().removeIf(option -> !option.startsWith(DATASET));
      images.keySet().removeAll(PLACES);
      images.keySet().removeAll(VIEWS);
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
          .map(option -> shown(option.getKey(), option.getValue()));
    }
  }

  private Family(String title, Key key, List<VariantRow> rows, boolean finished) {
    this.title = title;
    this.key = key;
    this.rows = List.copyOf(rows);
    this.finished = finished;
  }

  /** Returns what sets it apart from the report's other families; empty if there is only one. */
  public String title() {
    return title;
  }

  /** Returns what its variants were measured on. */
  public Facet facet() {
    return key.facet;
  }

  /** Returns the options that make its images; empty if they are not known. */
  Map<String, String> images() {
    return Collections.unmodifiableMap(key.images);
  }

  /** Returns an option of images for people. */
  static String shown(String option, String value) {
    return option.substring(DATASET.length()) + " " + value;
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
          String title =
              Stream.concat(Stream.of(key.facet.title(facets)), key.differing(keys))
                  .filter(part -> !part.isEmpty())
                  .collect(Collectors.joining(", "));
          boolean finished = !unfinished.contains(key.facet.named());
          families.add(new Family(Shown.apart(Shown.name(title), titles), key, own, finished));
        });
    return families;
  }

  /** Splits variants whose options do not tell that their images differ. */
  private static Map<Key, List<VariantRow>> ofSameData(Key key, List<VariantRow> rows) {
    List<List<VariantRow>> parts = new ArrayList<>();
    for (VariantRow row : rows) {
      parts.stream()
          .filter(part -> part.stream().noneMatch(other -> haveOtherData(row, other)))
          .findFirst()
          .ifPresentOrElse(part -> part.add(row), () -> parts.add(new ArrayList<>(List.of(row))));
    }
    if (parts.size() == 1) {
      return Map.of(key, rows);
    }
    Map<Key, List<VariantRow>> split = new LinkedHashMap<>();
    for (List<VariantRow> part : parts) {
      Map<String, String> images = new TreeMap<>(key.images);
      images.putAll(some(part.get(0), PLACES));
      part.stream()
          .flatMap(row -> checksums(row).values().stream())
          .findFirst()
          .ifPresent(
              sum ->
                  images.put(
                      DATASET + "checksum", sum.substring(0, Math.min(SHORT, sum.length()))));
      split.put(new Key(key.facet, images), part);
    }
    return split;
  }

  private static Map<String, String> some(VariantRow row, Collection<String> options) {
    Map<String, String> some = new TreeMap<>(row.trials().get(0).options());
    some.keySet().retainAll(options);
    return some;
  }

  /** Returns whether trials of one seed, viewed alike, are known to have had other data. */
  private static boolean haveOtherData(VariantRow a, VariantRow b) {
    Map<Long, String> other = checksums(b);
    return some(a, VIEWS).equals(some(b, VIEWS))
        && checksums(a).entrySet().stream()
            .anyMatch(
                own -> !own.getValue().equals(other.getOrDefault(own.getKey(), own.getValue())));
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
