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

  /** Returns the test accuracy in each part of a joint task; none if its task is not joint. */
  Map<String, Double> partAccuracies() {
    Map<String, Double> accuracies = new LinkedHashMap<>();
    metrics.stream()
        .filter(row -> row.split().equals("test"))
        .flatMap(row -> row.own().entrySet().stream())
        .filter(own -> own.getKey().startsWith(MetricsRow.PART_ACCURACY))
        .forEach(
            own ->
                accuracies.put(
                    own.getKey().substring(MetricsRow.PART_ACCURACY.length()), own.getValue()));
    return accuracies;
  }
}
