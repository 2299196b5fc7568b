package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/**
 * The weights {@code w} of attention sampling: {@code Φ̂ = Σ_k w_k f_{q_k}} estimates {@code Φ =
 * Σ_i a_i f_i}, and its derivative through {@code w} estimates the gradient with respect to the
 * attention (Katharopoulos &amp; Fleuret, ICML 2019, Eq. 6 and supplement C).
 *
 * <p>Most functions take {@code a_{q_k}}, {@code (B,K)}, the attention at the drawn positions in
 * the order of drawing, and return {@code w}, {@code (B,K)}. {@code sg} is stop-gradient; {@code
 * p_k = 1 − Σ_{m<k} a_{q_m}} is the mass left before draw {@code k}; {@code F_k = Σ_{m<k} a_{q_m}
 * f_{q_m} + p_k f_{q_k}}.
 */
public final class SampleWeights {

  private static final double TINY = 1e-30;

  private SampleWeights() {}

  /** Returns {@code w_k = a_{q_k} / (K·sg(a_{q_k}))} for draws with replacement (Eq. 6). */
  public static NDArray withReplacement(NDArray drawn) {
    long count = drawn.getShape().get(1);
    return drawn.div(Scalars.times(Scalars.atLeast(drawn.stopGradient(), TINY), count));
  }

  /**
   * Returns {@code w_k = (1/K)·[(K−k)·a_{q_k} + sg(p_k/a_{q_k})·a_{q_k}]}: the expectation of
   * {@code F_k} given the first {@code k−1} draws is {@code Φ} for any such draws, so their score
   * is dropped. Unbiased; ours.
   */
  public static NDArray raoBlackwell(NDArray drawn) {
    NDArray stopped = drawn.stopGradient();
    NDArray ratio = massLeft(stopped).div(Scalars.atLeast(stopped, TINY));
    return Scalars.over(drawn.mul(ratio.add(timesReused(drawn))), drawn.getShape().get(1));
  }

  /**
   * Returns {@code w_k = sg(R(S,q_k))·a_{q_k}}, {@code R} of {@link UnorderedSet}: {@link
   * #raoBlackwell} averaged over all orders in which the same set can be drawn (Kool et al., ICLR
   * 2020). Unbiased; exact if every position is drawn.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @param positions {@code q}, {@code (B,K)} int64, in any order
   */
  public static NDArray unorderedSet(NDArray attention, NDArray positions) {
    return attention.gather(positions, 1).mul(UnorderedSet.ratios(attention, positions));
  }

  /**
   * Returns weights whose gradient is that of {@code (1/K) Σ_k [F_k + sg(F_k)·(ℓ_k − sg(ℓ_k))]},
   * {@code ℓ_k = Σ_{m≤k} [log a_{q_m} − log p_m]} (Eq. 23 extended to K draws). Unbiased.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @param positions {@code q}, {@code (B,K)} int64, in the order of drawing
   */
  public static NDArray scoreFunction(NDArray attention, NDArray positions) {
    NDArray drawn = attention.gather(positions, 1); // (B,K)
    NDArray left = massLeft(attention, positions, drawn);
    NDArray log = Attention.logarithm(drawn).sub(Attention.logarithm(left)).cumSum(1);
    NDArray score = log.sub(log.stopGradient()).expandDims(2);
    NDArray terms = terms(drawn, left);
    NDArray summed = terms.add(terms.stopGradient().mul(score)).sum(new int[] {1});
    return Scalars.over(summed, drawn.getShape().get(1));
  }

  /**
   * Returns weights whose gradient is the public reference's, {@code ∂/∂a_{q_k} = (1/K)·⟨g,
   * F_k·p_k/a_{q_k} + Σ_{m<k} f_{q_m} − (k−1)·f_{q_k}⟩}. <b>Biased</b>; kept only to show its
   * effect.
   */
  public static NDArray reference(NDArray drawn) {
    NDArray stopped = drawn.stopGradient();
    NDArray left = massLeft(stopped);
    long count = drawn.getShape().get(1);
    NDManager manager = drawn.getManager();
    NDArray before = lowerTriangle(manager, drawn);
    NDArray identity = manager.eye((int) count).toType(drawn.getDataType(), false).expandDims(0);
    NDArray ratio = left.div(Scalars.atLeast(stopped, TINY)).expandDims(2);
    NDArray index =
        manager
            .arange(0f, count, 1f)
            .toType(drawn.getDataType(), false)
            .reshape(new Shape(1, count, 1));
    // ∂Φ̂/∂a_{q_k} = Σ_j slope[k,j] f_{q_j} / K
    NDArray slope = terms(stopped, left).mul(ratio).add(before).sub(identity.mul(index));
    NDArray value = terms(stopped, left).sum(new int[] {1});
    NDArray change = slope.mul(drawn.sub(stopped).expandDims(2)).sum(new int[] {1});
    return Scalars.over(value.add(change), count);
  }

  /**
   * Returns {@code p_k} as the mass of what is not drawn before draw {@code k}: where the attention
   * is peaked, 1 less the mass drawn would be rounding. Differentiable.
   */
  private static NDArray massLeft(NDArray attention, NDArray positions, NDArray drawn) {
    NDArray never = Attention.outside(attention, positions); // (B,1)
    return drawn.flip(1).cumSum(1).flip(1).add(never);
  }

  /** Returns {@code p_k}, at least {@code a_{q_k}} despite rounding. */
  private static NDArray massLeft(NDArray drawn) {
    NDArray left = Scalars.minus(1, drawn.cumSum(1).sub(drawn));
    return left.maximum(drawn);
  }

  /**
   * Returns {@code K − k} for {@code k} from 1: the number of later {@code F} that contain draw
   * {@code k}.
   */
  private static NDArray timesReused(NDArray drawn) {
    long count = drawn.getShape().get(1);
    return drawn
        .getManager()
        .arange(count - 1f, -1f, -1f)
        .toType(drawn.getDataType(), false)
        .reshape(new Shape(1, count));
  }

  /** Returns {@code (B,K,K)}: the weight of {@code f_{q_j}} in {@code F_k} at {@code [k,j]}. */
  private static NDArray terms(NDArray drawn, NDArray left) {
    NDManager manager = drawn.getManager();
    int count = (int) drawn.getShape().get(1);
    NDArray identity = manager.eye(count).toType(drawn.getDataType(), false).expandDims(0);
    return lowerTriangle(manager, drawn)
        .mul(drawn.expandDims(1))
        .add(identity.mul(left.expandDims(2)));
  }

  /** Returns {@code (1,K,K)}: 1 where {@code j < k}. */
  private static NDArray lowerTriangle(NDManager manager, NDArray like) {
    long count = like.getShape().get(1);
    NDArray index = manager.arange((float) count);
    return index
        .reshape(new Shape(1, count, 1))
        .gt(index.reshape(new Shape(1, 1, count)))
        .toType(like.getDataType(), false);
  }
}
