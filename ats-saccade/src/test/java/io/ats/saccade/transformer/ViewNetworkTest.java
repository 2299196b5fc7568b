package io.ats.saccade.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.ats.core.layers.GroupNorm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewNetworkTest {

  private static List<Block> leaves(Block block) {
    if (block.getChildren().isEmpty()) {
      return List.of(block);
    }
    List<Block> found = new ArrayList<>();
    block.getChildren().values().forEach(child -> found.addAll(leaves(child)));
    return found;
  }

  /** Two 3×3 convolutions of stride 2, each normalised over groups, then a dense layer; ReLU. */
  @Test
  void isConvolutionsOfStrideTwoWithGroupNorm() {
    Block network = ViewNetwork.create(4, 10, true);
    try (NDManager manager = NDManager.newBaseManager()) {
      network.initialize(manager, DataType.FLOAT32, new Shape(2, 1, 16, 16));
      List<Shape> weights =
          network.getParameters().values().stream()
              .map(parameter -> parameter.getShape())
              .filter(shape -> shape.dimension() > 1 && shape.get(0) > 1)
              .toList();
      assertThat(weights)
          .containsExactly(new Shape(4, 1, 3, 3), new Shape(8, 4, 3, 3), new Shape(10, 8 * 4 * 4));
      assertThat(leaves(network)).filteredOn(GroupNorm.class::isInstance).hasSize(2);
      assertThat(leaves(ViewNetwork.create(4, 10, false))).noneMatch(GroupNorm.class::isInstance);
      NDArray view = manager.randomNormal(new Shape(2, 1, 16, 16));
      NDArray features =
          network
              .forward(new ParameterStore(manager, false), new NDList(view), false)
              .singletonOrThrow();
      assertThat(features.getShape()).isEqualTo(new Shape(2, 10));
      assertThat(features.min().getFloat()).as("ReLU").isZero();
    }
  }
}
