package io.ats.datasets.colon;

import io.ats.core.options.Printable;
import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/**
 * Reads the places of nuclei from a MATLAB file (level 5): its variable {@code detection} of n × 2
 * numbers, in each row x and y of a nucleus in pixels, those of the first pixel being 1.
 */
final class Detections {

  private static final String VARIABLE = "detection";
  private static final int MOST_BYTES = 10_000_000;

  /** By how many pixels a place may lie beyond the middle of the outermost pixels. */
  private static final double BEYOND = 1;

  private Detections() {}

  /**
   * A nucleus.
   *
   * @param row of its centre in pixels; the image's upper edge is 0
   * @param column of its centre in pixels; the image's left edge is 0
   */
  record Place(double row, double column) {}

  /**
   * Reads a file.
   *
   * @param height of the image, pixels
   * @param width of the image, pixels
   * @throws UncheckedIOException if it is missing or cut short, has no such variable, one of other
   *     shape, or a place outside the image, naming file and row
   */
  static List<Place> read(Path file, int height, int width) {
    double[][] values = values(file);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      double x = values[i][0];
      double y = values[i][1];
      if (!(within(x, width) && within(y, height))) {
        String found = "row %d of %s with x %s and y %s".formatted(i + 1, VARIABLE, x, y);
        throw bad(file, "places within the image of %d×%d pixels".formatted(height, width), found);
      }
      places.add(new Place(y - 0.5, x - 0.5));
    }
    return places;
  }

  private static boolean within(double place, int side) {
    return place >= 1 - BEYOND && place <= side + BEYOND;
  }

  private static double[][] values(Path file) {
    try {
      byte[] bytes = InputFile.bytes(file, MOST_BYTES);
      try (MatFile mat = Mat5.newReader(Sources.wrap(bytes)).readMat()) {
        return values(mat);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) { // of damaged data
      String expected = "a MATLAB file with a variable " + VARIABLE + " of n×2 numbers";
      throw bad(file, expected, InputFile.reason(e));
    }
  }

  private static double[][] values(MatFile mat) throws IOException {
    Array array = null;
    for (MatFile.Entry entry : mat.getEntries()) {
      array = entry.getName().equals(VARIABLE) ? entry.getValue() : array;
    }
    if (array == null) {
      throw new IOException("no such variable");
    }
    boolean empty = array.getNumElements() == 0; // 0×0 or 0×2
    if (!(array instanceof Matrix matrix)
        || matrix.isComplex()
        || array.getNumDimensions() != 2
        || !(empty ? array.getNumRows() == 0 : array.getNumCols() == 2)) {
      String shape = Arrays.toString(array.getDimensions());
      throw new IOException("%s of shape %s".formatted(array.getType(), shape));
    }
    double[][] values = new double[matrix.getNumRows()][2];
    for (int i = 0; i < values.length; i++) {
      values[i][0] = matrix.getDouble(i, 0);
      values[i][1] = matrix.getDouble(i, 1);
    }
    return values;
  }

  private static UncheckedIOException bad(Path file, String expected, String found) {
    String message =
        "%s: expected %s, found %s; replace it by the published file"
            .formatted(file, expected, Printable.shown(found));
    return InputFile.bad(message);
  }
}
