package io.ats.datasets.scene;

import java.util.Map;
import java.util.TreeMap;

/**
 * The area average of an image that comes in blocks of bytes, from top to bottom: each cell is the
 * mean of the pixels under it, weighted by how much of the cell they cover. Holds the lines of the
 * cells that the last row of blocks touches, never the image. Its sums are those of a view of the
 * whole image, in the same order.
 */
public final class AreaStream {

  private static final float WHITE = 255f;

  private final Cells rows;
  private final Cells columns;
  private final int channels;
  private final float[] target;
  private final int offset;
  private final Map<Integer, float[][]> lines = new TreeMap<>(); // (C,W) of each cell row begun

  /**
   * Averages an image of {@code fullHeight × fullWidth} pixels to {@code height × width} cells.
   *
   * @param target receives the cells by channel, row and column, values in [0,1]
   * @param offset index of the first cell
   */
  public AreaStream(
      int channels,
      int fullHeight,
      int fullWidth,
      int height,
      int width,
      float[] target,
      int offset) {
    this.channels = channels;
    this.rows = new Cells(fullHeight, height);
    this.columns = new Cells(fullWidth, width);
    this.target = target;
    this.offset = offset;
  }

  /** Makes room for the rows {@code [top,bottom)}, whose blocks come next. */
  public void begin(int top, int bottom) {
    for (int i = rows.firstCell(top); i < rows.endCell(bottom); i++) {
      lines.computeIfAbsent(i, cell -> new float[channels][(int) columns.pixels()]);
    }
  }

  /**
   * Adds a block of the rows begun; blocks of other columns may be added at the same time.
   *
   * @param pixels the channels of each pixel, row by row
   */
  public void add(int top, int left, int height, int width, byte[] pixels) {
    for (int y = 0; y < height; y++) {
      for (int i = rows.firstCell(top + y); i < rows.endCell(top + y + 1); i++) {
        float share = (float) rows.share(i, top + y);
        float[][] line = lines.get(i);
        int from = y * width * channels;
        for (int x = left; x < left + width; x++) {
          for (int channel = 0; channel < channels; channel++) {
            line[channel][x] += share * ((pixels[from++] & 255) / WHITE);
          }
        }
      }
    }
  }

  /** Writes the cells that the rows before {@code bottom} complete, and forgets their lines. */
  public void end(int bottom) {
    lines.entrySet().removeIf(entry -> written(entry.getKey(), entry.getValue(), bottom));
  }

  private boolean written(int row, float[][] line, int bottom) {
    if (rows.endPixel(row) > bottom) {
      return false;
    }
    for (int channel = 0; channel < channels; channel++) {
      int to = offset + (channel * rows.count() + row) * columns.count();
      for (int j = 0; j < columns.count(); j++) {
        float sum = 0;
        for (int x = columns.firstPixel(j); x < columns.endPixel(j); x++) {
          sum += (float) columns.share(j, x) * line[channel][x];
        }
        target[to + j] = sum;
      }
    }
    return true;
  }
}
