package io.ats.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.options.OptionException;
import io.ats.datasets.pyramid.PyramidOptions;
import io.ats.datasets.pyramid.PyramidWriter;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {

  @TempDir private Path path;
  private ImageFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ImageFolder(path);
  }

  private static FolderCheck check(Path path, LabelKind labels) {
    return FolderCheck.of(path, labels, files -> done -> {});
  }

  private FolderCheck check() {
    return check(path, LabelKind.CLASS);
  }

  @Test
  void ofAGoodFolderItSaysWhatThereIs() {
    folder.splits("a", "b").png("train/a/x.png", 30, 40, 1);
    AtomicInteger told = new AtomicInteger();
    FolderCheck check =
        FolderCheck.of(
            path, LabelKind.CLASS, files -> done -> told.accumulateAndGet(done, Math::max));
    assertThat(check.problems()).isEmpty();
    assertThat(check.facts())
        .containsExactly(
            "19 files, 19 of them can be read",
            "formats: PNG 19",
            "heights 12 to 30, widths 16 to 40 pixels",
            "classes: test/a 3, test/b 3, train/a 4, train/b 3, val/a 3, val/b 3");
    assertThat(told).hasValue(19);
  }

  @Test
  void everythingThatIsWrongIsListedAtOnce() throws IOException {
    folder.splits("a", "b");
    byte[] png = ImageFolder.image("png", 60, 60, 1);
    folder.file("train/a/cut.png", ImageFolder.first(png, 0.6));
    folder.file("train/a/empty.png", new byte[0]);
    folder.text("train/a/text.png", "text");
    folder.file("train/a/huge.png", ImageFolder.pngThatClaims(100_000, 100_000));
    folder.file("train/a/really.jpg", ImageFolder.image("png", 7, 7, 1));
    folder.file("train/a/noending", ImageFolder.image("jpg", 7, 7, 2));
    folder.png("train/a/same.png", 8, 8, 3).png("test/b/same.png", 8, 8, 3);
    folder.png("val/c/1.png", "test/c/2.png", "train/lost.png", "extra/x/1.png");
    folder.text("train/d/1.png", "text");
    Files.createSymbolicLink(path.resolve("train/a/loop.png"), path.resolve("train/a/loop.png"));
    Files.createDirectories(path.resolve("train/a/folder.png"));
    assertThat(check().problems())
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).startsWith("train/a/cut.png: ").contains("truncated"),
            text -> assertThat(text).isEqualTo("train/a/empty.png: an empty file"),
            text -> assertThat(text).startsWith("train/a/text.png: ").contains("another format"),
            text -> assertThat(text).startsWith("train/a/huge.png: ").contains("100000"),
            text -> assertThat(text).isEqualTo("train/a/really.jpg: its content is PNG; rename it"),
            text -> assertThat(text).isEqualTo("train/a/noending: its content is JPEG; rename it"),
            text ->
                assertThat(text)
                    .isEqualTo(
                        "train/a/same.png: the same image as test/b/same.png, under another label, in another split"),
            text -> assertThat(text).isEqualTo("class 'c' has no training image"),
            text -> assertThat(text).isEqualTo("class 'd' has no training image"),
            text -> assertThat(text).contains("/train: images in no class's folder, such as lost"),
            text -> assertThat(text).contains("/extra: a folder beside splits"),
            text -> assertThat(text).startsWith("train/d/1.png: ").contains("another format"),
            text -> assertThat(text).isEqualTo("train/a/loop.png: a link that leads nowhere"),
            text -> assertThat(text).isEqualTo("train/a/folder.png: a folder, not an image"));
  }

  @Test
  void aClassThatASplitWouldLackIsSaid() {
    folder.png("a/1.png", "a/2.png", "a/3.png", "b/1.png", "b/2.png");
    assertThat(check().problems())
        .containsExactly(
            "class 'b' has 2 of the 3 images, or groups, that one for each split needs");
    folder.png("c/1.png", "c/2.png", "c/3.png");
    assertThat(check().problems()).hasSize(1);
  }

  @Test
  void aClassWithoutATestImageIsSaid() {
    folder.splits("a", "b").png("train/c/1.png", "val/c/2.png");
    assertThat(check().problems()).containsExactly("class 'c' has no test image");
  }

  @Test
  void ofATableToo() {
    folder.png("1.png", "2.png", "3.png").png("4.png", 5, 5, 1).png("5.png", 5, 5, 1);
    folder.text(
        "t.csv",
        "file,label,group,split",
        "1.png,a,g,train",
        "../x.png,a,,train",
        "2.png,,,train",
        "gone.png,b,,train",
        "3.png,b,g,val",
        "4.png,b,h,",
        "5.png,b,i,train",
        "5.png,a,i,train");
    assertThat(check(path.resolve("t.csv"), LabelKind.CLASS).problems())
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).contains("t.csv:3: the file '../x.png' is not in"),
            text -> assertThat(text).contains("t.csv:4: no label"),
            text -> assertThat(text).contains("t.csv:7: no split, which other rows have"),
            text -> assertThat(text).contains("t.csv:9: the file '5.png' is there twice"),
            text -> assertThat(text).isEqualTo("gone.png: no such file"),
            text ->
                assertThat(text)
                    .isEqualTo(
                        "5.png: the same image as 4.png, in another split, in another group"),
            text -> assertThat(text).isEqualTo("group 'g' is in two splits: 1.png and 3.png"),
            text -> assertThat(text).isEqualTo("no image is for test"));
  }

  @Test
  void whatCannotBeListedIsAProblemToo() {
    folder.text("t.csv", "nonsense");
    assertThat(check(path.resolve("t.csv"), LabelKind.CLASS).problems())
        .singleElement()
        .asString()
        .contains("expected the header");
    assertThat(check().problems()).singleElement().asString().contains("has no images");
    assertThatThrownBy(() -> check(path.resolve("no"), LabelKind.CLASS))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("no such folder or table");
  }

  @Test
  void countsAreChecked() {
    folder
        .png("1.png", "2.png", "3.png")
        .text("t.csv", "file,label", "1.png,1", "2.png,x", "3.png,7");
    assertThat(check(path.resolve("t.csv"), LabelKind.COUNT).problems())
        .singleElement()
        .asString()
        .contains("t.csv:3: labels: count needs whole numbers");
  }

  /** Training would read its header only. */
  @Test
  void everyTileIsRead() throws IOException {
    folder.splits("a", "b");
    Path file = path.resolve("train/a/t.tif");
    byte[] pixels = new byte[3 * 200 * 200];
    new java.util.Random(1).nextBytes(pixels);
    PyramidWriter.write(
        new ColourBitmapScene(new ColourBitmap(pixels, 200, 200)),
        OptionalDouble.empty(),
        file,
        new PyramidOptions(64, PyramidOptions.DEFAULTS.compression(), 1, 1));
    assertThat(check().problems()).isEmpty();
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(100_000);
      bytes.write(new byte[8000]);
    }
    assertThat(check().problems())
        .singleElement()
        .asString()
        .startsWith("train/a/t.tif: expected a whole tile at level 0");
  }
}
