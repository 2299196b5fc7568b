package io.ats.experiments.bench;

/**
 * One measured figure beside that of an alternative.
 *
 * @param bench the benchmark's name
 * @param measured what was measured
 * @param ours our figure
 * @param alternative the alternative's figure
 * @param other the alternative's name
 * @param unit of both figures
 * @param ratio above 1: ours is better
 */
public record BenchRow(
    String bench,
    String measured,
    double ours,
    double alternative,
    String other,
    String unit,
    double ratio) {

  /** Returns a row of figures where lower is better: the ratio is alternative/ours. */
  static BenchRow lowerIsBetter(
      String bench, String measured, double ours, double alternative, String other, String unit) {
    return new BenchRow(bench, measured, ours, alternative, other, unit, alternative / ours);
  }
}
