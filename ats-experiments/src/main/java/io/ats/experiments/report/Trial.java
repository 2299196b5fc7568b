package io.ats.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.core.data.Split;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One trial as a report needs it.
 *
 * @param folder where it was read from
 * @param result its result
 * @param options the text of every option by its dotted key; empty if unknown
 * @param metrics its rows of {@code metrics.csv}; empty if it never finished an epoch
 * @param confusions its confusion matrices; empty if unknown, or every task is multi-label
 * @param pictures its pictures; may be empty
 * @param maps its score maps by epoch, ascending: {@code (images, rows, columns)}; may be empty
 * @param provenance where the numbers come from; a missing node if unknown
 */
public record Trial(
    TrialFolder folder,
    TrialResult result,
    Map<String, String> options,
    List<MetricsRow> metrics,
    List<Confusion> confusions,
    List<PictureEntry> pictures,
    Map<Integer, float[][][]> maps,
    JsonNode provenance) {

  /** Returns the trial's identifier. */
  public String id() {
    return result.key().trial();
  }

  /**
   * Returns every option but the seed: trials are one variant if these are equal. A trial whose
   * options are unknown is a variant of its own.
   */
  public Map<String, String> settings() {
    return options.isEmpty() ? Map.of("configuration of", id()) : settings(options);
  }

  /** Returns options without the seed. */
  public static Map<String, String> settings(Map<String, String> options) {
    Map<String, String> settings = new LinkedHashMap<>(options);
    settings.remove("seed");
    return settings;
  }

  /** Returns the name of the file of parameters that the encoder began with; empty if drawn. */
  public String pretrained() {
    String file = options.getOrDefault("encoder.weights", "");
    return file.substring(file.replace('\\', '/').lastIndexOf('/') + 1);
  }

  /** Returns the checksum of the data that it ended with; empty if unknown. */
  public String dataChecksum() {
    String checksum = "";
    for (JsonNode segment : Code.segments(provenance)) {
      checksum = segment.path("data_checksum").asText();
    }
    return checksum;
  }

  /** Returns the metrics of a joint task's parts on the test split, by part; empty if none. */
  public Map<String, Metrics> parts() {
    return metrics.stream()
        .filter(row -> row.split() == Split.TEST)
        .findFirst()
        .map(MetricsRow::parts)
        .orElse(Map.of());
  }
}
