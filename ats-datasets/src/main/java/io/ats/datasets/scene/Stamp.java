package io.ats.datasets.scene;

/**
 * A bitmap at a place on the canvas; opaque, also where it is black.
 *
 * @param bitmap what is drawn
 * @param row the canvas row of its top left pixel; may lie outside the canvas
 * @param column the canvas column of its top left pixel; may lie outside the canvas
 */
public record Stamp(GreyBitmap bitmap, int row, int column) {

  /** Returns the first row below the stamp. */
  int bottom() {
    return row + bitmap.height();
  }

  /** Returns the first column right of the stamp. */
  int right() {
    return column + bitmap.width();
  }

  /** Returns top, left, bottom, right as fractions of a canvas. */
  public float[] box(int canvasHeight, int canvasWidth) {
    return Boxes.fractions(row, column, bottom(), right(), canvasHeight, canvasWidth);
  }

  /** Returns the value, 0..255, that it gives a pixel of the canvas; 0 outside the stamp. */
  int valueAt(int y, int x) {
    boolean inside = y >= row && y < bottom() && x >= column && x < right();
    return inside ? bitmap.value(y - row, x - column) : 0;
  }

  /** Returns whether the two share a pixel. */
  boolean overlaps(Stamp other) {
    return row < other.bottom()
        && other.row < bottom()
        && column < other.right()
        && other.column < right();
  }
}
