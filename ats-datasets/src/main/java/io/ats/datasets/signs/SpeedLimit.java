package io.ats.datasets.signs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The classes, in the order of their labels. */
enum SpeedLimit {
  FIFTY("50_SIGN"),
  SEVENTY("70_SIGN"),
  EIGHTY("80_SIGN"),
  /** No sign with one of these limits. */
  NONE("");

  private final String published;

  SpeedLimit(String published) {
    this.published = published;
  }

  /** Returns the classes' names: the limits, and {@code none}. */
  static List<String> names() {
    return Arrays.stream(values())
        .map(limit -> limit == NONE ? "none" : limit.published.replace("_SIGN", ""))
        .toList();
  }

  /** Returns the class of a sign's name in the published annotations; empty for other signs. */
  static Optional<SpeedLimit> named(String name) {
    return Arrays.stream(values())
        .filter(limit -> limit != NONE && limit.published.equals(name))
        .findFirst();
  }
}
