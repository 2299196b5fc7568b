package io.ats.datasets.folder;

import static io.ats.datasets.folder.ImageFolder.index;
import static io.ats.datasets.folder.ImageFolder.names;
import static io.ats.datasets.folder.ImageFolder.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be used: each is named, nothing is lost. */
class BadFilesTest {

  @TempDir private Path path;
  private ImageFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ImageFolder(path).splits("a", "b");
  }

  /** Makes a file of a kind under {@code train/a}. */
  private void make(String kind, String name) throws IOException {
    String at = "train/a/" + name;
    Path file = path.resolve(at);
    byte[] png = ImageFolder.image("png", 60, 60, 1);
    switch (kind) {
      case "truncated" -> folder.file(at, ImageFolder.first(png, 0.6));
      case "corrupt" -> {
        Arrays.fill(png, (int) (0.6 * png.length), png.length, (byte) 0);
        folder.file(at, png);
      }
      case "jpeg" -> folder.file(at, ImageFolder.first(ImageFolder.image("jpg", 60, 60, 1), 0.6));
      case "bmp" -> folder.file(at, ImageFolder.first(ImageFolder.image("bmp", 60, 60, 1), 0.6));
      case "gif" -> folder.file(at, ImageFolder.first(ImageFolder.image("gif", 60, 60, 1), 0.6));
      case "empty" -> folder.file(at, new byte[0]);
      case "text" -> folder.text(at, "no image at all");
      case "huge" -> folder.file(at, ImageFolder.pngThatClaims(100_000, 100_000));
      case "large" -> folder.file(at, ImageFolder.pngThatClaims(20_000, 20_000));
      case "loop" -> Files.createSymbolicLink(file, file);
      case "dangling" -> Files.createSymbolicLink(file, path.resolve("nowhere"));
      case "folder" -> Files.createDirectories(file);
      default -> throw new IllegalArgumentException(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "truncated, x.png, a truncated PNG",
    "corrupt, x.png, PNG",
    "jpeg, x.jpg, a truncated JPEG",
    "bmp, x.bmp, found",
    "gif, x.gif, found",
    "empty, x.png, an empty file",
    "text, x.png, another format",
    "huge, x.png, 'at most 2147483648 pixels, found height 100000 and width 100000'",
    "large, x.png, 'a header of height 20000 and width 20000 before'",
    "loop, x.png, a link that leads nowhere",
    "dangling, x.png, a link that leads nowhere",
    "folder, x.png, 'a folder, not an image'",
    "text, Ü b.png, another format",
  })
  void isNamedAndSkippedIfAsked(String kind, String name, String reason) throws IOException {
    make(kind, name);
    assertThatThrownBy(() -> index(folder.options()))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("path: ", "train/a/" + name + ": ", reason, "on-error to skip")
        .message()
        .matches(text -> text.indexOf(name) == text.lastIndexOf(name), "names it once");
    Dataset data = folder.options("onError", OnError.SKIP).open(0);
    assertThat(data.skipped()).hasSize(1);
    assertThat(data.skipped().get(0)).startsWith("train/a/" + name + ": ").contains(reason);
    assertThat(data.origin()).contains("1 of 19 files skipped");
    assertThat(data.size(Split.TRAIN)).isEqualTo(6);
  }

  @Test
  void ofSeveralTheFirstAndTheirNumberAreNamed() throws IOException {
    make("empty", "x.png");
    make("text", "y.png");
    make("loop", "z.png");
    assertThatThrownBy(() -> index(folder.options()))
        .hasMessageContainingAll("x.png", "and 2 more of 21 files cannot be used", "data check");
  }

  @Test
  void whereAllAreBadThatIsTheError(@TempDir Path other) {
    ImageFolder bad = new ImageFolder(other).text("a/1.png", "x").text("b/2.png", "y");
    assertThatThrownBy(() -> index(bad.options("onError", OnError.SKIP)))
        .hasMessageContaining("and 1 more of 2 files cannot be used")
        .hasMessageNotContaining("skip");
  }

  @Test
  void spacesAndUmlautsAreFine() {
    folder.png("train/a/a b.png", "train/a/Ä ö'\"ß 漢.png", "train/a/-x=.png");
    assertThat(names(index(folder.options()), Split.TRAIN))
        .contains("train/a/a b.png", "train/a/Ä ö'\"ß 漢.png", "train/a/-x=.png");
  }

  @Test
  void aLinkToAFolderThatHoldsItDoesNoHarm() throws IOException {
    Files.createSymbolicLink(path.resolve("train/a/self"), path.resolve("train/a"));
    assertThatThrownBy(() -> index(folder.options()))
        .hasMessageContaining("train/a/self: images in a folder within a class's");
    Files.delete(path.resolve("train/a/self"));
    Files.createSymbolicLink(path.resolve("train/a/up"), path);
    assertThat(index(folder.options()).files()).hasSize(18);
  }

  @ParameterizedTest
  @CsvSource({
    "x.png, images in no class's folder",
    "train/x.png, images in no class's folder",
    "train/a/deep/x.png, images in a folder within a class's",
    "extra/a/x.png, 'a folder beside splits (train, val, test)'",
  })
  void noImageIsPassedOver(String name, String reason) {
    folder.png(name);
    assertThatThrownBy(() -> index(folder.options()))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aClassFolderWithoutAFileIsNamed() throws IOException {
    Files.createDirectories(path.resolve("val/c"));
    assertThatThrownBy(() -> index(folder.options()))
        .hasMessageContaining("no file is in the folder of class 'c'");
    folder.png("train/c/1.png", "test/c/1.png");
    assertThat(index(folder.options()).task().classNames()).contains("c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.png", "/etc/x.png", "C:\\x.png", "..\\x.png", "a/../../x.png", "."})
  void aTableNamesNoFileOutside(String name) {
    folder.text("t.csv", "file,label", name + ",a");
    assertThatThrownBy(() -> index(options(path.resolve("t.csv"))))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("t.csv:2: ", "'" + name + "' is not in the table's folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "file,label^1.png,^;t.csv:2: no label",
        "file,label^,a^;t.csv:2: no file",
        "file,label,split^1.png,a,^2.png,b,test;t.csv:2: no split, which other rows have",
        "file,label^1.png,a^./1.png,b;t.csv:3: the file '1.png' is there twice, see",
        "file,label^1.png;t.csv:2: 1 cells under 2 columns",
        "file,label,split^1.png,a,tset;t.csv:2: split 'tset'; expected one of train, val, test",
        "file,class^1.png,a;expected the header file,label[,group][,split], commas between the cells, found 'file,class'",
        "file,label,label^1.png,a,b;the column 'label' is there twice",
        "file,label^;has no rows",
        "file,label^\"1.png,a;the quote that opens here never closes",
        "file,label^1.png,a\tb;control characters",
        "file,label^gone.png,a^1.png,b;gone.png: no such file",
      })
  void aTableWithAFaultIsNamedByItsLine(String text, String problem) {
    folder.png("1.png", "2.png").text("t.csv", text.split("\\^", -1));
    assertThatThrownBy(() -> index(options(path.resolve("t.csv"))))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void countsAreCheckedInTheTable() {
    folder.png("1.png").text("t.csv", "file,label", "1.png,-1");
    assertThatThrownBy(() -> index(options(path.resolve("t.csv"), "labels", LabelKind.COUNT)))
        .hasMessageContaining(
            "t.csv:2: labels: count needs whole numbers from 0 to 10000, got '-1'");
  }

  @Test
  void aTableInAnotherEncodingIsNamed() {
    folder.file("t.csv", new byte[] {'f', 'i', 'l', 'e', ',', (byte) 0xE4});
    assertThatThrownBy(() -> index(options(path.resolve("t.csv"))))
        .hasMessageContaining("text that is not UTF-8; save it as that");
  }

  @Test
  void aTableFromASpreadsheetIsRead() {
    folder.png("a, b.png", "ü.png", "sub/3.png");
    String rows =
        "\uFEFFfile,label,other,split\r\n"
            + "\"a, b.png\",\"say \"\"x\"\"\",,train\r\n"
            + "ü.png, y ,,VAL\r\n\r\n"
            + "sub\\3.png,y,z,test\r\n";
    folder.text("t.csv", rows);
    assertThatThrownBy(() -> index(options(path.resolve("t.csv"))))
        .hasMessageContaining("no training image is of class 'y'");
    folder.png("4.png").text("t.csv", rows + "4.png,y,,train");
    FolderIndex index = index(options(path.resolve("t.csv")));
    assertThat(index.task().classNames()).containsExactly("say \"x\"", "y");
    assertThat(index.files().stream().map(file -> file.file().name()))
        .containsExactly("4.png", "a, b.png", "ü.png", "sub/3.png");
  }

  @Test
  void labelsOfFoldersAreCheckedToo() {
    assertThatThrownBy(() -> index(folder.options("labels", LabelKind.COUNT)))
        .hasMessageContaining("labels: count needs whole numbers");
    assertThat(List.of(index(folder.png("train/a|b/x.png").options("labels", LabelKind.SEVERAL))))
        .allMatch(index -> index.task().classNames().equals(List.of("a", "b")));
  }
}
