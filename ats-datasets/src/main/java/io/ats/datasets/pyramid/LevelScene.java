package io.ats.datasets.pyramid;

import java.util.Arrays;

/**
 * A level of an image resampled to {@code height × width} pixels. A region has the same pixels
 * whatever else is read.
 */
record LevelScene(RegionImage image, int level, int height, int width) {

  private static final int CHUNK = 1 << 24; // bytes of the level read at once, about

  private static final float WHITE = 255f;

  /** Writes a region that lies within the scene, as {@link RegionScene#render} does. */
  void render(
      int row,
      int column,
      int height,
      int width,
      float[] target,
      int offset,
      int channelSize,
      int rowSize) {
    Axis down = new Axis(image.levels().get(level).height(), this.height);
    Axis across = new Axis(image.levels().get(level).width(), this.width);
    int left = across.first(column);
    int columns = across.end(column + width - 1) - left;
    float[][] shares = new float[width][];
    int[] firsts = new int[width];
    for (int x = 0; x < width; x++) {
      shares[x] = across.shares(column + x);
      firsts[x] = across.first(column + x) - left;
    }
    float[] line = new float[RegionImage.CHANNELS * columns];
    int top = 0;
    int rows = 0;
    byte[] pixels = new byte[0];
    for (int y = row; y < row + height; y++) {
      int end = down.end(y);
      if (end > top + rows) {
        top = down.first(y);
        rows = rows(down, y, row + height, columns);
        pixels = new byte[RegionImage.CHANNELS * rows * columns];
        image.read(level, top, left, rows, columns, pixels);
      }
      add(pixels, line, down.first(y) - top, down.shares(y));
      int to = offset + (y - row) * rowSize;
      for (int channel = 0; channel < RegionImage.CHANNELS; channel++) {
        for (int x = 0; x < width; x++) {
          target[to + channel * channelSize + x] = sum(line, channel, firsts[x], shares[x]);
        }
      }
    }
  }

  /** Returns how many of the level's rows to read from a scene's row on. */
  private static int rows(Axis down, int first, int end, int columns) {
    int top = down.first(first);
    long most = Math.max(1, CHUNK / (RegionImage.CHANNELS * (long) columns));
    int last = first;
    while (last + 1 < end && down.end(last + 1) - top <= most) {
      last++;
    }
    return down.end(last) - top;
  }

  private static void add(byte[] pixels, float[] line, int firstRow, float[] shares) {
    Arrays.fill(line, 0);
    for (int i = 0; i < shares.length; i++) {
      int from = (firstRow + i) * line.length;
      for (int x = 0; x < line.length; x++) {
        line[x] += shares[i] * (pixels[from + x] & 255);
      }
    }
  }

  private static float sum(float[] line, int channel, int first, float[] shares) {
    float sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i] * line[(first + i) * RegionImage.CHANNELS + channel];
    }
    return sum / WHITE;
  }
}
