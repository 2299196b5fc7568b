package io.ats.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.scene.ImageOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrawnSplitsTest {

  private static final List<String> LYMPHOMA = classes(113, 139, 122);

  private static List<String> classes(int... counts) {
    List<String> classes = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      classes.addAll(Collections.nCopies(counts[i], Integer.toString(i)));
    }
    return classes;
  }

  private static ImageOptions most(int train, int validation, int test) {
    return new ImageOptions(10, 10, train, validation, test, 1);
  }

  private static int count(List<String> classes, List<Integer> images, int of) {
    return (int) images.stream().filter(i -> classes.get(i).equals(Integer.toString(of))).count();
  }

  @Test
  void eachSplitHasItsNumberAndItsShareOfEveryClass() {
    Map<Split, List<Integer>> splits = DrawnSplits.of(LYMPHOMA, most(262, 56, 56), 1);
    assertThat(splits.get(Split.TRAIN)).hasSize(262);
    assertThat(splits.get(Split.VALIDATION)).hasSize(56);
    assertThat(splits.get(Split.TEST)).hasSize(56);
    int[] all = {113, 139, 122};
    for (Map.Entry<Split, List<Integer>> split : splits.entrySet()) {
      double share = split.getValue().size() / 374.0;
      for (int i = 0; i < all.length; i++) {
        assertThat((double) count(LYMPHOMA, split.getValue(), i))
            .isBetween(share * all[i] - 1, share * all[i] + 1);
      }
    }
    assertThat(splits.values().stream().flatMap(List::stream)).hasSize(374).doesNotHaveDuplicates();
  }

  @Test
  void ofMoreImagesSomeAreUnusedAndFewerAreSharedOut() {
    Map<Split, List<Integer>> few = DrawnSplits.of(LYMPHOMA, most(60, 15, 30), 1);
    assertThat(few.get(Split.TRAIN)).hasSize(60);
    assertThat(few.get(Split.VALIDATION)).hasSize(15);
    assertThat(few.get(Split.TEST)).hasSize(30);
    assertThat(count(LYMPHOMA, few.get(Split.TRAIN), 1)).isBetween(21, 23);
    Map<Split, List<Integer>> many = DrawnSplits.of(classes(20, 20), most(700, 100, 200), 1);
    assertThat(many.get(Split.TRAIN)).hasSize(28);
    assertThat(many.get(Split.VALIDATION)).hasSize(4);
    assertThat(many.get(Split.TEST)).hasSize(8);
  }

  @Test
  void aSeedGivesTheSameSplitsAndAnotherOneOthers() {
    Map<Split, List<Integer>> splits = DrawnSplits.of(LYMPHOMA, most(262, 56, 56), 1);
    assertThat(DrawnSplits.of(LYMPHOMA, most(262, 56, 56), 1)).isEqualTo(splits);
    assertThat(DrawnSplits.of(LYMPHOMA, most(262, 56, 56), 2)).isNotEqualTo(splits);
  }

  @Test
  void everyImageIsInTheTestSplitOfOneFold() {
    List<String> classes = classes(49, 51);
    List<Integer> tested = new ArrayList<>();
    for (int fold = 0; fold < 10; fold++) {
      Map<Split, List<Integer>> splits = DrawnSplits.ofFold(classes, most(80, 10, 11), 10, fold, 3);
      List<Integer> test = splits.get(Split.TEST);
      assertThat(test).hasSizeBetween(9, 11);
      assertThat(count(classes, test, 0)).isBetween(4, 6);
      assertThat(splits.get(Split.VALIDATION)).hasSizeBetween(9, 11);
      assertThat(splits.values().stream().flatMap(List::stream))
          .hasSizeGreaterThanOrEqualTo(99)
          .doesNotHaveDuplicates();
      tested.addAll(test);
    }
    assertThat(tested).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void tooFewImagesAreTold() {
    assertThatThrownBy(() -> DrawnSplits.of(List.of("a", "b"), most(80, 10, 10), 1))
        .isInstanceOf(OptionException.class)
        .hasMessageMatching(
            "path: too few images for split (validation|test); put all published files there");
    assertThatThrownBy(() -> DrawnSplits.ofFold(classes(50, 50), most(80, 10, 10), 5, 0, 1))
        .isInstanceOf(OptionException.class)
        .hasMessage("test must be at least the 20 images of fold 0 of 5, got 10; raise test");
  }
}
