package io.ats.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Variants of one facet on the same images: those that may be compared, and whose pairs Holm's
 * correction is over. What else a report shows does not change it.
 *
 * @param title what sets it apart from the report's other families; empty if there is only one
 * @param rows in order
 */
public record Family(String title, List<VariantRow> rows) {

  private static final String DATASET = "dataset.";

  private record Key(Facet facet, Map<String, String> images) {

    static Key of(VariantRow row) {
      Map<String, String> images = new TreeMap<>(row.trials().get(0).options());
      images.keySet().removeIf(option -> !option.startsWith(DATASET));
      return new Key(row.facet(), images);
    }

    /** Returns the options in which its images differ from those of the same facet's others. */
    Stream<String> differing(List<Key> all) {
      return images.entrySet().stream()
          .filter(
              option ->
                  all.stream()
                      .filter(other -> other.facet.equals(facet))
                      .anyMatch(
                          other ->
                              !Objects.equals(
                                  option.getValue(), other.images.get(option.getKey()))))
          .map(option -> option.getKey().substring(DATASET.length()) + " " + option.getValue());
    }
  }

  /** Returns the families of variants, in order. */
  public static List<Family> of(List<VariantRow> rows) {
    Map<Key, List<VariantRow>> groups =
        rows.stream()
            .collect(Collectors.groupingBy(Key::of, LinkedHashMap::new, Collectors.toList()));
    List<Key> keys = List.copyOf(groups.keySet());
    List<Facet> facets = keys.stream().map(Key::facet).distinct().toList();
    List<Family> families = new ArrayList<>();
    groups.forEach(
        (key, own) -> {
          String title =
              Stream.concat(Stream.of(key.facet.title(facets)), key.differing(keys))
                  .filter(part -> !part.isEmpty())
                  .collect(Collectors.joining(", "));
          families.add(new Family(Shown.name(title), own));
        });
    return families;
  }
}
