package io.ats.experiments.results;

/**
 * A trial of a search: a line of {@code tuning.csv}.
 *
 * @param row the suite's row
 * @param configuration the number of the row's configuration, from 0
 * @param rung the length of training, from 0, the shortest
 * @param seed the trial's seed
 * @param trial the trial's identifier
 * @param validation what it reached
 * @param values the values of the options that were searched, {@code key=value; …}
 */
public record TuningTrial(
    String row,
    int configuration,
    int rung,
    long seed,
    String trial,
    Validation validation,
    String values) {

  /**
   * What a trial reached on the validation split.
   *
   * @param accuracy after the last epoch; NaN if the trial failed
   * @param majorityShare of the split's most frequent label; NaN if the trial failed
   * @param images in the split; 0 if the trial failed
   */
  public record Validation(double accuracy, double majorityShare, int images) {

    /** Of a trial that failed. */
    public static final Validation NONE = new Validation(Double.NaN, Double.NaN, 0);

    /** Returns whether the trial ended well. */
    public boolean ok() {
      return !Double.isNaN(accuracy);
    }

    /** Returns that of a trial which has ended. */
    public static Validation of(TrialResult result) {
      double images = result.value(Metric.VALIDATION_IMAGES);
      return new Validation(
          result.value(Metric.VALIDATION_ACCURACY),
          result.value(Metric.VALIDATION_MAJORITY_SHARE),
          Double.isNaN(images) ? 0 : (int) images);
    }
  }

  /** Returns the validation accuracy after the last epoch; NaN if the trial failed. */
  public double accuracy() {
    return validation.accuracy();
  }
}
