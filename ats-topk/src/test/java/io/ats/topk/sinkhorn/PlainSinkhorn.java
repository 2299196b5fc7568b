package io.ats.topk.sinkhorn;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Sinkhorn's iterations as every textbook has them, one image, from zero, in plain Java. */
final class PlainSinkhorn {

  private PlainSinkhorn() {}

  /** Returns {@code Y}, {@code [k][d]}; iterates until nothing changes, at most 200,000 times. */
  static double[][] assign(double[] scores, int count, double epsilon) {
    int positions = scores.length;
    int first = positions == count ? 1 : 0;
    int anchors = count + 1 - first;
    double[] f = new double[positions];
    double[] g = new double[anchors];
    for (int iteration = 0; iteration < 200_000; iteration++) {
      double[] before = g.clone();
      for (int i = 0; i < positions; i++) {
        int row = i;
        f[i] =
            epsilon
                * (Math.log(1.0 / positions)
                    - logSum(anchors, j -> (g[j] - cost(scores[row], j + first)) / epsilon));
      }
      for (int j = 0; j < anchors; j++) {
        int column = j + first;
        double mass = column == 0 ? (double) (positions - count) / positions : 1.0 / positions;
        g[j] =
            epsilon
                * (Math.log(mass)
                    - logSum(positions, i -> (f[i] - cost(scores[i], column)) / epsilon));
      }
      if (Arrays.equals(before, g)) {
        break;
      }
    }
    double[][] y = new double[count][positions];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < positions; i++) {
        int j = k + 1 - first;
        y[k][i] = positions * Math.exp((f[i] + g[j] - cost(scores[i], k + 1)) / epsilon);
      }
    }
    return y;
  }

  private static double cost(double score, int anchor) {
    return (score - anchor) * (score - anchor);
  }

  private static double logSum(int length, IntToDoubleFunction term) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, term.applyAsDouble(i));
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.exp(term.applyAsDouble(i) - largest);
    }
    return largest + Math.log(sum);
  }
}
