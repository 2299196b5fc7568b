package io.ats.core.attention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.testing.Gradients;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against double loops, in float64. */
class TransformerLayerTest {

  private static final Shape SHAPE = new Shape(2, 3, 4);
  private static final int HEADS = 2;

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);
  private final double[] values = new Random(1).doubles(SHAPE.size(), -2, 2).toArray();
  private final double[] direction = new Random(2).doubles(SHAPE.size(), -1, 1).toArray();
  private final TransformerLayer layer = new TransformerLayer(4, HEADS, 3);

  TransformerLayerTest() {
    layer.initialize(manager, DataType.FLOAT64, SHAPE);
    Plain.randomise(layer, 3);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray forward(NDArray x) {
    return layer.forward(store, new NDList(x), true).singletonOrThrow();
  }

  private static double[] plain(Plain layers, double[] x) {
    double[] out = new double[x.length];
    for (int b = 0; b < 2; b++) {
      double[] one = Plain.flat(layers.layer("", Plain.image(x, SHAPE, b), HEADS));
      System.arraycopy(one, 0, out, b * one.length, one.length);
    }
    return out;
  }

  @Test
  void isItsDefinition() {
    NDArray found = forward(manager.create(values, SHAPE));
    assertThat(found.getShape()).isEqualTo(SHAPE);
    assertThat(layer.getOutputShapes(new Shape[] {SHAPE})).containsExactly(SHAPE);
    assertThat(Gradients.distance(found.toDoubleArray(), plain(Plain.of(layer), values)))
        .isLessThan(1e-12);
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    NDArray weights = manager.create(direction, SHAPE);
    Differences.assertParameters(
        layer,
        () -> forward(manager.create(values, SHAPE)).mul(weights).sum(),
        layers -> Plain.dot(plain(layers, values), direction),
        1e-7);
    double[] found =
        Gradients.of(x -> forward(x).mul(weights).sum(), manager.create(values, SHAPE));
    Plain layers = Plain.of(layer);
    assertThat(
            Gradients.distance(
                found, Differences.gradient(values, x -> Plain.dot(plain(layers, x), direction))))
        .isLessThan(1e-7);
  }
}
