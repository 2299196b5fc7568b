package io.ats.experiments.bench;

import io.ats.core.source.Scene;

/**
 * A coloured texture of any size, computed where it is read: waves of several lengths, and noise.
 *
 * @param height pixels
 * @param width pixels
 */
record TextureScene(int height, int width) implements Scene {

  private static final int CHANNELS = 3;

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  public void render(int row, int column, int height, int width, float[] target, int offset) {
    for (int y = Math.max(0, -row); y < height && row + y < this.height; y++) {
      float down = wave(row + y);
      for (int x = Math.max(0, -column); x < width && column + x < this.width; x++) {
        float level = 0.5f + 0.2f * (down + wave(column + x));
        int hash = (row + y) * 0x9E3779B9 ^ (column + x) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 15) * 0x2C1B3C6D;
        for (int channel = 0; channel < CHANNELS; channel++) {
          float noise = (hash >>> 8 * channel & 255) / 255f - 0.5f;
          float value = level * (1 - 0.15f * channel) + 0.1f * noise;
          target[offset + (channel * height + y) * width + x] = Math.max(0, Math.min(1, value));
        }
      }
    }
  }

  /** Returns a periodic function of a coordinate in [−1,1]. */
  private static float wave(int at) {
    return (Math.abs(at % 97 - 48) + Math.abs(at % 613 - 306) / 6f) / 49.5f - 1;
  }

  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    throw new UnsupportedOperationException("the texture is read through its pyramid");
  }
}
