package io.ats.experiments.bench;

/**
 * One measured figure beside that of an alternative.
 *
 * @param bench the benchmark's name
 * @param case_ what was measured
 * @param ours our figure
 * @param alternative the alternative's
 * @param other names the alternative
 * @param unit of both figures
 * @param ratio above 1: ours is better
 */
public record BenchRow(
    String bench,
    String case_,
    double ours,
    double alternative,
    String other,
    String unit,
    double ratio) {

  /** Returns the row of figures of which the lower is better: the ratio is alternative/ours. */
  static BenchRow lowerIsBetter(
      String bench, String case_, double ours, double alternative, String other, String unit) {
    return new BenchRow(bench, case_, ours, alternative, other, unit, alternative / ours);
  }
}
