package io.ats.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores that count every class alike. */
class ClassScoresTest {

  private static int[][] each(int... classes) {
    return Arrays.stream(classes).mapToObj(c -> new int[] {c}).toArray(int[][]::new);
  }

  /** Class 0: 3 images, 2 right; class 1: 2 images, 1 right; 2: one image, wrong; 3: none. */
  @Test
  void oneClassAnImageByHand() {
    List<ClassCounts> counts = ClassCounts.of(4, each(0, 0, 0, 1, 1, 2), each(0, 0, 1, 1, 0, 3));
    assertThat(counts)
        .containsExactly(
            new ClassCounts(2, 1, 1, 2),
            new ClassCounts(1, 1, 1, 3),
            new ClassCounts(0, 0, 1, 5),
            new ClassCounts(0, 1, 0, 5));
    assertThat(ClassCounts.balancedAccuracy(counts, false))
        .isCloseTo((2 / 3.0 + 1 / 2.0 + 0) / 3, within(1e-12));
    // 4/6, 2/4, 0/1, 0/1: class 3 is predicted once, so that it counts.
    assertThat(ClassCounts.macroF1(counts)).isCloseTo((4 / 6.0 + 2 / 4.0) / 4, within(1e-12));
  }

  /** Without an image and never predicted, a class counts nowhere. */
  @Test
  void aClassThatIsNowhereIsLeftOut() {
    List<ClassCounts> counts = ClassCounts.of(3, each(0, 0, 2), each(0, 0, 0));
    assertThat(counts.get(1).recall()).isNaN();
    assertThat(counts.get(1).f1()).isNaN();
    assertThat(ClassCounts.balancedAccuracy(counts, false)).isEqualTo(0.5);
    assertThat(ClassCounts.macroF1(counts)).isCloseTo((4 / 5.0 + 0) / 2, within(1e-12));
    assertThat(ClassCounts.balancedAccuracy(List.of(), false)).isNaN();
  }

  /** Class 0 is in all images, so that its specificity does not exist. */
  @Test
  void severalClassesAnImageByHand() {
    List<ClassCounts> counts =
        ClassCounts.of(
            3, new int[][] {{0, 1}, {0}, {0, 2}, {0}}, new int[][] {{0, 1}, {1}, {0}, {}});
    assertThat(counts)
        .containsExactly(
            new ClassCounts(2, 0, 2, 0), new ClassCounts(1, 1, 0, 2), new ClassCounts(0, 0, 1, 3));
    assertThat(ClassCounts.balancedAccuracy(counts, true))
        .isCloseTo(((1 + 2 / 3.0) / 2 + (0 + 1) / 2.0) / 2, within(1e-12));
    assertThat(ClassCounts.macroF1(counts)).isCloseTo((4 / 6.0 + 2 / 3.0 + 0) / 3, within(1e-12));
  }

  @Test
  void theAreaByHand() {
    float[] positives = {0.9f, 0.4f};
    float[] negatives = {0.1f, 0.4f, 0.5f};
    // 0.9 is above all three; 0.4 above one and equal to one.
    assertThat(RocArea.of(positives, negatives)).isCloseTo((3 + 1.5) / 6, within(1e-12));
    assertThat(RocArea.of(new float[] {1, 1}, new float[] {0})).isEqualTo(1);
    assertThat(RocArea.of(new float[] {0, 0}, new float[] {0, 0, 0})).isEqualTo(0.5);
    assertThat(RocArea.of(new float[0], negatives)).isNaN();
    assertThat(RocArea.of(positives, new float[0])).isNaN();
  }

  /** Class 2 has no image: neither its own area nor one of 0 or 1 may enter the mean. */
  @Test
  void theMeanLeavesOutAClassWithoutImages() {
    float[][] scores = {{0.7f, 0.2f, 0.1f}, {0.3f, 0.3f, 0.4f}, {0.4f, 0.5f, 0.1f}};
    int[] labels = {0, 0, 1};
    double first = 0.5; // 0.7 is above 0.4, 0.3 below
    double second = 1; // 0.5 is above 0.2 and 0.3
    assertThat(RocArea.macro(labels, scores)).isCloseTo((first + second) / 2, within(1e-12));
    assertThat(RocArea.macro(new int[] {0, 0, 0}, scores)).isNaN();
  }

  /** Every pair of an image of the class and one that is not, listed. */
  private static double byPairs(int[] labels, float[][] scores) {
    double sum = 0;
    int defined = 0;
    for (int c = 0; c < scores[0].length; c++) {
      double won = 0;
      int pairs = 0;
      for (int p = 0; p < labels.length; p++) {
        for (int n = 0; n < labels.length; n++) {
          if (labels[p] == c && labels[n] != c) {
            int sign = Float.compare(scores[p][c], scores[n][c]);
            won += sign > 0 ? 1 : sign == 0 ? 0.5 : 0;
            pairs++;
          }
        }
      }
      sum += pairs > 0 ? won / pairs : 0;
      defined += pairs > 0 ? 1 : 0;
    }
    return sum / defined;
  }

  /** Few different scores, so that there are many ties; of five classes one may be absent. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 12, 1000})
  void theAreaIsThatOfAllPairs(int different) {
    Random random = new Random(different);
    for (int trial = 0; trial < 20; trial++) {
      int images = 5 + random.nextInt(40);
      int[] labels = IntStream.range(0, images).map(i -> i < 2 ? i : random.nextInt(5)).toArray();
      float[][] scores = new float[images][5];
      for (float[] row : scores) {
        for (int c = 0; c < 5; c++) {
          row[c] = (float) random.nextInt(different) / different;
        }
      }
      assertThat(RocArea.macro(labels, scores)).isCloseTo(byPairs(labels, scores), within(1e-12));
    }
  }

  /** Counted class by class and image by image. */
  @Test
  void countsAreThoseOfTheDefinition() {
    Random random = new Random(3);
    int[][] labels = new int[50][];
    int[][] predicted = new int[50][];
    for (int i = 0; i < 50; i++) {
      labels[i] = IntStream.range(0, 6).filter(c -> random.nextInt(3) == 0).toArray();
      predicted[i] = IntStream.range(0, 6).filter(c -> random.nextInt(3) == 0).toArray();
    }
    List<ClassCounts> counts = ClassCounts.of(6, labels, predicted);
    for (int c = 0; c < 6; c++) {
      int[] table = new int[4];
      for (int i = 0; i < 50; i++) {
        int own = c;
        boolean there = Arrays.stream(labels[i]).anyMatch(k -> k == own);
        boolean found = Arrays.stream(predicted[i]).anyMatch(k -> k == own);
        table[there ? (found ? 0 : 2) : (found ? 1 : 3)]++;
      }
      assertThat(counts.get(c)).isEqualTo(new ClassCounts(table[0], table[1], table[2], table[3]));
    }
  }
}
