package io.ats.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.testing.Enumeration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ratios {@code R(S,s)} against enumeration over all orders of the set. */
class UnorderedSetTest {

  /**
   * Returns the probability that {@code S} is drawn if {@code first} is drawn first, or with any
   * first one where it is negative.
   */
  private static double probability(double[] attention, int[] set, int first) {
    double sum = 0;
    for (int[] order : Enumeration.draws(set.length, set.length, false)) {
      int[] draw = Arrays.stream(order).map(i -> set[i]).toArray();
      if (first < 0 || draw[0] == first) {
        double p = Enumeration.probability(draw, attention, false);
        sum += first < 0 ? p : p / attention[first];
      }
    }
    return sum;
  }

  private static double[] ratios(double[] attention, int[] set, DataType type) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray a = manager.create(attention, new Shape(1, attention.length)).toType(type, false);
      long[] positions = Arrays.stream(set).asLongStream().toArray();
      return UnorderedSet.ratios(a, manager.create(positions, new Shape(1, set.length)))
          .toType(DataType.FLOAT64, false)
          .toDoubleArray();
    }
  }

  @ParameterizedTest
  @CsvSource({"12, 6, 0", "12, 6, 1", "12, 6, 6", "5, 1, 2", "5, 4, 3", "3, 2, 8", "6, 6, 2"})
  void theRatiosAreThoseOfAllOrders(int positions, int count, double spread) {
    Random random = new Random(positions + count);
    double[] scores = random.doubles(positions).map(u -> spread * random.nextGaussian()).toArray();
    double[] attention = Enumeration.softmax(scores);
    for (int trial = 0; trial < 3; trial++) {
      int[] set = random.ints(0, positions).distinct().limit(count).toArray();
      double[] found = ratios(attention, set, DataType.FLOAT64);
      double[] single = ratios(attention, set, DataType.FLOAT32);
      double whole = probability(attention, set, -1);
      for (int i = 0; i < count; i++) {
        double expected = probability(attention, set, set[i]) / whole;
        assertThat(found[i]).isCloseTo(expected, within(1e-8 * expected));
        assertThat(single[i]).isCloseTo(expected, within(2e-4 * expected));
      }
    }
  }

  @Test
  void theyAreOneIfEveryPositionIsDrawn() {
    double[] attention = Enumeration.softmax(new double[] {3, 0, -5, 1});
    for (double ratio : ratios(attention, new int[] {2, 0, 3, 1}, DataType.FLOAT64)) {
      assertThat(ratio).isCloseTo(1, within(1e-9));
    }
  }

  /**
   * Two positions hold all mass but {@code rest}, which two others share: for {@code S} = {0,1},
   * {@code P(S)} and {@code P(S | first = 0)} tend to 1; for {@code S} = {0,2} the ratio of 0 is
   * known in closed form.
   */
  @ParameterizedTest
  @CsvSource({"1e-3", "1e-6", "1e-12", "1e-20", "1e-30"})
  void concentratedAttentionKeepsItsDigits(double rest) {
    double[] attention = {0.75, 0.25, rest * 0.6, rest * 0.4};
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      double tolerance = type == DataType.FLOAT32 ? 1e-3 : 1e-6;
      double[] both = ratios(attention, new int[] {0, 1}, type);
      assertThat(both[0]).isCloseTo(1, within(rest * 10 + tolerance));
      assertThat(both[1]).isCloseTo(1, within(rest * 10 + tolerance));
      // P({0,2} | 0) = a2/(1−a0); P = a0·a2/(1−a0) + a2·a0/(1−a2)
      double[] mixed = ratios(attention, new int[] {0, 2}, type);
      double first = attention[2] / 0.25;
      double whole = 0.75 * first + attention[2] * 0.75;
      assertThat(mixed[0]).isCloseTo(first / whole, within(1e-2 * rest / 1e-3 + 2 * tolerance));
    }
  }
}
