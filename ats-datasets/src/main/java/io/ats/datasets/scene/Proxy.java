package io.ats.datasets.scene;

/**
 * The low-resolution view of an image: its area average, a noisy one, or another modality that
 * shows where things are. {@link io.ats.core.source.Scene#renderView} stays the area average.
 */
@FunctionalInterface
public interface Proxy {

  /**
   * Renders the whole view; the same arguments always give the same values.
   *
   * @param height {@code vh}, pixels
   * @param width {@code vw}, pixels
   * @param target where the pixels go: channel, row, column, values in [0,1]; zero on entry
   * @param offset index of the first pixel
   */
  void render(int height, int width, float[] target, int offset);
}
