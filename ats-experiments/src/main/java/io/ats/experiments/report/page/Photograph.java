package io.ats.experiments.report.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture for the page: as JPEG where PNG takes more than twice as much, as of photographs. */
final class Photograph {

  private static final float QUALITY = 0.9f;

  /** Below this PNG is small enough, bytes. */
  private static final int SMALL = 40_000;

  private Photograph() {}

  /** Returns an opaque PNG as part of the page; as it is if it cannot be read. */
  static String image(byte[] png, String alt) {
    Optional<byte[]> jpeg = png.length < SMALL ? Optional.empty() : jpeg(png);
    return jpeg.filter(bytes -> bytes.length < png.length / 2)
        .map(bytes -> Html.image("image/jpeg", bytes, alt))
        .orElseGet(() -> Html.image("image/png", png, alt));
  }

  private static Optional<byte[]> jpeg(byte[] png) {
    // In memory: the folder for temporary files may not be writable.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      BufferedImage image =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
      if (image == null) {
        return Optional.empty();
      }
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      writer.dispose();
    }
    return Optional.of(bytes.toByteArray());
  }
}
