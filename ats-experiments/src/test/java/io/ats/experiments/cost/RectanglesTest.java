package io.ats.experiments.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class RectanglesTest {

  @RepeatedTest(20)
  void theAreaIsTheNumberOfPixelsInAtLeastOne(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    boolean[][] covered = new boolean[30][40];
    Rectangles rectangles = new Rectangles();
    int area = 0;
    for (int i = 0; i < run.getCurrentRepetition(); i++) {
      int top = random.nextInt(25);
      int left = random.nextInt(35);
      int bottom = top + 1 + random.nextInt(30 - top - 1);
      int right = left + 1 + random.nextInt(40 - left - 1);
      rectangles.add(top, left, bottom, right);
      for (int row = top; row < bottom; row++) {
        for (int column = left; column < right; column++) {
          area += covered[row][column] ? 0 : 1;
          covered[row][column] = true;
        }
      }
      assertThat(rectangles.area()).isEqualTo(area);
    }
  }
}
