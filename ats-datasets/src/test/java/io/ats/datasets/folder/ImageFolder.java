package io.ats.datasets.folder;

import io.ats.core.data.Split;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Writes folders of images, and reads them. */
record ImageFolder(Path path) {

  /** Writes a PNG of noise; equal seeds give equal files. */
  ImageFolder png(String name, int height, int width, int seed) {
    return file(name, image("png", height, width, seed));
  }

  /** Writes a PNG of 12×16, another one for each name. */
  ImageFolder png(String... names) {
    for (String name : names) {
      png(name, 12, 16, name.hashCode());
    }
    return this;
  }

  /** Writes three images for each split and class. */
  ImageFolder splits(String... classes) {
    for (String split : List.of("train", "val", "test")) {
      for (String label : classes) {
        for (int i = 0; i < 3; i++) {
          png(split + "/" + label + "/" + i + ".png");
        }
      }
    }
    return this;
  }

  ImageFolder file(String name, byte[] bytes) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImageFolder text(String name, String... lines) {
    return file(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static byte[] image(String format, int height, int width, int seed) {
    try {
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      Random random = new Random(seed);
      for (int i = 0; i < height * width; i++) {
        image.setRGB(i % width, i / width, random.nextInt(1 << 24));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer of " + format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a PNG of 1×1 whose header says other sides, its checksum right. */
  static byte[] pngThatClaims(int height, int width) {
    byte[] png = image("png", 1, 1, 0);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  static byte[] first(byte[] bytes, double share) {
    return Arrays.copyOf(bytes, (int) (share * bytes.length));
  }

  /** Returns options with a view of half a side. */
  ImageFolderOptions options(Object... keysAndValues) {
    return options(path, keysAndValues);
  }

  static ImageFolderOptions options(Path path, Object... keysAndValues) {
    TreeMap<String, Object> other = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      other.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    ImageFolderOptions d = ImageFolderOptions.DEFAULTS;
    ImageFolderOptions made =
        new ImageFolderOptions(
            path.toString(),
            other.getOrDefault("split", "").toString(),
            get(other, "labels", d.labels()),
            get(other, "validation", 0.2),
            get(other, "test", 0.2),
            get(other, "splitSeed", 0L),
            get(other, "folds", 0),
            get(other, "fold", 0),
            get(other, "viewScale", 0.5),
            get(other, "viewSize", 0),
            get(other, "micronsPerPixel", 0.0),
            get(other, "glass", 0.0),
            get(other, "glassSaturation", d.glassSaturation()),
            get(other, "colours", d.colours()),
            get(other, "onError", d.onError()),
            get(other, "cache", 64));
    other.remove("split");
    if (!other.isEmpty()) {
      throw new IllegalArgumentException("no such options: " + other);
    }
    return made;
  }

  @SuppressWarnings("unchecked")
  private static <T> T get(TreeMap<String, Object> values, String key, T otherwise) {
    Object value = values.remove(key);
    return value == null ? otherwise : (T) value;
  }

  static FolderIndex index(ImageFolderOptions options) {
    return FolderIndex.of(options);
  }

  /** Returns the names of a split's files. */
  static List<String> names(FolderIndex index, Split split) {
    return index.bySplit().get(split).stream().map(file -> file.file().name()).toList();
  }
}
