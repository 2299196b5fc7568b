package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.datasets.files.ImageDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files without tiles: decoded once to a tiled copy. */
class PlainFilesTest {

  @TempDir private Path folder;

  private RegionImage open(Path file) {
    return new RegionImages(new RegionOptions(64, OnBadTile.FAIL, folder.resolve("cache")))
        .open(file);
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, 0",
    "-interlace PNG i.png, 0",
    "-colorspace gray g.png, 0",
    "-colorspace gray -depth 16 g16.png, 1",
    "-depth 16 d16.png, 0",
    "-type palette -colors 99 p.png, 0",
    "-type bilevel b.png, 0",
    "-alpha set -channel A -evaluate set 40% +channel al.png, 0",
    "a.gif, 0",
    "-interlace GIF i.gif, 0",
    "a.bmp, 0",
    "-type palette -colors 16 p.bmp, 0",
    "-quality 92 a.jpg, 2",
    "-quality 92 -interlace JPEG i.jpg, 2",
    "-quality 92 -colorspace gray g.jpg, 2",
    "-quality 95 -sampling-factor 2x1 s.jpg, 2",
    "-quality 95 -colorspace CMYK k.jpg, 3",
    "-compress LZW s.tif, 0",
    "-compress Zip -depth 16 s16.tif, 0",
    "-compress JPEG j.tif, 2",
    "-compress None -colorspace CMYK k.tif, 1",
    "-compress None -define tiff:rows-per-strip=4096 one.tif, 0",
    "-compress LZW -interlace plane planes.tif, 0",
  })
  void formatsOfImageMagick(String options, int most) throws IOException {
    Picture.made(300, 333, 3).write(folder.resolve("a.ppm"));
    Programs.convert(folder, ("a.ppm " + options).split(" "));
    String name = options.substring(options.lastIndexOf(' ') + 1);
    Programs.convert(
        folder, (name + " -alpha off -colorspace sRGB -depth 8 ppm:expected.ppm").split(" "));
    try (RegionImage image = open(folder.resolve(name))) {
      Picture.of(image, 0).assertNear(Picture.read(folder.resolve("expected.ppm")), most);
      assertThat(image.levels()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void photosAreTurnedUprightAlsoInParts(int orientation) throws IOException {
    Path ppm = Picture.made(48, 80, 4).write(folder.resolve("a.ppm"));
    Programs.convert(folder, ppm.toString(), "-quality", "95", "plain.jpg");
    Programs.need("exiftool", "libimage-exiftool-perl");
    Programs.run(folder, "exiftool", "-n", "-Orientation=" + orientation, "plain.jpg");
    Programs.convert(folder, "plain.jpg", "-auto-orient", "expected.ppm");
    Picture expected = Picture.read(folder.resolve("expected.ppm"));
    try (ImageDecoder decoder = ImageDecoder.open(folder.resolve("plain.jpg"))) {
      byte[] rgb = decoder.read(0, 0, decoder.height(), decoder.width());
      new Picture(decoder.height(), decoder.width(), rgb).assertNear(expected, 2);
      byte[] part = decoder.read(11, 5, 20, 31);
      new Picture(20, 31, part).assertNear(expected.crop(11, 5, 20, 31), 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "-interlace PNG i.png", "a.jpg", "a.gif", "a.bmp"})
  void partsMakeTheWhole(String options) throws IOException {
    Picture.made(70, 60, 5).write(folder.resolve("a.ppm"));
    Programs.convert(folder, ("a.ppm " + options).split(" "));
    Path file = folder.resolve(options.substring(options.lastIndexOf(' ') + 1));
    try (ImageDecoder decoder = ImageDecoder.open(file)) {
      byte[] whole = decoder.read(0, 0, 70, 60);
      PlainFile parts = new PlainFile(file, decoder, 12 * 60 * 13);
      byte[] rows = new byte[whole.length];
      byte[] some = new byte[3 * 60 * 32];
      for (int row = 0; row < 70; row += 32) {
        int count = Math.min(32, 70 - row);
        parts.read(row, count, some);
        System.arraycopy(some, 0, rows, 3 * 60 * row, 3 * 60 * count);
      }
      assertThat(rows).isEqualTo(whole);
    }
  }

  @Test
  void aCopyIsMadeOnce() throws IOException {
    Path file = png(300, 400);
    try (RegionImage image = open(file)) {
      assertThat(image.format()).isEqualTo("PNG");
      Picture.of(image, 0).assertNear(Picture.made(300, 400, 6), 0);
    }
    Path copy = files(folder.resolve("cache")).get(0);
    FileTime made = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(copy, made);
    Path other = Files.move(file, folder.resolve("renamed.jpg"));
    try (RegionImage image = open(other)) {
      assertThat(image.format()).isEqualTo("PNG");
      Picture.of(image, 0).assertNear(Picture.made(300, 400, 6), 0);
    }
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(made);
    assertThat(files(folder.resolve("cache"))).containsExactly(copy);
  }

  @Test
  void severalMayMakeTheSameCopy() throws IOException {
    Path file = png(700, 800);
    List<CompletableFuture<Picture>> all =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try (RegionImage image = open(file)) {
                            return Picture.of(image, 0);
                          }
                        }))
            .toList();
    all.forEach(one -> one.join().assertNear(Picture.made(700, 800, 6), 0));
    assertThat(files(folder.resolve("cache"))).hasSize(1);
  }

  @Test
  void aDamagedCopyIsNamed() throws IOException {
    Path file = png(300, 400);
    open(file).close();
    Path copy = files(folder.resolve("cache")).get(0);
    byte[] bytes = Files.readAllBytes(copy);
    Arrays.fill(bytes, 1000, 2000, (byte) 7);
    Files.write(copy, bytes);
    try (RegionImage image = open(file)) {
      assertThatThrownBy(() -> Picture.of(image, 0))
          .hasMessageStartingWith(file + ": expected a whole tile at level 0, tile row 0")
          .hasMessageEndingWith("; delete the damaged copy " + copy);
    }
    Files.write(copy, new byte[5]);
    assertThatThrownBy(() -> open(file))
        .hasMessageStartingWith(copy + ": expected a tiled copy, found ")
        .hasMessageEndingWith("; delete the damaged copy " + copy);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = png(30, 40);
    Path blocked = Files.createFile(folder.resolve("cache"));
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(blocked + ": expected a folder that can be written, found ")
        .hasMessageEndingWith("; make room or rights there, or name another by ATS_CACHE");
  }

  @Test
  void headersOfAbsurdSizesAreRefused() throws IOException {
    byte[] png = Files.readAllBytes(png(30, 40));
    ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    Path file = Files.write(folder.resolve("huge.png"), png);
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            file
                + ": expected at most 2147483648 pixels, found height 100000 and width 100000; write it as a tiled TIFF");
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.png",
        "a.jpg",
        "a.gif",
        "a.bmp",
        "-compress LZW a.tif",
        "-compress None a.tif",
        "-compress JPEG a.tif"
      })
  void filesCutShortAreRefused(String options) throws IOException {
    Picture.made(200, 300, 7).write(folder.resolve("a.ppm"));
    Programs.convert(folder, ("a.ppm " + options).split(" "));
    Path file = folder.resolve(options.substring(options.lastIndexOf(' ') + 1));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 6 / 10));
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": expected ")
        .hasMessageMatching("[^\\p{Cntrl}]+; [a-z ]+[^;]*");
    assertThat(files(folder.resolve("cache"))).isEmpty();
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no image");
    assertThatThrownBy(() -> open(text))
        .hasMessage(
            text
                + ": expected a whole JPEG, PNG, GIF, BMP or TIFF image, found another format; convert it to PNG, JPEG or TIFF");
    assertThatThrownBy(() -> open(folder)).hasMessageContaining("found a folder; ");
    assertThatThrownBy(() -> open(folder.resolve("none")))
        .hasMessageContaining("found no such file; ");
  }

  private Path png(int height, int width) throws IOException {
    Picture made = Picture.made(height, width, 6);
    var image = new java.awt.image.BufferedImage(width, height, 1);
    for (int i = 0; i < height * width; i++) {
      int rgb =
          (made.rgb()[3 * i] & 255) << 16
              | (made.rgb()[3 * i + 1] & 255) << 8
              | made.rgb()[3 * i + 2] & 255;
      image.setRGB(i % width, i / width, rgb);
    }
    Path file = folder.resolve("made.png");
    javax.imageio.ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
