package io.ats.datasets.folder;

import static io.ats.datasets.folder.ImageFolder.index;
import static io.ats.datasets.folder.ImageFolder.names;
import static io.ats.datasets.folder.ImageFolder.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which image is of which class and split. */
class FolderIndexTest {

  @TempDir private Path path;
  private ImageFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ImageFolder(path);
  }

  /** Returns 60 images of the classes a, b and c, in that folder. */
  private static ImageFolder sixty(ImageFolder folder, long order) {
    List<String> names = new ArrayList<>();
    for (String label : List.of("a", "b", "c")) {
      for (int i = 0; i < 20; i++) {
        names.add(label + "/" + i + ".png");
      }
    }
    Collections.shuffle(names, new Random(order));
    return folder.png(names.toArray(String[]::new));
  }

  private void assertRefused(ImageFolderOptions options, String... parts) {
    assertThatThrownBy(() -> index(options))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll(parts);
  }

  private static int label(ImageFolderOptions options, String name) {
    FolderIndex index = index(options);
    FolderFile file =
        index.files().stream()
            .map(IndexedFile::file)
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return (int) Classes.label(options, index.task(), file)[0];
  }

  @Test
  void foldersAreSplitsAndClasses() {
    folder.splits("dog", "cat").png("train/.hidden/x.png", "train/cat/.hidden.png");
    FolderIndex index = index(folder.options());
    assertThat(index.task().classNames()).containsExactly("cat", "dog");
    assertThat(names(index, Split.VALIDATION))
        .containsExactly(
            "val/cat/0.png",
            "val/cat/1.png",
            "val/cat/2.png",
            "val/dog/0.png",
            "val/dog/1.png",
            "val/dog/2.png");
    assertThat(index.files()).hasSize(18);
  }

  @Test
  void aClassThatASplitLacksShiftsNoLabel() throws IOException {
    folder.splits("ant", "bee", "cow").png("Train/bee/9.png");
    for (int i = 0; i < 3; i++) {
      Files.delete(path.resolve("val/bee/" + i + ".png"));
    }
    assertThat(label(folder.options(), "val/cow/1.png")).isEqualTo(2);
    assertThat(label(folder.options(), "train/cow/1.png")).isEqualTo(2);
    assertThat(label(folder.options(), "Train/bee/9.png")).isEqualTo(1);
  }

  @Test
  void theOrderOfCreationDoesNotMatter(@TempDir Path other) {
    FolderIndex index = index(sixty(folder, 1).options());
    FolderIndex again = index(sixty(new ImageFolder(other), 2).options());
    assertThat(SplitFile.text(again.files())).isEqualTo(SplitFile.text(index.files()));
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      folder.png("i" + i + ".png");
      rows.add("i" + i + ".png," + (i % 3) + ",g" + i / 2);
    }
    folder.text("a.csv", "file,label,group", String.join("\n", rows));
    Collections.shuffle(rows, new Random(1));
    folder.text("b.csv", "file,label,group", String.join("\n", rows));
    assertThat(SplitFile.text(index(options(path.resolve("a.csv"))).files()))
        .isEqualTo(SplitFile.text(index(options(path.resolve("b.csv"))).files()));
  }

  @Test
  void withoutSplitsTheyAreDrawnByShares() {
    FolderIndex index = index(sixty(folder, 1).options("validation", 0.15, "test", 0.25));
    assertThat(names(index, Split.VALIDATION)).hasSize(9);
    assertThat(names(index, Split.TEST))
        .hasSize(15)
        .filteredOn(name -> name.startsWith("b/"))
        .hasSize(5);
    assertThat(names(index(folder.options("splitSeed", 1L)), Split.TEST))
        .isNotEqualTo(names(index(folder.options("splitSeed", 2L)), Split.TEST));
  }

  @Test
  void withoutValidationItIsDrawnFromTraining() {
    sixty(new ImageFolder(path.resolve("train")), 1);
    folder.png("test/a/1.png", "test/b/1.png");
    FolderIndex index = index(folder.options());
    assertThat(names(index, Split.VALIDATION))
        .hasSize(12)
        .allMatch(name -> name.startsWith("train/"))
        .filteredOn(name -> name.startsWith("train/c/"))
        .hasSize(4);
    assertThat(names(index, Split.TEST)).containsExactly("test/a/1.png", "test/b/1.png");
    assertThat(names(index, Split.TRAIN)).hasSize(48);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void foldsAreDisjointAndTogetherEverything(int folds) {
    sixty(folder, 1);
    Set<String> tested = new HashSet<>();
    int sum = 0;
    for (int fold = 0; fold < folds; fold++) {
      FolderIndex index = index(folder.options("folds", folds, "fold", fold));
      Set<String> all = new HashSet<>();
      for (Split split : Split.values()) {
        all.addAll(names(index, split));
      }
      assertThat(all).hasSize(60);
      assertThat(index.files()).hasSize(60);
      assertThat(names(index, Split.VALIDATION)).hasSizeBetween(11, 13);
      tested.addAll(names(index, Split.TEST));
      sum += names(index, Split.TEST).size();
    }
    assertThat(tested).hasSize(60);
    assertThat(sum).isEqualTo(60);
  }

  @Test
  void groupsAreInOneSplitAlsoInFolds() {
    List<String> rows = new ArrayList<>(List.of("file,label,group"));
    for (int i = 0; i < 60; i++) {
      folder.png("i" + i + ".png");
      rows.add("i" + i + ".png," + (i / 5 % 2) + ",patient " + i / 5);
    }
    folder.text("t.csv", rows.toArray(String[]::new));
    for (ImageFolderOptions options :
        List.of(
            options(path.resolve("t.csv")),
            options(path.resolve("t.csv"), "folds", 4, "fold", 2))) {
      for (List<IndexedFile> files : index(options).bySplit().values()) {
        assertThat(files).isNotEmpty();
        assertThat(files.size() % 5).isZero();
      }
    }
  }

  @Test
  void aClassNeedsTrainingImages() {
    folder.splits("a", "b").png("test/c/1.png", "val/d/1.png");
    assertRefused(folder.options(), "no training image is of class 'c' (nor of 1 more)");
  }

  @Test
  void aClassWhoseImagesAreAllSkippedIsNoLessAClass() {
    folder.splits("a", "c").text("train/b/x.png", "no image");
    assertRefused(
        folder.options("onError", OnError.SKIP), "no training image is of class 'b'; add some");
  }

  @Test
  void oneClassIsNone() {
    assertRefused(folder.splits("a").options(), "at least 2 classes, found [a]");
  }

  @Test
  void aSplitNeedsImages() {
    assertRefused(
        folder.png("train/a/1.png", "train/b/1.png", "val/a/1.png").options(),
        "no image is for test; add some, or change the shares");
    assertRefused(
        sixty(new ImageFolder(path.resolve("other")), 1).options("test", 0.0),
        "no image is for test");
    assertRefused(
        new ImageFolder(path.resolve("few"))
            .png("a/1.png", "b/1.png")
            .options("folds", 4, "fold", 3),
        "the number of folds");
  }

  @Test
  void theSameContentUnderTwoLabelsIsRefused() {
    folder.splits("a", "b").png("train/a/x.png", 5, 5, 1).png("test/b/y.png", 5, 5, 1);
    assertRefused(folder.options(), "under two labels: test/b/y.png and train/a/x.png");
  }

  @Test
  void theSameContentInTwoSplitsIsRefused() {
    folder.splits("a", "b").png("train/a/x.png", 5, 5, 1).png("test/a/y.png", 5, 5, 1);
    assertRefused(folder.options(), "in two splits: train/a/x.png and test/a/y.png");
  }

  @Test
  void theSameContentIsDrawnIntoOneSplit() {
    sixty(folder, 1);
    for (int i = 0; i < 10; i++) {
      folder.png("a/x" + i + ".png", 5, 5, i / 5);
    }
    for (long seed = 0; seed < 5; seed++) {
      for (List<IndexedFile> files : index(folder.options("splitSeed", seed)).bySplit().values()) {
        long same = files.stream().filter(file -> file.file().name().startsWith("a/x")).count();
        assertThat(same % 5).isZero();
      }
    }
  }

  @Test
  void aGroupInTwoSplitsIsRefused() {
    folder.png("1.png", "2.png", "3.png", "4.png");
    folder.text(
        "t.csv",
        "file,label,group,split",
        "1.png,a,g,train",
        "2.png,b,,train",
        "3.png,a,,val",
        "4.png,a,g,test");
    assertRefused(
        options(path.resolve("t.csv")),
        "the group 'g' is in two splits: ",
        "t.csv:2 (train)",
        "(test)");
  }

  @Test
  void theSameContentInTwoGroupsIsRefused() {
    folder.png("1.png", 5, 5, 1).png("2.png", 5, 5, 1);
    folder.text("t.csv", "file,label,group", "1.png,a,g", "2.png,a,h");
    assertRefused(options(path.resolve("t.csv")), "in two groups");
  }

  @Test
  void severalLabelsInAnyOrderAreTheSame() {
    folder.png("1.png", 5, 5, 1).png("2.png", 5, 5, 1).png("3.png", "4.png", "5.png");
    folder.text(
        "t.csv",
        "file,label,split",
        "1.png,a|b,train",
        "2.png, b | a |,train",
        "3.png,,train",
        "4.png,b,val",
        "5.png,a|b|b,test");
    ImageFolderOptions options = options(path.resolve("t.csv"), "labels", LabelKind.SEVERAL);
    FolderIndex index = index(options);
    assertThat(index.task().multiLabel()).isTrue();
    assertThat(index.task().classNames()).containsExactly("a", "b");
    List<float[]> labels =
        index.files().stream()
            .map(file -> Classes.label(options, index.task(), file.file()))
            .toList();
    assertThat(labels)
        .containsExactly(
            new float[] {1, 1},
            new float[] {1, 1},
            new float[] {0, 0},
            new float[] {0, 1},
            new float[] {1, 1});
  }

  @Test
  void countsAreNumbersToTheLargest() {
    folder.png("1.png", "2.png", "3.png");
    folder.text("t.csv", "file,label,split", "1.png,03,train", "2.png,0,val", "3.png,12,test");
    ImageFolderOptions options = options(path.resolve("t.csv"), "labels", LabelKind.COUNT);
    assertThat(index(options).task().classes()).isEqualTo(13);
    assertThat(label(options, "1.png")).isEqualTo(3);
    assertThat(label(options, "3.png")).isEqualTo(12);
  }

  @Test
  void countsThatAllDifferAreSpreadOverTheSplits() {
    List<String> rows = new ArrayList<>(List.of("file,label"));
    for (int i = 0; i < 40; i++) {
      folder.png("i" + i + ".png");
      rows.add("i" + i + ".png," + i);
    }
    folder.text("t.csv", rows.toArray(String[]::new));
    FolderIndex index = index(options(path.resolve("t.csv"), "labels", LabelKind.COUNT));
    assertThat(names(index, Split.TEST)).hasSize(8);
  }

  @Test
  void aWrongPathIsNamed() {
    assertRefused(options(Path.of("")), "path must name a folder");
    assertRefused(options(path.resolve("no")), "no such folder or table", "no");
    assertRefused(options(path), "has no images; expected CLASS/FILE or SPLIT/CLASS/FILE");
  }
}
