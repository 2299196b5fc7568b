package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
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
import io.ats.core.Selection.Part;
import io.ats.core.attention.TransformerLayer;

/**
 * A transformer over the patches in the order of their positions: {@code x_k = W f_k + p_k}, {@link
 * TransformerLayer}s, a last layer normalisation if they normalise before, and the mean, the sum or
 * a class token; features {@code (B,K,F)} to {@code (B,D)} (Cordonnier et al., CVPR 2021, section
 * 5.2; its authors' code has post-norm layers, one {@code p} for each cell, which a blend of
 * patches blends too, and the sum).
 */
final class Transformer extends AbstractBlock implements Aggregator {

  /**
   * Initial standard deviation of the learned positions and token, as usual in vision transformers.
   */
  private static final float DEVIATION = 0.02f;

  private static final int[] PATCHES = {1};

  private final TransformerOptions options;
  private final Linear projection;
  private final Linear regionPositions;
  private final Parameter learnedPositions;
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
    learnedPositions = region ? null : addParameter(learned("positions"));
    token =
        options.readout() == TransformerOptions.Readout.TOKEN
            ? addParameter(learned("token"))
            : null;
    SequentialBlock all = new SequentialBlock();
    for (int i = 0; i < options.layers(); i++) {
      all.add(
          new TransformerLayer(
              options.width(),
              options.heads(),
              options.mlpRatio(),
              options.norm(),
              options.dropout()));
    }
    layers = addChildBlock("layers", all);
    norm =
        options.norm() == TransformerLayer.Norm.BEFORE
            ? addChildBlock("norm", TransformerLayer.norm())
            : null;
  }

  private static Parameter learned(String name) {
    return Parameter.builder()
        .setName(name)
        .setType(Parameter.Type.OTHER)
        .optInitializer(new NormalInitializer(DEVIATION))
        .build();
  }

  @Override
  public boolean needsCells() {
    return options.positions() == TransformerOptions.Positions.CELL;
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    ByPosition.requireCount("transformer", features, inputShapes[0]);
    NDArray order = ByPosition.order(selection); // (B,K)
    NDArray weighted = RelativeWeights.apply(features, selection);
    NDList sorted = new NDList(ByPosition.sort(weighted, order), positions(selection, order, pass));
    selection.part(Part.PRESENT).ifPresent(present -> sorted.add(present.gather(order, 1)));
    return forward(pass.parameters(), sorted, pass.training()).singletonOrThrow();
  }

  /** Returns {@code p}, in the patches' order: {@code (B,K,D)}, or {@code (1,K,D)}. */
  private NDArray positions(Selection selection, NDArray order, Pass pass) {
    ParameterStore store = pass.parameters();
    if (regionPositions != null) {
      NDArray regions = ByPosition.sort(selection.regions(), order);
      return apply(regionPositions, store, regions, pass.training());
    }
    NDArray learned = store.getValue(learnedPositions, order.getDevice(), pass.training());
    return needsCells() ? ByPosition.sort(ofCells(learned, selection), order) : learned;
  }

  /**
   * Returns the vectors {@code (1,D,E)} of the patches' cells, or their blends: {@code (B,K,E)}.
   */
  private static NDArray ofCells(NDArray table, Selection selection) {
    NDArray cells = selection.part(Part.CELLS).orElseThrow();
    Shape each = cells.getShape().add(table.getShape().get(2)); // (B,S,E)
    // Added to zero, because a result belongs to its first operand's manager.
    NDArray rows = cells.getManager().zeros(new Shape()).add(table).squeeze(0); // (D,E)
    NDArray vectors = rows.get(cells.flatten()).reshape(each);
    return selection.part(Part.BLEND).map(blend -> blend.matMul(vectors)).orElse(vectors);
  }

  /**
   * Takes the features {@code (B,K,F)}, their positions {@code p} and, if some patches are absent,
   * {@code (B,K)}, sorted.
   */
  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray x = apply(projection, parameters, inputs.get(0), training); // (B,K,D)
    NDArray sequence = x.add(inputs.get(1));
    if (token != null) {
      // Added to zeros, because a result belongs to its first operand's manager.
      NDArray first =
          x.getManager()
              .zeros(new Shape(x.getShape().get(0), 1, options.width()), x.getDataType())
              .add(parameters.getValue(token, x.getDevice(), training));
      sequence = first.concat(sequence, 1); // (B,1+K,D)
    }
    NDList read = new NDList(sequence);
    NDArray present = inputs.size() > 2 ? inputs.get(2) : null; // (B,K)
    if (present != null) {
      NDArray tokens = present.get(":,0:1").onesLike();
      read.add(token == null ? present : tokens.concat(present, 1));
    }
    NDArray last = layers.forward(parameters, read, training).get(0);
    NDArray normed = norm == null ? last : apply(norm, parameters, last, training);
    return new NDList(
        switch (options.readout()) {
          case MEAN -> present == null ? normed.mean(PATCHES) : mean(normed, present);
          case SUM -> (present == null ? normed : normed.mul(present.expandDims(2))).sum(PATCHES);
          case TOKEN -> normed.get(":,0");
        });
  }

  /** Returns the mean of the vectors present, {@code (B,D)}. */
  private static NDArray mean(NDArray vectors, NDArray present) {
    return vectors.mul(present.expandDims(2)).sum(PATCHES).div(present.sum(PATCHES, true));
  }

  private static NDArray apply(
      Block layer, ParameterStore parameters, NDArray input, boolean training) {
    return layer.forward(parameters, new NDList(input), training).singletonOrThrow();
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    if (learnedPositions != null) {
      long places = needsCells() ? inputShapes[1].get(0) : inputShapes[0].get(1);
      learnedPositions.setShape(new Shape(1, places, options.width()));
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
    if (norm != null) {
      norm.initialize(manager, dataType, sequence);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), options.width())};
  }
}
