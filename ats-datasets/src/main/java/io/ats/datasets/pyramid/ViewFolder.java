package io.ats.datasets.pyramid;

import io.ats.core.source.Rendering;
import io.ats.datasets.scene.AreaStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/** Views of images, made once and kept on disk under the image's checksum and the view's size. */
record ViewFolder(CacheFolder folder) {

  private static final String KIND = "views-1/";

  /** Writes a view by channel, row and column. */
  void read(RegionImage image, int height, int width, float[] target, int offset) {
    int count = RegionImage.CHANNELS * height * width;
    String name =
        KIND
            + image.checksum()
            + "-"
            + image.format().replace(' ', '-')
            + "-"
            + height
            + "x"
            + width;
    if (kept(folder.file(name), target, offset, count)) {
      return;
    }
    make(image, height, width, target, offset);
    if (image.badTiles() == 0) { // White of a tile that was skipped must not last.
      try {
        folder.get(name, part -> Files.write(part, bytes(target, offset, count)));
      } catch (UnwritableCacheException e) {
        // It is made again next time.
      }
    }
  }

  private static boolean kept(Path file, float[] target, int offset, int count) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      byte[] all = Files.readAllBytes(file);
      ByteBuffer data = ByteBuffer.wrap(all);
      int size = count * Float.BYTES;
      if (all.length == size + Integer.BYTES && data.getInt(size) == checksum(all, size)) {
        data.asFloatBuffer().get(target, offset, count);
        return true;
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // What cannot be read is made again; where it cannot be written either, that is the error.
      return false;
    }
    return false;
  }

  private static byte[] bytes(float[] target, int offset, int count) {
    int size = count * Float.BYTES;
    ByteBuffer data = ByteBuffer.allocate(size + Integer.BYTES);
    data.asFloatBuffer().put(target, offset, count);
    return data.putInt(size, checksum(data.array(), size)).array();
  }

  private static int checksum(byte[] all, int count) {
    CRC32 crc = new CRC32();
    crc.update(all, 0, count);
    return (int) crc.getValue();
  }

  /** Averages the smallest level that is as large as the view, one row of tiles after another. */
  private static void make(RegionImage image, int height, int width, float[] target, int offset) {
    List<Level> levels = image.levels();
    int best = levels.size() - 1;
    while (best > 0 && (levels.get(best).height() < height || levels.get(best).width() < width)) {
      best--;
    }
    Level level = levels.get(best);
    int index = best;
    AreaStream view =
        new AreaStream(
            RegionImage.CHANNELS, level.height(), level.width(), height, width, target, offset);
    for (int i = 0; i < level.tilesDown(); i++) {
      int top = i * level.tileHeight();
      int rows = Math.min(level.tileHeight(), level.height() - top);
      view.begin(top, top + rows);
      Rendering.each(
          level.tilesAcross(),
          j -> {
            int left = j * level.tileWidth();
            int columns = Math.min(level.tileWidth(), level.width() - left);
            byte[] tile = new byte[RegionImage.CHANNELS * rows * columns];
            image.read(index, top, left, rows, columns, tile);
            view.add(top, left, rows, columns, tile);
          });
      view.end(top + rows);
    }
  }
}
