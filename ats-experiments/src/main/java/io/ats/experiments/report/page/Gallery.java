package io.ats.experiments.report.page;

import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.PictureEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The same test images for every variant: below each other the images, beside each other the
 * variants, the best first.
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
      html.append(pictures(facet.getKey().title(facets.keySet()), facet.getValue(), warnings));
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

  private static String pictures(String title, Map<String, Trial> variants, Warnings warnings) {
    StringBuilder html = new StringBuilder(Html.heading(title));
    html.append("<div class=\"pictures\">\n").append(tools(variants.keySet()));
    for (int image : images(variants.values())) {
      html.append("<section class=\"gallery\">\n<h4>Image %d</h4>\n".formatted(image));
      variants.forEach(
          (label, trial) ->
              trial.pictures().stream()
                  .filter(picture -> picture.image() == image)
                  .findFirst()
                  .ifPresent(
                      picture ->
                          html.append(figure(label, trial, picture, warnings)).append('\n')));
      html.append("</section>\n");
    }
    return html.append("</div>\n").toString();
  }

  private static String tools(Set<String> variants) {
    String options =
        variants.stream()
            .map(Html::escape)
            .map(label -> "<option value=\"%1$s\">%1$s</option>".formatted(label))
            .collect(Collectors.joining());
    return "<p class=\"tools\"><label>variant <select><option value=\"\">all</option>"
        + options
        + "</select></label><label><input type=\"checkbox\" class=\"wrong\"> only wrong"
        + " predictions</label> <output></output></p>\n";
  }

  private static TreeSet<Integer> images(Collection<Trial> trials) {
    return trials.stream()
        .flatMap(trial -> trial.pictures().stream())
        .map(PictureEntry::image)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String figure(String label, Trial trial, PictureEntry picture, Warnings warnings) {
    Path file = picture.in(trial.folder());
    boolean there = Files.exists(file);
    Optional<String> image =
        there
            ? warnings.attempt(
                "the picture " + file,
                () -> Photograph.image(Files.readAllBytes(file), picture.alt()))
            : Optional.empty();
    String shown =
        image
            .map(of -> "<button type=\"button\">" + of + "</button>")
            .orElseGet(
                () ->
                    "<p class=\"failed\">The picture "
                        + Html.escape(picture.file())
                        + (there ? " cannot be read" : " is missing")
                        + "</p>");
    return "<figure data-variant=\"%1$s\">%2$s<figcaption><b>%1$s</b> %3$s</figcaption></figure>"
        .formatted(Html.escape(label), shown, Html.escape(picture.caption()));
  }
}
