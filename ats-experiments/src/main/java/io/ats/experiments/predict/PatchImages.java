package io.ats.experiments.predict;

import io.ats.experiments.results.RunFiles;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes patches as pictures of their own pixels: {@code patch-01.png} and so on. */
public final class PatchImages {

  private static final int LEAST_DIGITS = 2;
  private static final int WHITE = 255;

  private PatchImages() {}

  /**
   * Writes the patches, in order.
   *
   * @param folder that is there
   * @param patches {@code (K,C,h,w)} in [0,1], {@code C} 1 or 3; what lies outside is cut off, and
   *     NaN is black
   * @return the files
   * @throws IllegalArgumentException for another number of channels, such as with those of position
   * @throws IOException if a file cannot be written
   */
  public static List<Path> write(Path folder, float[][][][] patches) throws IOException {
    int digits = Math.max(LEAST_DIGITS, Integer.toString(patches.length).length());
    List<Path> files = new ArrayList<>();
    for (int k = 0; k < patches.length; k++) {
      BufferedImage image = image(patches[k]);
      Path file = folder.resolve(String.format(Locale.ROOT, "patch-%0" + digits + "d.png", k + 1));
      RunFiles.write(file, out -> ImageIO.write(image, "png", out));
      files.add(file);
    }
    return files;
  }

  private static BufferedImage image(float[][][] patch) {
    if (patch.length != 1 && patch.length != 3) {
      throw new IllegalArgumentException(
          "a picture has 1 or 3 channels, this patch has " + patch.length);
    }
    int height = patch[0].length;
    int width = patch[0][0].length;
    int type = patch.length == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, height, type);
    WritableRaster pixels = image.getRaster(); // as they are: setRGB would convert greys
    for (int channel = 0; channel < patch.length; channel++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          float value = Math.max(0, Math.min(1, patch[channel][y][x]));
          pixels.setSample(x, y, channel, Math.round(WHITE * value));
        }
      }
    }
    return image;
  }
}
