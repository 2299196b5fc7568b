package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.PatchHead;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.data.Task;
import io.ats.core.math.Constants;
import io.ats.core.math.Scalars;
import java.util.List;
import java.util.Optional;

/**
 * The training loss: {@code mean φ·ℓ + Σ penalties + w·mean(log p · sg(cost(ℓ) − b))}. The last
 * term requires a log-probability in the selection; the loss factor {@code φ} is 1 if the selection
 * has none.
 *
 * <p>Where each patch has logits of its own, and so a loss {@code ℓ_k}, then by {@link
 * PatchHead.Loss} either {@code ℓ = Σ_k w_k ℓ_k / sg(Σ_k w_k)}, with the selection's weights, or
 * the mean {@code ℓ_k} is added; where the selection has scores to rank, {@link RankingLoss} is
 * added. So is the loss of the logits from the whole image alone, if there are such.
 *
 * @param task its {@code ℓ} is {@link Answer#losses}; for a joint task, the mean over its parts
 * @param options options of the score-function term
 * @param classWeights factor of an image's {@code ℓ} and of its {@code log p} for each class of the
 *     label, of a task with one class an image, as if it were there so often; empty: all 1
 */
public record Objective(Task task, ObjectiveOptions options, List<Double> classWeights) {

  /** Creates an objective whose classes count alike. */
  public Objective(Task task, ObjectiveOptions options) {
    this(task, options, List.of());
  }

  /** Returns the same with weights of the classes. */
  public Objective weighted(List<Double> weights) {
    return new Objective(task, options, List.copyOf(weights));
  }

  /**
   * Returns the loss, a scalar.
   *
   * @param labels of the task, one row per image
   */
  public NDArray loss(Prediction prediction, NDArray labels) {
    Selection selection = prediction.selection();
    NDArray logits = prediction.logits();
    NDArray repeated = repeat(labels, selection.repeats());
    Optional<NDArray> ofPatches = // (N,K)
        prediction.patches().map(patches -> eachLoss(patches.logits(), repeated));
    boolean beside =
        prediction.patches().filter(p -> p.loss() == PatchHead.Loss.BESIDE).isPresent();
    NDArray plain =
        beside
            ? losses(logits, repeated)
            : ofPatches
                .map(losses -> weighted(losses, selection))
                .orElseGet(() -> losses(logits, repeated));
    NDArray each = weighted(plain, repeated);
    NDArray total = selection.part(Part.LOSS_FACTOR).map(each::mul).orElse(each).mean();
    for (NDArray penalty : selection.penalties().values()) {
      total = total.add(penalty);
    }
    if (prediction.wholeLogits().isPresent()) {
      NDArray whole = losses(prediction.wholeLogits().get(), repeated);
      total = total.add(weighted(whole, repeated).mean());
    }
    if (beside) {
      NDArray own = ofPatches.get().mean(new int[] {1});
      total = total.add(weighted(own, repeated).mean());
    }
    if (ofPatches.isPresent() && selection.part(Part.RANKED).isPresent()) {
      total = total.add(RankingLoss.of(selection.part(Part.RANKED).get(), ofPatches.get()));
    }
    if (selection.part(Part.LOG_PROBABILITY).isPresent()) {
      NDArray costs =
          options
              .scoreFunction()
              .reward()
              .cost(
                  plain.stopGradient(),
                  () -> Answer.correct(task, logits.stopGradient(), repeated));
      NDArray logs = weighted(selection.part(Part.LOG_PROBABILITY).get(), repeated);
      total = total.add(scoreFunction(selection, logs, costs));
    }
    return total;
  }

  /** Returns the patches' losses {@code (N,K)} of their logits {@code (N,K,classes)}. */
  private NDArray eachLoss(NDArray logits, NDArray labels) {
    long rows = logits.getShape().get(0);
    int each = Math.toIntExact(logits.getShape().get(1));
    NDArray flat = logits.reshape(rows * each, -1);
    return losses(flat, repeat(labels, each)).reshape(rows, each);
  }

  /** Multiplies each row, {@code (N)} or {@code (N,T)}, by the weight of its label's class. */
  private NDArray weighted(NDArray rows, NDArray labels) {
    if (classWeights.isEmpty()) {
      return rows;
    }
    double[] each = classWeights.stream().mapToDouble(Double::doubleValue).toArray();
    NDArray weights =
        Constants.of(labels.getManager(), each, new Shape(each.length))
            .toType(rows.getDataType(), false);
    NDArray ofRows = weights.get(labels); // (N)
    return rows.mul(rows.getShape().dimension() == 1 ? ofRows : ofRows.expandDims(1));
  }

  private NDArray scoreFunction(Selection selection, NDArray logProbability, NDArray costs) {
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

  /** Returns each row's mean over the patches' losses {@code (N,K)}, {@code (N)}. */
  private static NDArray weighted(NDArray losses, Selection selection) {
    NDArray weights = selection.weights();
    int[] patches = {1};
    return losses.mul(weights).sum(patches).div(weights.stopGradient().sum(patches));
  }

  /** Returns the labels with each row repeated {@code R} times in succession. */
  public static NDArray repeat(NDArray labels, int repeats) {
    return repeats == 1 ? labels : labels.repeat(0, repeats);
  }
}
