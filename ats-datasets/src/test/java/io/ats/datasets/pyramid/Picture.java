package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Colours in memory: red, green and blue of each pixel, row by row. */
record Picture(int height, int width, byte[] rgb) {

  /** Returns smooth colours with noise and sharp edges, so that every tile differs. */
  static Picture made(int height, int width, int seed) {
    Random random = new Random(seed);
    byte[] rgb = new byte[3 * height * width];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      double wave = Math.sin(x / (7.0 + i % 3)) + Math.cos(y / (11.0 - i % 3));
      int edge = (x / 40 + y / 60) % 2 * 40;
      rgb[i] = (byte) Math.max(0, Math.min(255, 100 + 40 * wave + edge + random.nextInt(20)));
    }
    return new Picture(height, width, rgb);
  }

  /** Writes a binary PPM. */
  Path write(Path file) throws IOException {
    byte[] head = "P6\n%d %d\n255\n".formatted(width, height).getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + rgb.length);
    System.arraycopy(rgb, 0, all, head.length, rgb.length);
    return Files.write(file, all);
  }

  /** Reads a binary PPM or PGM of 8 bits. */
  static Picture read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    String[] head = new String[4];
    int at = 0;
    for (int i = 0; i < 4; at++) {
      if (all[at] == '#') {
        while (all[at] != '\n') {
          at++;
        }
      } else if (!Character.isWhitespace(all[at])) {
        int start = at;
        while (!Character.isWhitespace(all[at])) {
          at++;
        }
        head[i++] = new String(all, start, at - start, StandardCharsets.US_ASCII);
      }
    }
    assertThat(head[3]).isEqualTo("255");
    int width = Integer.parseInt(head[1]);
    int height = Integer.parseInt(head[2]);
    byte[] rgb = new byte[3 * height * width];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = head[0].equals("P6") ? all[at + i] : all[at + i / 3];
    }
    return new Picture(height, width, rgb);
  }

  /** Returns a level of an image, read at once. */
  static Picture of(RegionImage image, int level) {
    Level size = image.levels().get(level);
    byte[] rgb = new byte[3 * size.height() * size.width()];
    image.read(level, 0, 0, size.height(), size.width(), rgb);
    return new Picture(size.height(), size.width(), rgb);
  }

  Picture crop(int row, int column, int height, int width) {
    byte[] part = new byte[3 * height * width];
    for (int y = 0; y < height; y++) {
      System.arraycopy(rgb, 3 * ((row + y) * this.width + column), part, 3 * y * width, 3 * width);
    }
    return new Picture(height, width, part);
  }

  /** Requires that the other picture has the same size and no value that differs by more. */
  void assertNear(Picture other, int most) {
    assertThat(height).isEqualTo(other.height);
    assertThat(width).isEqualTo(other.width);
    for (int i = 0; i < rgb.length; i++) {
      int difference = Math.abs((rgb[i] & 255) - (other.rgb[i] & 255));
      if (difference > most) {
        assertThat(rgb[i] & 255)
            .as("row %d, column %d, channel %d", i / 3 / width, i / 3 % width, i % 3)
            .isCloseTo(other.rgb[i] & 255, org.assertj.core.api.Assertions.within(most));
      }
    }
  }
}
