package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;

/** Checks of the arguments of {@link PatchSource}. */
final class SourceChecks {

  private SourceChecks() {}

  static void crop(PatchSource source, NDArray origins, int height, int width, Border border) {
    Shape shape = origins.getShape();
    if (shape.dimension() != 3
        || shape.get(0) != source.batch()
        || shape.get(2) != 2
        || origins.getDataType() != DataType.INT64) {
      throw new IllegalArgumentException(
          "Expected origins ("
              + source.batch()
              + ",K,2) int64, got "
              + shape
              + " "
              + origins.getDataType());
    }
    size("patch", height, width);
    for (int b = 0; b < source.batch() && border == Border.CLAMP; b++) {
      fits(source.height(b), source.width(b), height, width);
    }
  }

  private static void fits(int imageHeight, int imageWidth, int height, int width) {
    if (height > imageHeight || width > imageWidth) {
      throw new IllegalArgumentException(
          "A patch of "
              + height
              + "×"
              + width
              + " pixels does not fit into an image of "
              + imageHeight
              + "×"
              + imageWidth
              + "; CLAMP needs it to: take a smaller patch, or border ZERO or REFLECT");
    }
  }

  static void sample(PatchSource source, NDArray regions, int height, int width) {
    Shape shape = regions.getShape();
    if (shape.dimension() != 3 || shape.get(0) != source.batch() || shape.get(2) != 4) {
      throw new IllegalArgumentException(
          "Expected regions (" + source.batch() + ",K,4), got " + shape);
    }
    size("patch", height, width);
  }

  static void view(int height, int width) {
    size("view", height, width);
  }

  private static void size(String what, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "A " + what + " of " + height + "×" + width + " pixels is empty");
    }
  }
}
