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
 * @param ratio above 1: ours is better; NaN: the alternative is no rival, or was not run
 */
public record BenchRow(
    String bench,
    String measured,
    double ours,
    double alternative,
    String other,
    String unit,
    double ratio) {

  /** Returns a row of a part beside its whole; it has no ratio, since neither is better. */
  static BenchRow part(
      String bench, String measured, double part, double whole, String other, String unit) {
    return new BenchRow(bench, measured, part, whole, other, unit, Double.NaN);
  }

  /** Returns a row of figures where lower is better: the ratio is alternative/ours. */
  static BenchRow lowerIsBetter(
      String bench, String measured, double ours, double alternative, String other, String unit) {
    return new BenchRow(bench, measured, ours, alternative, other, unit, alternative / ours);
  }
}
