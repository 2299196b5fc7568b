package io.ats.datasets.files;

import java.awt.Rectangle;

/**
 * How the pixels of a file are turned to be upright, as Exif numbers it from 1, upright, to 8.
 *
 * @param transposed whether rows and columns change places, before all else
 * @param upsideDown whether the upright rows then run from the last to the first
 * @param mirrored whether the upright columns then run from the last to the first
 */
record Orientation(boolean transposed, boolean upsideDown, boolean mirrored) {

  static Orientation of(int exif) {
    return switch (exif) {
      case 2 -> new Orientation(false, false, true);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, true, false);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, false, true);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, true, false);
      default -> new Orientation(false, false, false);
    };
  }

  /** Returns where in the file the pixels of an upright part are; {@code size} is upright too. */
  Rectangle stored(Rectangle part, int height, int width) {
    int y = upsideDown ? height - part.y - part.height : part.y;
    int x = mirrored ? width - part.x - part.width : part.x;
    return transposed
        ? new Rectangle(y, x, part.height, part.width)
        : new Rectangle(x, y, part.width, part.height);
  }

  /**
   * Returns the index of the upright pixel for the stored one at (row, column).
   *
   * @param height of the upright part
   * @param width of the upright part
   */
  int index(int row, int column, int height, int width) {
    int y = transposed ? column : row;
    int x = transposed ? row : column;
    return (upsideDown ? height - 1 - y : y) * width + (mirrored ? width - 1 - x : x);
  }
}
