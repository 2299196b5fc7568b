package io.ats.datasets.scene;

import java.util.List;

/**
 * A black canvas with grey stamps, each pixel of which shows the lightest of the stamps there:
 * strokes cross, and none hides another. Rendering a region takes time for the stamps that it
 * overlaps, rendering a view for the area of all stamps; neither depends on the canvas's size.
 *
 * @param height {@code H} of the canvas, pixels
 * @param width {@code W} of the canvas, pixels
 * @param stamps in any order
 */
public record LightestScene(int height, int width, List<Stamp> stamps) implements StampedScene {

  /** Checks the sizes and freezes the list. */
  public LightestScene {
    StampedScene.requireSides(height, width);
    stamps = List.copyOf(stamps);
  }

  @Override
  public void drawLine(Stamp stamp, int y, int from, int to, float[] target, int line) {
    for (int x = from; x < to; x++) {
      float value = stamp.bitmap().value(y - stamp.row(), x - stamp.column()) / 255f;
      target[line + x] = Math.max(target[line + x], value);
    }
  }

  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    AreaAverage view = new AreaAverage(this.height, this.width, height, width, target, offset);
    for (int i = 0; i < stamps.size(); i++) {
      splat(i, view);
    }
  }

  /** Adds the visible pixels of a stamp; of equally light ones, the first stamp's is visible. */
  private void splat(int index, AreaAverage view) {
    Stamp stamp = stamps.get(index);
    List<Stamp> before = overlapping(stamp, stamps.subList(0, index));
    List<Stamp> after = overlapping(stamp, stamps.subList(index + 1, stamps.size()));
    int lastRow = Math.min(height, stamp.bottom());
    int left = Math.max(0, stamp.column());
    int count = Math.min(width, stamp.right()) - left;
    for (int row = Math.max(0, stamp.row()); row < lastRow && count > 0; row++) {
      float[] line = new float[count];
      for (int x = 0; x < count; x++) {
        int value = stamp.bitmap().value(row - stamp.row(), left + x - stamp.column());
        if (value != 0
            && lightest(before, row, left + x) < value
            && lightest(after, row, left + x) <= value) {
          line[x] = value / 255f;
        }
      }
      view.addLine(row, left, line, count);
    }
  }

  private static List<Stamp> overlapping(Stamp stamp, List<Stamp> others) {
    return others.stream().filter(stamp::overlaps).toList();
  }

  private static int lightest(List<Stamp> stamps, int row, int column) {
    int lightest = 0;
    for (Stamp stamp : stamps) {
      lightest = Math.max(lightest, stamp.valueAt(row, column));
    }
    return lightest;
  }
}
