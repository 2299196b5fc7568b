package io.ats.core.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Group normalisation: {@code y = γ_c (x − μ)/√(σ² + 1e-5) + β_c}, where {@code μ} and {@code σ²}
 * are the mean and the variance of an image's values in the channels of {@code c}'s group; {@code
 * (N,C,h,w)} to {@code (N,C,h,w)}, the same in training and at inference (Wu and He, ECCV 2018, Eq.
 * 1 to 7).
 *
 * <p>The groups are {@link #groups}: the paper's 32 where there are enough channels.
 */
public final class GroupNorm extends AbstractBlock {

  private static final int MOST_GROUPS = 32;
  private static final float EPSILON = 1e-5f;

  private final Parameter gamma;
  private final Parameter beta;

  /** Creates the layer, not yet initialised. */
  public GroupNorm() {
    gamma = parameter("gamma", Parameter.Type.GAMMA);
    beta = parameter("beta", Parameter.Type.BETA);
  }

  private Parameter parameter(String name, Parameter.Type type) {
    return addParameter(Parameter.builder().setName(name).setType(type).build());
  }

  /**
   * Returns the number of groups: the largest divisor of the channels that is at most 32 and leaves
   * two or more channels to a group, since a single channel of a map of one pixel would have
   * nothing to be compared with; 1 if there is none.
   */
  public static long groups(long channels) {
    for (long groups = Math.min(MOST_GROUPS, channels / 2); groups > 1; groups--) {
      if (channels % groups == 0) {
        return groups;
      }
    }
    return 1;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray map = inputs.singletonOrThrow(); // (N,C,h,w)
    Shape shape = map.getShape();
    long groups = groups(shape.get(1));
    Shape each = new Shape(shape.size() / (shape.get(0) * groups)); // C/G·h·w
    NDManager manager = map.getManager();
    // The engine's normalisation of vectors, without its own scale and shift.
    try (NDArray flat = map.reshape(shape.get(0), groups, each.get(0));
        NDArray one = manager.ones(each, map.getDataType());
        NDArray zero = manager.zeros(each, map.getDataType());
        NDArray standard = LayerNorm.layerNorm(flat, each, one, zero, EPSILON).singletonOrThrow();
        NDArray whole = standard.reshape(shape);
        NDArray scaled = whole.mul(parameters.getValue(gamma, map.getDevice(), training))) {
      return new NDList(scaled.add(parameters.getValue(beta, map.getDevice(), training)));
    }
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    // Of the map's rank: a reshaped parameter would stay on the parameters' manager.
    Shape channels = new Shape(1, inputShapes[0].get(1), 1, 1);
    gamma.setShape(channels);
    beta.setShape(channels);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    // No child blocks.
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0]};
  }
}
