package io.ats.datasets.scene;

import java.util.Arrays;
import java.util.List;

/**
 * A black canvas with opaque grey stamps, later ones over earlier ones. Rendering a region takes
 * time for the stamps that it overlaps, rendering a view for the area of all stamps; neither
 * depends on the canvas's size.
 *
 * @param height {@code H} of the canvas, pixels
 * @param width {@code W} of the canvas, pixels
 * @param stamps in the order in which they are drawn
 */
public record StampScene(int height, int width, List<Stamp> stamps) implements StampedScene {

  /** Checks the sizes and freezes the list. */
  public StampScene {
    StampedScene.requireSides(height, width);
    stamps = List.copyOf(stamps);
  }

  @Override
  public void drawLine(Stamp stamp, int y, int from, int to, float[] target, int line) {
    for (int x = from; x < to; x++) {
      target[line + x] = stamp.bitmap().value(y - stamp.row(), x - stamp.column()) / 255f;
    }
  }

  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    AreaAverage view = new AreaAverage(this.height, this.width, height, width, target, offset);
    for (int i = 0; i < stamps.size(); i++) {
      splat(stamps.get(i), hidden(i), view);
    }
  }

  private void splat(Stamp stamp, boolean[] hidden, AreaAverage view) {
    GreyBitmap bitmap = stamp.bitmap();
    int lastRow = Math.min(height, stamp.bottom());
    int lastColumn = Math.min(width, stamp.right());
    for (int y = Math.max(0, stamp.row()); y < lastRow; y++) {
      for (int x = Math.max(0, stamp.column()); x < lastColumn; x++) {
        int value = bitmap.value(y - stamp.row(), x - stamp.column());
        int pixel = (y - stamp.row()) * bitmap.width() + x - stamp.column();
        if (value != 0 && (hidden.length == 0 || !hidden[pixel])) {
          view.add(y, x, value / 255f);
        }
      }
    }
  }

  /** Returns which pixels of a stamp later ones cover, row by row; empty if none does. */
  private boolean[] hidden(int index) {
    Stamp stamp = stamps.get(index);
    int width = stamp.bitmap().width();
    boolean[] hidden = {};
    for (Stamp later : stamps.subList(index + 1, stamps.size())) {
      if (!later.overlaps(stamp)) {
        continue;
      }
      if (hidden.length == 0) {
        hidden = new boolean[stamp.bitmap().height() * width];
      }
      int lastRow = Math.min(stamp.bottom(), later.bottom());
      int first = Math.max(stamp.column(), later.column()) - stamp.column();
      int last = Math.min(stamp.right(), later.right()) - stamp.column();
      for (int y = Math.max(stamp.row(), later.row()); y < lastRow; y++) {
        int line = (y - stamp.row()) * width;
        Arrays.fill(hidden, line + first, line + last, true);
      }
    }
    return hidden;
  }
}
