package io.ats.core.source;

import java.util.ArrayList;
import java.util.List;

/** An image in memory that pretends to be a recipe, and records what is read of it. */
public final class FakeScene implements Scene {

  private final float[] image;
  private final int channels;
  private final int height;
  private final int width;

  /** Row, column, height and width of each region rendered. */
  public final List<int[]> rendered = new ArrayList<>();

  public FakeScene(float[] image, int channels, int height, int width) {
    this.image = image;
    this.channels = channels;
    this.height = height;
    this.width = width;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void render(int row, int column, int h, int w, float[] target, int offset) {
    rendered.add(new int[] {row, column, h, w});
    for (int channel = 0; channel < channels; channel++) {
      for (int r = Math.max(0, -row); r < h && row + r < height; r++) {
        for (int c = Math.max(0, -column); c < w && column + c < width; c++) {
          target[offset + (channel * h + r) * w + c] =
              image[(channel * height + row + r) * width + column + c];
        }
      }
    }
  }

  @Override
  public void renderView(int h, int w, float[] target, int offset) {
    for (int channel = 0; channel < channels; channel++) {
      for (int r = 0; r < h; r++) {
        for (int c = 0; c < w; c++) {
          target[offset + (channel * h + r) * w + c] =
              (float)
                  Pictures.average(
                      image,
                      channel * height * width,
                      height,
                      width,
                      (double) r * height / h,
                      (double) c * width / w,
                      (double) (r + 1) * height / h,
                      (double) (c + 1) * width / w);
        }
      }
    }
  }
}
