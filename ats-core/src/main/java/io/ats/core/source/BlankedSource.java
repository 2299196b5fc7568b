package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.math.Scalars;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Images with boxes of one colour over them, drawn where they are read: the images are neither
 * copied nor changed.
 *
 * <p>Nothing that a box covers is seen: a pixel that is averaged or interpolated from several is of
 * the box's colour if one of these lies under a box.
 */
public final class BlankedSource implements ForwardingSource {

  private final PatchSource source;
  private final int[][][] boxes;
  private NDArray colours;

  private BlankedSource(PatchSource source, int[][][] boxes) {
    this.source = source;
    this.boxes = boxes;
  }

  /**
   * Returns views of the images with boxes over them, in view and source. Their colour is the mean
   * of what remains of the image's own view, in each channel; black if nothing does.
   *
   * @param boxes of each image, {@code (n,4)}: top, left, bottom, right in whole pixels of it
   * @throws IllegalArgumentException if there are not boxes of each image
   */
  public static Views of(Views views, int[][][] boxes) {
    if (boxes.length != views.source().batch()) {
      throw new IllegalArgumentException(
          "boxes of %d images for a batch of %d".formatted(boxes.length, views.source().batch()));
    }
    BlankedSource blanked = new BlankedSource(views.source(), boxes);
    NDArray low = views.low().expandDims(1); // (B,1,C,vh,vw)
    int height = (int) low.getShape().get(3);
    int width = (int) low.getShape().get(4);
    NDArray mask =
        blanked.mask(
            low.getManager(),
            new Shape(boxes.length, 1, 1, height, width),
            b -> averages(height, blanked.height(b), views.viewHeight(b)),
            b -> averages(width, blanked.width(b), views.viewWidth(b)));
    int[] rows = IntStream.range(0, boxes.length).map(views::viewHeight).toArray();
    int[] columns = IntStream.range(0, boxes.length).map(views::viewWidth).toArray();
    NDArray inside = Views.corners(low.getManager(), rows, columns, height, width); // (B,vh,vw)
    NDArray kept = inside.reshape(mask.getShape()).mul(Scalars.minus(1, mask));
    blanked.colours = mean(low, kept);
    return views.with(blanked.over(low, mask).squeeze(1), blanked);
  }

  /**
   * Returns the mean of each channel where {@code kept} is 1, 0 if nowhere: {@code (B,1,C,1,1)}.
   */
  private static NDArray mean(NDArray low, NDArray kept) {
    int[] pixels = {3, 4};
    return low.mul(kept).sum(pixels, true).div(Scalars.atLeast(kept.sum(pixels, true), 1));
  }

  @Override
  public PatchSource source() {
    return source;
  }

  /** Which pixels along an axis have to do with the image's from one to another. */
  private interface Axis {
    boolean[] touching(int from, int to);
  }

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    NDArray patches = source.crop(origins, height, width, border);
    long[] at = origins.toLongArray();
    int crops = (int) origins.getShape().get(1);
    return over(
        patches,
        mask(
            patches.getManager(),
            new Shape(boxes.length, crops, 1, height, width),
            i -> each(Lines.ofCrop(at[2 * i], height, height(i / crops), border), 1),
            i -> each(Lines.ofCrop(at[2 * i + 1], width, width(i / crops), border), 1)));
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    NDArray samples = source.sample(regions, height, width);
    float[] at = regions.toFloatArray();
    int crops = (int) regions.getShape().get(1);
    return over(
        samples,
        mask(
            samples.getManager(),
            new Shape(boxes.length, crops, 1, height, width),
            i -> each(Lines.ofSamples(at[4 * i], at[4 * i + 2], height, height(i / crops)), 2),
            i -> each(Lines.ofSamples(at[4 * i + 1], at[4 * i + 3], width, width(i / crops)), 2)));
  }

  /** Of pixels that are made of {@code count} of the image's each. */
  private static Axis each(int[] lines, int count) {
    return (from, to) -> {
      boolean[] touching = new boolean[lines.length / count];
      for (int i = 0; i < lines.length; i++) {
        touching[i / count] |= lines[i] >= from && lines[i] < to;
      }
      return touching;
    };
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    NDArray view = source.view(manager, height, width).expandDims(1); // (B,1,C,h,w)
    return over(
            view,
            mask(
                manager,
                new Shape(boxes.length, 1, 1, height, width),
                b -> averages(height, height(b), height),
                b -> averages(width, width(b), width)))
        .squeeze(1);
  }

  /** Of {@code count} pixels whose first {@code own} are averages of the image's {@code size}. */
  private static Axis averages(int count, int size, int own) {
    return (from, to) -> {
      boolean[] touching = new boolean[count];
      for (int i = 0; i < own; i++) {
        touching[i] = (long) i * size < (long) to * own && (i + 1L) * size > (long) from * own;
      }
      return touching;
    };
  }

  /**
   * Returns 1 under the boxes, else 0.
   *
   * @param shape {@code (B,K,1,h,w)}
   * @param rows of crop {@code k} of image {@code b}, by {@code b·K + k}
   * @param columns likewise
   */
  private NDArray mask(
      NDManager manager, Shape shape, IntFunction<Axis> rows, IntFunction<Axis> columns) {
    int crops = (int) shape.get(1);
    int pixels = (int) (shape.get(3) * shape.get(4));
    float[] mask = new float[Math.toIntExact(shape.size())];
    Rendering.each(
        boxes.length * crops,
        i -> {
          Axis down = rows.apply(i);
          Axis across = columns.apply(i);
          for (int[] box : boxes[i / crops]) {
            cover(mask, i * pixels, down.touching(box[0], box[2]), across.touching(box[1], box[3]));
          }
        });
    return manager.create(mask, shape);
  }

  private static void cover(float[] mask, int at, boolean[] rows, boolean[] columns) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; rows[i] && j < columns.length; j++) {
        if (columns[j]) {
          mask[at + i * columns.length + j] = 1;
        }
      }
    }
  }

  /** Returns pixels {@code (B,K,C,h,w)} under the mask, on their manager. */
  private NDArray over(NDArray pixels, NDArray mask) {
    NDArray blank = mask.mul(colours); // (B,K,C,h,w)
    return pixels.mul(Scalars.minus(1, mask)).add(blank);
  }
}
