package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.util.PairList;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.PatchScorer;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.attention.FeedForward;
import io.ats.core.attention.MultiHeadAttention;
import io.ats.core.attention.TransformerLayer;
import java.util.Optional;

/**
 * Learned queries {@code q} that attend to the patches: {@code y = N(q + A(q, f))}, {@code z = N(y
 * + M(y))} with multi-head attention {@code A}, feed-forward {@code M} and layer normalisations
 * {@code N}; features {@code (B,K,F)} to {@code (B,Q·D)} (Bergner et al., ICLR 2023, section 3.2).
 * The classifier's head reads all {@code Q} outputs; in the paper each task's head reads its own
 * query's output.
 */
final class CrossAttention extends AbstractBlock implements Aggregator, PatchScorer {

  private final Shape shape;
  private final Parameter queries;
  private final MultiHeadAttention attention;
  private final LayerNorm attentionNorm;
  private final Block feedForward;
  private final LayerNorm forwardNorm;

  CrossAttention(CrossAttentionOptions options, int tasks) {
    int count = options.queries() > 0 ? options.queries() : tasks;
    shape = new Shape(1, count, options.width());
    double headWidth = (double) options.width() / options.heads();
    queries =
        addParameter(
            Parameter.builder()
                .setName("queries")
                .setType(Parameter.Type.OTHER)
                .optInitializer(new UniformInitializer((float) (1 / Math.sqrt(headWidth))))
                .build());
    attention =
        addChildBlock("attention", new MultiHeadAttention(options.width(), options.heads()));
    attentionNorm = addChildBlock("attention-norm", TransformerLayer.norm());
    feedForward = addChildBlock("forward", FeedForward.block(options.width(), options.mlpRatio()));
    forwardNorm = addChildBlock("forward-norm", TransformerLayer.norm());
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    NDList inputs = new NDList(RelativeWeights.apply(features, selection));
    selection.part(Part.PRESENT).ifPresent(inputs::add);
    return forward(pass.parameters(), inputs, pass.training()).singletonOrThrow();
  }

  /** {@inheritDoc} Here: the mean over heads and queries. */
  @Override
  public NDArray attention(NDArray features, Optional<NDArray> present, ParameterStore parameters) {
    NDArray tokens = queries(parameters, features, false);
    return attention
        .weights(parameters, tokens, features, present, false) // (B,H,Q,N)
        .mean(new int[] {2})
        .mean(new int[] {1});
  }

  @Override
  public void orient(NDArray features, NDArray salience, ParameterStore parameters) {
    NDArray tokens = queries(parameters, features, false);
    attention.orient(parameters, tokens, features, salience);
  }

  /** Returns the queries {@code (1,Q,D)} on the manager of the features. */
  private NDArray queries(ParameterStore parameters, NDArray features, boolean training) {
    return features
        .getManager()
        .zeros(queries.getShape(), features.getDataType())
        .add(parameters.getValue(queries, features.getDevice(), training));
  }

  /** Takes the features {@code (B,K,F)} and, if some patches are absent, {@code (B,K)}. */
  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray features = inputs.get(0); // (B,K,F)
    NDArray q = queries(parameters, features, training); // (1,Q,D)
    NDList read = new NDList(q);
    read.addAll(inputs);
    NDArray seen = attention.forward(parameters, read, training).singletonOrThrow();
    NDList y = attentionNorm.forward(parameters, new NDList(q.add(seen)), training); // (B,Q,D)
    NDArray inner = feedForward.forward(parameters, y, training).singletonOrThrow();
    NDArray z =
        forwardNorm
            .forward(parameters, new NDList(y.singletonOrThrow().add(inner)), training)
            .singletonOrThrow();
    return new NDList(z.reshape(features.getShape().get(0), -1));
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    queries.setShape(shape);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape tokens = queries.getShape();
    attention.initialize(manager, dataType, tokens, inputShapes[0]);
    attentionNorm.initialize(manager, dataType, tokens);
    feedForward.initialize(manager, dataType, tokens);
    forwardNorm.initialize(manager, dataType, tokens);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), shape.size())};
  }
}
