package io.ats.experiments.statistics;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** Intervals of a variant's accuracy. */
public final class MeanAccuracy {

  private MeanAccuracy() {}

  /**
   * Returns the mean over seeds and its {@link BcaInterval} over resampled seeds; without an
   * interval of fewer than two, NaN of none.
   */
  public static Estimate ofSeeds(double[] accuracies) {
    return BcaInterval.ofMean(accuracies);
  }

  /**
   * Returns one seed's accuracy and what it may be on other images of the same kind: Wilson's score
   * interval. It says nothing of other seeds.
   *
   * @param accuracy share of the images predicted right
   * @param images number of test images, at least 1
   */
  public static Estimate ofImages(double accuracy, int images) {
    if (!Double.isFinite(accuracy) || images < 1) {
      return Estimate.alone(accuracy);
    }
    int right = (int) Math.round(accuracy * images);
    ConfidenceInterval interval =
        new WilsonScoreInterval().createInterval(images, right, Estimate.LEVEL / 100.0);
    return new Estimate(accuracy, interval.getLowerBound(), interval.getUpperBound());
  }
}
