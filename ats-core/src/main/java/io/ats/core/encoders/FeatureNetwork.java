package io.ats.core.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.MapEncoder;
import io.ats.core.Pass;
import io.ats.core.math.Scalars;

/**
 * A convolutional network that pools its map to one vector and, optionally, scales it to a norm:
 * {@code (N,C,h,w)} to {@code (N,F)}.
 */
final class FeatureNetwork extends AbstractBlock implements MapEncoder {

  /** How a feature map becomes a vector; {@code NONE}: the layers already return one. */
  enum Pooling {
    MAX,
    MEAN,
    NONE
  }

  /** Text of the option that all encoders have. */
  static final String NORM = "L2 norm that features are scaled to; 0: not scaled";

  private final Block layers;
  private final Pooling pooling;
  private final double norm;

  FeatureNetwork(Block layers, Pooling pooling, double norm) {
    this.layers = addChildBlock("layers", layers);
    this.pooling = pooling;
    this.norm = norm;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    return new NDList(features(layers.forward(parameters, inputs, training).singletonOrThrow()));
  }

  @Override
  public NDArray map(NDArray images, Pass pass) {
    return layers
        .forward(pass.parameters(), new NDList(images), pass.training())
        .singletonOrThrow();
  }

  @Override
  public NDArray features(NDArray map) {
    NDArray features = pool(map);
    return norm > 0 ? scaled(features) : features;
  }

  @Override
  public Shape mapShape(Shape images) {
    return layers.getOutputShapes(new Shape[] {images})[0];
  }

  @Override
  public boolean hasMap() {
    return pooling != Pooling.NONE;
  }

  /** Returns {@code (N,F)}. */
  private NDArray pool(NDArray map) {
    if (pooling == Pooling.NONE) {
      return map;
    }
    NDArray flat = map.reshape(map.getShape().get(0), map.getShape().get(1), -1);
    return pooling == Pooling.MAX ? flat.max(new int[] {2}) : flat.mean(new int[] {2});
  }

  /** Returns {@code norm · f / √(‖f‖² + 1e-12)} for each row of {@code (N,F)}. */
  private NDArray scaled(NDArray features) {
    NDArray length = Scalars.plus(features.square().sum(new int[] {1}, true), 1e-12f).sqrt();
    return Scalars.times(features.div(length), norm);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    layers.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {layers.getOutputShapes(inputShapes)[0].slice(0, 2)};
  }
}
