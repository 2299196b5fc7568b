package io.ats.datasets.pyramid;

import io.ats.datasets.scene.Cells;

/**
 * How the pixels along one side of a scene are made of those of a level: area averages where the
 * scene is coarser, straight lines between neighbours where it is finer.
 *
 * @param pixels of the level
 * @param count of the scene's pixels
 */
record Axis(int pixels, int count) {

  /** A level that is coarser than the scene by no more than rounding is averaged too. */
  private static final double ROUNDING = 0.01;

  private boolean finer() {
    return count > pixels * (1 + ROUNDING);
  }

  /** Returns the first of the level's pixels that the scene's pixel is made of. */
  int first(int index) {
    return finer() ? clamped((int) Math.floor(centre(index))) : cells().firstPixel(index);
  }

  /** Returns the first pixel after those that the scene's pixel is made of. */
  int end(int index) {
    return finer() ? clamped((int) Math.floor(centre(index)) + 1) + 1 : cells().endPixel(index);
  }

  /** Returns the shares of the level's pixels from the first on, whose sum is 1. */
  float[] shares(int index) {
    int first = first(index);
    float[] shares = new float[end(index) - first];
    if (!finer()) {
      for (int i = 0; i < shares.length; i++) {
        shares[i] = (float) cells().share(index, first + i);
      }
    } else if (shares.length == 1) {
      shares[0] = 1;
    } else {
      double centre = centre(index);
      shares[1] = (float) (centre - Math.floor(centre));
      shares[0] = 1 - shares[1];
    }
    return shares;
  }

  private Cells cells() {
    return new Cells(pixels, count);
  }

  private double centre(int index) {
    return (index + 0.5) * pixels / count - 0.5;
  }

  private int clamped(int pixel) {
    return Math.max(0, Math.min(pixels - 1, pixel));
  }
}
