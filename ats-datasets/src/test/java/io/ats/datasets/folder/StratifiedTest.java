package io.ats.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StratifiedTest {

  private static final double[] SHARES = {0.7, 0.15, 0.15};

  private static FolderFile file(int index, String group, String... labels) {
    return new FolderFile(Path.of("f" + index), "f" + index, List.of(labels), group, null, "");
  }

  /** Returns files without groups: so many of each class. */
  private static List<FolderFile> classes(int... sizes) {
    List<FolderFile> files = new ArrayList<>();
    for (int label = 0; label < sizes.length; label++) {
      for (int i = 0; i < sizes[label]; i++) {
        files.add(file(files.size(), "", "c" + label));
      }
    }
    return files;
  }

  /** Returns each label's files in each part; under {@code ""} those of all labels. */
  private static Map<String, int[]> counts(List<FolderFile> files, int[] parts, int count) {
    Map<String, int[]> counts = new TreeMap<>();
    counts.put("", new int[count]);
    for (int i = 0; i < parts.length; i++) {
      int part = parts[i];
      counts.get("")[part]++;
      for (String label : files.get(i).labels()) {
        counts.computeIfAbsent(label, any -> new int[count])[part]++;
      }
    }
    return counts;
  }

  private static Map<String, int[]> counts(List<FolderFile> files, long seed) {
    return counts(files, Stratified.parts(files, SHARES, true, seed), 3);
  }

  @Test
  void largeClassesHaveTheirSharesExactly() {
    Map<String, int[]> counts = counts(classes(100, 40, 200), 1);
    assertThat(counts.get("c0")).containsExactly(70, 15, 15);
    assertThat(counts.get("c1")).containsExactly(28, 6, 6);
    assertThat(counts.get("c2")).containsExactly(140, 30, 30);
  }

  @ParameterizedTest
  @CsvSource({"100, 3", "50, 4", "20, 5", "6, 6", "3, 3"})
  void aRareClassAmongFrequentOnesIsInEveryPart(int frequent, int rare) {
    Map<String, int[]> counts = counts(classes(frequent, rare, frequent), 1);
    assertThat(counts.get("c1")).doesNotContain(0);
    assertThat(counts.get("")[1]).isCloseTo((int) (0.15 * (2 * frequent + rare)), within(2));
  }

  /** Rounding each class for itself would leave nothing for validation and test. */
  @ParameterizedTest
  @CsvSource({"1000, 2", "100, 3", "200, 4", "77, 5"})
  void manyClassesOfFewImagesHaveTheSharesTogether(int classes, int each) {
    Map<String, int[]> counts =
        counts(classes(IntStream.range(0, classes).map(i -> each).toArray()), 1);
    int total = classes * each;
    assertThat((double) counts.get("")[1]).isCloseTo(0.15 * total, within(3.0));
    assertThat((double) counts.get("")[2]).isCloseTo(0.15 * total, within(3.0));
    counts.values().forEach(count -> assertThat(count[0]).isPositive());
  }

  @Test
  void aClassOfOneOrTwoIsTrained() {
    Map<String, int[]> counts = counts(classes(1, 2, 1, 2, 30, 30), 1);
    counts.values().forEach(count -> assertThat(count[0]).isPositive());
  }

  @RepeatedTest(400)
  void sharesAreNearAndRareClassesCovered(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    int[] sizes = new int[2 + random.nextInt(20)];
    int most = 3 + random.nextInt(random.nextBoolean() ? 12 : 300);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1 + random.nextInt(most);
    }
    List<FolderFile> files = classes(sizes);
    double test = 0.1 + 0.2 * random.nextDouble();
    double validation = 0.1 + 0.2 * random.nextDouble();
    double[] shares = {1 - test - validation, validation, test};
    Map<String, int[]> counts =
        counts(files, Stratified.parts(files, shares, true, run.getCurrentRepetition()), 3);
    boolean smallest =
        IntStream.of(sizes).filter(size -> size >= 3).count() * 2 < 0.1 * files.size();
    for (int part = 0; part < 3; part++) {
      assertThat((double) counts.get("")[part])
          .as("all in %d of %s", part, Arrays.toString(sizes))
          .isCloseTo(shares[part] * files.size(), within(part == 0 ? 6.0 : 3.5));
      for (int label = 0; label < sizes.length; label++) {
        int[] count = counts.get("c" + label);
        if (part == 0 || shares[part] * sizes[label] >= 1 || sizes[label] >= 3 && smallest) {
          assertThat(count[part]).as("c%d of %d", label, sizes[label]).isPositive();
        }
      }
    }
  }

  @RepeatedTest(200)
  void groupsAreKeptAndSharesAboutRight(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<FolderFile> files = new ArrayList<>();
    int groups = 30 + random.nextInt(100);
    int largest = 0;
    for (int group = 0; group < groups; group++) {
      int size = 1 + random.nextInt(1 + random.nextInt(12));
      largest = Math.max(largest, size);
      boolean mixed = random.nextInt(4) == 0;
      int own = random.nextInt(3);
      for (int i = 0; i < size; i++) {
        files.add(file(files.size(), "g" + group, "c" + (mixed ? random.nextInt(3) : own)));
      }
    }
    int[] parts = Stratified.parts(files, SHARES, true, 7);
    Map<String, Integer> of = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      Integer before = of.put(files.get(i).group(), parts[i]);
      assertThat(before == null || before == parts[i]).isTrue();
    }
    Map<String, int[]> counts = counts(files, parts, 3);
    for (int part = 0; part < 3; part++) {
      for (Map.Entry<String, int[]> each : counts.entrySet()) {
        int all = IntStream.of(each.getValue()).sum();
        assertThat((double) each.getValue()[part])
            .as("%s in %d of %d", each.getKey(), part, all)
            .isCloseTo(SHARES[part] * all, within(2.0 + largest * 0.7));
      }
    }
  }

  @RepeatedTest(100)
  void severalLabelsAnImageAreSpreadEach(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<FolderFile> files = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int bits = random.nextInt(16) & random.nextInt(16);
      files.add(
          file(
              i,
              "",
              IntStream.range(0, 4)
                  .filter(bit -> (bits >> bit & 1) == 1)
                  .mapToObj(bit -> "c" + bit)
                  .toArray(String[]::new)));
    }
    for (int[] count : counts(files, 3).values()) {
      int all = IntStream.of(count).sum();
      for (int part = 0; part < 3; part++) {
        assertThat((double) count[part]).isCloseTo(SHARES[part] * all, within(4.0));
      }
    }
  }

  @RepeatedTest(100)
  void foldsAreEven(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    int folds = 2 + random.nextInt(9);
    double[] even = IntStream.range(0, folds).mapToDouble(i -> 1.0 / folds).toArray();
    List<FolderFile> files =
        classes(IntStream.range(0, 5).map(i -> 1 + random.nextInt(80)).toArray());
    Map<String, int[]> counts = counts(files, Stratified.parts(files, even, false, 1), folds);
    for (Map.Entry<String, int[]> each : counts.entrySet()) {
      double fair = IntStream.of(each.getValue()).sum() / (double) folds;
      for (int count : each.getValue()) {
        assertThat((double) count).as(each.getKey()).isCloseTo(fair, within(1.999));
      }
    }
  }

  @Test
  void theSeedDecidesAndNothingElse() {
    List<FolderFile> files = classes(20, 30);
    int[] parts = Stratified.parts(files, SHARES, true, 5);
    assertThat(Stratified.parts(files, SHARES, true, 5)).isEqualTo(parts);
    assertThat(Stratified.parts(files, SHARES, true, 6)).isNotEqualTo(parts);
  }

  /** Counts may all differ: none has to be trained. */
  @Test
  void labelsThatAreAllDifferentHaveTheShares() {
    List<FolderFile> files = classes(IntStream.range(0, 100).map(i -> 1).toArray());
    int[] parts = Stratified.parts(files, SHARES, false, 1);
    assertThat(counts(files, parts, 3).get("")).containsExactly(70, 15, 15);
  }

  @Test
  void aPartWithoutAShareHasNothing() {
    List<FolderFile> files = classes(20, 3);
    int[] parts = Stratified.parts(files, new double[] {0.8, 0.2, 0}, true, 1);
    assertThat(parts).doesNotContain(2).contains(0, 1);
  }
}
