package io.ats.datasets.files;

import io.ats.datasets.scene.Picture;
import io.ats.datasets.scene.PictureScene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image read from a file.
 *
 * @param picture its pixels
 * @param height in the file, pixels
 * @param width in the file, pixels
 */
public record ImageFile(Picture picture, int height, int width) {

  /**
   * Reads a file whole (JPEG and PNG hold no part that can be decoded without what stands before
   * it) and resizes it by area averaging, not keeping the aspect ratio.
   *
   * @param height the picture's height, pixels
   * @param width the picture's width, pixels
   * @throws UncheckedIOException if the file is missing, of no known format or damaged, naming it
   */
  public static ImageFile read(Path file, int height, int width) {
    BufferedImage image = decode(file);
    Picture picture = Picture.of(image);
    return new ImageFile(resized(picture, height, width), image.getHeight(), image.getWidth());
  }

  private static BufferedImage decode(Path file) {
    BufferedImage image;
    try (InputStream in = Files.newInputStream(file)) {
      image = ImageIO.read(new MemoryCacheImageInputStream(in));
    } catch (IOException | RuntimeException e) { // Decoders throw either for damaged files.
      throw bad(file, e.toString(), e instanceof IOException io ? io : new IOException(e));
    }
    if (image == null) {
      throw bad(file, "another format", new IOException("no decoder knows it"));
    }
    return image;
  }

  private static UncheckedIOException bad(Path file, String found, IOException cause) {
    return new UncheckedIOException(
        file
            + ": expected a whole JPEG, PNG, GIF, BMP or TIFF image, found "
            + found
            + "; replace it by the original file",
        cause);
  }

  private static Picture resized(Picture picture, int height, int width) {
    if (picture.height() == height && picture.width() == width) {
      return picture;
    }
    float[] values = new float[Picture.CHANNELS * height * width];
    new PictureScene(picture).renderView(height, width, values, 0);
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) Math.round(values[i] * 255);
    }
    return new Picture(pixels, height, width);
  }
}
