package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/**
 * The noise of perturbed top-K replaced by its mean given the chosen set: {@code ⟨G,Y_n⟩} depends
 * on the set only, so the gradient's expectation stays, and the noise of positions that could never
 * be chosen is gone. Ours; conditional Monte Carlo.
 *
 * <p>Let {@code u = s + σZ_n}, {@code t} its K-th and {@code t′} its (K+1)-th largest value. Given
 * the set and the noise of the chosen, another position's {@code u_d} is below {@code t}: mean of
 * {@code Z_d} is {@code −φ(α)/Φ(α)}, {@code α = (t − s_d)/σ}. Given the set and the noise of the
 * others, a chosen one's is above {@code t′}: mean {@code φ(β)/(1−Φ(β))}, {@code β = (t′ − s_d)/σ}.
 */
final class ConditionalNoise {

  /** Elements that are processed at a time: intermediate arrays of 2 MiB stay in a cache. */
  static final long PART = 1 << 19;

  private ConditionalNoise() {}

  /**
   * Marks the positions whose conditional mean is not 0: those chosen in some sample, and those
   * near the threshold in some.
   *
   * @param scores {@code (B,D)}
   * @param used 1 where chosen in some sample, {@code (B,D)} int64
   * @param threshold {@code t}, {@code (B,N)}
   * @return {@code (B,D)} int64
   */
  static NDArray candidates(NDArray scores, NDArray used, NDArray threshold, double sigma) {
    NDArray least =
        Scalars.minus(threshold.min(new int[] {1}, true), NormalTail.END * sigma); // (B,1)
    return scores.stopGradient().gte(least).toType(DataType.INT64, false).maximum(used);
  }

  /**
   * Returns {@code c_n = ⟨E_n,s⟩/(σN)}, {@code (B,N)}, whose gradient with respect to the scores is
   * {@code E_n/(σN)}, {@code E_n} the conditional mean of {@code Z_n}.
   *
   * @param scores {@code s}, {@code (B,D)}
   * @param candidates their positions
   * @param chosen {@code (B,N,K)} int64
   * @param threshold {@code t}, {@code (B,N)}
   * @param next {@code t′}, {@code (B,N)}; null if all positions are chosen
   */
  static NDArray terms(
      NDArray scores,
      Support candidates,
      NDArray chosen,
      NDArray threshold,
      NDArray next,
      double sigma) {
    long batch = chosen.getShape().get(0);
    long samples = chosen.getShape().get(1);
    NDArray own = scores.gather(candidates.positions(), 1); // (B,C)
    NDArray mean = mean(own.stopGradient(), candidates, chosen, threshold, next, sigma); // (B,N,C)
    return Scalars.over(
        own.expandDims(1).matMul(mean.swapAxes(1, 2)).reshape(batch, samples), sigma * samples);
  }

  /** Returns {@code E} at the candidates, {@code (B,N,C)}; 0 at padding. */
  private static NDArray mean(
      NDArray own,
      Support candidates,
      NDArray chosen,
      NDArray threshold,
      NDArray next,
      double sigma) {
    NDManager manager = own.getManager();
    Shape shape = chosen.getShape();
    NDArray ranks = candidates.ranks().gather(chosen.reshape(shape.get(0), -1), 1); // (B,N·K)
    NDArray at = ranks.reshape(shape); // (B,N,K)
    NDArray above;
    if (next == null) {
      above = manager.zeros(shape, own.getDataType());
    } else {
      NDArray of = own.gather(ranks, 1).reshape(shape); // s of the chosen
      above =
          NormalTail.meanBelow(
                  Scalars.over(of, sigma), Scalars.over(next, sigma).expandDims(2)) // (B,N,K)
              .negi();
    }
    return below(own, candidates, threshold, sigma).scatter(at, above, 2);
  }

  /** Returns the means as if none were chosen, {@code (B,N,C)}. */
  private static NDArray below(NDArray own, Support candidates, NDArray threshold, double sigma) {
    NDManager manager = own.getManager();
    long samples = threshold.getShape().get(1);
    NDArray marks = Scalars.greaterOrEqual(candidates.ranks(), 0L).toType(DataType.INT64, false);
    NDArray index = manager.arange(0f, candidates.size(), 1f, DataType.INT64).expandDims(0);
    NDArray real = index.lt(marks.sum(new int[] {1}, true)); // (B,C)
    NDArray never = Scalars.minus(own.zerosLike(), Float.POSITIVE_INFINITY); // padding: a mean of 0
    NDArray low = NDArrays.where(real, Scalars.over(own, sigma), never).expandDims(1); // (B,1,C)
    long step = Math.max(1, PART / own.size());
    NDList parts = new NDList();
    for (long first = 0; first < samples; first += step) {
      try (NDManager working = manager.newSubManager()) {
        NDArray some = threshold.get(":," + first + ":" + Math.min(samples, first + step));
        some.attach(working);
        NDArray part = NormalTail.meanBelow(Scalars.over(some, sigma).expandDims(2), low);
        part.attach(manager);
        parts.add(part);
      }
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    try (parts) {
      return NDArrays.concat(parts, 1);
    }
  }
}
