package io.ats.core.attention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.testing.Gradients;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against double loops, in float64. */
class MultiHeadAttentionTest {

  private static final Shape QUERIES = new Shape(2, 3, 5);
  private static final Shape MEMORY = new Shape(2, 4, 7);
  private static final int WIDTH = 8;

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);
  private final double[] queries = random(1, QUERIES);
  private final double[] memory = random(2, MEMORY);

  @AfterEach
  void close() {
    manager.close();
  }

  private static double[] random(int seed, Shape shape) {
    return new Random(seed).doubles(shape.size(), -2, 2).toArray();
  }

  private MultiHeadAttention layer(int heads) {
    MultiHeadAttention layer = new MultiHeadAttention(WIDTH, heads);
    layer.initialize(manager, DataType.FLOAT64, QUERIES, MEMORY);
    Plain.randomise(layer, 3);
    return layer;
  }

  private static Plain plain(MultiHeadAttention layer) {
    Plain values = Plain.of(layer);
    for (String name : new String[] {"query", "key", "value", "output"}) {
      values = values.with("a." + name + ".weight", values.get(name + ".weight"));
    }
    return values;
  }

  private NDArray forward(MultiHeadAttention layer, double[] queries, double[] memory) {
    NDList inputs = new NDList(manager.create(queries, QUERIES), manager.create(memory, MEMORY));
    return layer.forward(store, inputs, true).singletonOrThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void isItsDefinition(int heads) {
    MultiHeadAttention layer = layer(heads);
    NDArray found = forward(layer, queries, memory);
    NDArray weights =
        layer.weights(
            store,
            manager.create(queries, QUERIES),
            manager.create(memory, MEMORY),
            Optional.empty(),
            true);
    assertThat(found.getShape()).isEqualTo(new Shape(2, 3, WIDTH));
    assertThat(layer.getOutputShapes(new Shape[] {QUERIES, MEMORY}))
        .containsExactly(new Shape(2, 3, WIDTH));
    assertThat(weights.getShape()).isEqualTo(new Shape(2, heads, 3, 4));
    for (int b = 0; b < 2; b++) {
      double[][] q = Plain.image(queries, QUERIES, b);
      double[][] m = Plain.image(memory, MEMORY, b);
      assertThat(
              Gradients.distance(
                  found.get(b).toDoubleArray(),
                  Plain.flat(plain(layer).attention("a", q, m, heads))))
          .isLessThan(1e-12);
      for (int h = 0; h < heads; h++) {
        assertThat(
                Gradients.distance(
                    weights.get(b).get(h).toDoubleArray(),
                    Plain.flat(plain(layer).weights("a", q, m, heads)[h])))
            .isLessThan(1e-12);
      }
    }
  }

  @Test
  void oneSetOfQueriesServesEveryImage() {
    MultiHeadAttention layer = layer(2);
    NDArray one = manager.create(queries, QUERIES).get("0:1");
    NDArray all = manager.create(memory, MEMORY);
    NDArray shared = layer.forward(store, new NDList(one, all), true).singletonOrThrow();
    NDArray repeated =
        layer.forward(store, new NDList(one.repeat(0, 2), all), true).singletonOrThrow();
    assertThat(shared.getShape()).isEqualTo(new Shape(2, 3, WIDTH));
    assertThat(Gradients.distance(shared.toDoubleArray(), repeated.toDoubleArray()))
        .isLessThan(1e-12);
  }

  /** The covariance with the salience keeps its size and becomes positive, each head by itself. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void everyHeadTurnsToWhatIsSalient(int heads) {
    MultiHeadAttention layer = layer(heads);
    NDArray tokens = manager.create(queries, QUERIES).get("0:1");
    NDArray elements = manager.create(memory, MEMORY);
    double[] salience = random(5, new Shape(2, 4));
    NDArray contrast = manager.create(salience, new Shape(2, 4));
    double[] sizes =
        DoubleStream.of(covariances(layer, tokens, elements, salience)).map(Math::abs).toArray();
    assertThat(sizes).hasSize(heads).doesNotContain(0);
    layer.orient(store, tokens, elements, contrast);
    assertThat(Gradients.distance(covariances(layer, tokens, elements, salience), sizes))
        .isLessThan(1e-12);
    layer.orient(store, tokens, elements, contrast.neg());
    double[] away = DoubleStream.of(sizes).map(size -> -size).toArray();
    assertThat(Gradients.distance(covariances(layer, tokens, elements, salience), away))
        .isLessThan(1e-12);
  }

  /** Scores so far apart that their softmax is 0, and a salience that prefers nothing. */
  @Test
  void aHeadTurnsOnlyByWhatItScores() {
    MultiHeadAttention layer = layer(2);
    NDArray keys = Plain.parameters(layer).get("key.weight").getArray();
    keys.muli(manager.create(1e5));
    NDArray tokens = manager.create(queries, QUERIES).get("0:1");
    NDArray elements = manager.create(memory, MEMORY);
    NDArray salience = manager.create(random(5, new Shape(2, 4)), new Shape(2, 4));
    layer.orient(store, tokens, elements, salience);
    double[] turned = Plain.of(layer).get("query.weight");
    layer.orient(store, tokens, elements, salience.onesLike());
    assertThat(Plain.of(layer).get("query.weight")).isEqualTo(turned);
    keys.muli(manager.create(1e-5));
    layer.orient(store, tokens, elements, salience);
    assertThat(Plain.of(layer).get("query.weight")).isEqualTo(turned);
  }

  /** Returns {@code Σ_bn (Σ_q log a_bhqn)(v_bn − v̄_b)} of each head. */
  private double[] covariances(
      MultiHeadAttention layer, NDArray tokens, NDArray elements, double[] salience) {
    NDArray weights = layer.weights(store, tokens, elements, Optional.empty(), false); // (B,H,Q,N)
    Shape shape = weights.getShape();
    int heads = (int) shape.get(1);
    double[] each = weights.toDoubleArray();
    double[] sums = new double[heads];
    for (int i = 0; i < each.length; i++) {
      int n = i % 4;
      int b = i / (4 * 3 * heads);
      double mean = 0;
      for (int m = 0; m < 4; m++) {
        mean += salience[4 * b + m] / 4;
      }
      sums[i / (4 * 3) % heads] += Math.log(each[i]) * (salience[4 * b + n] - mean);
    }
    return sums;
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    int heads = 2;
    MultiHeadAttention layer = layer(heads);
    double[] direction = random(4, new Shape(2, 3, WIDTH));
    Differences.assertParameters(
        layer,
        () -> forward(layer, queries, memory).mul(array(direction)).sum(),
        values -> {
          Plain renamed = values;
          for (String name : new String[] {"query", "key", "value", "output"}) {
            renamed = renamed.with("a." + name + ".weight", values.get(name + ".weight"));
          }
          return loss(renamed, queries, memory, heads, direction);
        },
        1e-7);
    Plain values = plain(layer);
    double[] toQueries =
        Gradients.of(
            q ->
                layer
                    .forward(store, new NDList(q, manager.create(memory, MEMORY)), true)
                    .singletonOrThrow()
                    .mul(array(direction))
                    .sum(),
            manager.create(queries, QUERIES));
    double[] toMemory =
        Gradients.of(
            m ->
                layer
                    .forward(store, new NDList(manager.create(queries, QUERIES), m), true)
                    .singletonOrThrow()
                    .mul(array(direction))
                    .sum(),
            manager.create(memory, MEMORY));
    assertThat(
            Gradients.distance(
                toQueries,
                Differences.gradient(queries, q -> loss(values, q, memory, heads, direction))))
        .isLessThan(1e-7);
    assertThat(
            Gradients.distance(
                toMemory,
                Differences.gradient(memory, m -> loss(values, queries, m, heads, direction))))
        .isLessThan(1e-7);
  }

  private NDArray array(double[] direction) {
    return manager.create(direction, new Shape(2, 3, WIDTH));
  }

  private static double loss(Plain v, double[] q, double[] m, int heads, double[] direction) {
    double sum = 0;
    for (int b = 0; b < 2; b++) {
      double[][] out =
          v.attention("a", Plain.image(q, QUERIES, b), Plain.image(m, MEMORY, b), heads);
      sum += Plain.dot(Plain.flat(out), Plain.flat(Plain.image(direction, new Shape(2, 3, 8), b)));
    }
    return sum;
  }

  @Test
  void splitAndJoinAreInverse() {
    NDArray x = manager.create(random(5, new Shape(2, 3, 8)), new Shape(2, 3, 8));
    NDArray split = ScaledDotProduct.split(x, 4);
    assertThat(split.getShape()).isEqualTo(new Shape(2, 4, 3, 2));
    assertThat(split.getDouble(1, 3, 2, 1)).isEqualTo(x.getDouble(1, 2, 7));
    assertThat(ScaledDotProduct.join(split).toDoubleArray()).isEqualTo(x.toDoubleArray());
  }
}
