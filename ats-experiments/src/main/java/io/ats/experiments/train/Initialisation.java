package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import io.ats.core.attention.MultiHeadAttention;

/**
 * Draws the initial values of convolutions and linear layers: weights from {@code U(±√(6/fan_in))}
 * (He et al., ICCV 2015), biases from {@code U(±1/√fan_in)}; the projections of attention, which no
 * ReLU follows, from {@code U(±1/√fan_in)} too.
 *
 * <p>Zero biases would make the features of an empty patch exactly zero: the ReLUs of all-black
 * patches then die within a few steps, and L2-normalisation of features near zero multiplies their
 * gradients without bound. Smaller weights keep a network of unnormalised layers at chance for many
 * epochs, because the few patches that show an object barely change its output. Larger projections
 * make the attended values far larger than the query that they are added to; the normalisation that
 * follows then hides how much was attended, and attending to some patches more than to others gains
 * nothing.
 */
final class Initialisation {

  private Initialisation() {}

  /** Overwrites the values of an initialised block. */
  static void draw(Block block, long seed) {
    Engine.getInstance().setRandomSeed((int) seed);
    redraw(block, 6);
  }

  private static void redraw(Block block, double gain) {
    double ofChildren = block instanceof MultiHeadAttention ? 1 : gain;
    block.getChildren().values().forEach(child -> redraw(child, ofChildren));
    ParameterList direct = block.getDirectParameters();
    Parameter weight = direct.get("weight");
    if (weight == null || weight.getShape().dimension() < 2) {
      return;
    }
    Shape shape = weight.getShape();
    double fanIn = (double) shape.size() / shape.get(0);
    for (Parameter parameter : direct.values()) {
      NDArray array = parameter.getArray();
      float bound = (float) Math.sqrt((parameter == weight ? gain : 1) / fanIn);
      try (NDManager own = array.getManager().newSubManager()) {
        Values.copy(own.randomUniform(-bound, bound, array.getShape()), array);
      }
    }
  }
}
