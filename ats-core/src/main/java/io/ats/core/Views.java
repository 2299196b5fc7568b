package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * A batch's images at low and full resolution.
 *
 * @param low the low-resolution view {@code (B,C,vh,vw)}, float32, values in [0,1]; where sizes
 *     differ, each image's own lies in the top left corner, and the rest is padding
 * @param source the same images at full resolution
 * @param images each image's own sizes; empty if all have those of the view and the source
 * @param foreground {@code (B,1,vh,vw)}: 1 where there is something to look at, else 0; null: all
 *     of the image
 */
public record Views(NDArray low, PatchSource source, List<ImageSpec> images, NDArray foreground) {

  /** Checks that there are sizes of each image or of none. */
  public Views {
    images = List.copyOf(images);
    if (!images.isEmpty() && images.size() != low.getShape().get(0)) {
      throw new IllegalArgumentException(
          "views of %d images with the sizes of %d"
              .formatted(low.getShape().get(0), images.size()));
    }
  }

  /** Creates views of images that are all foreground. */
  public Views(NDArray low, PatchSource source, List<ImageSpec> images) {
    this(low, source, images, null);
  }

  /** Creates views of images of equal sizes. */
  public Views(NDArray low, PatchSource source) {
    this(low, source, List.of());
  }

  /** Returns these images with another view and source, of the same sizes. */
  public Views with(NDArray otherLow, PatchSource otherSource) {
    return new Views(otherLow, otherSource, images, foreground);
  }

  /** Returns the same with a foreground, null if there is none. */
  public Views with(NDArray otherForeground) {
    return new Views(low, source, images, otherForeground);
  }

  /** Returns whether the images' sizes differ. */
  public boolean mixed() {
    return !images.isEmpty();
  }

  /** Returns whether some image's view does not fill its place. */
  public boolean padded() {
    return images.stream()
        .anyMatch(
            image ->
                image.viewHeight() < low.getShape().get(2)
                    || image.viewWidth() < low.getShape().get(3));
  }

  /** Returns the height of image {@code b}'s own view, without padding. */
  public int viewHeight(int b) {
    return mixed() ? images.get(b).viewHeight() : (int) low.getShape().get(2);
  }

  /** Returns the width of image {@code b}'s own view, without padding. */
  public int viewWidth(int b) {
    return mixed() ? images.get(b).viewWidth() : (int) low.getShape().get(3);
  }

  /** Returns the view with zeros for padding; the view itself if it has none. */
  public NDArray clean() {
    return padded() ? low.mul(inside()) : low;
  }

  /** Returns {@code (B,1,vh,vw)} float32, on the view's manager: 1 in the images, 0 in padding. */
  public NDArray inside() {
    int[] rows = images.stream().mapToInt(ImageSpec::viewHeight).toArray();
    int[] columns = images.stream().mapToInt(ImageSpec::viewWidth).toArray();
    int height = (int) low.getShape().get(2);
    int width = (int) low.getShape().get(3);
    return corners(low.getManager(), rows, columns, height, width).expandDims(1);
  }

  /**
   * Returns {@code (B,height,width)} float32: 1 in the first {@code rows[b]} rows and {@code
   * columns[b]} columns of image {@code b}, else 0.
   */
  public static NDArray corners(
      NDManager manager, int[] rows, int[] columns, int height, int width) {
    float[] values = new float[rows.length * height * width];
    for (int b = 0; b < rows.length; b++) {
      for (int i = 0; i < rows[b]; i++) {
        int first = (b * height + i) * width;
        Arrays.fill(values, first, first + columns[b], 1);
      }
    }
    return manager.create(values, new Shape(rows.length, height, width));
  }
}
