package io.ats.datasets.folder;

/**
 * What reading a file once told.
 *
 * @param height of the image, pixels; 0 if it cannot be read
 * @param width of the image, pixels; 0 if it cannot be read
 * @param bytes of the file
 * @param sha256 checksum of its content, in hexadecimal; empty if it cannot be read
 * @param microns per pixel; 0 if the file has none
 * @param format such as PNG
 * @param problem why it cannot be used, in words; empty if it can
 */
record FileFacts(
    int height,
    int width,
    long bytes,
    String sha256,
    double microns,
    String format,
    String problem) {

  static FileFacts bad(long bytes, String problem) {
    return new FileFacts(0, 0, bytes, "", 0, "", problem);
  }

  boolean good() {
    return problem.isEmpty();
  }

  long pixels() {
    return (long) height * width;
  }

  /**
   * Returns height and width when the image is read at a resolution.
   *
   * @param micronsPerPixel 0: the file's own
   */
  int[] sides(double micronsPerPixel) {
    if (micronsPerPixel == 0) {
      return new int[] {height, width};
    }
    double scale = micronsPerPixel / microns; // as the reader scales, to the last bit
    return new int[] {
      (int) Math.max(1, Math.rint(height / scale)), (int) Math.max(1, Math.rint(width / scale))
    };
  }
}
