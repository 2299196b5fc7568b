package io.ats.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.testing.Gradients;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rendered at once does not matter. */
class SceneSamplingTest {

  private static final int CROPS = 9;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static List<Scene> scenes() {
    return List.of(
        new FakeScene(Pictures.random(2, 3 * 40 * 60), 3, 40, 60),
        new FakeScene(Pictures.random(3, 3 * 25 * 30), 3, 25, 30));
  }

  /** Regions of many sizes, some beyond the edge. */
  private NDArray regions() {
    Random random = new Random(5);
    float[] edges = new float[2 * CROPS * 4];
    for (int i = 0; i < edges.length; i += 4) {
      edges[i] = random.nextFloat() - 0.2f;
      edges[i + 1] = random.nextFloat() - 0.2f;
      edges[i + 2] = edges[i] + 0.05f + random.nextFloat() * random.nextFloat();
      edges[i + 3] = edges[i + 1] + 0.05f + random.nextFloat() * random.nextFloat();
    }
    return manager.create(edges, new Shape(2, CROPS, 4));
  }

  private NDArray weighed(NDArray crops) {
    Shape shape = crops.getShape();
    return crops.mul(manager.create(Pictures.random(4, (int) shape.size()), shape)).sum();
  }

  /** One tile at a time, few, and all. */
  @ParameterizedTest
  @ValueSource(longs = {1, 900, 10_000})
  void groupsGiveTheSame(long most) {
    NDArray regions = regions();
    SceneSource whole = new SceneSource(scenes(), Long.MAX_VALUE);
    SceneSource grouped = new SceneSource(scenes(), most);
    NDArray expected = whole.sample(regions, 7, 5);
    NDArray found = grouped.sample(regions, 7, 5);
    assertThat(found.getShape()).isEqualTo(new Shape(2, CROPS, 3, 7, 5));
    assertThat(found.toFloatArray()).isEqualTo(expected.toFloatArray());
    double[] slope = Gradients.of(r -> weighed(whole.sample(r, 7, 5)), regions);
    assertThat(Gradients.distance(slope, new double[slope.length])).isGreaterThan(1);
    double[] again = Gradients.of(r -> weighed(grouped.sample(r, 7, 5)), regions);
    assertThat(Gradients.distance(again, slope)).isLessThan(1e-4);
  }

  @Test
  void oneLargeTileIsRenderedAlone() {
    List<Scene> one = scenes().subList(0, 1);
    NDArray regions = manager.create(new float[] {0, 0, 1, 1}, new Shape(1, 1, 4));
    assertThat(new SceneSource(one, 1).sample(regions, 7, 5).toFloatArray())
        .isEqualTo(new SceneSource(one).sample(regions, 7, 5).toFloatArray());
  }
}
