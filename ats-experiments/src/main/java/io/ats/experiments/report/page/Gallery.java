package io.ats.experiments.report.page;

import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.PictureEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The same test images for every variant: a row for each image, a column for each variant, the best
 * first.
 */
final class Gallery {

  private static final String LEGEND =
      "<p class=\"note\">The same test images for every variant, each from its trial with the lowest seed. Solid orange:"
          + " selected patches, the wider the line, the larger the weight. Dashed blue: true objects. Beside the image, where"
          + " there is one: the attention map, from dark violet (none) to yellow (most); with \"log\" in its corner, where it would"
          + " else be dark but for few places, over three powers of ten. Below: the patches with"
          + " the largest weights.</p>\n";

  private Gallery() {}

  /** Returns the section, empty if no trial has pictures. */
  static String of(List<Trial> trials, Warnings warnings) {
    Map<Facet, Map<String, Trial>> facets = new LinkedHashMap<>();
    for (VariantRow row : VariantRow.bestFirst(VariantRow.of(trials))) {
      shown(row)
          .ifPresent(
              trial ->
                  facets
                      .computeIfAbsent(row.facet(), f -> new LinkedHashMap<>())
                      .put(row.label(), trial));
    }
    StringBuilder html = new StringBuilder();
    for (Map.Entry<Facet, Map<String, Trial>> facet : facets.entrySet()) {
      html.append(table(facet.getKey().title(facets.keySet()), facet.getValue(), warnings));
    }
    return facets.isEmpty() ? "" : Html.section("gallery", "Where they looked", LEGEND + html);
  }

  private static Optional<Trial> shown(VariantRow row) {
    return row.trials().stream()
        .filter(trial -> !trial.pictures().isEmpty())
        .min(
            Comparator.comparing((Trial trial) -> !trial.result().ok())
                .thenComparing(trial -> trial.result().key().seed()));
  }

  private static String table(String title, Map<String, Trial> variants, Warnings warnings) {
    List<String> columns = new ArrayList<>(List.of("image"));
    columns.addAll(variants.keySet());
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (int image : images(variants.values())) {
      List<String> cells = new ArrayList<>();
      for (Map.Entry<String, Trial> variant : variants.entrySet()) {
        Trial trial = variant.getValue();
        Stream<PictureEntry> here = trial.pictures().stream().filter(p -> p.image() == image);
        Optional<PictureEntry> picture = here.findFirst();
        cells.add(
            picture.isPresent() ? figure(variant.getKey(), trial, picture.get(), warnings) : "");
      }
      rows.put(Integer.toString(image), cells);
    }
    return Html.heading(title)
        + "<div class=\"pictures\">\n<p class=\"tools\"><label><input type=\"checkbox\" class=\"wrong\"> only images"
        + " that a variant got wrong</label></p>\n"
        + Html.table("Pictures " + title, "gallery", columns, rows)
        + "</div>\n";
  }

  private static TreeSet<Integer> images(Collection<Trial> trials) {
    return trials.stream()
        .flatMap(trial -> trial.pictures().stream())
        .map(PictureEntry::image)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String figure(String label, Trial trial, PictureEntry picture, Warnings warnings) {
    Path file = picture.in(trial.folder());
    String caption = Html.escape(picture.caption());
    boolean there = Files.exists(file);
    Optional<String> image =
        there
            ? warnings.attempt(
                "the picture " + file,
                () -> Photograph.image(Files.readAllBytes(file), picture.alt()))
            : Optional.empty();
    if (image.isEmpty()) {
      return "<p class=\"failed\">"
          + caption
          + ": the picture "
          + Html.escape(picture.file())
          + (there ? " cannot be read" : " is missing")
          + "</p>";
    }
    return "<figure><button type=\"button\">"
        + image.get()
        + "</button><figcaption><b class=\"printed\">"
        + Html.escape(label)
        + ": </b>"
        + caption
        + "</figcaption></figure>";
  }
}
