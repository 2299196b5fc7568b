package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.EnumMap;
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
 * @param parts what only some selectors have
 * @param penalties named scalars that the objective adds to the loss in this order, already
 *     weighted
 */
public record Selection(
    NDArray patches,
    NDArray weights,
    NDArray regions,
    int repeats,
    Map<Part, NDArray> parts,
    Map<String, NDArray> penalties) {

  /** What only some selectors have. */
  public enum Part {
    /** {@code (B,gh,gw)}: where the selector would look, at least 0, sums to 1 an image. */
    SCORE_MAP,
    /** {@code (B·R,K,S)}: joined to each patch's features. */
    CONTEXT,
    /** {@code (B·R,K,F)}: the patches' features, in place of the encoder's. */
    FEATURES,
    /**
     * {@code (B·R)} or, step by step, {@code (B·R,T)}: log-probability of what was drawn, for
     * score-function gradients.
     */
    LOG_PROBABILITY,
    /** Shaped as the log-probability: what the selector expects the objective's cost to be. */
    EXPECTED_COST,
    /** {@code (B·R)}: what the objective multiplies each image's loss with. */
    LOSS_FACTOR,
    /** {@code (B·R,K,2)}: standard deviation of the region's centre, rows and columns. */
    SPREAD
  }

  /** Checks the shapes against each other. */
  public Selection {
    // Map.copyOf has another order in every process, and sums differ in the last digit with theirs.
    penalties = Collections.unmodifiableMap(new LinkedHashMap<>(penalties));
    parts = Map.copyOf(parts);
    long rows = patches.getShape().get(0);
    long count = patches.getShape().get(1);
    if (patches.getShape().dimension() != 5
        || !weights.getShape().equals(new Shape(rows, count))
        || !regions.getShape().equals(new Shape(rows, count, 4))
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
    return new Selection(patches, weights, regions, 1, Map.of(), Map.of());
  }

  /** Returns a copy with {@code R} repeats an image. */
  public Selection withRepeats(int count) {
    return new Selection(patches, weights, regions, count, parts, penalties);
  }

  /** Returns a copy with one more part, of the shape that {@link Part} gives. */
  public Selection with(Part part, NDArray value) {
    Map<Part, NDArray> all = new EnumMap<>(Part.class);
    all.putAll(parts);
    all.put(part, value);
    return new Selection(patches, weights, regions, repeats, all, penalties);
  }

  /** Returns a copy with one more penalty, a scalar. */
  public Selection withPenalty(String name, NDArray value) {
    Map<String, NDArray> all = new LinkedHashMap<>(penalties);
    all.put(name, value);
    return new Selection(patches, weights, regions, repeats, parts, all);
  }

  /** Returns a part, if this selection has it. */
  public Optional<NDArray> part(Part part) {
    return Optional.ofNullable(parts.get(part));
  }

  /** Returns {@link Part#SCORE_MAP}. */
  public Optional<NDArray> scoreMap() {
    return part(Part.SCORE_MAP);
  }

  /** Returns {@link Part#CONTEXT}. */
  public Optional<NDArray> context() {
    return part(Part.CONTEXT);
  }

  /** Returns {@link Part#LOG_PROBABILITY}. */
  public Optional<NDArray> logProbability() {
    return part(Part.LOG_PROBABILITY);
  }

  /** Returns {@code K}, the number of patches an image. */
  public int count() {
    return (int) patches.getShape().get(1);
  }
}
