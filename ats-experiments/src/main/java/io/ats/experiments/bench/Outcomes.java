package io.ats.experiments.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All outcomes of drawing a few positions. */
final class Outcomes {

  private Outcomes() {}

  /** Returns all ordered draws of {@code count} out of {@code positions} positions. */
  static List<int[]> draws(int positions, int count, boolean replacement) {
    List<int[]> draws = new ArrayList<>(List.of(new int[0]));
    for (int k = 0; k < count; k++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] draw : draws) {
        for (int next = 0; next < positions; next++) {
          if (replacement || !contains(draw, next)) {
            int[] extended = Arrays.copyOf(draw, draw.length + 1);
            extended[draw.length] = next;
            longer.add(extended);
          }
        }
      }
      draws = longer;
    }
    return draws;
  }

  private static boolean contains(int[] draw, int position) {
    return Arrays.stream(draw).anyMatch(drawn -> drawn == position);
  }

  /** Returns the probability of an ordered draw. */
  static double probability(int[] draw, double[] attention, boolean replacement) {
    double probability = 1;
    double left = 1;
    for (int position : draw) {
      probability *= attention[position] / left;
      left -= replacement ? 0 : attention[position];
    }
    return probability;
  }

  /** Returns the softmax. */
  static double[] softmax(double[] scores) {
    double[] exponentials = Arrays.stream(scores).map(Math::exp).toArray();
    double sum = Arrays.stream(exponentials).sum();
    return Arrays.stream(exponentials).map(e -> e / sum).toArray();
  }

  /**
   * Returns the gradient of {@code Σ_i a_i v_i} with respect to the scores: {@code a_i (v_i − Σ_j
   * a_j v_j)}.
   */
  static double[] softmaxGradient(double[] attention, double[] values) {
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      mean += attention[i] * values[i];
    }
    double[] gradient = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      gradient[i] = attention[i] * (values[i] - mean);
    }
    return gradient;
  }
}
