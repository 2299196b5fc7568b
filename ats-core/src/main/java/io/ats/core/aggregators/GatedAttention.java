package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.PatchScorer;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.attention.Orientation;
import io.ats.core.attention.Presence;
import java.util.Optional;

/**
 * Gated attention pooling (Ilse et al., ICML 2018, Eq. 9): {@code Σ_k α_k f_k}, {@code α =
 * softmax_k(wᵀ(tanh(V f_k) ∘ sigm(U f_k)))}; features {@code (B,K,F)} to {@code (B,F)}.
 */
final class GatedAttention extends AbstractBlock implements Aggregator, PatchScorer {

  private final Linear value;
  private final Linear gate;
  private final Linear score;

  GatedAttention(GatedAttentionOptions options) {
    value = addChildBlock("value", Linear.builder().setUnits(options.hidden()).build());
    gate = addChildBlock("gate", Linear.builder().setUnits(options.hidden()).build());
    // A bias would cancel in the softmax.
    score = addChildBlock("score", Linear.builder().setUnits(1).optBias(false).build());
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    NDList inputs = new NDList(RelativeWeights.apply(features, selection));
    selection.part(Part.PRESENT).ifPresent(inputs::add);
    return forward(pass.parameters(), inputs, pass.training()).singletonOrThrow();
  }

  @Override
  public NDArray attention(NDArray features, Optional<NDArray> present, ParameterStore parameters) {
    NDList inputs = new NDList(features);
    present.ifPresent(inputs::add);
    return attention(parameters, inputs, false).squeeze(2);
  }

  @Override
  public void orient(NDArray features, NDArray salience, ParameterStore parameters) {
    NDArray scores = scores(parameters, features, false).swapAxes(1, 2); // (B,1,N)
    score.getParameters().get("weight").getArray().muli(Orientation.signs(scores, salience));
  }

  /** Takes the features {@code (B,K,F)} and, if some patches are absent, {@code (B,K)}. */
  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray attention = attention(parameters, inputs, training);
    return new NDList(attention.mul(inputs.get(0)).sum(new int[] {1}));
  }

  /** Returns {@code α}, {@code (B,K,1)}. */
  private NDArray attention(ParameterStore parameters, NDList inputs, boolean training) {
    NDArray scores = scores(parameters, inputs.get(0), training);
    return inputs.size() == 1
        ? scores.softmax(1)
        : scores.add(Presence.bias(inputs.get(1)).expandDims(2)).softmax(1);
  }

  /** Returns the scores, attention before its softmax: {@code (B,K,1)}. */
  private NDArray scores(ParameterStore parameters, NDArray features, boolean training) {
    NDList inputs = new NDList(features);
    NDArray hidden =
        Activation.tanh(value.forward(parameters, inputs, training).singletonOrThrow())
            .mul(Activation.sigmoid(gate.forward(parameters, inputs, training).singletonOrThrow()));
    return score.forward(parameters, new NDList(hidden), training).singletonOrThrow();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    value.initialize(manager, dataType, inputShapes);
    gate.initialize(manager, dataType, inputShapes);
    score.initialize(manager, dataType, value.getOutputShapes(inputShapes));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(2))};
  }
}
