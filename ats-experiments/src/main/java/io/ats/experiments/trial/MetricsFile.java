package io.ats.experiments.trial;

import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code metrics.csv} from the epochs so far. */
final class MetricsFile {

  private MetricsFile() {}

  /**
   * Writes all rows anew: after a kill the file is that of the epochs that count.
   *
   * @param tests the test split's figures after the last epoch, if there are any
   */
  static void write(Path file, List<EpochSummary> history, List<Evaluation> tests)
      throws IOException {
    List<MetricsRow> rows = new ArrayList<>();
    for (EpochSummary epoch : history) {
      rows.add(
          new MetricsRow(
              epoch.epoch(),
              "train",
              epoch.trainLoss(),
              epoch.trainAccuracy(),
              epoch.trainSeconds(),
              Map.of()));
      rows.add(row(epoch.epoch(), "validation", epoch.validation()));
    }
    for (Evaluation test : tests) {
      rows.add(row(history.size(), "test", test));
    }
    MetricsCsv.write(file, rows);
  }

  private static MetricsRow row(int epoch, String split, Evaluation found) {
    Map<String, Double> own = new LinkedHashMap<>();
    found
        .partAccuracies()
        .forEach((part, accuracy) -> own.put(MetricsRow.PART_ACCURACY + part, accuracy));
    found
        .partMajorityShares()
        .forEach((part, share) -> own.put(MetricsRow.PART_MAJORITY_SHARE + part, share));
    putFinite(own, "attention_entropy", found.entropy());
    putFinite(own, "attention_on_objects", found.onObjects());
    putFinite(own, "outside_image", found.outsideImage());
    putFinite(own, "objects_covered", found.objectsCovered());
    return new MetricsRow(epoch, split, found.loss(), found.accuracy(), found.seconds(), own);
  }

  private static void putFinite(Map<String, Double> own, String column, double value) {
    if (Double.isFinite(value)) {
      own.put(column, value);
    }
  }
}
