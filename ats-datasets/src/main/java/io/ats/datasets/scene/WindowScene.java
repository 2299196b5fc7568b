package io.ats.datasets.scene;

import io.ats.core.source.Scene;

/**
 * A part of another scene, mirrored left to right if asked for; what lies outside of the window is
 * outside of the image.
 *
 * @param scene the other
 * @param top the window's first row, pixels of the other
 * @param left the window's first column, pixels of the other
 * @param height of the window, pixels
 * @param width of the window, pixels
 * @param mirrored whether the window's last column comes first
 */
public record WindowScene(Scene scene, int top, int left, int height, int width, boolean mirrored)
    implements Scene {

  /** Checks that the window lies within the scene. */
  public WindowScene {
    if (height < 1
        || width < 1
        || top < 0
        || left < 0
        || top + height > scene.height()
        || left + width > scene.width()) {
      throw new IllegalArgumentException(
          "a window of %d×%d at row %d, column %d does not lie within a scene of %d×%d"
              .formatted(height, width, top, left, scene.height(), scene.width()));
    }
  }

  /** Returns the same part, mirrored left to right. */
  public WindowScene flipped() {
    return new WindowScene(scene, top, left, height, width, !mirrored);
  }

  @Override
  public int channels() {
    return scene.channels();
  }

  @Override
  public void render(int row, int column, int height, int width, float[] target, int offset) {
    int first = Math.max(row, 0);
    int from = Math.max(column, 0);
    int rows = Math.min(row + height, this.height) - first;
    int columns = Math.min(column + width, this.width) - from;
    if (rows <= 0 || columns <= 0) {
      return;
    }
    int origin = mirrored ? this.width - from - columns : from;
    float[] part = new float[channels() * rows * columns];
    scene.render(top + first, left + origin, rows, columns, part, 0);
    for (int line = 0; line < channels() * rows; line++) {
      int channel = line / rows;
      int to = offset + (channel * height + first - row + line % rows) * width + from - column;
      for (int x = 0; x < columns; x++) {
        target[to + x] = part[line * columns + (mirrored ? columns - 1 - x : x)];
      }
    }
  }

  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    if (height == this.height && width == this.width) {
      render(0, 0, height, width, target, offset);
    } else {
      new AreaView(this, height, width).write(0, height, 0, width, target, offset);
    }
  }

  /**
   * Returns a box of the other scene as fractions of the window: the part that the window shows.
   *
   * @param box top, left, bottom, right as fractions of the other scene
   * @return the same of the window; without area if it does not show the box
   */
  public float[] box(float[] box) {
    double[] rows = within(box[0], box[2], scene.height(), top, height);
    double[] columns = within(box[1], box[3], scene.width(), left, width);
    return Boxes.fractions(
        rows[0],
        mirrored ? width - columns[1] : columns[0],
        rows[1],
        mirrored ? width - columns[0] : columns[1],
        height,
        width);
  }

  private static double[] within(float first, float last, int side, int start, int extent) {
    double from = Math.max(0, Math.min(extent, (double) first * side - start));
    double to = Math.max(0, Math.min(extent, (double) last * side - start));
    return new double[] {from, to};
  }
}
