package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The selected patches: of {@code B} images, {@code R} independent repeats of each (1 except in
 * score-function training), {@code K} patches per repeat. The rows of an image's repeats are
 * consecutive.
 *
 * @param patches {@code (B·R,K,C,h,w)}
 * @param weights {@code (B·R,K)}; may carry the gradient to the scores, as in attention sampling; 0
 *     of a patch that is not {@link Part#PRESENT}
 * @param regions {@code (B·R,K,4)}: top, left, bottom, right of each patch as fractions of the
 *     image; may extend beyond [0,1] if a patch is padded
 * @param repeats {@code R}
 * @param parts outputs that only some selectors have
 * @param penalties named scalars, already weighted, that the objective adds to the loss in this
 *     order
 */
public record Selection(
    NDArray patches,
    NDArray weights,
    NDArray regions,
    int repeats,
    Map<Part, NDArray> parts,
    Map<String, NDArray> penalties) {

  /** An output that only some selectors have. */
  public enum Part {
    /**
     * {@code (B,gh,gw)}: the selector's preference for each position, or an aggregator's where the
     * selector has none; at least 0, sums to 1 per image.
     */
    SCORE_MAP,
    /**
     * {@code (B·R,K)}, or with {@link #BLEND} {@code (B·R,S)}, int64: the cell of the score map
     * that a patch was read at, row by row.
     */
    CELLS,
    /** {@code (B·R,K,S)}: patch {@code k} is the sum of those at the cells with these weights. */
    BLEND,
    /** {@code (B·R,F)}: the encoder's features of the whole image. */
    WHOLE,
    /**
     * {@code (B·R,K)}: scores that learn to rank the patches as their own predictions do, more
     * where a patch's loss is less.
     */
    RANKED,
    /** {@code (B·R,K,S)}: concatenated to each patch's features. */
    CONTEXT,
    /** {@code (B·R,K,classes)}: those of the aggregator's {@link PatchHead}; from no selector. */
    PATCH_LOGITS,
    /** {@code (B·R,K,F)}: the patches' features, instead of the encoder's. */
    FEATURES,
    /**
     * {@code (B·R)} or, per step, {@code (B·R,T)}: log-probability of the draws, for score-function
     * gradients.
     */
    LOG_PROBABILITY,
    /**
     * Of the log-probability's shape: the selector's estimate of the objective's cost, a learned
     * baseline.
     */
    EXPECTED_COST,
    /** {@code (B·R)}: factor of each row's loss in the objective. */
    LOSS_FACTOR,
    /** {@code (B·R,K,2)}: standard deviation of the region's centre along rows and columns. */
    SPREAD,
    /**
     * {@code (B·R,K)} float32: 1 where there is a patch, 0 where an image has fewer than {@code K},
     * and the patch stands for nothing; all are present without this part.
     */
    PRESENT
  }

  /** Checks that the shapes agree. */
  public Selection {
    // Map.copyOf has a different order in every process, which changes sums in the last digit.
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

  /** Returns a selection of one repeat, without optional parts or penalties. */
  public static Selection of(NDArray patches, NDArray weights, NDArray regions) {
    return new Selection(patches, weights, regions, 1, Map.of(), Map.of());
  }

  /** Returns a copy with {@code R} repeats per image. */
  public Selection withRepeats(int count) {
    return new Selection(patches, weights, regions, count, parts, penalties);
  }

  /** Returns a copy with one more part, of the shape that {@link Part} states. */
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

  /** Returns {@code K}, the number of patches per image. */
  public int count() {
    return (int) patches.getShape().get(1);
  }
}
