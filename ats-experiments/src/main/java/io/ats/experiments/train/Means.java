package io.ats.experiments.train;

import io.ats.core.data.Split;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import java.util.EnumMap;
import java.util.Map;

/** The mean of each metric over the images that have it. */
final class Means {

  private final Split split;
  private final int epoch;
  private final Map<Metric, Double> sums = new EnumMap<>(Metric.class);
  private final Map<Metric, Integer> counts = new EnumMap<>(Metric.class);

  /** Creates the means on a split after an epoch. */
  Means(Split split, int epoch) {
    this.split = split;
    this.epoch = epoch;
  }

  /**
   * Adds a metric's sum over some images.
   *
   * @throws DivergedException naming split and metric if the sum is not finite
   */
  void add(Metric metric, double sum, int images) {
    if (!Double.isFinite(sum)) {
      throw new DivergedException(split, metric.label(), sum, epoch);
    }
    sums.merge(metric, sum, Double::sum);
    counts.merge(metric, images, Integer::sum);
  }

  /** Returns the means; a metric of no image does not exist. */
  Metrics metrics() {
    Map<Metric, Double> means = new EnumMap<>(Metric.class);
    sums.forEach((metric, sum) -> means.put(metric, sum / counts.get(metric)));
    return new Metrics(means);
  }
}
