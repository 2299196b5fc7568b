package io.ats.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a report needs of one trial.
 *
 * @param folder where it was read from
 * @param result what it came to
 * @param options what determined it, the text of every option by its dotted key; empty if unknown
 * @param metrics its curves, empty if it never finished an epoch
 * @param pictures its pictures, may be none
 * @param maps its score maps by epoch, ascending: {@code (images, rows, columns)}; may be none
 * @param provenance where the numbers come from, a missing node if unknown
 */
record Trial(
    TrialFolder folder,
    TrialResult result,
    Map<String, String> options,
    List<MetricsRow> metrics,
    List<PictureEntry> pictures,
    Map<Integer, float[][][]> maps,
    JsonNode provenance) {

  /**
   * Returns the test split's own numbers whose column begins so, by the rest of its name: what a
   * joint task's parts came to. None if there are none.
   */
  Map<String, Double> ofParts(String prefix) {
    Map<String, Double> values = new LinkedHashMap<>();
    metrics.stream()
        .filter(row -> row.split().equals("test"))
        .flatMap(row -> row.own().entrySet().stream())
        .filter(own -> own.getKey().startsWith(prefix))
        .forEach(own -> values.put(own.getKey().substring(prefix.length()), own.getValue()));
    return values;
  }
}
