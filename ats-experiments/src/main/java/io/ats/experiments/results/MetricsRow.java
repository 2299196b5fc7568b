package io.ats.experiments.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one epoch came to on one split: a row of {@code metrics.csv}.
 *
 * @param epoch from 1
 * @param split {@code train}, {@code validation} or {@code test}
 * @param loss mean loss, NaN if not measured
 * @param accuracy in [0,1], NaN if not measured
 * @param seconds time the epoch took on this split
 * @param own the method's own numbers by column, such as {@code attention_entropy}
 */
public record MetricsRow(
    int epoch,
    String split,
    double loss,
    double accuracy,
    double seconds,
    Map<String, Double> own) {

  /** What the columns begin with that hold the accuracy in each part of a joint task. */
  public static final String PART_ACCURACY = "accuracy_";

  /** What the columns begin with that hold the share of each part's most frequent label. */
  public static final String PART_MAJORITY_SHARE = "majority_share_";

  /** Copies the map, its order kept. */
  public MetricsRow {
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
  }

  /** Returns one of the method's own numbers, NaN if there is none. */
  public double own(String column) {
    return own.getOrDefault(column, Double.NaN);
  }
}
