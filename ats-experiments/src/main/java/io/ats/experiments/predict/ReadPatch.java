package io.ats.experiments.predict;

import java.util.OptionalDouble;

/**
 * A patch that a model has read.
 *
 * @param box where
 * @param order its place among the patches, from 1
 * @param weight with which it counts
 * @param attention the score map's value there, if there is a map
 */
public record ReadPatch(PixelBox box, int order, double weight, OptionalDouble attention) {

  /** Checks that the numbers are finite and the order is from 1. */
  public ReadPatch {
    if (order < 1 || !Double.isFinite(weight) || !Double.isFinite(attention.orElse(0))) {
      throw new IllegalArgumentException(
          "patch %d with weight %s and attention %s: the order must be from 1, the others finite"
              .formatted(order, weight, attention));
    }
  }
}
