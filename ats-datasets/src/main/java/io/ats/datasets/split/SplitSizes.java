package io.ats.datasets.split;

import io.ats.core.Split;

/** Options that say how many images each split has; records implement it by their components. */
public interface SplitSizes {

  /** Returns the number of training images. */
  int train();

  /** Returns the number of validation images. */
  int validation();

  /** Returns the number of test images. */
  int test();

  /** Returns the number of images of a split. */
  default int size(Split split) {
    return switch (split) {
      case TRAIN -> train();
      case VALIDATION -> validation();
      case TEST -> test();
    };
  }
}
