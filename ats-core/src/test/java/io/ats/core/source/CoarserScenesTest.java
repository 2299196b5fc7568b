package io.ats.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.PatchSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scenes that exist at several resolutions. */
class CoarserScenesTest {

  private static final int SIDE = 32;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** A picture with a level of half the size and one of a quarter. */
  private record Pyramid(FakeScene own, Pyramid half) implements Scene {

    static Pyramid of(NDArray image) { // (1,C,H,W)
      int side = (int) image.getShape().get(2);
      FakeScene own = new FakeScene(image.toFloatArray(), 2, side, side);
      NDArray smaller = new TensorSource(image).view(image.getManager(), side / 2, side / 2);
      return new Pyramid(own, side > SIDE / 4 ? of(smaller) : null);
    }

    @Override
    public Scene coarser(double factor) {
      return factor >= 2 && half != null ? half.coarser(factor / 2) : this;
    }

    @Override
    public int channels() {
      return own.channels();
    }

    @Override
    public int height() {
      return own.height();
    }

    @Override
    public int width() {
      return own.width();
    }

    @Override
    public void render(int row, int column, int height, int width, float[] target, int offset) {
      own.render(row, column, height, width, target, offset);
    }

    @Override
    public void renderView(int height, int width, float[] target, int offset) {
      own.renderView(height, width, target, offset);
    }
  }

  private NDArray image() {
    return manager.create(Pictures.random(3, 2 * SIDE * SIDE), new Shape(1, 2, SIDE, SIDE));
  }

  private NDArray level(NDArray image, int side) {
    return side == SIDE ? image : level(new TensorSource(image), side);
  }

  private NDArray level(TensorSource image, int side) {
    return image.view(manager, side, side);
  }

  /** Regions of 8, 16 and 40 pixels a side, the last beyond the edge, as crops of 8 pixels. */
  @Test
  void aRegionIsReadFromTheCoarsestLevelWithAPixelForEachOfTheCrops() {
    NDArray image = image();
    SceneSource scenes = new SceneSource(List.of(Pyramid.of(image)));
    float[][] regions = {
      {0.1f, 0.2f, 0.35f, 0.45f}, {0.1f, 0.2f, 0.1f + 0.52f, 0.2f + 0.53f}, {-0.1f, 0, 1.2f, 1.25f}
    };
    int[] levels = {32, 16, 8};
    float[] all = new float[12];
    for (int k = 0; k < 3; k++) {
      System.arraycopy(regions[k], 0, all, 4 * k, 4);
    }
    NDArray together = scenes.sample(manager.create(all, new Shape(1, 3, 4)), 8, 8);
    for (int k = 0; k < 3; k++) {
      NDArray one = manager.create(regions[k], new Shape(1, 1, 4));
      NDArray expected = new TensorSource(level(image, levels[k])).sample(one, 8, 8);
      assertThat(together.get(":," + k + ":" + (k + 1)).sub(expected).abs().max().getFloat())
          .as("region %d, read at %d pixels", k, levels[k])
          .isLessThan(1e-5f);
    }
  }

  @Test
  void theGradientIsThatOfTheLevel() {
    NDArray image = image();
    float[] region = {0.1f, 0.2f, 0.63f, 0.74f};
    NDArray found = gradient(new SceneSource(List.of(Pyramid.of(image))), region);
    NDArray expected = gradient(new TensorSource(level(image, 16)), region);

    assertThat(expected.abs().max().getFloat()).isGreaterThan(0.1f);
    assertThat(found.sub(expected).abs().max().getFloat()).isLessThan(1e-3f);
  }

  private NDArray gradient(PatchSource source, float[] region) {
    NDArray at = manager.create(region, new Shape(1, 1, 4));
    at.setRequiresGradient(true);
    NDArray weights = manager.create(Pictures.random(5, 2 * 64), new Shape(1, 1, 2, 8, 8));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(source.sample(at, 8, 8).mul(weights).sum());
      return at.getGradient();
    }
  }
}
