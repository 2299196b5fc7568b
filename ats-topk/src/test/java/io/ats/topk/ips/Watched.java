package io.ats.topk.ips;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/** An encoder that notes how it is called. */
final class Watched extends AbstractBlock {

  /** One call: of how many patches, in which mode, and whether the result is in a graph. */
  record Call(long patches, boolean training, boolean inGraph) {}

  final List<Call> calls = new ArrayList<>();

  /** Set where gradients are collected: with it a graph is found out. */
  GradientCollector collector;

  private final Block encoder;

  Watched(Block encoder) {
    this.encoder = addChildBlock("encoder", encoder);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray features = encoder.forward(parameters, inputs, training).singletonOrThrow();
    calls.add(
        new Call(
            features.getShape().get(0),
            training,
            collector != null && inGraph(collector, features)));
    return new NDList(features);
  }

  /** Tries to go back from an array; only what is in a graph lets one. Uses the graph up. */
  static boolean inGraph(GradientCollector collector, NDArray array) {
    try {
      collector.backward(array.sum());
      return true;
    } catch (EngineException e) {
      assertThat(e).hasMessageContaining("does not require grad");
      return false;
    }
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    encoder.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return encoder.getOutputShapes(inputShapes);
  }
}
