package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.data.Task;
import io.ats.core.math.Scalars;

/**
 * The training loss: {@code mean φ·ℓ + Σ penalties + w·mean(log p · sg(cost(ℓ) − b))}. The last
 * term requires a log-probability in the selection; the loss factor {@code φ} is 1 if the selection
 * has none.
 *
 * @param task its {@code ℓ} is {@link Answer#losses}; for a joint task, the mean over its parts
 * @param options options of the score-function term
 */
public record Objective(Task task, ObjectiveOptions options) {

  /**
   * Returns the loss, a scalar.
   *
   * @param labels of the task, one row per image
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
    if (selection.part(Part.LOG_PROBABILITY).isPresent()) {
      NDArray costs =
          options
              .scoreFunction()
              .reward()
              .cost(
                  each.stopGradient(), () -> Answer.correct(task, logits.stopGradient(), repeated));
      total = total.add(scoreFunction(selection, costs));
    }
    return total;
  }

  private NDArray scoreFunction(Selection selection, NDArray costs) {
    NDArray logProbability = selection.part(Part.LOG_PROBABILITY).get();
    return selection
        .part(Part.EXPECTED_COST)
        .map(expected -> scoreFunction(logProbability, costs, expected))
        .orElseGet(() -> scoreFunction(logProbability, costs, selection.repeats()));
  }

  /**
   * Returns the term whose gradient is the score-function estimate, {@code w·mean(log p · sg(cost −
   * b))}.
   *
   * @param logProbability {@code (B·R)}, or {@code (B·R,T)}, summed over the {@code T} steps
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
   * Returns the term with a learned baseline instead of the option's: {@code w·mean Σ_t log p_t ·
   * sg(cost − b_t) + mean (b_t − cost)²}. Unbiased if {@code b_t} depends only on draws before step
   * {@code t} (Mnih et al., NeurIPS 2014, Eq. 2).
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

  /** Returns each row's {@code ℓ}, {@code (N)}, for logits {@code (N,classes)} and their labels. */
  public NDArray losses(NDArray logits, NDArray labels) {
    return Answer.mean(Answer::losses, task, logits, labels);
  }

  /** Returns the labels with each row repeated {@code R} times in succession. */
  public static NDArray repeat(NDArray labels, int repeats) {
    return repeats == 1 ? labels : labels.repeat(0, repeats);
  }
}
