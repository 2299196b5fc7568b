package io.ats.core.geometry;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.ScoreGrid;
import io.ats.core.geometry.PatchGrid.GridPatches;
import io.ats.core.math.Constants;
import io.ats.core.options.OptionException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The candidate patches of an image: those of a {@link PatchGrid} for each size, numbered grid
 * after grid, {@code D = Σ_a gh_a·gw_a}.
 *
 * <p>They are read at one size. Patches of that size are cut at whole pixels where all have it;
 * otherwise every patch is sampled from its region by {@link PatchSource#sample}: bilinearly, zeros
 * outside the image, so that a patch of the size that is read keeps its pixels.
 *
 * <p>The score map, one for all sizes, has the cells of the finest grid: a cell's value is the sum
 * over the sizes, each patch counted at the cell whose centre is nearest to its own.
 *
 * @param grids one a size, of the same image and border
 * @param read the size that patches are read at
 */
public record Proposals(List<PatchGrid> grids, PatchSize read) {

  /**
   * Checks that patches can be resampled where they are, and that they can be counted.
   *
   * @throws OptionException if the border is {@code reflect} and patches are resampled, or there
   *     are too many
   * @throws IllegalArgumentException if two patches of a grid have one cell of the score map
   */
  public Proposals {
    grids = List.copyOf(grids);
    if (resampled(grids, read) && grids.get(0).border() == Border.REFLECT) {
      throw new OptionException(
          "border = reflect needs patches of one size, which are cut at whole pixels; those of"
              + " several sizes are sampled between pixels: choose border zero or clamp, or one"
              + " patch-size");
    }
    long all = grids.stream().mapToLong(PatchGrid::size).sum();
    if (all > Integer.MAX_VALUE) {
      throw new OptionException(
          "%d patch sizes have %d positions, more than %d; choose a smaller image or view-scale, fewer sizes, or a larger stride"
              .formatted(grids.size(), all, Integer.MAX_VALUE));
    }
    PatchGrid finest = finest(grids);
    for (PatchGrid grid : grids) {
      BitSet taken = new BitSet();
      for (int cell : sameCells(grid, finest) ? new int[0] : nearest(grid, finest)) {
        if (taken.get(cell)) {
          throw new IllegalArgumentException(
              "two patches of a grid of %d×%d have one cell of the score map of %d×%d"
                  .formatted(grid.rows(), grid.columns(), finest.rows(), finest.columns()));
        }
        taken.set(cell);
      }
    }
  }

  /** Returns the patches of one grid. */
  public static Proposals of(PatchGrid grid) {
    return new Proposals(List.of(grid), new PatchSize(grid.patchHeight(), grid.patchWidth()));
  }

  /** Returns the patches of a grid for each size, read at the first size. */
  public static Proposals of(PatchSizes sizes, Function<PatchSize, PatchGrid> grid) {
    return new Proposals(sizes.each().stream().map(grid).toList(), sizes.first());
  }

  /**
   * Returns the patches that are centred at the view's pixels.
   *
   * @throws OptionException if there are fewer than the options select
   */
  public static Proposals atPixels(ImageSpec image, PatchOptions patch) {
    Proposals all =
        of(
            patch.patchSize(),
            size ->
                PatchGrid.ofScores(
                    image,
                    ReceptiveField.IDENTITY,
                    image.viewHeight(),
                    image.viewWidth(),
                    size,
                    patch.border()));
    all.requireAtLeast(patch.patches(), "a larger view");
    return all;
  }

  /** Returns {@code D}. */
  public int size() {
    return grids.stream().mapToInt(PatchGrid::size).sum();
  }

  /** Returns whether patches are sampled between pixels, to be of one size. */
  boolean resampled() {
    return resampled(grids, read);
  }

  private static boolean resampled(List<PatchGrid> grids, PatchSize read) {
    return grids.stream()
        .anyMatch(g -> g.patchHeight() != read.height() || g.patchWidth() != read.width());
  }

  /** Returns the grid whose cells the score map has. */
  public PatchGrid finest() {
    return finest(grids);
  }

  private static PatchGrid finest(List<PatchGrid> grids) {
    return grids.stream().reduce((a, b) -> b.size() > a.size() ? b : a).orElseThrow();
  }

  /** Returns the centres of the score map's cells. */
  public ScoreGrid centres() {
    return finest().centres();
  }

  /**
   * Checks that {@code patches} distinct ones exist.
   *
   * @param remedy what gives more, such as {@code a larger view}
   * @throws OptionException if not; the message names both numbers and the remedy
   */
  public void requireAtLeast(int patches, String remedy) {
    if (grids.size() == 1) {
      grids.get(0).requireAtLeast(patches, remedy);
    } else if (patches > size()) {
      throw new OptionException(
          "patches = %d is more than the %d positions of %d sizes; choose patches at most %d, or %s"
              .formatted(patches, size(), grids.size(), size(), remedy));
    }
  }

  /** Returns the score map's cell of each patch, {@code (D)}. */
  public int[] cells() {
    PatchGrid finest = finest();
    return grids.stream().flatMapToInt(grid -> Arrays.stream(nearest(grid, finest))).toArray();
  }

  private static boolean sameCells(PatchGrid grid, PatchGrid finest) {
    return grid.rows() == finest.rows() && grid.columns() == finest.columns();
  }

  private static int[] nearest(PatchGrid grid, PatchGrid finest) {
    if (sameCells(grid, finest)) {
      return IntStream.range(0, grid.size()).toArray();
    }
    return IntStream.range(0, grid.size())
        .map(
            cell -> {
              double row = grid.startRow() + cell / grid.columns() * grid.strideRow();
              double column = grid.startColumn() + cell % grid.columns() * grid.strideColumn();
              return nearest(row, finest.startRow(), finest.strideRow(), finest.rows())
                      * finest.columns()
                  + nearest(column, finest.startColumn(), finest.strideColumn(), finest.columns());
            })
        .toArray();
  }

  private static int nearest(double centre, double start, double stride, int cells) {
    long index = stride == 0 ? 0 : Math.round((centre - start) / stride);
    return (int) Math.max(0, Math.min(cells - 1, index));
  }

  /** Returns the patches along a Hilbert curve over the score map, those of a cell size by size. */
  public long[] alongCurve() {
    PatchGrid finest = finest();
    long[] order = HilbertCurve.order(finest.rows(), finest.columns());
    if (grids.size() == 1) {
      return order;
    }
    int[] rank = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      rank[(int) order[i]] = i;
    }
    int[] cells = cells();
    return IntStream.range(0, cells.length)
        .boxed()
        .sorted(Comparator.comparingInt(d -> rank[cells[d]]))
        .mapToLong(Integer::longValue)
        .toArray();
  }

  /**
   * Returns the score map of a distribution over the patches.
   *
   * @param attention {@code (B,D)}
   * @return {@code (B,gh,gw)}: the sum over the sizes at each cell
   */
  public NDArray map(NDArray attention) {
    PatchGrid finest = finest();
    Shape shape = new Shape(-1, finest.rows(), finest.columns());
    if (grids.size() == 1) {
      return attention.reshape(shape);
    }
    NDManager manager = attention.getManager();
    NDArray values = attention.stopGradient();
    long batch = attention.getShape().get(0);
    NDArray sum = manager.zeros(new Shape(batch, finest.size()), attention.getDataType());
    int first = 0;
    for (PatchGrid grid : grids) {
      int next = first + grid.size();
      NDArray own = values.get(new NDIndex(":, {}:{}", first, next));
      sum = sum.add(sameCells(grid, finest) ? own : placed(own, grid, sum));
      first = next;
    }
    return sum.reshape(shape);
  }

  /** Returns a coarser grid's values at the score map's cells, 0 elsewhere. */
  private NDArray placed(NDArray own, PatchGrid grid, NDArray like) {
    long[] cells = Arrays.stream(nearest(grid, finest())).asLongStream().toArray();
    NDArray at = Constants.of(own.getManager(), cells, new Shape(1, cells.length));
    return like.zerosLike().scatter(at.repeat(0, own.getShape().get(0)), own, 1);
  }

  /** Returns the patches' top left pixels, as {@link PatchGrids#origins} does. */
  public NDArray origins(NDArray indices) {
    return PatchGrids.of(this).origins(indices);
  }

  /** Returns the patches' regions, as {@link PatchGrids#regions} does. */
  public NDArray regions(NDArray indices) {
    return PatchGrids.of(this).regions(indices);
  }

  /** Reads patches, as {@link PatchGrids#read} does. */
  public GridPatches read(PatchSource source, NDArray indices) {
    return PatchGrids.of(this).read(source, indices);
  }
}
