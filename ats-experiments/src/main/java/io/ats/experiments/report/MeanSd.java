package io.ats.experiments.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Mean and sample standard deviation of the numbers that exist.
 *
 * @param mean NaN if there is none
 * @param sd with n − 1 in the denominator; NaN if there are fewer than two
 * @param count how many there are
 */
record MeanSd(double mean, double sd, int count) {

  /** What stands in a table where no number does. */
  static final String NONE = "–";

  static MeanSd of(DoubleStream values) {
    double[] all = values.filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(all).average().orElse(Double.NaN);
    double squares = Arrays.stream(all).map(v -> (v - mean) * (v - mean)).sum();
    double sd = all.length < 2 ? Double.NaN : Math.sqrt(squares / (all.length - 1));
    return new MeanSd(mean, sd, all.length);
  }

  /** Returns {@code mean ± sd} as percentages of 1, with one decimal. */
  String percent() {
    return text(100, 1);
  }

  /** Returns {@code mean ± sd} with three significant digits, more before the point. */
  String significant() {
    double size = Math.abs(mean);
    return text(
        1,
        size >= 100 || size == 0
            ? 0
            : size >= 10 ? 1 : size >= 1 ? 2 : Math.min(6, 2 - (int) Math.floor(Math.log10(size))));
  }

  private String text(double scale, int decimals) {
    if (count == 0) {
      return NONE;
    }
    String format = "%." + decimals + "f";
    String text = String.format(Locale.ROOT, format, scale * mean);
    return count == 1 ? text : text + " ± " + String.format(Locale.ROOT, format, scale * sd);
  }
}
