package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ats.core.math.Scalars;
import io.ats.topk.base.Blends;

/**
 * Perturbed top-K (Cordonnier et al., CVPR 2021): {@code Y = (1/N) Σ_n Y_n}, where {@code Y_n} has
 * K one-hot rows, the top K of {@code s + σZ_n} sorted by position; with {@code G = ∂L/∂Y} the
 * gradient is {@code ∂L/∂s = (1/(σN)) Σ_n ⟨G,Y_n⟩ Z_n}; or, with the same expectation and less
 * variance, with {@link ConditionalNoise} for {@code Z_n}. The term that sample {@code n} adds to
 * {@code Y} where {@code Y_n} is 1 is {@code 1/N + c_n − sg(c_n)}, {@code c_n = ⟨Z_n,s⟩/(σN)}.
 *
 * <p>Only the {@code U} of {@code D} positions that are selected in at least one sample are stored;
 * the values are those of the dense definition, up to rounding.
 *
 * @param positions {@code (B,U)} int64: the positions selected in at least one sample, in ascending
 *     order; rows with fewer than {@code U} are padded with position 0
 * @param weights {@code (B,K,U)}: the entries of {@code Y} at these positions, 0 for padding; carry
 *     the gradient to the scores
 * @param ranks {@code (B,D)} int64: each position's index in {@code positions}, −1 if it is not
 *     there
 */
public record SparseTopK(NDArray positions, NDArray weights, NDArray ranks) {

  /**
   * Computes {@code Y}.
   *
   * @param scores {@code s}, {@code (B,D)}
   * @param noise {@code σZ}, {@code (B,N,D)}, or {@code (N,D)} if shared by the images
   * @param sigma {@code σ}, above 0
   * @param count {@code K}
   */
  public static SparseTopK of(
      NDArray scores,
      NDArray noise,
      double sigma,
      int count,
      PerturbedGradient gradient,
      SampleBaseline baseline) {
    long batch = scores.getShape().get(0);
    Best best = best(scores, noise, count, gradient);
    NDArray chosen = best.positions();
    NDArray all = chosen.reshape(batch, -1); // (B,N·K)
    NDArray used =
        scores
            .getManager()
            .zeros(scores.getShape(), DataType.INT64)
            .scatter(all, all.onesLike(), 1); // (B,D): 1 where selected
    // The shapes below need the numbers of positions on the host: one transfer. With the bounds
    // known without it, nearly every patch would be read.
    Support support;
    NDArray terms;
    if (gradient == PerturbedGradient.CONDITIONAL) {
      NDArray candidates =
          ConditionalNoise.candidates(scores, used, best.threshold(), sigma); // (B,D)
      long[] sizes = largest(used, candidates);
      support = Support.of(used, sizes[0]);
      terms =
          ConditionalNoise.terms(
              scores,
              Support.of(candidates, sizes[1]),
              chosen,
              best.threshold(),
              best.next(),
              sigma);
    } else {
      support = Support.of(used, largest(used)[0]);
      terms = sampled(scores, noise, sigma);
    }
    NDArray changes = baseline.apply(terms); // (B,N)
    NDArray values =
        Scalars.plus(changes.sub(changes.stopGradient()), 1f / chosen.getShape().get(1));
    NDArray at = support.ranks().gather(all, 1).reshape(chosen.getShape()); // (B,N,K)
    return new SparseTopK(support.positions(), sums(at, values, support.size()), support.ranks());
  }

  /** Returns the most marks that a row of each {@code (B,D)} has. */
  private static long[] largest(NDArray... marks) {
    NDList most = new NDList();
    for (NDArray each : marks) {
      most.add(each.sum(new int[] {1}).max());
    }
    return NDArrays.stack(most).toLongArray();
  }

  /**
   * What each sample chose.
   *
   * @param positions the top K in ascending order, {@code (B,N,K)} int64
   * @param threshold the K-th largest perturbed score, {@code (B,N)}; null unless needed
   * @param next the (K+1)-th, null unless needed, or if there is none
   */
  private record Best(NDArray positions, NDArray threshold, NDArray next) {}

