package io.ats.core.weights;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Thrown for a file that is no whole {@code .safetensors} file; the message names it and says why.
 */
public final class SafetensorsException extends IOException {

  SafetensorsException(String problem) {
    super(problem);
  }

  /** Creates the exception with the message {@code file: problem}. */
  SafetensorsException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
