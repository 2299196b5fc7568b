package io.ats.experiments.results;

/**
 * The result of a trial: {@code result.json}, and a row of {@code results.csv}.
 *
 * @param key which trial it is
 * @param size how much is read and trained
 * @param cost metrics of kind {@link Metric.Kind#COST}
 * @param metrics all other metrics of a result
 * @param outcome how the trial ended
 */
public record TrialResult(Key key, Size size, Metrics cost, Metrics metrics, Outcome outcome) {

  /**
   * Which trial it is.
   *
   * @param suite the suite's name
   * @param preset the suite's preset
   * @param trial the trial's identifier, also its folder's name
   * @param variant what sets this row apart from others of the same selector in the suite; starts
   *     with the selector's name
   * @param dataset the dataset's name
   * @param task the task's name
   * @param selector the selector's name
   * @param aggregator the aggregator's name
   * @param encoder the encoder's name
   * @param seed the trial's seed
   */
  public record Key(
      String suite,
      String preset,
      String trial,
      String variant,
      String dataset,
      String task,
      String selector,
      String aggregator,
      String encoder,
      long seed) {}

  /**
   * How much is read and trained.
   *
   * @param parameters number of trained parameters; 0 if unknown
   * @param patches patches read per image
   * @param patchSize side of a patch in pixels, {@code h×w} where not square; of several sizes
   *     joined by {@code +}
   * @param imageHeight of the full image, pixels
   * @param imageWidth of the full image, pixels
   * @param testImages number of images in the test split; 0 if unknown
   */
  public record Size(
      long parameters,
      int patches,
      String patchSize,
      int imageHeight,
      int imageWidth,
      int testImages) {}

  /**
   * How the trial ended.
   *
   * @param status {@code ok} or {@code failed}
   * @param epochs number of epochs trained
   * @param bestEpoch the epoch that was best on validation, from 1; 0 if unknown
   * @param origin what the images are: real, or a synthetic twin of what; empty if unknown
   * @param reason why it failed, empty if it did not
   */
  public record Outcome(String status, int epochs, int bestEpoch, String origin, String reason) {

    /** Returns the outcome of a trial that ended well. */
    public static Outcome ok(int epochs, int bestEpoch, String origin) {
      return new Outcome("ok", epochs, bestEpoch, origin, "");
    }

    /** Returns the outcome of a trial that failed. */
    public static Outcome failed(int epochs, String reason) {
      return new Outcome("failed", epochs, 0, "", reason);
    }
  }

  /** Returns the same result under other names, which do not determine it. */
  public TrialResult named(String suite, String preset, String variant) {
    Key other =
        new Key(
            suite,
            preset,
            key.trial,
            variant,
            key.dataset,
            key.task,
            key.selector,
            key.aggregator,
            key.encoder,
            key.seed);
    return new TrialResult(other, size, cost, metrics, outcome);
  }

  /** Returns the same result with one more of its costs. */
  public TrialResult withCost(Metric metric, double value) {
    return new TrialResult(key, size, cost.with(metric, value), metrics, outcome);
  }

  /** Returns whether the trial ended well. */
  public boolean ok() {
    return outcome.status().equals("ok");
  }

  /** Returns a metric, NaN if it does not exist. */
  public double value(Metric metric) {
    return (metric.kind() == Metric.Kind.COST ? cost : metrics).get(metric);
  }
}
