package io.ats.topk.ips;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.PatchScorer;
import io.ats.core.Selection;
import io.ats.core.attention.Presence;
import io.ats.core.math.Scalars;
import io.ats.core.source.Pictures;
import java.util.Optional;

/** An aggregator whose attention to a patch is the softmax of its brightness: a known ranking. */
final class MeanScored extends AbstractBlock implements Aggregator, PatchScorer {

  /** How much a brightness of 1 scores. */
  static final double SCALE = 20;

  /** Returns the encoder to go with it: a patch's mean. */
  static Block encoder() {
    return LambdaBlock.singleton(
        patches -> {
          long count = patches.getShape().get(0);
          return patches.reshape(count, -1).mean(new int[] {1}).reshape(count, 1);
        });
  }

  @Override
  public NDArray attention(NDArray features, Optional<NDArray> present, ParameterStore parameters) {
    NDArray scores = Scalars.times(features.squeeze(2), SCALE);
    return present.map(there -> scores.add(Presence.bias(there))).orElse(scores).softmax(1);
  }

  /** What it was last oriented by, {@code (B,N)}. */
  double[] salience;

  @Override
  public void orient(NDArray features, NDArray salience, ParameterStore parameters) {
    this.salience = Pictures.doubles(salience);
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    return features.sum(new int[] {1});
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(2))};
  }
}
