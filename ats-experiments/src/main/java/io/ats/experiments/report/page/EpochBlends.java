package io.ats.experiments.report.page;

import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.report.charts.ChartSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Blended patches of one test image: a row for each epoch, a column for each variant. */
final class EpochBlends {

  private static final String LEGEND =
      "<p class=\"note\">The first test image's patches as training read them in some epochs, each"
          + " from the variant's trial with the lowest seed: blends of patches. Where noise falls to 0"
          + " over training (sigma-decay of perturbed-topk and nts-topk), they end as single patches.</p>\n";

  private EpochBlends() {}

  /** Returns the section, empty if no trial has such pictures. */
  static String of(List<Trial> trials, Warnings warnings) throws IOException {
    StringBuilder html = new StringBuilder();
    for (ChartSet set : ChartSet.of(trials)) {
      Map<Trial, List<Integer>> epochs = new IdentityHashMap<>();
      for (List<Trial> variant : set.variants().values()) {
        for (Trial trial : variant) {
          epochs.put(trial, trial.folder().blendEpochs());
        }
      }
      Map<String, Trial> shown = set.lowestSeeds(trial -> !epochs.get(trial).isEmpty());
      if (!shown.isEmpty()) {
        html.append(Html.heading(set.title())).append(table(set.title(), shown, epochs, warnings));
      }
    }
    return html.isEmpty() ? "" : Html.section("blends", "Blended patches", LEGEND + html);
  }

  private static String table(
      String title, Map<String, Trial> shown, Map<Trial, List<Integer>> drawn, Warnings warnings) {
    TreeSet<Integer> epochs = new TreeSet<>();
    shown.values().forEach(trial -> epochs.addAll(drawn.get(trial)));
    List<String> columns = new ArrayList<>(List.of("epoch"));
    columns.addAll(shown.keySet());
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (int epoch : EpochMaps.some(List.copyOf(epochs))) {
      List<String> cells = new ArrayList<>();
      for (Map.Entry<String, Trial> each : shown.entrySet()) {
        Path file = each.getValue().folder().blends(epoch);
        String alt = "Patches of %s in epoch %d".formatted(each.getKey(), epoch);
        cells.add(
            Files.exists(file)
                ? warnings
                    .attempt("the picture " + file, () -> Files.readAllBytes(file))
                    .map(png -> Html.image("image/png", png, alt))
                    .orElse("")
                : "");
      }
      rows.put(Integer.toString(epoch), cells);
    }
    return Html.table("Blended patches " + title, "blends", columns, rows);
  }
}
