package io.ats.datasets.files;

import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** JPEG images as their samples are stored, without a conversion of colours. */
public final class RawJpeg {

  /** Looks at an image's size before its pixels are decoded. */
  public interface SizeCheck {
    /** Throws if the sides, in pixels, are not as expected. */
    void check(int height, int width) throws IOException;
  }

  private RawJpeg() {}

  /**
   * Decodes a whole image.
   *
   * @throws IOException if it is damaged, too if the decoder only warns of that, or as {@code size}
   *     does
   */
  public static Raster read(ImageInputStream in, SizeCheck size) throws IOException {
    return use(
        in,
        reader -> {
          size.check(reader.getHeight(0), reader.getWidth(0));
          return reader.readRaster(0, null);
        });
  }

  /** Decodes a part of an image. */
  static Raster read(ImageInputStream in, Rectangle part) throws IOException {
    return use(
        in,
        reader -> {
          ImageReadParam param = reader.getDefaultReadParam();
          param.setSourceRegion(part);
          return reader.readRaster(0, param);
        });
  }

  /** Returns a raster's samples, pixel by pixel. */
  public static byte[] bytes(Raster raster) {
    int size = raster.getWidth() * raster.getHeight() * raster.getNumBands();
    if (raster.getDataBuffer() instanceof DataBufferByte data && data.getData().length == size) {
      return data.getData();
    }
    return (byte[]) raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), null);
  }

  private interface Use {
    Raster of(ImageReader reader) throws IOException;
  }

  private static Raster use(ImageInputStream in, Use use) throws IOException {
    ImageReader reader = reader();
    try {
      reader.setInput(in, true, true);
      Damage damage = new Damage(reader);
      Raster raster = use.of(reader);
      damage.check();
      return raster;
    } catch (IIOException e) {
      throw e;
    } catch (RuntimeException e) { // Decoders throw these too for damaged files.
      throw new IOException("damaged data (" + e.getMessage() + ")", e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.canReadRaster()) {
        return reader;
      }
    }
    throw new IllegalStateException("every Java platform reads JPEG");
  }

  /** The damage of which a decoder warns. */
  static final class Damage {

    private final List<String> warnings = new ArrayList<>();

    Damage(ImageReader reader) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    }

    /** Throws if the decoder warned: it fills the rest of a damaged image with grey. */
    void check() throws IOException {
      for (String warning : warnings) {
        if (warning.matches("(?i).*(truncated|premature|corrupt|invalid|inconsistent|bogus).*")
            && !warning.contains("ICC")) {
          throw new IOException("damaged data (" + warning + ")");
        }
      }
    }
  }
}
