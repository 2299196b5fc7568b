package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.PairedDifference;
import io.ats.experiments.statistics.Summary;
import java.util.Locale;

/** Numbers as tables for people show them. */
public final class Cell {

  /** Shown where there is no number. */
  public static final String NONE = "–";

  private Cell() {}

  /** Returns a metric's value: shares as percentages, others with three significant digits. */
  public static String of(Metric metric, double value) {
    return metric.isShare() ? percent(value) : significant(value);
  }

  /** Returns a metric's {@code mean ± standard error (count)}, in the same form. */
  public static String of(Metric metric, Summary of) {
    return metric.isShare() ? percent(of) : significant(of);
  }

  /** Returns {@code mean ± standard error (count)} as percentages of 1. */
  public static String percent(Summary of) {
    return counted(of, 100, 1);
  }

  /** Returns {@code median ± mad} as percentages of 1. */
  public static String medianPercent(Summary of) {
    return pair(of, of.median(), of.mad(), 100, 1);
  }

  /**
   * Returns {@code mean ± standard error (count)} with three significant digits, more before the
   * point.
   */
  public static String significant(Summary of) {
    return counted(of, 1, decimals(of.mean()));
  }

  /** Returns a number with three significant digits, more before the point. */
  public static String significant(double value) {
    return Double.isNaN(value) ? NONE : fixed(value, decimals(value));
  }

  /** Returns {@code value [low, high]} as percentages of 1, the value alone without an interval. */
  public static String percent(Estimate of) {
    return Double.isNaN(of.low())
        ? percent(of.value())
        : percent(of.value()) + " [" + percent(of.low()) + ", " + percent(of.high()) + "]";
  }

  /** Returns {@code mean [low, high] (seeds)} as percentages of 1. */
  public static String percent(PairedDifference of) {
    return of.seeds() == 0 ? NONE : percent(of.mean()) + count(of.seeds());
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? NONE : fixed(100 * share, 1);
  }

  private static String counted(Summary of, double scale, int decimals) {
    return of.count() == 0
        ? NONE
        : pair(of, of.mean(), of.standardError(), scale, decimals) + count(of.count());
  }

  private static String count(int numbers) {
    return " (" + numbers + ")";
  }

  private static String pair(Summary of, double centre, double spread, double scale, int decimals) {
    if (of.count() == 0) {
      return NONE;
    }
    String text = fixed(scale * centre, decimals);
    return of.count() == 1 ? text : text + " ± " + fixed(scale * spread, decimals);
  }

  private static int decimals(double value) {
    double size = Math.abs(value);
    if (size >= 100 || size == 0 || Double.isNaN(size)) {
      return 0;
    }
    return size >= 10 ? 1 : size >= 1 ? 2 : Math.min(6, 2 - (int) Math.floor(Math.log10(size)));
  }

  private static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0\\.?0*") ? text.substring(1) : text;
  }
}
