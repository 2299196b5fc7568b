package io.ats.core.encoders;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import java.util.List;

/** Parts that the encoders share. */
final class Convolutions {

  private Convolutions() {}

  /** Returns a square convolution whose padding keeps the size at stride 1. */
  static Conv2d same(int kernel, int filters, int stride, boolean bias) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .setFilters(filters)
        .optBias(bias)
        .build();
  }

  /** Returns a convolution without padding, followed by a ReLU. */
  static SequentialBlock validRelu(int kernel, int filters) {
    return new SequentialBlock()
        .add(Conv2d.builder().setKernelShape(new Shape(kernel, kernel)).setFilters(filters).build())
        .add(Activation.reluBlock());
  }

  /** Returns a batch normalisation. */
  static Block norm() {
    return BatchNorm.builder().build();
  }

  /** Returns {@code branch(x) + shortcut(x)}. */
  static Block sum(Block branch, Block shortcut) {
    return new ParallelBlock(
        outputs ->
            new NDList(outputs.get(0).singletonOrThrow().add(outputs.get(1).singletonOrThrow())),
        List.of(branch, shortcut));
  }
}
