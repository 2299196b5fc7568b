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

  /** Returns the column of the 1 in each row of {@code Y_n}, {@code (K)}. */
  int[] sample(int n) {
    boolean[] taken = new boolean[scores.length];
    for (int k = 0; k < count; k++) {
      int best = -1;
      for (int d = 0; d < scores.length; d++) {
        if (!taken[d] && (best < 0 || scores[d] + noise[n][d] > scores[best] + noise[n][best])) {
          best = d;
        }
      }
      taken[best] = true;
    }
    return IntStream.range(0, scores.length).filter(d -> taken[d]).toArray();
  }

  /** Returns {@code Y}, {@code (K,D)}. */
  double[][] mean() {
    double[][] mean = new double[count][scores.length];
    for (int n = 0; n < noise.length; n++) {
      int[] sample = sample(n);
      for (int k = 0; k < count; k++) {
        mean[k][sample[k]] += 1.0 / noise.length;
      }
    }
    return mean;
  }

  /** Returns {@code ⟨G,Y_n⟩} of every sample, {@code (N)}. */
  double[] products(double[][] g) {
    double[] products = new double[noise.length];
    for (int n = 0; n < noise.length; n++) {
      int[] sample = sample(n);
      for (int k = 0; k < count; k++) {
        products[n] += g[k][sample[k]];
      }
    }
    return products;
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
