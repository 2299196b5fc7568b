package io.ats.datasets.files;

import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image read from a file.
 *
 * @param bitmap its pixels, resized
 * @param height in the file, pixels
 * @param width in the file, pixels
 */
public record ImageFile(ColourBitmap bitmap, int height, int width) {

  /**
   * Reads a whole file (JPEG and PNG cannot be decoded in parts) and resizes it by area averaging,
   * not keeping the aspect ratio.
   *
   * @param height of the bitmap, pixels
   * @param width of the bitmap, pixels
   * @throws UncheckedIOException if the file is missing, of no known format or damaged, naming it
   */
  public static ImageFile read(Path file, int height, int width) {
    BufferedImage image = decode(file);
    ColourBitmap bitmap = ColourBitmap.of(image);
    return new ImageFile(resized(bitmap, height, width), image.getHeight(), image.getWidth());
  }

  private static BufferedImage decode(Path file) {
    try (InputStream in = Files.newInputStream(file);
        ImageInputStream data = new MemoryCacheImageInputStream(in)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(data);
      if (!readers.hasNext()) {
        throw new IOException("no decoder knows the format");
      }
      ImageReader reader = readers.next();
      try {
        return decode(reader, data);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw bad(file, e);
    } catch (RuntimeException e) { // Decoders throw these too for damaged files.
      throw bad(file, new IOException(e));
    }
  }

  private static BufferedImage decode(ImageReader reader, ImageInputStream data)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    reader.setInput(data, true, true);
    BufferedImage image = reader.read(0);
    for (String warning : warnings) {
      // The JPEG decoder only warns when it fills the rest of a damaged image with grey.
      if (warning.matches("(?i).*(truncated|premature|corrupt).*")) {
        throw new IOException(warning);
      }
    }
    return image;
  }

  private static UncheckedIOException bad(Path file, IOException cause) {
    return new UncheckedIOException(
        file
            + ": expected a whole JPEG, PNG, GIF, BMP or TIFF image, found: "
            + cause
            + "; replace it by the original file",
        cause);
  }

  private static ColourBitmap resized(ColourBitmap bitmap, int height, int width) {
    if (bitmap.height() == height && bitmap.width() == width) {
      return bitmap;
    }
    float[] values = new float[ColourBitmap.CHANNELS * height * width];
    new ColourBitmapScene(bitmap).renderView(height, width, values, 0);
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) Math.round(values[i] * 255);
    }
    return new ColourBitmap(pixels, height, width);
  }
}
