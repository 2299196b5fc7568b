package io.ats.experiments.report.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture for the page: as JPEG where PNG takes several times as much, as it does of photographs.
 */
final class Photograph {

  private static final float QUALITY = 0.9f;

  /** Below this PNG is small enough, bytes. */
  private static final int SMALL = 40_000;

  private Photograph() {}

  /**
   * Returns the picture as part of the page.
   *
   * @param png opaque
   * @throws IOException if it is no PNG
   */
  static String image(byte[] png, String alt) throws IOException {
    byte[] jpeg = png.length < SMALL ? png : jpeg(png);
    return jpeg.length < png.length / 2
        ? Html.image("image/jpeg", jpeg, alt)
        : Html.image("image/png", png, alt);
  }

  private static byte[] jpeg(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    if (image == null) {
      throw new IOException("it is no PNG");
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
