package io.ats.datasets.scene;

import io.ats.core.source.Scene;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A picture in memory as a scene. Each size of view is averaged once and kept. */
public final class PictureScene implements Scene {

  private record Size(int height, int width) {}

  private final Picture picture;
  private final Map<Size, float[]> views = new ConcurrentHashMap<>();

  /** Wraps a picture, not copied. */
  public PictureScene(Picture picture) {
    this.picture = picture;
  }

  /** Returns the picture. */
  public Picture picture() {
    return picture;
  }

  @Override
  public int channels() {
    return Picture.CHANNELS;
  }

  @Override
  public int height() {
    return picture.height();
  }

  @Override
  public int width() {
    return picture.width();
  }

  @Override
  public void render(int row, int column, int height, int width, float[] target, int offset) {
    int top = Math.max(row, 0);
    int left = Math.max(column, 0);
    int bottom = Math.min(row + height, height());
    int right = Math.min(column + width, width());
    byte[] pixels = picture.pixels();
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      for (int y = top; y < bottom; y++) {
        int from = (channel * height() + y) * width();
        int to = offset + (channel * height + y - row) * width - column;
        for (int x = left; x < right; x++) {
          target[to + x] = (pixels[from + x] & 255) / 255f;
        }
      }
    }
  }

  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    float[] view = views.computeIfAbsent(new Size(height, width), this::view);
    System.arraycopy(view, 0, target, offset, view.length);
  }

  private float[] view(Size size) {
    float[] view = new float[Picture.CHANNELS * size.height * size.width];
    new AreaView(this, size.height, size.width).write(0, size.height, 0, size.width, view, 0);
    return view;
  }
}