  /**
   * Chooses. A sixteenth of the samples, or as many as {@link ConditionalNoise#PART} holds, is
   * processed at a time, since all perturbed scores together would need as much memory as the
   * noise.
   */
  private static Best best(NDArray scores, NDArray noise, int count, PerturbedGradient gradient) {
    NDArray all = noise.getShape().dimension() == 2 ? noise.expandDims(0) : noise;
    NDArray each = scores.stopGradient().expandDims(1); // (B,1,D)
    long samples = all.getShape().get(1);
    long step = Math.max(ConditionalNoise.PART / scores.size(), (samples + 15) / 16);
    boolean values = gradient == PerturbedGradient.CONDITIONAL;
    boolean more = values && count < scores.getShape().get(1);
    NDList positions = new NDList();
    NDList thresholds = new NDList();
    NDList nexts = new NDList();
    for (long first = 0; first < samples; first += step) {
      String range = ":," + first + ":" + Math.min(samples, first + step);
      try (NDArray some = all.get(range); // (B,n,D)
          NDArray perturbed = some.add(each);
          NDList best = perturbed.topK(more ? count + 1 : count, 2, true, values)) {
        NDArray at = best.get(1).get(":,:,0:" + count);
        positions.add(at.sort(2)); // (B,n,K)
        if (values) {
          thresholds.add(best.get(0).get(":,:," + (count - 1)));
        }
        if (more) {
          nexts.add(best.get(0).get(":,:," + count));
        }
      }
    }
    return new Best(
        NDArrays.concat(positions, 1),
        values ? NDArrays.concat(thresholds, 1) : null,
        more ? NDArrays.concat(nexts, 1) : null);
  }

  /** Returns {@code c_n = ⟨Z_n,s⟩/(σN)}, {@code (B,N)}. */
  private static NDArray sampled(NDArray scores, NDArray noise, double sigma) {
    // A row times a matrix is several times as fast as a matrix times a column.
    boolean shared = noise.getShape().dimension() == 2;
    NDArray products = // ⟨σZ_n,s⟩, (B,N)
        shared
            ? scores.matMul(noise.transpose())
            : scores.expandDims(1).matMul(noise.swapAxes(1, 2)).squeeze(1);
    return Scalars.over(products, sigma * sigma * products.getShape().get(1));
  }

  /**
   * Returns {@code W[k,u] = Σ_n 1[rank_{n,k} = u]·v_n}, {@code (B,K,U)}, differentiable in {@code
   * v}.
   *
   * <p>The engine has no scatter-add that is differentiable in the values, so this is a product of
   * matrices: with {@code u = i·b + j}, {@code b = ⌈√U⌉}, it sums {@code 1[i = i_{n,k}]·v_n · 1[j =
   * j_{n,k}]} over {@code n}, with two one-hot matrices of width {@code √U} instead of one of width
   * {@code U}.
   *
   * @param ranks {@code (B,N,K)} int64 in {@code [0,U)}
   * @param values {@code v}, {@code (B,N)}
   */
  private static NDArray sums(NDArray ranks, NDArray values, long size) {
    NDManager manager = ranks.getManager();
    long batch = ranks.getShape().get(0);
    long samples = ranks.getShape().get(1);
    long count = ranks.getShape().get(2);
    long base = (long) Math.ceil(Math.sqrt(size));
    DataType type = values.getDataType();
    NDArray digits = manager.arange(0f, base, 1f, DataType.INT64); // j
    NDArray multiples = manager.arange(0f, base * base, base, DataType.INT64); // i·b
    NDArray slots = ranks.transpose(0, 2, 1); // (B,K,N)
    NDArray low = Scalars.modulo(slots, base);
    try (NDArray isLow = low.expandDims(3).eq(digits); // (B,K,N,b)
        NDArray isHigh = slots.sub(low).expandDims(2).eq(multiples.expandDims(1)); // (B,K,b,N)
        NDArray highs = isHigh.toType(type, false);
        NDArray weighted = isLow.toType(type, false).mul(values.reshape(batch, 1, samples, 1))) {
      return highs
          .matMul(weighted) // (B,K,b,b)
          .reshape(batch, count, base * base)
          .get(":,:,0:" + size);
    }
  }

  /**
   * Returns the blends {@code X_k = Σ_d Y[k,d]·patch_d}.
   *
   * @param patches the patches at {@link #positions}, {@code (B,U,C,h,w)}
   * @return {@code (B,K,C,h,w)}
   */
  public NDArray mix(NDArray patches) {
    return Blends.of(weights, patches);
  }

  /** Returns the mean of {@code Y} over {@code k}, {@code (B,D)}; it sums to 1, no gradient. */
  NDArray density() {
    NDArray share = weights.stopGradient().mean(new int[] {1}); // (B,U)
    NDArray held = Scalars.greaterOrEqual(ranks, 0L).toType(share.getDataType(), false); // (B,D)
    return share.gather(Scalars.clip(ranks, 0L, share.getShape().get(1) - 1), 1).mul(held);
  }
}
