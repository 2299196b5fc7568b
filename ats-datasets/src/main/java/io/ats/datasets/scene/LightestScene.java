package io.ats.datasets.scene;

import io.ats.core.source.Scene;
import java.util.List;

/**
 * A black canvas with grey stamps, each pixel of which shows the lightest of the stamps there:
 * strokes cross, and none hides another. Rendering a region costs the stamps that it meets,
 * rendering a view costs all stamps' area.
 *
 * @param height {@code H} of the canvas, pixels
 * @param width {@code W} of the canvas, pixels
 * @param stamps in any order
 */
public record LightestScene(int height, int width, List<Stamp> stamps) implements Scene {

  /** Checks the sizes and freezes the list. */
  public LightestScene {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a canvas's sides must be at least 1, got " + height + "×" + width);
    }
    stamps = List.copyOf(stamps);
  }

  /** {@inheritDoc} Always 1. */
  @Override
  public int channels() {
    return 1;
  }

  @Override
  public void render(int row, int column, int height, int width, float[] target, int offset) {
    int top = Math.max(row, 0);
    int left = Math.max(column, 0);
    int bottom = Math.min(row + height, this.height);
    int right = Math.min(column + width, this.width);
    for (Stamp stamp : stamps) {
      int firstColumn = Math.max(left, stamp.column());
      int lastColumn = Math.min(right, stamp.right());
      int lastRow = Math.min(bottom, stamp.bottom());
      for (int y = Math.max(top, stamp.row()); y < lastRow; y++) {
        int line = offset + (y - row) * width - column;
        for (int x = firstColumn; x < lastColumn; x++) {
          float value = stamp.bitmap().value(y - stamp.row(), x - stamp.column()) / 255f;
          target[line + x] = Math.max(target[line + x], value);
        }
      }
    }
  }

  /** {@inheritDoc} Only the cells that stamps touch are averaged, each once. */
  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    AreaView view = new AreaView(this, height, width);
    boolean[] touched = new boolean[height * width];
    for (Stamp stamp : stamps) {
      view.mark(stamp.row(), stamp.bottom(), stamp.column(), stamp.right(), touched);
    }
    view.write(touched, target, offset);
  }
}
