package io.ats.datasets.mnist;

import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.GreyBitmap;
import java.io.UncheckedIOException;
import java.security.MessageDigest;

/** Images of single digits, 28×28 unsigned bytes each, with their labels 0..9. */
public final class Digits {

  /** The images' height and width, in pixels. */
  public static final int SIDE = 28;

  /** The number of classes. */
  public static final int CLASSES = 10;

  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Wraps arrays without copying them.
   *
   * @param labelFile the labels' file, for messages
   * @param pixels {@code (N,28,28)}
   * @param labels {@code (N)}
   * @throws UncheckedIOException if a label lies outside 0..9
   */
  Digits(String labelFile, byte[] pixels, byte[] labels) {
    if (pixels.length != labels.length * SIDE * SIDE) {
      throw new IllegalArgumentException(
          pixels.length + " pixels are not " + labels.length + " images of 28×28");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= CLASSES) {
        String message =
            labelFile
                + ": expected labels 0 to 9, found "
                + (labels[i] & 255)
                + " for image "
                + i
                + "; replace it by the original file, gzipped or not";
        throw InputFile.bad(message);
      }
    }
    this.pixels = pixels;
    this.labels = labels;
  }

  /** Returns the number of images {@code N}. */
  public int count() {
    return labels.length;
  }

  /** Returns the label, 0..9, of image {@code index} in [0,N). */
  public int label(int index) {
    return labels[index];
  }

  /** Returns image {@code index} in [0,N), 28×28, sharing the pixels. */
  public GreyBitmap bitmap(int index) {
    return new GreyBitmap(pixels, index * SIDE * SIDE, SIDE, SIDE);
  }

  /** Feeds all pixels and labels to a digest. */
  public void addTo(MessageDigest digest) {
    digest.update(pixels);
    digest.update(labels);
  }
}
