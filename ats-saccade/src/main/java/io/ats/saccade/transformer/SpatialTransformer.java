package io.ats.saccade.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.math.Scalars;
import io.ats.core.source.BilinearSampling;
import io.ats.core.source.Sizes;
import io.ats.core.source.TensorSource;

/**
 * The spatial transformer with scale and translation only, reading the whole image or only a tile
 * around the crop.
 *
 * <p>The transform is {@code θ = [a, tx, ty]}: the crop's point {@code (x, y)} is read at {@code
 * (a·x + tx, a·y + ty)} of the image. Both are in normalised coordinates, {@code x} to the right
 * along the columns and {@code y} down along the rows, and −1 and 1 are the outer <em>edges</em> of
 * the first and last pixel, not their centres ({@code align_corners = false}, as for the regions of
 * {@link PatchSource#sample}). Pixel {@code j} of {@code n} thus lies at {@code (2j + 1)/n − 1}.
 * Points outside the image are zero.
 *
 * <p>Jaderberg et al., "Spatial Transformer Networks", NeurIPS 2015, Eq. 1 and 5; Ramapuram et al.,
 * "Variational Saccading", BMVC 2019, §7.2 and §7.3.
 */
public final class SpatialTransformer {

  private SpatialTransformer() {}

  /**
   * Returns the transform of a scale and a shift: {@code scale = max(|s|, 1/maxImageFraction)},
   * {@code θ = [1/scale, −u/scale, −v/scale]}.
   *
   * <p>The crop covers {@code 1/scale} of the image along each axis, at most {@code
   * maxImageFraction}. The gradient of {@code s} is 0 where {@code |s|} is below its bound.
   *
   * @param s {@code (B)}, the image's side in crop sides
   * @param u {@code (B)}, offset of the image's centre to the right of the crop's, in half crop
   *     widths
   * @param v {@code (B)}, offset of the image's centre below the crop's, in half crop heights
   * @param maxImageFraction largest fraction of the image's height and width that a crop covers, in
   *     (0,1]
   * @return {@code θ (B,3)}, differentiable in all three
   * @throws IllegalArgumentException if the fraction is out of range
   */
  public static NDArray theta(NDArray s, NDArray u, NDArray v, double maxImageFraction) {
    checkFraction(maxImageFraction);
    NDArray scale = Scalars.atLeast(s.abs(), 1 / maxImageFraction);
    return NDArrays.stack(
        new NDList(Scalars.inverse(scale), u.neg().div(scale), v.neg().div(scale)), 1); // (B,3)
  }

  /**
   * Returns the region of a transform's crop: {@code ((1 + ty − a)/2, (1 + tx − a)/2, (1 + ty +
   * a)/2, (1 + tx + a)/2)}.
   *
   * @param theta {@code θ (B,3)}
   * @return {@code (B,1,4)}: top, left, bottom, right as fractions of the image, differentiable
   */
  public static NDArray regions(NDArray theta) {
    checkTheta(theta);
    NDArray half = Scalars.over(theta.get(":,0:1"), 2); // (B,1)
    NDArray x = Scalars.over(Scalars.plus(theta.get(":,1:2"), 1), 2);
    NDArray y = Scalars.over(Scalars.plus(theta.get(":,2:3"), 1), 2);
    return NDArrays.concat(new NDList(y.sub(half), x.sub(half), y.add(half), x.add(half)), 1)
        .expandDims(1);
  }

  /**
   * Cuts crops from whole images in memory.
   *
   * @param images {@code (B,C,H,W)}
   * @param theta {@code θ (B,3)}
   * @param height the crops' height {@code h} in pixels
   * @param width the crops' width {@code w} in pixels
   * @return {@code (B,1,C,h,w)}, on the transform's manager, differentiable in transform and images
   * @throws IllegalArgumentException if the shapes do not match
   */
  public static NDArray full(NDArray images, NDArray theta, int height, int width) {
    return new TensorSource(images).sample(regions(theta), height, width);
  }

