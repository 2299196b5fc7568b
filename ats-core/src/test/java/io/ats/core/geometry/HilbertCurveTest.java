package io.ats.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HilbertCurveTest {

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "5,1", "2,2", "3,3", "5,9", "16,16", "17,16", "31,64"})
  void visitsEachCellOnce(int rows, int columns) {
    long[] order = HilbertCurve.order(rows, columns);
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(LongStream.range(0, (long) rows * columns).toArray());
  }

  @ParameterizedTest
  @CsvSource({"2", "4", "16", "64"})
  void goesFromNeighbourToNeighbourInASquareOfAPowerOfTwo(int side) {
    long[] order = HilbertCurve.order(side, side);
    for (int i = 1; i < order.length; i++) {
      long rows = Math.abs(order[i] / side - order[i - 1] / side);
      long columns = Math.abs(order[i] % side - order[i - 1] % side);
      assertThat(rows + columns).as("step %d", i).isEqualTo(1);
    }
  }

  /** A row-by-row order would have a mean distance of a third of the side. */
  @Test
  void aPieceOfItIsCompact() {
    int side = 27;
    long[] order = HilbertCurve.order(side, side);
    int piece = 81; // a ninth
    double widest = 0;
    for (int first = 0; first + piece <= order.length; first += piece) {
      long[] rows = Arrays.stream(order, first, first + piece).map(c -> c / side).toArray();
      long[] columns = Arrays.stream(order, first, first + piece).map(c -> c % side).toArray();
      widest = Math.max(widest, Math.max(spread(rows), spread(columns)));
    }
    assertThat(widest).isLessThan(side * 0.75);
  }

  private static double spread(long[] values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }
}
