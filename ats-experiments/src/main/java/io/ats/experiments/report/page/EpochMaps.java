package io.ats.experiments.report.page;

import io.ats.experiments.picture.Heat;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.report.charts.ChartSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** Attention maps of one test image: a row for each variant, a column for each epoch. */
final class EpochMaps {

  private static final int MOST_EPOCHS = 8;
  private static final int SIDE = 120;

  private static final String LEGEND =
      "<p class=\"note\">The attention map of the first test image after some epochs, each from the variant's trial with"
          + " the lowest seed; from dark violet (none) to yellow (that map's largest value); with \"log\" below it, where it would else be dark but for few"
          + " places, over three powers of ten. Below each: its entropy.</p>\n";

  private EpochMaps() {}

  /** Returns the section, empty if no trial has maps of several epochs. */
  static String of(List<Trial> trials, Warnings warnings) {
    StringBuilder html = new StringBuilder();
    for (ChartSet set : ChartSet.of(trials)) {
      Map<String, Trial> shown = set.lowestSeeds(trial -> trial.maps().size() > 1);
      if (!shown.isEmpty()) {
        html.append(Html.heading(set.title())).append(table(set.title(), shown, warnings));
      }
    }
    return html.isEmpty()
        ? ""
        : Html.section("attention", "Attention over the epochs", LEGEND + html);
  }

  private static String table(String title, Map<String, Trial> shown, Warnings warnings) {
    List<Integer> epochs =
        some(
            List.copyOf(
                shown.values().stream()
                    .flatMap(trial -> trial.maps().keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new))));
    List<String> columns = new ArrayList<>(List.of("variant"));
    epochs.forEach(epoch -> columns.add("epoch " + epoch));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Map.Entry<String, Trial> each : shown.entrySet()) {
      List<String> cells = new ArrayList<>();
      for (int epoch : epochs) {
        float[][][] maps = each.getValue().maps().get(epoch);
        String what = "the map of " + each.getKey() + " after epoch " + epoch;
        cells.add(
            maps == null
                ? ""
                : warnings.attempt(what, () -> figure(each.getKey(), epoch, maps[0])).orElse(""));
      }
      rows.put(each.getKey(), cells);
    }
    return Html.table("Attention over the epochs " + title, "maps", columns, rows);
  }

  private static String figure(String label, int epoch, float[][] map) throws IOException {
    String scale = Heat.isLogarithmic(map) ? ", log" : "";
    String entropy = String.format(Locale.ROOT, "%.2f nats", entropy(map));
    String alt = "Attention map of %s after epoch %d, entropy %s".formatted(label, epoch, entropy);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(drawn(map), "png", png);
    return "<figure>"
        + Html.image("image/png", png.toByteArray(), alt)
        + "<figcaption>"
        + entropy
        + scale
        + "</figcaption></figure>";
  }

  private static BufferedImage drawn(float[][] map) {
    double scale = (double) SIDE / Math.max(map.length, map[0].length);
    int width = Math.max(1, (int) Math.round(map[0].length * scale));
    int height = Math.max(1, (int) Math.round(map.length * scale));
    return Heat.alone(map, width, height);
  }

  /**
   * Returns at most so many epochs, the first and the last among them, each about as many times
   * later than the one before: attention changes most early in training.
   *
   * @param epochs ascending
   */
  static List<Integer> some(List<Integer> epochs) {
    int count = Math.min(MOST_EPOCHS, epochs.size());
    double first = epochs.get(0);
    double ratio = epochs.get(epochs.size() - 1) / first;
    List<Integer> some = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < count; i++) {
      double wanted = first * Math.pow(ratio, i / Math.max(1.0, count - 1)) - 1e-6;
      int last = epochs.size() - (count - i); // leaves one for each that follows
      while (next < last && epochs.get(next) < wanted) {
        next++;
      }
      some.add(epochs.get(next++));
    }
    return some;
  }

  /** Returns {@code −Σ p log p} of the map brought to a sum of 1. */
  static double entropy(float[][] map) {
    double sum = 0;
    double weighted = 0;
    for (float[] row : map) {
      for (float value : row) {
        sum += value;
        weighted += value > 0 ? value * Math.log(value) : 0;
      }
    }
    return Math.log(sum) - weighted / sum;
  }
}
