package io.ats.datasets.scene;

/**
 * What empty glass looks like on a view: as light as this, and as little coloured.
 *
 * @param grey least mean of red, green and blue, in [0,1]
 * @param saturation largest {@code (max − min)/max} of red, green and blue
 */
public record Glass(double grey, double saturation) {

  /** Returns whether a pixel in [0,1] shows glass. */
  boolean is(float red, float green, float blue) {
    float most = Math.max(red, Math.max(green, blue));
    float least = Math.min(red, Math.min(green, blue));
    return (red + green + blue) / 3 >= grey && most - least <= saturation * most;
  }
}
