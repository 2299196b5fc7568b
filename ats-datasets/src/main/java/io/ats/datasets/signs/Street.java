package io.ats.datasets.signs;

import java.util.List;

/**
 * What one image shows.
 *
 * @param background index of the street
 * @param props the objects along it, the farthest first
 * @param signs the signs; the one that shows the limit is last, if there is one
 * @param limit the class
 */
record Street(int background, List<Prop> props, List<Signpost> signs, SpeedLimit limit) {

  /**
   * An object along the street.
   *
   * @param picture index of its drawing
   * @param bottom the row where it meets the ground, pixels
   * @param column of its middle, pixels
   */
  record Prop(int picture, int bottom, int column) {}

  /** Returns the sign that shows the limit, in a list that is empty if there is none. */
  List<Signpost> deciding() {
    return limit == SpeedLimit.NONE ? List.of() : List.of(signs.get(signs.size() - 1));
  }
}
