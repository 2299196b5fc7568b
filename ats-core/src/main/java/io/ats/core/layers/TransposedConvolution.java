package io.ats.core.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Transposed convolution of kernel 3, stride 2, padding 1 and output padding 1: {@code (N,C,h,w)}
 * to {@code (N,filters,2h,2w)}, {@code y[o, 2i+a−1, 2j+b−1] += x[c,i,j]·W[c,o,a,b]}.
 *
 * <p>The engine has none. It is a 3×3 convolution of padding 1, with kernel {@code w[o,c,a,b] =
 * W[c,o,2−a,2−b]}, of the map with a row and a column of zeros after each of its own.
 */
public final class TransposedConvolution extends AbstractBlock {

  private final Conv2d convolution;

  /**
   * Creates the layer, not yet initialised.
   *
   * @param filters channels of the output
   * @param bias whether each has a bias
   */
  public TransposedConvolution(int filters, boolean bias) {
    convolution =
        addChildBlock(
            "convolution",
            Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(filters)
                .optBias(bias)
                .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    return convolution.forward(parameters, new NDList(spaced(inputs.singletonOrThrow())), training);
  }

  /** Returns the map with zeros after each row and column: {@code (N,C,h,w)} to twice the sides. */
  private static NDArray spaced(NDArray map) {
    Shape shape = map.getShape();
    NDArray columns = NDArrays.stack(new NDList(map, map.zerosLike()), 4); // (N,C,h,w,2)
    NDArray rows = NDArrays.stack(new NDList(columns, columns.zerosLike()), 3); // (N,C,h,2,w,2)
    return rows.reshape(doubled(shape, shape.get(1)));
  }

  private static Shape doubled(Shape map, long channels) {
    return new Shape(map.get(0), channels, 2 * map.get(2), 2 * map.get(3));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    convolution.initialize(manager, dataType, doubled(inputShapes[0], inputShapes[0].get(1)));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return convolution.getOutputShapes(
        new Shape[] {doubled(inputShapes[0], inputShapes[0].get(1))});
  }
}
