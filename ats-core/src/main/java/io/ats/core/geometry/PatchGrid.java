package io.ats.core.geometry;

import ai.djl.ndarray.NDArray;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.ScoreGrid;
import io.ats.core.options.OptionException;
import java.util.stream.IntStream;

/**
 * The candidate positions of one patch size: the patch of the full image that each cell of a score
 * map stands for. Those of several sizes: {@link Proposals}.
 *
 * <p>Cell {@code (i,j)} of the {@code gh × gw} map stands for the {@code h × w} patch whose centre
 * is at row {@code startRow + i·strideRow} and column {@code startColumn + j·strideColumn}, in
 * pixels of the full image; its top left pixel is rounded half up. Cells are numbered row by row,
 * {@code d = i·gw + j}, {@code D = gh·gw}.
 *
 * @param imageHeight {@code H}
 * @param imageWidth {@code W}
 * @param patchHeight {@code h}
 * @param patchWidth {@code w}
 * @param rows {@code gh}
 * @param columns {@code gw}
 * @param startRow centre row of cell (0,0)
 * @param startColumn centre column of cell (0,0)
 * @param strideRow rows between neighbouring cells
 * @param strideColumn columns between neighbouring cells
 * @param border how patches beyond the image's edge are read
 */
public record PatchGrid(
    int imageHeight,
    int imageWidth,
    int patchHeight,
    int patchWidth,
    int rows,
    int columns,
    double startRow,
    double startColumn,
    double strideRow,
    double strideColumn,
    Border border) {

  /**
   * Checks that patches are no larger than the image, that no size is 0, and that the positions can
   * be counted.
   *
   * @throws OptionException if not
   */
  public PatchGrid {
    if (patchHeight > imageHeight || patchWidth > imageWidth) {
      throw new OptionException(
          "a patch of %d×%d is larger than the image of %d×%d; choose patch-size at most %d"
              .formatted(
                  patchHeight,
                  patchWidth,
                  imageHeight,
                  imageWidth,
                  Math.min(imageHeight, imageWidth)));
    }
    if (patchHeight < 1 || patchWidth < 1 || rows < 1 || columns < 1) {
      throw new OptionException(
          "a grid of %d×%d patches of %d×%d: all sizes must be at least 1"
              .formatted(rows, columns, patchHeight, patchWidth));
    }
    if ((long) rows * columns > Integer.MAX_VALUE) {
      throw new OptionException(
          "a grid of %d×%d has %d positions, more than %d; choose a smaller image or view-scale, or a larger stride"
              .formatted(rows, columns, (long) rows * columns, Integer.MAX_VALUE));
    }
  }

  /**
   * Returns the grid of a score map computed from the low-resolution view.
   *
   * @param image the image's and the view's sizes
   * @param field the scorer's receptive field, in pixels of the view
   * @param rows the score map's height
   * @param columns the score map's width
   * @param size of the patches
   */
  public static PatchGrid ofScores(
      ImageSpec image, ReceptiveField field, int rows, int columns, PatchSize size, Border border) {
    double scaleRow = (double) image.height() / image.viewHeight();
    double scaleColumn = (double) image.width() / image.viewWidth();
    return new PatchGrid(
        image.height(),
        image.width(),
        size.height(),
        size.width(),
        rows,
        columns,
        field.start() * scaleRow,
        field.start() * scaleColumn,
        field.stride() * scaleRow,
        field.stride() * scaleColumn,
        border);
  }

  /**
   * Returns a grid of {@code rows × columns} evenly spaced patches from edge to edge; they overlap
   * if the image's size is not a multiple of theirs.
   */
  public static PatchGrid evenly(
      ImageSpec image, int rows, int columns, int patchHeight, int patchWidth) {
    return new PatchGrid(
        image.height(),
        image.width(),
        patchHeight,
        patchWidth,
        rows,
        columns,
        rows == 1 ? image.height() / 2.0 : patchHeight / 2.0,
        columns == 1 ? image.width() / 2.0 : patchWidth / 2.0,
        rows == 1 ? 0 : (double) (image.height() - patchHeight) / (rows - 1),
        columns == 1 ? 0 : (double) (image.width() - patchWidth) / (columns - 1),
        Border.CLAMP);
  }

  /**
   * Returns a grid of patches, a stride apart, the first in the top left corner; the last of each
   * row and column reaches the opposite edge or extends beyond it.
   *
   * @param size of the patches
   * @param strideRow pixels from one patch to the next along rows
   * @param strideColumn the same along columns
   */
  public static PatchGrid strided(
      ImageSpec image, PatchSize size, int strideRow, int strideColumn, Border border) {
    return new PatchGrid(
        image.height(),
        image.width(),
        size.height(),
        size.width(),
        count(image.height(), size.height(), strideRow),
        count(image.width(), size.width(), strideColumn),
        size.height() / 2.0,
        size.width() / 2.0,
        strideRow,
        strideColumn,
        border);
  }

  /** Returns a grid of square patches, a stride apart along both axes. */
  public static PatchGrid strided(ImageSpec image, int side, int stride, Border border) {
    return strided(image, PatchSize.square(side), stride, stride, border);
  }

  private static int count(int image, int patch, int stride) {
    return (int) (1 + Math.max(0, ((long) image - patch + stride - 1) / stride));
  }

  /** Returns {@code D}, the number of positions. */
  public int size() {
    return rows * columns;
  }

  /**
   * Checks that {@code patches} distinct positions exist.
   *
   * @param remedy what gives more positions, such as {@code a larger view}
   * @throws OptionException if not; the message names both numbers and the remedy
   */
  public void requireAtLeast(int patches, String remedy) {
    if (patches > size()) {
      throw new OptionException(
          "patches = %d is more than the %d positions of the %d×%d grid; choose patches at most %d, or %s"
              .formatted(patches, size(), rows, columns, size(), remedy));
    }
  }

  /** Returns the top row of the patches in grid row {@code i}. */
  public int originRow(int i) {
    return origin(startRow + i * strideRow, patchHeight, imageHeight);
  }

  /** Returns the left column of the patches in grid column {@code j}. */
  public int originColumn(int j) {
    return origin(startColumn + j * strideColumn, patchWidth, imageWidth);
  }

  private int origin(double centre, int patch, int image) {
    int first = (int) Math.floor(centre - patch / 2.0 + 0.5);
    return border == Border.CLAMP ? Math.max(0, Math.min(first, image - patch)) : first;
  }

  /** Returns the centres of the patches, clamped ones where they lie, as fractions of the image. */
  public ScoreGrid centres() {
    return new ScoreGrid(
        IntStream.range(0, rows)
            .mapToDouble(i -> (originRow(i) + patchHeight / 2.0) / imageHeight)
            .toArray(),
        IntStream.range(0, columns)
            .mapToDouble(j -> (originColumn(j) + patchWidth / 2.0) / imageWidth)
            .toArray());
  }

  /** Returns the patches' top left pixels, as {@link PatchGrids#origins} does. */
  public NDArray origins(NDArray indices) {
    return PatchGrids.of(this).origins(indices);
  }

  /** Returns the patches' regions, as {@link PatchGrids#regions} does. */
  public NDArray regions(NDArray indices) {
    return PatchGrids.of(this).regions(indices);
  }

  /** Reads the patches at the given positions, as {@link PatchGrids#read} does. */
  public GridPatches read(PatchSource source, NDArray indices) {
    return PatchGrids.of(this).read(source, indices);
  }

  /**
   * Patches read at positions of a grid.
   *
   * @param patches {@code (B,K,C,h,w)}
   * @param regions {@code (B,K,4)} as fractions of the image
   */
  public record GridPatches(NDArray patches, NDArray regions) {}
}
