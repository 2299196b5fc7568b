package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Task;
import io.ats.core.math.Scalars;
import io.ats.core.model.Prediction;

/**
 * What training lowers: {@code mean φ·ℓ + Σ penalties + w·mean(log p · sg(cost(ℓ) − b))}, the last
 * where the selection carries a log-probability, {@code φ} 1 where it carries no loss factor.
 *
 * @param task single-label: {@code ℓ} is the cross-entropy; multi-label: the mean over classes of
 *     the binary cross-entropies
 * @param options of the score-function term
 */
public record Objective(Task task, ObjectiveOptions options) {

  /**
   * Returns the loss, a scalar.
   *
   * @param labels {@code (B)} int64 or {@code (B,classes)} float32
   */
  public NDArray loss(Prediction prediction, NDArray labels) {
    Selection selection = prediction.selection();
    NDArray logits = prediction.logits();
    NDArray repeated = repeat(labels, selection.repeats());
    NDArray each = losses(logits, repeated);
    NDArray total = selection.part(Part.LOSS_FACTOR).map(each::mul).orElse(each).mean();
    for (NDArray penalty : selection.penalties().values()) {
      total = total.add(penalty);
    }
    if (selection.logProbability().isPresent()) {
      NDArray costs =
          options
              .scoreFunction()
              .reward()
              .cost(each.stopGradient(), () -> correct(logits.stopGradient(), repeated));
      total = total.add(scoreFunction(selection, costs));
    }
    return total;
  }

  private NDArray scoreFunction(Selection selection, NDArray costs) {
    NDArray logProbability = selection.logProbability().get();
    return selection
        .part(Part.EXPECTED_COST)
        .map(expected -> scoreFunction(logProbability, costs, expected))
        .orElseGet(() -> scoreFunction(logProbability, costs, selection.repeats()));
  }

  /**
   * Returns the term whose gradient is the score-function estimate, {@code w·mean(log p · sg(cost −
   * b))}.
   *
   * @param logProbability {@code (B·R)}, or {@code (B·R,T)}, whose sum over {@code T} steps counts
   * @param costs of the reward, {@code (B·R)}, no gradient
   */
  public NDArray scoreFunction(NDArray logProbability, NDArray costs, int repeats) {
    ScoreFunctionOptions score = options.scoreFunction();
    NDArray advantage = score.baseline().advantage(costs, repeats).stopGradient();
    NDArray whole =
        logProbability.getShape().dimension() == 1
            ? logProbability
            : logProbability.sum(new int[] {1});
    return Scalars.times(whole.mul(advantage).mean(), score.weight());
  }

  /**
   * Returns the term with a learned baseline in place of the option's: {@code w·mean Σ_t log p_t ·
   * sg(cost − b_t) + mean (b_t − cost)²}. Unbiased where {@code b_t} depends on what was drawn
   * before step {@code t} only (Mnih et al., NeurIPS 2014, Eq. 2).
   *
   * @param logProbability {@code (B·R)} or {@code (B·R,T)}
   * @param costs of the reward, {@code (B·R)}, no gradient
   * @param expected {@code b}, of the log-probability's shape
   */
  public NDArray scoreFunction(NDArray logProbability, NDArray costs, NDArray expected) {
    ScoreFunctionOptions score = options.scoreFunction();
    long rows = costs.size();
    NDArray cost = costs.reshape(rows, 1); // (B·R,1)
    NDArray baseline = expected.reshape(rows, -1); // (B·R,T)
    NDArray advantage = cost.sub(baseline.stopGradient());
    NDArray whole = logProbability.reshape(rows, -1).mul(advantage).sum(new int[] {1});
    return Scalars.times(whole.mean(), score.weight()).add(baseline.sub(cost).square().mean());
  }

  /** Returns each row's {@code ℓ}, {@code (N)}, for logits {@code (N,classes)} and its labels. */
  public NDArray losses(NDArray logits, NDArray labels) {
    if (task.multiLabel()) {
      // max(z,0) − z·y + log(1 + exp(−|z|)), finite for every z
      NDArray softplus = logits.abs().neg().exp().add(1).log();
      return Scalars.atLeast(logits, 0).sub(logits.mul(labels)).add(softplus).mean(new int[] {1});
    }
    return logits.logSoftmax(1).gather(labels.expandDims(1), 1).squeeze(1).neg();
  }

  /**
   * Returns 1 for each row predicted right and 0 for each other, {@code (N)} float32: the largest
   * logit is the label's; multi-label: every class is on the right side of ½ (subset accuracy).
   */
  public NDArray correct(NDArray logits, NDArray labels) {
    if (task.multiLabel()) {
      NDArray agree = logits.gt(0).toType(DataType.FLOAT32, false).eq(labels);
      return agree.toType(DataType.FLOAT32, false).min(new int[] {1});
    }
    return logits.argMax(1).eq(labels).toType(DataType.FLOAT32, false);
  }

  /** Returns the labels with each row {@code R} times in succession. */
  public static NDArray repeat(NDArray labels, int repeats) {
    return repeats == 1 ? labels : labels.repeat(0, repeats);
  }
}
