package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * A batch of {@code B} images at full resolution. Only the parts requested are read, whether the
 * images are in memory, in a file or generated.
 */
public interface PatchSource {

  /** Returns {@code B}. */
  int batch();

  /** Returns {@code C}. */
  int channels();

  /** Returns {@code H} in pixels, the largest if the images' sizes differ. */
  int height();

  /** Returns {@code W} in pixels, the largest if the images' sizes differ. */
  int width();

  /** Returns the height of image {@code b} of the batch, in pixels. */
  default int height(int b) {
    return height();
  }

  /** Returns the width of image {@code b} of the batch, in pixels. */
  default int width(int b) {
    return width();
  }

  /**
   * Crops patches at whole pixels. No gradient flows to the origins.
   *
   * @param origins {@code (B,K,2)} int64: row and column of each patch's top left pixel; may lie
   *     outside the image
   * @param height the patches' height {@code h} in pixels
   * @param width the patches' width {@code w} in pixels
   * @param border how patches beyond the image's edge are read
   * @return {@code (B,K,C,h,w)} float32, on the origins' device and manager
   */
  NDArray crop(NDArray origins, int height, int width, Border border);

  /**
   * Resamples regions of any size by bilinear interpolation, differentiable with respect to the
   * regions; pixels outside the image are zero.
   *
   * @param regions {@code (B,K,4)} float32: top, left, bottom, right as fractions of the image
   * @param height the crops' height {@code h}
   * @param width the crops' width {@code w}
   * @return {@code (B,K,C,h,w)} float32; pixel {@code (i,j)} is sampled at the centre of cell
   *     {@code (i,j)} of the region's {@code h × w} grid
   */
  NDArray sample(NDArray regions, int height, int width);

  /**
   * Returns the whole images, area-averaged to {@code (B,C,height,width)} float32.
   *
   * @param manager the manager that owns the result
   */
  NDArray view(NDManager manager, int height, int width);
}
