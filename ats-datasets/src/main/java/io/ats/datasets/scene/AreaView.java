package io.ats.datasets.scene;

import io.ats.core.source.Scene;

/**
 * Area averages of a scene, cell by cell: each is the mean of the pixels under it, weighted by how
 * much of the cell they cover.
 */
final class AreaView {

  private final Scene scene;
  private final Cells rows;
  private final Cells columns;

  /** Averages a scene to {@code height × width} cells. */
  AreaView(Scene scene, int height, int width) {
    this.scene = scene;
    this.rows = new Cells(scene.height(), height);
    this.columns = new Cells(scene.width(), width);
  }

  /** Marks all cells that touch the pixels of a rectangle, which may reach over the edge. */
  void mark(int top, int bottom, int left, int right, boolean[] cells) {
    int last = columns.endCell(right);
    for (int i = rows.firstCell(top); i < rows.endCell(bottom); i++) {
      for (int j = columns.firstCell(left); j < last; j++) {
        cells[i * columns.count() + j] = true;
      }
    }
  }

  /**
   * Writes the cells that are marked.
   *
   * @param cells the whole view, row by row
   * @param target the whole view: channel, row, column
   * @param offset the view's first index
   */
  void write(boolean[] cells, float[] target, int offset) {
    for (int i = 0; i < rows.count(); i++) {
      int row = i * columns.count();
      for (int j = 0; j < columns.count(); j++) {
        int first = j;
        while (j < columns.count() && cells[row + j]) {
          j++;
        }
        if (j > first) {
          write(i, i + 1, first, j, target, offset);
        }
      }
    }
  }

  /**
   * Writes the cells of rows {@code [top,bottom)} and columns {@code [left,right)}.
   *
   * @param target the whole view: channel, row, column
   * @param offset the view's first index
   */
  void write(int top, int bottom, int left, int right, float[] target, int offset) {
    int firstPixel = columns.firstPixel(left);
    int width = columns.endPixel(right - 1) - firstPixel;
    float[][] weights = new float[right - left][];
    for (int j = left; j < right; j++) {
      weights[j - left] = weights(columns, j);
    }
    for (int i = top; i < bottom; i++) {
      int firstRow = rows.firstPixel(i);
      float[] down = weights(rows, i);
      float[] strip = new float[scene.channels() * down.length * width];
      scene.render(firstRow, firstPixel, down.length, width, strip, 0);
      for (int channel = 0; channel < scene.channels(); channel++) {
        float[] line = new float[width];
        for (int y = 0; y < down.length; y++) {
          int from = (channel * down.length + y) * width;
          for (int x = 0; x < width; x++) {
            line[x] += down[y] * strip[from + x];
          }
        }
        int to = offset + (channel * rows.count() + i) * columns.count();
        for (int j = left; j < right; j++) {
          target[to + j] = dot(weights[j - left], line, columns.firstPixel(j) - firstPixel);
        }
      }
    }
  }

  private static float[] weights(Cells cells, int cell) {
    int first = cells.firstPixel(cell);
    float[] weights = new float[cells.endPixel(cell) - first];
    for (int p = 0; p < weights.length; p++) {
      weights[p] = (float) cells.share(cell, first + p);
    }
    return weights;
  }

  private static float dot(float[] weights, float[] values, int first) {
    float sum = 0;
    for (int p = 0; p < weights.length; p++) {
      sum += weights[p] * values[first + p];
    }
    return sum;
  }
}
