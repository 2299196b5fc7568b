package io.ats.core.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
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
    return new Layers()
        .add(Conv2d.builder().setKernelShape(new Shape(kernel, kernel)).setFilters(filters).build())
        .add(Activation.reluBlock());
  }

  /** Returns a batch normalisation. */
  static Block norm() {
    return BatchNorm.builder().build();
  }

  /** Returns {@code branch(x) + shortcut(x)}; without a shortcut, {@code branch(x) + x}. */
  static Block sum(Block branch, Block shortcut) {
    boolean identity = shortcut == null;
    return new ParallelBlock(
        outputs -> {
          NDArray own = outputs.get(0).singletonOrThrow();
          NDArray other = outputs.get(1).singletonOrThrow();
          NDArray sum = own.add(other);
          own.close();
          if (!identity) {
            other.close();
          }
          return new NDList(sum);
        },
        List.of(branch, identity ? Blocks.identityBlock() : shortcut));
  }
}