  /**
   * Cuts the same crops from one tile per image, which has the largest crop's size plus a margin on
   * every side and is centred on the crop up to half a pixel.
   *
   * <p>Crop and gradient are those of {@link #full} if {@code |a| ≤ maxImageFraction} (as {@link
   * #theta} ensures) and the margin is at least 1. The tile's size does not depend on the
   * transform, so no value is transferred to the host.
   *
   * <p>With margin 0 the tile is the crop's own support, rounded to whole pixels: a point between
   * the centres of the tile's outermost pixels and its edge, or up to half a pixel beyond, has
   * bilinear taps outside the tile, which are zero. For crops of the largest size this darkens
   * points within a pixel of the crop's edge and distorts their gradient; points farther inside,
   * and crops at least two pixels smaller, are exact. For {@code |a| > maxImageFraction} points
   * outside the tile are zero at any margin.
   *
   * @param source where the tiles are cut
   * @param theta {@code θ (B,3)}
   * @param height the crops' height {@code h} in pixels
   * @param width the crops' width {@code w} in pixels
   * @param maxImageFraction largest fraction of the image's height and width that a crop covers, in
   *     (0,1]
   * @param margin pixels to read beyond the largest crop on every side
   * @return {@code (B,1,C,h,w)}, on the transform's manager, differentiable in the transform
   * @throws IllegalArgumentException if the fraction or the margin is out of range, or the
   *     transform has another shape
   */
  public static NDArray localised(
      PatchSource source,
      NDArray theta,
      int height,
      int width,
      double maxImageFraction,
      int margin) {
    // As if all images were as large as the largest: beyond their own edge, pixels are zero.
    NDArray regions = Sizes.ofLargest(source, regions(theta)); // (B,1,4)
    int tileHeight = tileSize(source.height(), maxImageFraction, margin);
    int tileWidth = tileSize(source.width(), maxImageFraction, margin);
    NDArray first = regions.get(":,:,:2"); // (B,1,2): top, left
    NDArray last = regions.get(":,:,2:"); // (B,1,2): bottom, right
    NDArray centres = Scalars.over(first.add(last), 2).stopGradient();
    NDArray row = origin(centres.get(":,:,:1"), source.height(), tileHeight);
    NDArray column = origin(centres.get(":,:,1:"), source.width(), tileWidth);
    NDArray origins = NDArrays.concat(new NDList(row, column), 2).toType(DataType.INT64, false);
    NDArray tiles = source.crop(origins, tileHeight, tileWidth, Border.ZERO); // (B,1,C,th,tw)
    NDArray rows =
        BilinearSampling.coordinates(
            first.get(":,:,0"), last.get(":,:,0"), height, source.height()); // (B,1,h)
    NDArray columns =
        BilinearSampling.coordinates(
            first.get(":,:,1"), last.get(":,:,1"), width, source.width()); // (B,1,w)
    return BilinearSampling.sample(tiles.squeeze(1), rows.sub(row), columns.sub(column));
  }

  /**
   * Returns the size of the tiles that {@link #localised} reads: {@code ⌈size · maxImageFraction⌉ +
   * 2 · margin}.
   *
   * @param size the image's height or width, in pixels
   * @throws IllegalArgumentException if the fraction or the margin is out of range
   */
  public static int tileSize(int size, double maxImageFraction, int margin) {
    checkFraction(maxImageFraction);
    if (margin < 0) {
      throw new IllegalArgumentException("margin must be at least 0, got " + margin);
    }
    // Rounding errors of a product such as 100 · 0.07 must not add a pixel.
    return (int) Math.ceil(size * maxImageFraction - 1e-9) + 2 * margin;
  }

  /**
   * Returns the first pixel of the tile centred on a point; tiles outside are moved next to the
   * image.
   */
  private static NDArray origin(NDArray centre, int size, int tile) {
    return Scalars.clip(
        Scalars.minus(Scalars.times(centre, size), tile / 2.0).round(), -tile, size);
  }

  private static void checkTheta(NDArray theta) {
    Shape shape = theta.getShape();
    if (shape.dimension() != 2 || shape.get(1) != 3) {
      throw new IllegalArgumentException("Expected a transform (B,3), got " + shape);
    }
  }

  private static void checkFraction(double maxImageFraction) {
    if (!(maxImageFraction > 0 && maxImageFraction <= 1)) {
      throw new IllegalArgumentException(
          "max-image-fraction must be above 0 and at most 1, got " + maxImageFraction);
    }
  }
}
