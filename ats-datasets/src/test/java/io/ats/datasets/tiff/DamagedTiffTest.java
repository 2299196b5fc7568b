package io.ats.datasets.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.datasets.pyramid.OnBadTile;
import io.ats.datasets.pyramid.RegionImage;
import io.ats.datasets.pyramid.RegionImages;
import io.ats.datasets.pyramid.RegionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TIFFs made by hand, damaged in each of their parts. */
class DamagedTiffTest {

  @TempDir private Path folder;

  private static final int TILE = 16;

  /** A deflated grey image of 2×2 tiles; the fields can be changed by their place. */
  private static ByteBuffer made() {
    byte[] pixels = new byte[TILE * TILE];
    new Random(1).nextBytes(pixels);
    Deflater deflater = new Deflater();
    deflater.setInput(pixels);
    deflater.finish();
    byte[] tile = new byte[400];
    int size = deflater.deflate(tile);
    deflater.end();
    ByteBuffer out = ByteBuffer.allocate(8 + 2 + 12 * 10 + 4 + 32 + size);
    out.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'I').put((byte) 'I').putShort((short) 42);
    out.putInt(8).putShort((short) 10);
    int after = 8 + 2 + 12 * 10 + 4;
    int[][] fields = {
      {TiffTag.WIDTH, 1, 2 * TILE},
      {TiffTag.HEIGHT, 1, 2 * TILE},
      {TiffTag.BITS, 1, 8},
      {TiffTag.COMPRESSION, 1, 8},
      {TiffTag.PHOTOMETRIC, 1, 1},
      {TiffTag.TILE_WIDTH, 1, TILE},
      {TiffTag.TILE_HEIGHT, 1, TILE},
      {TiffTag.TILE_OFFSETS, 4, after},
      {TiffTag.TILE_BYTES, 4, after + 16},
      {TiffTag.SAMPLE_FORMAT, 1, 1},
    };
    for (int[] field : fields) {
      out.putShort((short) field[0]).putShort((short) 4).putInt(field[1]).putInt(field[2]);
    }
    out.putInt(0);
    for (int i = 0; i < 4; i++) {
      out.putInt(after + 32);
    }
    for (int i = 0; i < 4; i++) {
      out.putInt(size);
    }
    return out.put(tile, 0, size);
  }

  /** Returns where a field's value is, by its index above. */
  private static int value(int field) {
    return 8 + 2 + 12 * field + 8;
  }

  private TiffPage page(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("a.tif"), bytes);
    try (TiffFile file = TiffFile.open(path)) {
      return file.page(file.directories().get(0));
    }
  }

  private byte[] tile(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("a.tif"), bytes);
    try (TiffFile file = TiffFile.open(path)) {
      return file.page(file.directories().get(0)).tile(1, 1);
    }
  }

  private void assertRefused(int field, int value, String message) {
    byte[] bytes = made().putInt(value(field), value).array();
    assertThatThrownBy(() -> tile(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theUndamagedOneIsRead() throws IOException {
    byte[] pixels = new byte[TILE * TILE];
    new Random(1).nextBytes(pixels);
    byte[] rgb = tile(made().array());
    for (int i = 0; i < rgb.length; i++) {
      assertThat(rgb[i]).isEqualTo(pixels[i / 3]);
    }
  }

  @Test
  void impossibleValuesAreRefused() {
    assertRefused(0, 0, "an image of 32×0 pixels");
    assertRefused(0, -1, "the value 4294967295 of field 256");
    assertRefused(0, 1 << 30, "4 offsets and 4 sizes of 134217728 tiles");
    assertRefused(2, 32, "1 samples of 32 bits");
    assertRefused(3, 33005, "the compression 33005 (JPEG 2000), of none, LZW");
    assertRefused(3, 5, "LZW");
    assertRefused(4, 8, "colours of the kind 8");
    assertRefused(5, 1 << 20, "tiles of 16×1048576 pixels");
    assertRefused(5, 0, "tiles of 16×0 pixels");
    assertRefused(7, 1 << 30, "beyond its end at");
    assertRefused(9, 3, "8-bit floating point samples");
  }

  @Test
  void floatingPointTilesAreRefused() {
    ByteBuffer bytes = made().putInt(value(2), 32).putInt(value(9), 3);
    assertThatThrownBy(() -> page(bytes.array()))
        .isInstanceOf(UnsupportedTiffException.class)
        .hasMessageStartingWith("32-bit floating point samples, of 1- to 16-bit grey");
  }

  @Test
  void directoriesInARingAreRefused() {
    byte[] bytes = made().putInt(8 + 2 + 12 * 10, 8).array();
    assertThatThrownBy(() -> tile(bytes)).hasMessage("directories that point at each other");
  }

  @Test
  void everyCutIsTold() throws IOException {
    byte[] whole = made().array();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> tile(cut)).as("%d bytes", length).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCutAfterTheDirectoryNamesTheTile() throws IOException {
    byte[] whole = made().array();
    Path path = Files.write(folder.resolve("a.tif"), Arrays.copyOf(whole, whole.length * 6 / 10));
    RegionOptions options = new RegionOptions(1, OnBadTile.FAIL, folder);
    try (RegionImage image = new RegionImages(options).open(path)) {
      assertThatThrownBy(() -> image.read(0, 20, 3, 5, 5, new byte[75]))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              path
                  + ": expected a whole tile at level 0, tile row 1, tile column 0 (rows from 16, columns from 0), found a truncated file; replace the file by the original one, or have such tiles skipped (OnBadTile.SKIP)");
    }
  }

  @Test
  void everyDamagedByteOfATileIsTold() {
    byte[] whole = made().array();
    int start = 8 + 2 + 12 * 10 + 4 + 32;
    for (int i = start; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x24;
      assertThatThrownBy(() -> tile(damaged)).as("byte %d", i).isInstanceOf(IOException.class);
    }
  }

  /** A damaged byte anywhere is an error in words or changes values, never another exception. */
  @Test
  void damageNeverThrowsAnythingElse() {
    byte[] whole = made().array();
    Random random = new Random(2);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k < 1 + i % 3; k++) {
        damaged[random.nextInt(160)] = (byte) random.nextInt();
      }
      try {
        tile(damaged);
      } catch (IOException e) {
        assertThat(e).hasMessageMatching(".+");
      }
    }
  }

  @Test
  void jpegTilesWithWarningsAreRefused() throws IOException {
    byte[] bytes;
    try (InputStream in = getClass().getResourceAsStream("/io/ats/datasets/pyramid/jpeg.tif")) {
      bytes = in.readAllBytes();
    }
    assertThat(tile(bytes)).hasSize(3 * 32 * 32);
    Path path = Files.write(folder.resolve("a.tif"), bytes);
    try (TiffFile file = TiffFile.open(path)) {
      int tile = 1 + 3; // the second in the second of rows of three
      long[] offsets = file.directories().get(0).integers(TiffTag.TILE_OFFSETS);
      long[] counts = file.directories().get(0).integers(TiffTag.TILE_BYTES);
      int last = (int) (offsets[tile] + counts[tile]);
      byte[] damaged = bytes.clone();
      Arrays.fill(damaged, last - 60, last - 20, (byte) 0xFF);
      assertThatThrownBy(() -> tile(damaged)).hasMessageContaining("damaged data (");
    }
  }
}
