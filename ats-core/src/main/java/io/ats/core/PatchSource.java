package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * A batch of {@code B} equally sized images at full resolution, of which only the parts asked for
 * are read. Nothing else knows whether they lie in memory, in a file or in a recipe.
 */
public interface PatchSource {

  /** Returns {@code B}. */
  int batch();

  /** Returns {@code C}. */
  int channels();

  /** Returns {@code H}, in pixels. */
  int height();

  /** Returns {@code W}, in pixels. */
  int width();

  /**
   * Cuts whole-pixel patches. No gradient flows to the origins.
   *
   * @param origins {@code (B,K,2)} int64: row and column of each patch's top left pixel; may lie
   *     outside the image
   * @param height the patches' height {@code h} in pixels
   * @param width the patches' width {@code w} in pixels
   * @param border what a pixel outside the image reads
   * @return {@code (B,K,C,h,w)} float32, on the origins' device and manager
   */
  NDArray crop(NDArray origins, int height, int width, Border border);

  /**
   * Cuts regions of any size by bilinear interpolation, differentiable in the regions; pixels
   * outside the image read zero.
   *
   * @param regions {@code (B,K,4)} float32: top, left, bottom, right as fractions of the image
   * @param height the crops' height {@code h}
   * @param width the crops' width {@code w}
   * @return {@code (B,K,C,h,w)} float32; pixel {@code (i,j)} is read at the centre of its share of
   *     the region
   */
  NDArray sample(NDArray regions, int height, int width);

  /**
   * Returns the whole images, area-averaged to {@code (B,C,height,width)} float32.
   *
   * @param manager the manager that owns the result
   */
  NDArray view(NDManager manager, int height, int width);
}
