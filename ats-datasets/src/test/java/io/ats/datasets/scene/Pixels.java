package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.core.source.Scene;

/** The values of scenes, as an image's source reads them. */
public final class Pixels {

  private Pixels() {}

  /** Returns the whole image, {@code (C,H,W)}. */
  public static float[] pixels(Scene scene) {
    return pixels(scene, 0, 0, scene.height(), scene.width());
  }

  /** Returns a part of the image, {@code (C,height,width)}. */
  public static float[] pixels(Scene scene, int row, int column, int height, int width) {
    float[] pixels = new float[scene.channels() * height * width];
    scene.render(row, column, height, width, pixels, 0);
    return pixels;
  }

  /** Checks that a part rendered alone is that part of the whole image. */
  public static void assertPartOfWhole(Scene scene, int row, int column, int height, int width) {
    float[] whole = pixels(scene);
    float[] part = pixels(scene, row, column, height, width);
    for (int i = 0; i < part.length; i++) {
      int y = row + i / width % height;
      int channel = i / (height * width);
      int at = (channel * scene.height() + y) * scene.width() + column + i % width;
      assertThat(part[i]).isEqualTo(whole[at]);
    }
  }
}
