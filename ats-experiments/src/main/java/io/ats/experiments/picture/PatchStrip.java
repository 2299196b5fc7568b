package io.ats.experiments.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Draws patches side by side. */
public final class PatchStrip {

  private static final int GAP = 4;
  private static final int LEAST_SIDE = 64;

  private PatchStrip() {}

  /**
   * Draws patches, whole times larger where they are small, and writes them as PNG.
   *
   * @param patches {@code (K,C,h,w)} in [0,1], at least one
   */
  public static void write(float[][][][] patches, Path file) throws IOException {
    int height = patches[0][0].length;
    int width = patches[0][0][0].length;
    int times = Math.max(1, (LEAST_SIDE + Math.max(height, width) - 1) / Math.max(height, width));
    int step = width * times + GAP;
    BufferedImage out =
        new BufferedImage(patches.length * step - GAP, height * times, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, out.getWidth(), out.getHeight());
    for (int k = 0; k < patches.length; k++) {
      // Pixels stay squares, so that what is blurred is the blend.
      BufferedImage patch = Raster.image(patches[k], width, height);
      g.drawImage(patch, k * step, 0, width * times, height * times, null);
    }
    g.dispose();
    Raster.write(out, file);
  }
}
