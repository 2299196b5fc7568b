package io.ats.datasets.pyramid;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Compresses tiles; for several threads at a time. */
record TileEncoder(PyramidOptions options) {

  private static final int CHANNELS = RegionImage.CHANNELS;

  /** Compresses a tile of red, green and blue, which it may change. */
  byte[] encode(byte[] tile, int height, int width) {
    return options.compression() == TileCompression.JPEG
        ? jpeg(tile, height, width)
        : deflate(tile, CHANNELS * width);
  }

  private byte[] deflate(byte[] tile, int row) {
    for (int start = 0; start < tile.length; start += row) {
      for (int i = start + row - 1; i >= start + CHANNELS; i--) {
        tile[i] -= tile[i - CHANNELS];
      }
    }
    Deflater deflater = new Deflater(options.effort());
    try {
      deflater.setInput(tile);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(tile.length / 2);
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private byte[] jpeg(byte[] tile, int height, int width) {
    int[] colours = new int[height * width];
    for (int i = 0; i < colours.length; i++) {
      int from = CHANNELS * i;
      colours[i] = (tile[from] & 255) << 16 | (tile[from + 1] & 255) << 8 | tile[from + 2] & 255;
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, colours, 0, width);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream(tile.length / 8);
    try (MemoryCacheImageOutputStream data = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality((float) options.quality());
      writer.setOutput(data);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("a tile could not be written to memory", e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
