package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.PatchHead;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.aggregators.DecisionFusionOptions.Rule;
import io.ats.core.attention.Presence;
import io.ats.core.math.Scalars;
import java.util.Optional;

/**
 * Fuses the decisions of a linear classifier on each patch: features {@code (B,K,F)} to logits
 * {@code (B,classes)}, the logarithm of a distribution {@code P} in which every patch counts alike.
 *
 * <p>With {@code p_k} the softmax of patch {@code k}'s logits and {@code v_k} the one-hot vector of
 * its largest probability: {@code bayesian-average} {@code P = Σ_k p_k / K} (Xu, Krzyżak &amp;
 * Suen, 1992); {@code vote} {@code P ∝ 1 + Σ_k v_k}; {@code weighted-vote} {@code P ∝ 1 + Σ_k
 * max(p_k) v_k}. The 1 of the votes is Laplace's: it keeps a class without a vote from having the
 * probability 0, and decides nothing.
 */
final class DecisionFusion extends AbstractBlock implements Aggregator {

  private static final int[] PATCHES = {1};

  private final Linear classifier;
  private final Rule rule;
  private final int classes;

  DecisionFusion(Rule rule, int classes) {
    this.rule = rule;
    this.classes = classes;
    classifier = addChildBlock("classifier", Linear.builder().setUnits(classes).build());
  }

  @Override
  public boolean isHead() {
    return true;
  }

  @Override
  public Optional<PatchHead> patchHead() {
    return Optional.of(new PatchHead(classifier, PatchHead.Loss.INSTEAD));
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    NDArray logs = // (B,K,classes)
        selection.part(Part.PATCH_LOGITS).orElseThrow().stopGradient().logSoftmax(2);
    Optional<NDArray> present = selection.part(Part.PRESENT); // (B,K)
    NDArray fused = // (B,classes), P but for a factor
        rule == Rule.BAYESIAN_AVERAGE
            ? logSumExp(
                present.map(there -> logs.add(Presence.bias(there).expandDims(2))).orElse(logs))
            : Scalars.plus(counts(logs, present), 1).log();
    return fused.logSoftmax(1);
  }

  private static NDArray logSumExp(NDArray logs) {
    NDArray most = logs.max(PATCHES, true); // (B,1,classes)
    return logs.sub(most).exp().sum(PATCHES).log().add(most.squeeze(1));
  }

  /** Returns the votes of the patches present, {@code (B,classes)}. */
  private NDArray counts(NDArray logs, Optional<NDArray> present) {
    NDArray votes = logs.argMax(2).oneHot(classes, logs.getDataType()); // (B,K,classes)
    NDArray weighted = rule == Rule.VOTE ? votes : votes.mul(logs.exp());
    return present.map(there -> weighted.mul(there.expandDims(2))).orElse(weighted).sum(PATCHES);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    return classifier.forward(parameters, inputs, training);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape features = inputShapes[0]; // (B,K,F)
    classifier.initialize(manager, dataType, new Shape(features.get(1), features.get(2)));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), classes)};
  }
}
