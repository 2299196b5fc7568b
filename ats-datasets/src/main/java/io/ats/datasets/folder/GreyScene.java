package io.ats.datasets.folder;

import io.ats.core.source.Scene;

/**
 * The lightness of a scene in colour, {@code 0.299 R + 0.587 G + 0.114 B} (ITU-R BT.601).
 *
 * @param colour red, green and blue
 */
record GreyScene(Scene colour) implements Scene {

  private static final float[] SHARES = {0.299f, 0.587f, 0.114f};

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int height() {
    return colour.height();
  }

  @Override
  public int width() {
    return colour.width();
  }

  @Override
  public void render(int row, int column, int height, int width, float[] target, int offset) {
    float[] all = new float[SHARES.length * height * width];
    colour.render(row, column, height, width, all, 0);
    mix(all, height * width, target, offset);
  }

  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    float[] all = new float[SHARES.length * height * width];
    colour.renderView(height, width, all, 0);
    mix(all, height * width, target, offset);
  }

  private static void mix(float[] all, int area, float[] target, int offset) {
    for (int i = 0; i < area; i++) {
      float red = all[i];
      float green = all[area + i];
      float blue = all[2 * area + i];
      // Grey stays as it is to the last bit.
      target[offset + i] =
          red == green && green == blue
              ? red
              : SHARES[0] * red + SHARES[1] * green + SHARES[2] * blue;
    }
  }
}
