package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.attention.TransformerLayer;

/**
 * A transformer over the patches in the order of their positions: {@code x_k = W f_k + p_k},
 * pre-norm {@link TransformerLayer}s, a last layer normalisation, and the mean or a class token;
 * features {@code (B,K,F)} to {@code (B,D)} (Cordonnier et al., CVPR 2021, section 5.2, with
 * post-norm layers and one {@code p} per grid cell).
 */
final class Transformer extends AbstractBlock implements Aggregator {

  /**
   * Initial standard deviation of the learned positions and token, as usual in vision transformers.
   */
  private static final float DEVIATION = 0.02f;

  private final TransformerOptions options;
  private final Linear projection;
  private final Linear regionPositions;
  private final Parameter slotPositions;
  private final Parameter token;
  private final SequentialBlock layers;
  private final LayerNorm norm;

  Transformer(TransformerOptions options) {
    this.options = options;
    projection = addChildBlock("projection", Linear.builder().setUnits(options.width()).build());
    boolean region = options.positions() == TransformerOptions.Positions.REGION;
    // A bias would duplicate the projection's.
    regionPositions =
        region
            ? addChildBlock(
                "region", Linear.builder().setUnits(options.width()).optBias(false).build())
            : null;
    slotPositions = region ? null : addParameter(learned("positions"));
    token =
        options.readout() == TransformerOptions.Readout.TOKEN
            ? addParameter(learned("token"))
            : null;
    SequentialBlock all = new SequentialBlock();
    for (int i = 0; i < options.layers(); i++) {
      all.add(new TransformerLayer(options.width(), options.heads(), options.mlpRatio()));
    }
    layers = addChildBlock("layers", all);
    norm = addChildBlock("norm", TransformerLayer.norm());
  }

  private static Parameter learned(String name) {
    return Parameter.builder()
        .setName(name)
        .setType(Parameter.Type.OTHER)
        .optInitializer(new NormalInitializer(DEVIATION))
        .build();
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    ByPosition.requireCount("transformer", features, inputShapes[0]);
    NDArray order = ByPosition.order(selection.regions()); // (B,K)
    NDArray weighted = RelativeWeights.apply(features, selection.weights());
    NDList sorted =
        new NDList(ByPosition.sort(weighted, order), ByPosition.sort(selection.regions(), order));
    return forward(pass.parameters(), sorted, pass.training()).singletonOrThrow();
  }

  /** Takes the features {@code (B,K,F)} and the regions {@code (B,K,4)}, sorted. */
  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray x = apply(projection, parameters, inputs.get(0), training); // (B,K,D)
    NDArray sequence =
        x.add(
            regionPositions != null
                ? apply(regionPositions, parameters, inputs.get(1), training)
                : parameters.getValue(slotPositions, x.getDevice(), training)); // (1,K,D)
    if (token != null) {
      // Added to zeros, because a result belongs to its first operand's manager.
      NDArray first =
          x.getManager()
              .zeros(new Shape(x.getShape().get(0), 1, options.width()), x.getDataType())
              .add(parameters.getValue(token, x.getDevice(), training));
      sequence = first.concat(sequence, 1); // (B,1+K,D)
    }
    NDList last = layers.forward(parameters, new NDList(sequence), training);
    NDArray normed = norm.forward(parameters, last, training).singletonOrThrow();
    return new NDList(token == null ? normed.mean(new int[] {1}) : normed.get(":,0"));
  }

  private static NDArray apply(
      Linear layer, ParameterStore parameters, NDArray input, boolean training) {
    return layer.forward(parameters, new NDList(input), training).singletonOrThrow();
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    if (slotPositions != null) {
      slotPositions.setShape(new Shape(1, inputShapes[0].get(1), options.width()));
    }
    if (token != null) {
      token.setShape(new Shape(1, 1, options.width()));
    }
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape features = inputShapes[0];
    projection.initialize(manager, dataType, features);
    if (regionPositions != null) {
      regionPositions.initialize(manager, dataType, new Shape(features.get(0), features.get(1), 4));
    }
    Shape sequence = new Shape(features.get(0), features.get(1), options.width());
    layers.initialize(manager, dataType, sequence);
    norm.initialize(manager, dataType, sequence);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), options.width())};
  }
}
