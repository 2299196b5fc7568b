package io.ats.experiments.predict;

import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes a score map as a TIFF of one channel of 32-bit floats, a pixel for each cell. Its
 * resolution is in map pixels per pixel of the full-resolution image, without a unit, so that a
 * pixel has its cell's size; {@code ImageDescription} is a JSON object with {@code cell_width},
 * {@code cell_height}, {@code left} and {@code top} in pixels of that image.
 */
public final class MapTiff {

  private static final BaselineTIFFTagSet TAGS = BaselineTIFFTagSet.getInstance();

  /** The largest numerator or denominator of a TIFF's fraction. */
  private static final long MOST = 0xFFFF_FFFFL;

  private static final long PRECISION = 1_000_000;

  private MapTiff() {}

  /**
   * Writes the file by rename, so that it is whole or absent.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, ScoreMap map) throws IOException {
    RunFiles.write(file, out -> write(out, map));
  }

  private static void write(OutputStream out, ScoreMap map) throws IOException {
    ImageWriter writer = writer();
    BufferedImage image = image(map);
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
      directory.addTIFFField(ascii(description(map)));
      directory.addTIFFField(fraction(BaselineTIFFTagSet.TAG_X_RESOLUTION, map.cellWidth()));
      directory.addTIFFField(fraction(BaselineTIFFTagSet.TAG_Y_RESOLUTION, map.cellHeight()));
      directory.addTIFFField(
          new TIFFField(
              TAGS.getTag(BaselineTIFFTagSet.TAG_RESOLUTION_UNIT),
              BaselineTIFFTagSet.RESOLUTION_UNIT_NONE));
      writer.write(new IIOImage(image, null, directory.getAsMetadata()));
    } finally {
      writer.dispose();
    }
  }

  /** Returns Java's own: a library's may not know the metadata. */
  private static ImageWriter writer() {
    for (Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("tiff"); ; ) {
      ImageWriter writer = all.next();
      if (writer.getClass().getModule() == ImageIO.class.getModule()) {
        return writer;
      }
    }
  }

  private static BufferedImage image(ScoreMap map) {
    ColorSpace grey = ColorSpace.getInstance(ColorSpace.CS_GRAY);
    BufferedImage image =
        ImageTypeSpecifier.createInterleaved(
                grey, new int[] {0}, DataBuffer.TYPE_FLOAT, false, false)
            .createBufferedImage(map.columns(), map.rows());
    for (int row = 0; row < map.rows(); row++) {
      image.getRaster().setPixels(0, row, map.columns(), 1, map.values()[row]);
    }
    return image;
  }

  private static String description(ScoreMap map) throws IOException {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("content", "score map");
    description.put("unit", "pixels of the full-resolution image");
    description.put("cell_width", map.cellWidth());
    description.put("cell_height", map.cellHeight());
    description.put("left", map.left());
    description.put("top", map.top());
    return Json.tree((Object) description).toString();
  }

  private static TIFFField ascii(String text) {
    return new TIFFField(
        TAGS.getTag(BaselineTIFFTagSet.TAG_IMAGE_DESCRIPTION),
        TIFFTag.TIFF_ASCII,
        1,
        new String[] {text});
  }

  /** Returns {@code 1/size} as a fraction, to about a millionth of a pixel. */
  private static TIFFField fraction(int tag, double size) {
    long above = Math.max(1, Math.min(PRECISION, (long) (MOST / size)));
    long below = Math.max(1, Math.min(MOST, Math.round(size * above)));
    long shared = BigInteger.valueOf(above).gcd(BigInteger.valueOf(below)).longValue();
    return new TIFFField(
        TAGS.getTag(tag),
        TIFFTag.TIFF_RATIONAL,
        1,
        new long[][] {{above / shared, below / shared}});
  }
}
