package io.ats.experiments.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's correction of several tests (Holm 1979). */
public final class Holm {

  private Holm() {}

  /**
   * Returns the adjusted p of each test: {@code max_{j ≤ i} min(1, (m − j + 1) · p₍ⱼ₎)} for the
   * i-th smallest of m. Those at most α are significant with a probability of at most α that any is
   * so by chance.
   *
   * @param p of all tests of the family, in [0,1]
   */
  public static double[] adjusted(double[] p) {
    List<Integer> ascending =
        IntStream.range(0, p.length).boxed().sorted(Comparator.comparing(i -> p[i])).toList();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      int test = ascending.get(i);
      largest = Math.max(largest, Math.min(1, (p.length - i) * p[test]));
      adjusted[test] = largest;
    }
    return adjusted;
  }
}
