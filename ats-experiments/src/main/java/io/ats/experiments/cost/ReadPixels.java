package io.ats.experiments.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.source.ForwardingSource;
import io.ats.core.source.Lines;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts the pixels that a prediction reads of each image:
 *
 * <ul>
 *   <li>of patches, the image's pixels that are in at least one, each once. Of a patch that is
 *       sampled they are those that its samples lie between, as if all were read at full
 *       resolution. What lies outside the image is not read;
 *   <li>of a view that the selector looks at, and of any other reduced image that it asks for, that
 *       one's own pixels: it may come from a coarser level of a file.
 * </ul>
 */
public final class ReadPixels implements ForwardingSource {

  private final Views of;
  private final Rectangles[] patches;
  private long reduced;

  /** Creates a source of the images of some views, of which nothing is read yet. */
  public ReadPixels(Views of) {
    this.of = of;
    patches =
        IntStream.range(0, of.source().batch())
            .mapToObj(b -> new Rectangles())
            .toArray(Rectangles[]::new);
  }

  /** Returns the views with this source. */
  public Views views() {
    return of.with(of.low(), this);
  }

  /**
   * Returns the pixels read so far of image {@code b}.
   *
   * @param view whether the selector looks at the view; it counts too where the image's background
   *     was found in it
   */
  public long pixels(int b, boolean view) {
    long own = (long) of.viewHeight(b) * of.viewWidth(b);
    return patches[b].area() + reduced + (view || of.foreground() != null ? own : 0);
  }

  /** Returns the same as a share of the image's pixels; above 1 where views add up. */
  public double share(int b, boolean view) {
    return (double) pixels(b, view) / ((long) height(b) * width(b));
  }

  @Override
  public PatchSource source() {
    return of.source();
  }

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    long[] at = origins.toLongArray();
    int crops = (int) origins.getShape().get(1);
    for (int i = 0; i < at.length / 2; i++) {
      int b = i / crops;
      add(
          b,
          Lines.ofCrop(at[2 * i], height, height(b), border),
          Lines.ofCrop(at[2 * i + 1], width, width(b), border));
    }
    return source().crop(origins, height, width, border);
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    float[] edges = regions.stopGradient().toFloatArray();
    int crops = (int) regions.getShape().get(1);
    for (int i = 0; i < edges.length / 4; i++) {
      int b = i / crops;
      add(
          b,
          Lines.ofSamples(edges[4 * i], edges[4 * i + 2], height, height(b)),
          Lines.ofSamples(edges[4 * i + 1], edges[4 * i + 3], width, width(b)));
    }
    return source().sample(regions, height, width);
  }

  /** Adds all pixels that lie in one of the rows and in one of the columns. */
  private void add(int b, int[] rows, int[] columns) {
    int[] across = runs(columns);
    int[] down = runs(rows);
    for (int i = 0; i < down.length; i += 2) {
      for (int j = 0; j < across.length; j += 2) {
        patches[b].add(down[i], across[j], down[i + 1], across[j + 1]);
      }
    }
  }

  /** Returns first and last, this exclusive, of each run of lines that follow one another. */
  private static int[] runs(int[] lines) {
    int[] sorted =
        Arrays.stream(lines).filter(line -> line != Lines.NONE).sorted().distinct().toArray();
    return IntStream.range(0, 2 * sorted.length)
        .filter(
            i ->
                i % 2 == 0
                    ? i == 0 || sorted[i / 2 - 1] < sorted[i / 2] - 1
                    : i / 2 == sorted.length - 1 || sorted[i / 2 + 1] > sorted[i / 2] + 1)
        .map(i -> sorted[i / 2] + i % 2)
        .toArray();
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    reduced += (long) height * width;
    return source().view(manager, height, width);
  }
}
