package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFFs that libvips and ImageMagick wrote, against what these read. */
class TiffFilesTest {

  @TempDir private Path folder;

  private RegionImage open(String file) {
    return new RegionImages(new RegionOptions(64, OnBadTile.FAIL, folder.resolve("cache")))
        .open(folder.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--compression none",
        "--compression lzw",
        "--compression lzw --predictor none",
        "--compression deflate",
        "--compression deflate --predictor none --bigtiff",
        "--compression packbits",
        "--compression jpeg",
        "--compression jpeg --Q 95",
        "--compression jpeg --bigtiff --tile-width 128 --tile-height 64",
        "--compression lzw --subifd",
        "--compression deflate --subifd --bigtiff --depth onetile",
        "--compression lzw --properties --region-shrink nearest",
      })
  void pyramidsOfLibvips(String options) throws IOException {
    Picture made = Picture.made(700, 1001, 1);
    made.write(folder.resolve("a.ppm"));
    String[] all =
        ("tiffsave a.ppm a.tif --tile --pyramid --xres 4000 --yres 4000 " + options).split(" ");
    Programs.vips(folder, all);
    boolean jpeg = options.contains("jpeg");
    try (RegionImage image = open("a.tif")) {
      assertThat(image.levels().size()).isGreaterThanOrEqualTo(3);
      assertThat(image.micronsPerPixel().getAsDouble()).isCloseTo(0.25, within(1e-6));
      for (int level = 0; level < image.levels().size(); level++) {
        String page =
            options.contains("subifd")
                ? level == 0 ? "" : "[subifd=" + (level - 1) + "]"
                : "[page=" + level + "]";
        Programs.vips(folder, "copy", "a.tif" + page, "level.ppm");
        Picture.of(image, level)
            .assertNear(Picture.read(folder.resolve("level.ppm")), jpeg ? 2 : 0);
        assertThat(image.levels().get(level).downsample())
            .isCloseTo(1 << level, within(0.02 * (1 << level)));
      }
      if (!jpeg) {
        Picture.of(image, 0).assertNear(made, 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-depth 8",
        "-depth 16",
        "-depth 16 -endian MSB -compress LZW",
        "-depth 16 -endian LSB -compress Zip -define tiff:predictor=2",
        "-colorspace gray -depth 8 -compress Zip",
        "-colorspace gray -depth 16",
        "-colorspace gray -depth 4 -compress RLE",
        "-colorspace gray -depth 2 -compress LZW",
        "-type bilevel -compress None",
        "-type bilevel -compress LZW",
        "-negate -colorspace gray -define quantum:polarity=min-is-white -compress None",
        "-type palette -colors 200 -compress LZW",
        "-type palette -colors 12 -depth 4 -compress None",
        "-colorspace CMYK -depth 8 -compress LZW",
        "-colorspace CMYK -depth 16 -compress None",
        "-colorspace CMYK -compress JPEG -quality 95",
        "-compress JPEG -quality 90",
        "-compress JPEG -quality 90 -sampling-factor 1x1",
        "-interlace plane -compress LZW",
        "-interlace plane -depth 16 -compress None",
        "-alpha set -channel A -evaluate set 40% +channel -compress Zip",
        "-units PixelsPerInch -density 72 -compress Zip",
      })
  void samplesOfImageMagick(String options) throws IOException {
    Picture made = Picture.made(90, 131, 2);
    made.write(folder.resolve("a.ppm"));
    Programs.convert(
        folder, ("a.ppm " + options + " -define tiff:tile-geometry=64x48 a.tif").split(" "));
    boolean inks = options.contains("CMYK");
    boolean jpeg = options.contains("JPEG");
    Picture expected = made;
    if (!inks || !jpeg) { // ImageMagick cannot read its own tiles of JPEG with four inks.
      Programs.convert(
          folder, "a.tif -alpha off -colorspace sRGB -depth 8 -compress none ppm:b.ppm".split(" "));
      Programs.convert(folder, "b.ppm", "-depth", "8", "ppm:c.ppm");
      expected = Picture.read(folder.resolve("c.ppm"));
    }
    // ImageMagick cuts where 16 bits become 8; we round.
    boolean rounded = inks || options.contains("gray -depth 16") || options.contains("palette");
    try (RegionImage image = open("a.tif")) {
      Picture.of(image, 0).assertNear(expected, inks && jpeg ? 24 : jpeg ? 2 : rounded ? 1 : 0);
      assertThat(image.micronsPerPixel()).isEmpty();
    }
  }
}
