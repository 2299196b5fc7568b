package io.ats.datasets.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.datasets.scene.Fingerprint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {

  @TempDir private Path folder;

  @Test
  void coloursAreReadWhateverTheOpacity() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x80102030);
    image.setRGB(1, 0, 0xFF405060);
    ImageFile read = ImageFile.read(write(image, "png"), Resizing.AREA, 1, 2);
    assertThat(read.bitmap().pixels()).containsExactly(0x10, 0x40, 0x20, 0x50, 0x30, 0x60);
  }

  @Test
  void imagesOfAnotherSizeAreAreaAveraged() throws IOException {
    BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 4; x++) {
      image.setRGB(x, 0, 0x000040 * x);
    }
    ImageFile read = ImageFile.read(write(image, "png"), Resizing.AREA, 1, 2);
    assertThat(read.height()).isEqualTo(2);
    assertThat(read.width()).isEqualTo(4);
    assertThat(read.bitmap().pixels()).containsExactly(0, 0, 0, 0, 16, 80);
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.jpg");
    assertThatThrownBy(() -> ImageFile.read(missing, Resizing.AREA, 8, 8))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(missing + ": expected a whole JPEG, PNG, GIF, BMP or TIFF image")
        .hasMessageContaining(", found no such file; ");
  }

  @Test
  void aFileThatIsNoImageIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jpg"), "no image");
    assertThatThrownBy(() -> ImageFile.read(text, Resizing.AREA, 8, 8))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            text
                + ": expected a whole JPEG, PNG, GIF, BMP or TIFF image, found another"
                + " format; convert it to PNG, JPEG or TIFF");
  }

  @Test
  void theBytesOfAFileAreHashed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "abc");
    assertThat(Fingerprint.sha256(digest -> ImageFile.add(digest, file)))
        .isEqualTo(Fingerprint.sha256(digest -> Fingerprint.add(digest, "abc")));
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Fingerprint.sha256(digest -> ImageFile.add(digest, missing)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(missing + ": expected a whole JPEG")
        .hasMessageContaining(", found no such file; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void aTruncatedImageIsNamed(String format) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
    }
    Path file = write(image, format);
    assertThat(ImageFile.read(file, Resizing.AREA, 64, 64).width()).isEqualTo(64);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> ImageFile.read(file, Resizing.AREA, 64, 64))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": expected a whole JPEG, PNG");
  }

  @Test
  void theCacheKeepsTheImagesLastUsed() throws IOException {
    BufferedImage image = new BufferedImage(500, 500, BufferedImage.TYPE_INT_RGB);
    Path a = Files.copy(write(image, "png"), folder.resolve("a.png"));
    Path b = Files.copy(a, folder.resolve("b.png"));
    Path c = Files.copy(a, folder.resolve("c.png"));
    ImageCache cache = new ImageCache(Resizing.AREA, 500, 500, 2); // 0.75 MB each: two fit.
    ImageFile first = cache.get(a);
    cache.get(b);
    assertThat(cache.get(a)).isSameAs(first);
    ImageFile third = cache.get(c);
    assertThat(cache.size()).isEqualTo(2);
    assertThat(cache.get(a)).isSameAs(first);
    assertThat(cache.get(c)).isSameAs(third);
    Files.delete(b);
    assertThatThrownBy(() -> cache.get(b)).hasMessageStartingWith(b + ": expected");
    ImageCache everything = new ImageCache(Resizing.AREA, 500, 500, Integer.MAX_VALUE);
    assertThat(everything.get(a)).isSameAs(everything.get(a));
    ImageCache nothing = new ImageCache(Resizing.AREA, 500, 500, 0);
    assertThat(nothing.get(a)).isNotSameAs(nothing.get(a));
    assertThat(nothing.size()).isZero();
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = folder.resolve("image." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }
}
