package io.ats.saccade.glimpse;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.PatchSource;
import io.ats.core.source.FakeScene;
import io.ats.core.source.Pictures;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import io.ats.core.source.TensorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Crops against bilinear interpolation at coordinates worked out in pixels. */
class GlimpseSensorTest {

  private static final int B = 2;
  private static final int C = 2;
  private static final int H = 20;
  private static final int W = 28;
  private static final int SIZE = 6;
  private static final int SCALES = 3;
  private static final int REPEATS = 2;

  /** Row, column of two glimpses an image: inside, at a corner, over an edge, at the centre. */
  private static final float[] LOCATIONS = {0.13f, -0.27f, -1, -1, 0.4f, 0.97f, 0, 0};

  private final NDManager manager = NDManager.newBaseManager();
  private final GlimpseSensor sensor = new GlimpseSensor(SIZE, SCALES);
  private final float[] pixels = Pictures.random(4, B * C * H * W);
  private final NDArray locations = manager.create(LOCATIONS, new Shape(B * REPEATS, 2));

  @AfterEach
  void close() {
    manager.close();
  }

  private PatchSource tensor() {
    return new TensorSource(manager.create(pixels, new Shape(B, C, H, W)));
  }

  private PatchSource scenes() {
    List<Scene> scenes = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      float[] image = Arrays.copyOfRange(pixels, b * C * H * W, (b + 1) * C * H * W);
      scenes.add(new FakeScene(image, C, H, W));
    }
    return new SceneSource(scenes);
  }

  /** The first pixel's centre of a crop of {@code SIZE·2^s} pixels around a location. */
  private static double coordinate(double location, int sides, int scale, int i) {
    double pixel = 1 << scale;
    double centre = (location + 1) / 2 * sides - 0.5; // pixel i's centre lies at i
    return centre + (i - (SIZE - 1) / 2.0) * pixel;
  }

  @Test
  void cropsDoubleAroundTheLocationAndReadZeroOutside() {
    NDArray regions = sensor.regions(tensor(), locations);
    assertThat(regions.getShape()).isEqualTo(new Shape(B * REPEATS, SCALES, 4));
    double[] expected = new double[B * REPEATS * SCALES * C * SIZE * SIZE];
    int outside = 0;
    for (int i = 0; i < expected.length; i++) {
      int row = i / (SCALES * C * SIZE * SIZE);
      int scale = i / (C * SIZE * SIZE) % SCALES;
      int channel = i / (SIZE * SIZE) % C;
      double r = coordinate(LOCATIONS[2 * row], H, scale, i / SIZE % SIZE);
      double c = coordinate(LOCATIONS[2 * row + 1], W, scale, i % SIZE);
      int plane = (row / REPEATS * C + channel) * H * W; // the rows of an image are consecutive
      expected[i] = Pictures.bilinear(pixels, plane, H, W, r, c);
      if (r <= -1 || c <= -1 || r >= H || c >= W) {
        assertThat(expected[i]).isZero();
        outside++;
      }
    }
    assertThat(outside).isGreaterThan(expected.length / 5);
    for (PatchSource source : List.of(tensor(), scenes())) {
      NDArray crops = sensor.read(source, regions);
      assertThat(crops.getShape()).isEqualTo(new Shape(B * REPEATS, SCALES, C, SIZE, SIZE));
      Pictures.assertClose(crops.toFloatArray(), expected, 1e-5);
    }
  }

  /** At a whole pixel the finest crop is the image's pixels themselves. */
  @Test
  void theFinestCropAtAPixelsCornerIsTheImage() {
    NDArray corner = manager.create(new float[] {2f * 9 / H - 1, 2f * 11 / W - 1}, new Shape(1, 2));
    NDArray image = manager.create(Arrays.copyOf(pixels, C * H * W), new Shape(1, C, H, W));
    TensorSource source = new TensorSource(image);
    NDArray crop = sensor.read(source, sensor.regions(source, corner)).get(":,0");
    double[] expected = Pictures.doubles(image.get(":,:,6:12,8:14"));
    Pictures.assertClose(crop.toFloatArray(), expected, 1e-5);
  }
}
