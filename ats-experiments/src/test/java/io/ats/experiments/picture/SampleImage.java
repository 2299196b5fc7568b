package io.ats.experiments.picture;

import io.ats.core.ScoreGrid;
import java.util.stream.IntStream;

/** A test image made up, with everything that can be drawn. */
public final class SampleImage {

  private SampleImage() {}

  public static TestImage of(int seed) {
    float[][][] image = new float[1][256][256];
    for (int y = 0; y < 256; y++) {
      for (int x = 0; x < 256; x++) {
        image[0][y][x] = (float) (0.5 + 0.5 * Math.sin((x * y + seed * 37.0) / 900.0));
      }
    }
    float[][] map = new float[24][24];
    for (int y = 0; y < 24; y++) {
      for (int x = 0; x < 24; x++) {
        map[y][x] = (float) Math.exp(-((y - 8) * (y - 8) + (x - seed) * (x - seed)) / 12.0);
      }
    }
    float[][] regions = {
      {0.2f, 0.5f, 0.45f, 0.75f}, {-0.05f, 0.1f, 0.2f, 0.35f}, {0.6f, 0.6f, 0.85f, 0.85f}
    };
    float[][][][] patches = new float[3][1][32][32];
    for (int k = 0; k < 3; k++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          patches[k][0][y][x] = (x + y) / 62f * (k + 1) / 3f;
        }
      }
    }
    return new TestImage(
        image,
        map,
        even(map),
        regions,
        new float[] {0.6f, 0.3f, 0.1f},
        new float[][] {{0.25f, 0.52f, 0.4f, 0.7f}},
        patches,
        "7",
        "3",
        "41 %",
        null);
  }

  /** Returns cells that share the image evenly. */
  static ScoreGrid even(float[][] map) {
    return map == null
        ? null
        : new ScoreGrid(
            IntStream.range(0, map.length).mapToDouble(i -> (i + 0.5) / map.length).toArray(),
            IntStream.range(0, map[0].length)
                .mapToDouble(j -> (j + 0.5) / map[0].length)
                .toArray());
  }
}
