package io.ats.datasets.pyramid;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Thrown if the cache folder cannot be written, which is no fault of the image that was read. */
public final class UnwritableCacheException extends UncheckedIOException {

  UnwritableCacheException(String message, IOException cause) {
    super(message, cause);
  }
}
