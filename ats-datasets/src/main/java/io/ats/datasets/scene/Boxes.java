package io.ats.datasets.scene;

/** True regions of interest as fractions of an image. */
public final class Boxes {

  private Boxes() {}

  /** Returns top, left, bottom, right, given in pixels, as fractions of an image. */
  public static float[] fractions(
      double top, double left, double bottom, double right, int height, int width) {
    return new float[] {
      (float) (top / height),
      (float) (left / width),
      (float) (bottom / height),
      (float) (right / width)
    };
  }

  /** Returns the part within an image of a box given in pixels, as fractions of the image. */
  public static float[] within(
      double top, double left, double bottom, double right, int height, int width) {
    return fractions(
        Math.max(0, top),
        Math.max(0, left),
        Math.min(height, bottom),
        Math.min(width, right),
        height,
        width);
  }

  /** Returns the square around a centre, given in pixels, as fractions of an image. */
  public static float[] square(double row, double column, double side, int height, int width) {
    double radius = side / 2;
    return fractions(row - radius, column - radius, row + radius, column + radius, height, width);
  }
}
