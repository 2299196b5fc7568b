package io.ats.core.testing;

import java.util.ArrayList;
import java.util.List;

/** Every outcome of small random experiments. */
public final class Enumeration {

  private Enumeration() {}

  /** Returns every ordered draw of {@code count} of {@code positions} positions. */
  public static List<int[]> draws(int positions, int count, boolean replacement) {
    List<int[]> all = new ArrayList<>();
    extend(all, new int[count], 0, positions, replacement);
    return all;
  }

  private static void extend(
      List<int[]> all, int[] draw, int length, int positions, boolean replacement) {
    if (length == draw.length) {
      all.add(draw.clone());
      return;
    }
    for (int next = 0; next < positions; next++) {
      boolean used = false;
      for (int i = 0; i < length; i++) {
        used |= draw[i] == next;
      }
      if (replacement || !used) {
        draw[length] = next;
        extend(all, draw, length + 1, positions, replacement);
      }
    }
  }

  /** Returns a draw's probability under the distribution. */
  public static double probability(int[] draw, double[] distribution, boolean replacement) {
    double probability = 1;
    double left = 1;
    for (int position : draw) {
      probability *= distribution[position] / left;
      left -= replacement ? 0 : distribution[position];
    }
    return probability;
  }

  /** Returns the softmax. */
  public static double[] softmax(double[] scores) {
    double[] result = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      result[i] = Math.exp(scores[i]);
      sum += result[i];
    }
    for (int i = 0; i < scores.length; i++) {
      result[i] /= sum;
    }
    return result;
  }
}
