package io.ats.datasets.tiff;

import java.io.IOException;

/** Thrown for a sound TIFF of a kind that is not read, such as one with 32-bit samples. */
public final class UnsupportedTiffException extends IOException {

  /** Creates one; the message says what was found. */
  public UnsupportedTiffException(String message) {
    super(message);
  }
}
