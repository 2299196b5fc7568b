package io.ats.datasets.signs;

/**
 * A sign as described in the published annotations.
 *
 * @param visibility how well it is visible
 * @param left in pixels of the published image
 * @param top in pixels
 * @param right in pixels
 * @param bottom in pixels
 * @param name such as {@code 70_SIGN}
 */
record AnnotatedSign(
    Visibility visibility, double left, double top, double right, double bottom, String name) {

  /** How well a sign is visible, best first, in the annotations' words. */
  enum Visibility {
    VISIBLE,
    BLURRED,
    SIDE_ROAD,
    OCCLUDED
  }

  /** Returns the area in pixels. */
  double area() {
    return (right - left) * (bottom - top);
  }
}
