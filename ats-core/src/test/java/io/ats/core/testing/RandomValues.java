package io.ats.core.testing;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;

/** Initial values for tests: weights and biases alike from {@code U(±1/√fan_in)}. */
public final class RandomValues {

  private RandomValues() {}

  /** Overwrites the values of an initialised block's convolutions and linear layers. */
  public static void draw(Block block, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    redraw(block);
  }

  private static void redraw(Block block) {
    block.getChildren().values().forEach(RandomValues::redraw);
    ParameterList direct = block.getDirectParameters();
    Parameter weight = direct.get("weight");
    if (weight == null || weight.getShape().dimension() < 2) {
      return;
    }
    Shape shape = weight.getShape();
    float bound = (float) (1 / Math.sqrt((double) shape.size() / shape.get(0)));
    for (Parameter parameter : direct.values()) {
      NDArray array = parameter.getArray();
      try (NDManager own = array.getManager().newSubManager()) {
        own.randomUniform(-bound, bound, array.getShape()).copyTo(array);
      }
    }
  }
}
