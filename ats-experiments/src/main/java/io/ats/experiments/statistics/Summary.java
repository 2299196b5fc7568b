package io.ats.experiments.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Summary statistics of some numbers.
 *
 * @param mean NaN if there is none
 * @param sd sample standard deviation, n − 1 in the denominator; NaN if there are fewer than two
 * @param median NaN if there is none
 * @param mad median absolute deviation {@code median |x − median|}, not scaled; NaN if there are
 *     fewer than two
 * @param count number of values
 */
public record Summary(double mean, double sd, double median, double mad, int count) {

  /** Returns the standard error of the mean, {@code sd / √n}; NaN with fewer than two values. */
  public double standardError() {
    return sd / Math.sqrt(count);
  }

  /** Returns the summary of the values that are not NaN. */
  public static Summary of(DoubleStream values) {
    double[] all = values.filter(value -> !Double.isNaN(value)).toArray();
    if (all.length == 0) {
      return new Summary(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
    }
    double median = new Median().evaluate(all);
    double[] off = Arrays.stream(all).map(value -> Math.abs(value - median)).toArray();
    boolean several = all.length > 1;
    return new Summary(
        StatUtils.mean(all),
        several ? Math.sqrt(StatUtils.variance(all)) : Double.NaN,
        median,
        several ? new Median().evaluate(off) : Double.NaN,
        all.length);
  }
}
