package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Task;
import io.ats.core.math.Scalars;
import io.ats.core.model.Prediction;
import java.util.List;
import java.util.function.Function;

/**
 * What training lowers: {@code mean φ·ℓ + Σ penalties + w·mean(log p · sg(cost(ℓ) − b))}, the last
 * where the selection carries a log-probability, {@code φ} 1 where it carries no loss factor.
 *
 * @param task whose {@code ℓ} is that of its {@link Answer}; of a joint task the mean over its
 *     parts
 * @param options of the score-function term
 */
public record Objective(Task task, ObjectiveOptions options) {

  /**
   * Returns the loss, a scalar.
   *
   * @param labels of the task, a row an image
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
    return mean(Answer::losses, logits, labels);
  }

  /**
   * Returns the share of the task's parts that is predicted right of each row, {@code (N)} float32:
   * 0 or 1 where it is not joint ({@link Answer#correct}).
   */
  public NDArray correct(NDArray logits, NDArray labels) {
    return mean(Answer::correct, logits, labels);
  }

  private NDArray mean(Function<Answer, NDArray> each, NDArray logits, NDArray labels) {
    List<NDArray> found = Answer.of(task, logits, labels).stream().map(each).toList();
    return found.size() == 1 ? found.get(0) : NDArrays.stack(new NDList(found)).mean(new int[] {0});
  }

  /** Returns the labels with each row {@code R} times in succession. */
  public static NDArray repeat(NDArray labels, int repeats) {
    return repeats == 1 ? labels : labels.repeat(0, repeats);
  }
}
