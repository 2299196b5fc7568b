package io.ats.datasets.scene;

import io.ats.core.source.Scene;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A colour bitmap as a scene. A view of each size is averaged once and kept. */
public final class ColourBitmapScene implements Scene {

  private record Size(int height, int width) {}

  private final ColourBitmap bitmap;
  private final Map<Size, float[]> views = new ConcurrentHashMap<>();

  /** Wraps a bitmap, not copied. */
  public ColourBitmapScene(ColourBitmap bitmap) {
    this.bitmap = bitmap;
  }

  /** Returns a scene of an image's colours. */
  public static ColourBitmapScene of(BufferedImage image) {
    return new ColourBitmapScene(ColourBitmap.of(image));
  }

  /** Returns the bitmap. */
  public ColourBitmap bitmap() {
    return bitmap;
  }

  /** Returns the bytes of memory of the pixels and of the views that are kept. */
  public long bytes() {
    long values = views.values().stream().mapToLong(view -> view.length).sum();
    return bitmap.pixels().length + Float.BYTES * values;
  }

  @Override
  public int channels() {
    return ColourBitmap.CHANNELS;
  }

  @Override
  public int height() {
    return bitmap.height();
  }

  @Override
  public int width() {
    return bitmap.width();
  }

  @Override
  public void render(int row, int column, int height, int width, float[] target, int offset) {
    int top = Math.max(row, 0);
    int left = Math.max(column, 0);
    int bottom = Math.min(row + height, height());
    int right = Math.min(column + width, width());
    byte[] pixels = bitmap.pixels();
    for (int channel = 0; channel < ColourBitmap.CHANNELS; channel++) {
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
    float[] view = new float[ColourBitmap.CHANNELS * size.height * size.width];
    new AreaView(this, size.height, size.width).write(0, size.height, 0, size.width, view, 0);
    return view;
  }
}
