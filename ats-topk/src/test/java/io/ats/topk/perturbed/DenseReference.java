package io.ats.topk.perturbed;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Perturbed top-K of one image straight from its definition, in loops over all samples, slots and
 * positions.
 *
 * @param scores {@code s}, {@code (D)}
 * @param noise {@code σZ}, {@code (N,D)}
 * @param sigma {@code σ}
 * @param count {@code K}
 */
record DenseReference(double[] scores, double[][] noise, double sigma, int count) {

  /** Returns {@code Y_n}, {@code (K,D)}. */
  double[][] sample(int n) {
    double[] perturbed = new double[scores.length];
    for (int d = 0; d < scores.length; d++) {
      perturbed[d] = scores[d] + noise[n][d];
    }
    return oneHot(perturbed, count);
  }

  /** Returns the one-hot rows of the top K in ascending order of position. */
  static double[][] oneHot(double[] values, int count) {
    int[] best =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((i, j) -> Double.compare(values[j], values[i]))
            .limit(count)
            .mapToInt(i -> i)
            .sorted()
            .toArray();
    double[][] rows = new double[count][values.length];
    for (int k = 0; k < count; k++) {
      rows[k][best[k]] = 1;
    }
    return rows;
  }

  /** Returns {@code Y}, {@code (K,D)}. */
  double[][] mean() {
    double[][] mean = new double[count][scores.length];
    for (int n = 0; n < noise.length; n++) {
      double[][] sample = sample(n);
      for (int k = 0; k < count; k++) {
        for (int d = 0; d < scores.length; d++) {
          mean[k][d] += sample[k][d] / noise.length;
        }
      }
    }
    return mean;
  }

  /** Returns {@code ⟨G,Y_n⟩} of every sample, {@code (N)}. */
  double[] products(double[][] g) {
    return IntStream.range(0, noise.length).mapToDouble(n -> product(g, sample(n))).toArray();
  }

  static double product(double[][] a, double[][] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      for (int d = 0; d < a[k].length; d++) {
        sum += a[k][d] * b[k][d];
      }
    }
    return sum;
  }

  /** Returns every sample's term {@code (⟨G,Y_n⟩ − b_n)·Z_n/σ}, {@code (N,D)}. */
  double[][] terms(double[][] g, SampleBaseline baseline) {
    double[] products = products(g);
    double sum = Arrays.stream(products).sum();
    double[][] terms = new double[noise.length][scores.length];
    for (int n = 0; n < noise.length; n++) {
      double others =
          baseline == SampleBaseline.NONE ? 0 : (sum - products[n]) / (noise.length - 1);
      for (int d = 0; d < scores.length; d++) {
        terms[n][d] = (products[n] - others) * noise[n][d] / (sigma * sigma);
      }
    }
    return terms;
  }

  /** Returns {@code ∂L/∂s = (1/(σN)) Σ_n (⟨G,Y_n⟩ − b_n) Z_n}, {@code (D)}. */
  double[] gradient(double[][] g, SampleBaseline baseline) {
    double[] gradient = new double[scores.length];
    for (double[] term : terms(g, baseline)) {
      for (int d = 0; d < gradient.length; d++) {
        gradient[d] += term[d] / noise.length;
      }
    }
    return gradient;
  }
}
