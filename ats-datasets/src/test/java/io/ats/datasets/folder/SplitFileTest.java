package io.ats.datasets.folder;

import static io.ats.datasets.folder.ImageFolder.index;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.options.OptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file {@code split.csv}, written and given back. */
class SplitFileTest {

  @TempDir private Path path;
  @TempDir private Path other;
  private ImageFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ImageFolder(path);
  }

  private ImageFolder drawn() {
    for (int i = 0; i < 10; i++) {
      folder.png("a/" + i + ", ü.png", "b/" + i + ".png", "c/=" + i + ".png");
    }
    return folder;
  }

  /** Writes a file of another name each time, for a folder is read once a process. */
  private Path written(String text) {
    String name = text.hashCode() + "-split.csv";
    new ImageFolder(other).file(name, text.getBytes(StandardCharsets.UTF_8));
    return other.resolve(name);
  }

  private static String text(ImageFolderOptions options) {
    return options.open(0).records().get("split.csv");
  }

  @Test
  void givenBackItGivesTheSameSplit() {
    drawn();
    String text = text(folder.options("splitSeed", 3L));
    assertThat(text).isNotEqualTo(text(folder.options("splitSeed", 4L)));
    assertThat(text.lines()).hasSize(31).allMatch(line -> line.split(",").length >= 5);
    assertThat(text).startsWith("file,label,group,split,sha256\n");
    assertThat(text(folder.options("splitSeed", 4L, "split", written(text)))).isEqualTo(text);
  }

  @Test
  void ofAFoldToo() {
    drawn();
    String text = text(folder.options("folds", 3, "fold", 1));
    assertThat(text(folder.options("split", written(text)))).isEqualTo(text);
    assertThatThrownBy(() -> index(folder.options("folds", 3, "fold", 1, "split", written(text))))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("the folds divide the images; leave split or folds out");
  }

  @Test
  void ofAFolderWithoutValidationToo() {
    for (int i = 0; i < 10; i++) {
      folder.png("train/a/" + i + ".png", "train/b/" + i + ".png", "test/a/" + i + ".png");
    }
    String text = text(folder.options("splitSeed", 3L));
    assertThat(text(folder.options("split", written(text)))).isEqualTo(text);
    String moved = text.replaceFirst("(test/a/1.png,a,),test,", "$1,train,");
    assertThatThrownBy(() -> index(folder.options("split", written(moved))))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("split 'train' of 'test/a/1.png', which is for test where");
  }

  @Test
  void editedByASpreadsheetItIsRead() {
    drawn();
    String text = text(folder.options());
    Path edited = written("\uFEFF" + text.replace("\n", "\r\n"));
    assertThat(text(folder.options("split", edited))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "b/1.png,b,,(train|val|test),.*~;;the image 'b/1.png' is not in it",
        "(b/1.png,b,,(train|val|test),.*~);$1$1;the image 'b/1.png' twice",
        "(b/1.png,b,,(train|val|test),);$10;the image 'b/1.png' is not the same any more",
        "b/1.png,b,,(train|val|test),;b/1.png,b,,tset,;split 'tset' of 'b/1.png'",
        "(b/1.png,b,,(train|val|test),.*~);$1x,b,,test,00~;no image 'x' is there",
        "file,label;file,class;another header than file,label,group,split,sha256",
        "b/1.png,b,,;b/1.png,b,;line ",
      })
  void whatDoesNotFitIsNamed(String regex, String replacement, String problem) {
    drawn();
    String with = (replacement == null ? "" : replacement).replace("~", "\n");
    String text = text(folder.options()).replaceFirst(regex.replace("~", "\n"), with);
    assertThatThrownBy(() -> index(folder.options("split", written(text))))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll(
            "split: ", "split.csv", "expected the split.csv of a run", problem);
  }

  @Test
  void aMissingFileIsNamed() {
    drawn();
    assertThatThrownBy(() -> index(folder.options("split", path.resolve("no.csv"))))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("no.csv", "no such file");
  }

  @Test
  void groupsThatAFileTearsApartAreRefused() {
    for (int i = 0; i < 8; i++) {
      folder.png(i + ".png");
    }
    folder.text(
        "t.csv",
        "file,label,group",
        "0.png,a,g",
        "1.png,a,g",
        "2.png,b,",
        "3.png,b,",
        "4.png,a,",
        "5.png,b,",
        "6.png,a,",
        "7.png,b,");
    Path table = path.resolve("t.csv");
    String text = text(ImageFolder.options(table));
    List<String> before = text.lines().filter(line -> line.contains(",g,")).toList();
    String split = before.get(0).split(",")[3];
    String torn =
        text.replace(
            before.get(0), before.get(0).replace(split, split.equals("val") ? "test" : "val"));
    assertThatThrownBy(() -> index(ImageFolder.options(table, "split", written(torn))))
        .hasMessageContaining("the group 'g' is in two splits");
  }
}
