package io.ats.core.nts;

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

/**
 * A squeeze-and-excitation layer (Hu et al., CVPR 2018, Eq. 2–4): each channel of a map {@code
 * (B,E,h,w)} is scaled by {@code σ(W₂ relu(W₁ z))}, {@code z} the channels' means over the map.
 */
final class SqueezeExcitation extends AbstractBlock {

  private final Linear squeeze;
  private final Linear excite;

  /**
   * Creates a layer, not yet initialised.
   *
   * @param channels {@code E}
   * @param reduction {@code r}: the hidden layer has {@code max(1, E/r)} units
   */
  SqueezeExcitation(int channels, int reduction) {
    squeeze =
        addChildBlock(
            "squeeze", Linear.builder().setUnits(Math.max(1, channels / reduction)).build());
    excite = addChildBlock("excite", Linear.builder().setUnits(channels).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray map = inputs.singletonOrThrow();
    Shape shape = map.getShape();
    NDArray means = map.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2}); // (B,E)
    NDArray hidden =
        Activation.relu(
            squeeze.forward(parameters, new NDList(means), training).singletonOrThrow());
    NDArray scales =
        Activation.sigmoid(
            excite.forward(parameters, new NDList(hidden), training).singletonOrThrow());
    return new NDList(map.mul(scales.reshape(shape.get(0), shape.get(1), 1, 1)));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape means = inputShapes[0].slice(0, 2);
    squeeze.initialize(manager, dataType, means);
    excite.initialize(manager, dataType, squeeze.getOutputShapes(new Shape[] {means}));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }
}
