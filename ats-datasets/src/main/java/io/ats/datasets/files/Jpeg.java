package io.ats.datasets.files;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Checks that a JPEG file is one whole image.
 *
 * <p>Bytes after the end of the image are accepted, because cameras write them: a preview, the
 * other views of a stereo image, a short film, padding. Only an image that is not smaller than the
 * first, and not announced as one of several ({@code MPF}), is refused: then two files were joined,
 * and only the first would be seen.
 */
final class Jpeg {

  private static final int FRAME = 0xC0;
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int SEVERAL = 0xE2;

  private final ByteBuffer file;
  private int position;
  private long pixels;
  private boolean several;

  private Jpeg(ByteBuffer file, int position) {
    this.file = file;
    this.position = position;
  }

  /**
   * Checks a file's bytes; those of other formats are not looked at.
   *
   * @throws IOException if the end of a JPEG is missing, or a second one follows
   */
  static void check(ByteBuffer file) throws IOException {
    Jpeg first = new Jpeg(file, 0);
    if (!first.begins()) {
      return;
    }
    if (!first.skip(END)) {
      throw new IOException("a truncated JPEG of " + file.limit() + " bytes");
    }
    Jpeg second = new Jpeg(file, first.position);
    if (!first.several && second.begins()) {
      second.skip(SCAN);
      if (second.pixels >= first.pixels) {
        throw new IOException("a second JPEG after the first, at byte " + first.position);
      }
    }
  }

  private boolean begins() {
    return position + 3 <= file.limit()
        && at(position) == 0xFF
        && at(position + 1) == START
        && at(position + 2) == 0xFF;
  }

  /** Moves behind the marker of the end or of the first scan; returns whether there is one. */
  private boolean skip(int wanted) {
    position += 2;
    while (position + 1 < file.limit()) {
      int marker = at(position) == 0xFF ? at(position + 1) : 0;
      if (marker == START) {
        return false;
      }
      if (marker <= 1 || marker == 0xFF || (marker >= 0xD0 && marker <= 0xD7)) {
        position++; // Coded pixels, or bytes of which the decoder warns.
        continue;
      }
      position += 2;
      if (marker == wanted) {
        return true;
      }
      segment(marker);
    }
    return false;
  }

  private void segment(int marker) {
    if ((marker & 0xF0) == FRAME && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      pixels = (long) pair(position + 3) * pair(position + 5);
    } else if (marker == SEVERAL) {
      several |= pair(position + 2) == 0x4D50 && pair(position + 4) == 0x4600; // MPF
    }
    position += pair(position);
  }

  private int at(int index) {
    return index < file.limit() ? file.get(index) & 255 : 0;
  }

  private int pair(int index) {
    return at(index) << 8 | at(index + 1);
  }
}
