package io.ats.core.attention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.attention.TransformerLayer.Norm;
import io.ats.core.testing.Gradients;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against double loops, in float64. */
class TransformerLayerTest {

  private static final Shape SHAPE = new Shape(2, 3, 4);
  private static final int HEADS = 2;

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);
  private final double[] values = new Random(1).doubles(SHAPE.size(), -2, 2).toArray();
  private final double[] direction = new Random(2).doubles(SHAPE.size(), -1, 1).toArray();

  @AfterEach
  void close() {
    manager.close();
  }

  private TransformerLayer layer(Norm order) {
    TransformerLayer layer = new TransformerLayer(4, HEADS, 3, order, 0);
    layer.initialize(manager, DataType.FLOAT64, SHAPE);
    Plain.randomise(layer, 3);
    return layer;
  }

  private NDArray forward(TransformerLayer layer, NDArray x) {
    return layer.forward(store, new NDList(x), true).singletonOrThrow();
  }

  private static double[] plain(Plain layers, double[] x, Norm order) {
    double[] out = new double[x.length];
    for (int b = 0; b < 2; b++) {
      double[] one = Plain.flat(layers.layer("", Plain.image(x, SHAPE, b), HEADS, order));
      System.arraycopy(one, 0, out, b * one.length, one.length);
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource
  void isItsDefinition(Norm order) {
    TransformerLayer layer = layer(order);
    NDArray found = forward(layer, manager.create(values, SHAPE));
    assertThat(found.getShape()).isEqualTo(SHAPE);
    assertThat(layer.getOutputShapes(new Shape[] {SHAPE})).containsExactly(SHAPE);
    assertThat(Gradients.distance(found.toDoubleArray(), plain(Plain.of(layer), values, order)))
        .isLessThan(1e-12);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreThoseOfFiniteDifferences(Norm order) {
    TransformerLayer layer = layer(order);
    NDArray weights = manager.create(direction, SHAPE);
    Differences.assertParameters(
        layer,
        () -> forward(layer, manager.create(values, SHAPE)).mul(weights).sum(),
        layers -> Plain.dot(plain(layers, values, order), direction),
        1e-7);
    double[] found =
        Gradients.of(x -> forward(layer, x).mul(weights).sum(), manager.create(values, SHAPE));
    Plain layers = Plain.of(layer);
    assertThat(
            Gradients.distance(
                found,
                Differences.gradient(values, x -> Plain.dot(plain(layers, x, order), direction))))
        .isLessThan(1e-7);
  }

  /** Of zero or (1/0.6 times) the value; none at inference. */
  @Test
  void dropoutIsOfTheTwoBranches() {
    TransformerLayer with = new TransformerLayer(4, HEADS, 3, Norm.BEFORE, 0.4);
    with.initialize(manager, DataType.FLOAT64, SHAPE);
    Plain.randomise(with, 3);
    NDArray x = manager.create(values, SHAPE);
    double[] expected = forward(layer(Norm.BEFORE), x).toDoubleArray();
    NDArray inference = with.forward(store, new NDList(x), false).singletonOrThrow();
    assertThat(Gradients.distance(inference.toDoubleArray(), expected)).isLessThan(1e-12);
    Engine.getInstance().setRandomSeed(1);
    double[] first = forward(with, x).toDoubleArray();
    double[] second = forward(with, x).toDoubleArray();
    assertThat(Gradients.distance(first, expected)).isGreaterThan(1e-2);
    assertThat(Gradients.distance(first, second)).isGreaterThan(1e-2);
  }
}
