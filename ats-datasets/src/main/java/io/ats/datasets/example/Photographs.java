package io.ats.datasets.example;

import io.ats.core.options.OptionException;
import io.ats.datasets.files.ImageDecoder;
import io.ats.datasets.input.InputFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Photographs of a folder and those in it: JPEG files of at least a megapixel. */
final class Photographs {

  private static final long LEAST = 1_000_000;

  private final List<Path> files;

  private Photographs(List<Path> files) {
    this.files = files;
  }

  /**
   * Finds the photographs.
   *
   * @param least number of photographs
   * @throws OptionException if there are fewer
   */
  static Photographs in(Path folder, int least) {
    List<Path> found = List.of();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        found =
            all.filter(file -> file.getFileName().toString().matches("(?i).*\\.jpe?g"))
                .filter(Photographs::large)
                .sorted()
                .toList();
      } catch (IOException | UncheckedIOException e) {
        throw new OptionException(
            "%s: expected a folder that can be read, found %s"
                .formatted(folder, InputFile.reason(e)));
      }
    }
    if (found.size() < least) {
      throw new OptionException(
          "%s has %d photographs (JPEG of at least a megapixel), %d are needed; install some, such as Debian's lomiri-wallpapers-16.04, or name a folder of your own with --photographs"
              .formatted(folder, found.size(), least));
    }
    return new Photographs(found);
  }

  private static boolean large(Path file) {
    try (ImageDecoder decoder = ImageDecoder.open(file)) {
      return (long) decoder.height() * decoder.width() >= LEAST;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  int count() {
    return files.size();
  }

  Path file(int index) {
    return files.get(index);
  }

  /** Decodes a photograph. */
  BufferedImage read(int index) {
    Path file = files.get(index);
    try (ImageDecoder decoder = ImageDecoder.open(file)) {
      byte[] rgb = decoder.read(0, 0, decoder.height(), decoder.width());
      BufferedImage image =
          new BufferedImage(decoder.width(), decoder.height(), BufferedImage.TYPE_3BYTE_BGR);
      byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      for (int i = 0; i < rgb.length; i += 3) {
        bgr[i] = rgb[i + 2];
        bgr[i + 1] = rgb[i + 1];
        bgr[i + 2] = rgb[i];
      }
      return image;
    } catch (IOException e) {
      throw ImageDecoder.bad(file, e);
    }
  }
}
