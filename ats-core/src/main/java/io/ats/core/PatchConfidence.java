package io.ats.core;

import ai.djl.ndarray.NDArray;

/**
 * How sure a classifier is of what it says of single patches, {@link PatchClassifier#patchLogits}.
 */
@FunctionalInterface
public interface PatchConfidence {

  /**
   * Returns the confidence in the prediction from each patch alone.
   *
   * @param selection {@code N} patches of each image, with their regions and, if the selector has a
   *     score map, their cells; the weights do not matter
   * @param pass in which they are encoded and classified
   * @return {@code (B,N)} in [0,1]
   */
  NDArray of(Selection selection, Pass pass);
}
