package io.ats.experiments.statistics;

/**
 * A number and its confidence interval.
 *
 * @param value the number; NaN if there is nothing to compute it from
 * @param low lower end of the interval; NaN if there is none
 * @param high upper end; likewise
 */
public record Estimate(double value, double low, double high) {

  /** The confidence level of every interval, in percent. */
  public static final int LEVEL = 95;

  /** Returns a number without an interval. */
  static Estimate alone(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }
}
