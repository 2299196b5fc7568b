package io.ats.core;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a selector chose. {@code B} images, {@code R} independent repeats of each (1 but for
 * score-function training), {@code K} patches a repeat; the rows of one image's repeats are
 * consecutive.
 *
 * @param patches {@code (B·R,K,C,h,w)}
 * @param weights {@code (B·R,K)}; may carry the gradient to the scores (attention sampling is
 *     nothing else)
 * @param regions {@code (B·R,K,4)}: top, left, bottom, right of each patch as fractions of the
 *     image; may reach outside [0,1] where a patch is padded
 * @param repeats {@code R}
 * @param scoreMap {@code (B,gh,gw)}: where the selector would look, at least 0, sums to 1 an image
 * @param context {@code (B·R,K,S)}: joined to each patch's features
 * @param logProbability {@code (B·R)}: log-probability of what was drawn, for score-function
 *     gradients
 * @param penalties named scalars that the objective adds to the loss, already weighted
 */
public record Selection(
    NDArray patches,
    NDArray weights,
    NDArray regions,
    int repeats,
    Optional<NDArray> scoreMap,
    Optional<NDArray> context,
    Optional<NDArray> logProbability,
    Map<String, NDArray> penalties) {

  /** Checks the shapes against each other. */
  public Selection {
    penalties = Map.copyOf(penalties);
    long rows = patches.getShape().get(0);
    long count = patches.getShape().get(1);
    if (patches.getShape().dimension() != 5
        || !weights.getShape().equals(new ai.djl.ndarray.types.Shape(rows, count))
        || !regions.getShape().equals(new ai.djl.ndarray.types.Shape(rows, count, 4))
        || repeats < 1
        || rows % repeats != 0) {
      throw new IllegalArgumentException(
          "a selection needs patches (B,K,C,h,w), weights (B,K), regions (B,K,4), got "
              + patches.getShape()
              + ", "
              + weights.getShape()
              + ", "
              + regions.getShape()
              + ", repeats "
              + repeats);
    }
  }

  /** Returns a selection with patches, weights and regions, and nothing optional. */
  public static Selection of(NDArray patches, NDArray weights, NDArray regions) {
    return new Selection(
        patches,
        weights,
        regions,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** Returns a copy with {@code R} repeats an image. */
  public Selection withRepeats(int count) {
    return new Selection(
        patches, weights, regions, count, scoreMap, context, logProbability, penalties);
  }

  /** Returns a copy with a score map {@code (B,gh,gw)}. */
  public Selection withScoreMap(NDArray map) {
    return new Selection(
        patches, weights, regions, repeats, Optional.of(map), context, logProbability, penalties);
  }

  /** Returns a copy with a context {@code (B·R,K,S)}. */
  public Selection withContext(NDArray value) {
    return new Selection(
        patches,
        weights,
        regions,
        repeats,
        scoreMap,
        Optional.of(value),
        logProbability,
        penalties);
  }

  /** Returns a copy with a log-probability {@code (B·R)}. */
  public Selection withLogProbability(NDArray value) {
    return new Selection(
        patches, weights, regions, repeats, scoreMap, context, Optional.of(value), penalties);
  }

  /** Returns a copy with one more penalty, a scalar. */
  public Selection withPenalty(String name, NDArray value) {
    Map<String, NDArray> all = new LinkedHashMap<>(penalties);
    all.put(name, value);
    return new Selection(
        patches, weights, regions, repeats, scoreMap, context, logProbability, all);
  }

  /** Returns {@code K}, the number of patches an image. */
  public int count() {
    return (int) patches.getShape().get(1);
  }
}
