package io.ats.datasets.signs;

import java.util.List;

/**
 * What stands on one image.
 *
 * @param background which street
 * @param props what stands along it, the furthest first
 * @param signs the signs; the one that shows the limit is last, if there is one
 * @param limit the class
 */
record Street(int background, List<Prop> props, List<Signpost> signs, SpeedLimit limit) {

  /**
   * A thing along the street.
   *
   * @param picture which one
   * @param bottom the row where it meets the ground, pixels
   * @param column of its middle, pixels
   */
  record Prop(int picture, int bottom, int column) {}

  /** Returns the sign that shows the limit, in a list that is empty if there is none. */
  List<Signpost> deciding() {
    return limit == SpeedLimit.NONE ? List.of() : List.of(signs.get(signs.size() - 1));
  }
}
