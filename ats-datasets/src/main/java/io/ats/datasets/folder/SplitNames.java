package io.ats.datasets.folder;

import io.ats.core.data.Split;
import java.util.Locale;
import java.util.Optional;

/** What the splits are called in folders and tables. */
final class SplitNames {

  static final String ALLOWED = "train, val, test";

  private SplitNames() {}

  static Optional<Split> parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of(Split.TRAIN);
      case "val", "valid", "validation" -> Optional.of(Split.VALIDATION);
      case "test" -> Optional.of(Split.TEST);
      default -> Optional.empty();
    };
  }

  static String of(Split split) {
    return switch (split) {
      case TRAIN -> "train";
      case VALIDATION -> "val";
      case TEST -> "test";
    };
  }
}
