package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenSlideTest {

  @TempDir private Path folder;

  private static OpenSlide.Functions functions() {
    assumeTrue(OpenSlide.version().isPresent(), "no OpenSlide (Debian's libopenslide0)");
    return OpenSlide.functions().orElseThrow();
  }

  private RegionImages images(OnBadTile onBadTile) {
    return new RegionImages(new RegionOptions(64, onBadTile, folder.resolve("cache")));
  }

  private RegionImage slide(Path file, OnBadTile onBadTile) throws IOException {
    TileSource source = new OpenSlideSource(file, functions());
    return new TiledImage(file, source, new TileCache(64), onBadTile, "replace it", null);
  }

  private Path write(int height, int width, TileCompression compression) {
    Picture made = Picture.made(height, width, 1);
    Path file = folder.resolve("a.tif");
    PyramidWriter.write(
        new ColourBitmapScene(ColourBitmap.of(made.rgb(), height, width)),
        OptionalDouble.of(0.5),
        file,
        PyramidOptions.DEFAULTS.with(compression));
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void itReadsOurPyramidsAsWeDo(TileCompression compression) throws IOException {
    Path file = write(1024, 1536, compression);
    try (RegionImage ours = images(OnBadTile.FAIL).open(file);
        RegionImage theirs = slide(file, OnBadTile.FAIL)) {
      assertThat(theirs.format()).isEqualTo("OpenSlide generic-tiff");
      assertThat(theirs.levels()).isEqualTo(ours.levels());
      for (int level = 0; level < ours.levels().size(); level++) {
        int most = compression == TileCompression.JPEG ? 2 : 0;
        Picture.of(theirs, level).assertNear(Picture.of(ours, level), most);
      }
      byte[] part = new byte[3 * 300 * 200];
      theirs.read(1, 100, 150, 300, 200, part);
      assertThat(part).isEqualTo(Picture.of(theirs, 1).crop(100, 150, 300, 200).rgb());
      assertThat(theirs.checksum()).hasSize(64).isNotEqualTo(ours.checksum());
    }
  }

  @Test
  void errorsNameTheTileAndDoNotStay() throws IOException {
    Path file = write(600, 500, TileCompression.JPEG);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 8, 600, (byte) 0); // the start of the first tile
    Files.write(file, bytes);
    try (RegionImage image = slide(file, OnBadTile.FAIL)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> image.read(0, 0, 0, 10, 10, new byte[300]))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageStartingWith(
                file
                    + ": expected a whole tile at level 0, tile row 0, tile column 0 (rows from 0, columns from 0), found an error of OpenSlide (");
        byte[] good = new byte[300];
        image.read(0, 300, 300, 10, 10, good);
        new Picture(10, 10, good).assertNear(Picture.made(600, 500, 1).crop(300, 300, 10, 10), 60);
      }
    }
    try (RegionImage image = slide(file, OnBadTile.SKIP)) {
      Picture.of(image, 0)
          .crop(0, 256, 600, 244)
          .assertNear(Picture.made(600, 500, 1).crop(0, 256, 600, 244), 60);
      assertThat(image.badTiles()).isOne();
    }
  }

  @Test
  void slidesOfAperioAreReadWithoutIt() throws IOException {
    Path file = write(1024, 1536, TileCompression.JPEG);
    Programs.need("tiffset", "libtiff-tools");
    String description =
        "Aperio Image Library v11.2.1\n1536x1024 (256x256) JPEG/RGB Q=70|AppMag = 20|MPP = 0.4990";
    Programs.run(folder, "tiffset", "-s", "270", description, file.toString());
    try (RegionImage ours = images(OnBadTile.FAIL).open(file);
        RegionImage theirs = slide(file, OnBadTile.FAIL)) {
      assertThat(ours.format()).isEqualTo("TIFF");
      assertThat(theirs.format()).isEqualTo("OpenSlide aperio");
      assertThat(ours.micronsPerPixel().getAsDouble()).isCloseTo(0.499, within(1e-9));
      assertThat(theirs.micronsPerPixel()).isEqualTo(ours.micronsPerPixel());
      assertThat(theirs.levels()).hasSameSizeAs(ours.levels());
      Picture.of(theirs, 0).assertNear(Picture.of(ours, 0), 2);
    }
  }

  @Test
  void aFileThatIsNoSlideIsTold() throws IOException {
    functions();
    Path file = Files.writeString(folder.resolve("a.mrxs"), "no slide");
    assertThatThrownBy(() -> images(OnBadTile.FAIL).open(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": expected ")
        .hasMessageContaining("found no slide that OpenSlide knows; ");
  }

  @Test
  void withoutTheLibraryItsPackageIsNamed() {
    Optional<OpenSlide.Functions> none = OpenSlide.load(List.of("no-such-library"));
    assertThat(none).isEmpty();
    assertThatThrownBy(() -> OpenSlide.required(none, "a slide of a MIRAX scanner"))
        .hasMessage("a slide of a MIRAX scanner, for which the library OpenSlide is missing");
    Path file = folder.resolve("a.mrxs");
    assertThat(RegionImages.missing(file, new OpenSlide.MissingException("a slide")))
        .hasMessage(
            file
                + ": expected an image that can be read, found a slide, for which the library OpenSlide is missing; install Debian's package libopenslide0");
  }
}
