package io.ats.core.geometry;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid.GridPatches;
import io.ats.core.math.Constants;
import io.ats.core.math.Joins;
import io.ats.core.math.Scalars;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The candidate positions of a batch's images. Where the images' sizes differ each has grids of its
 * own, in the top left corners of the largest's; candidates are numbered as in the largest.
 */
public final class PatchGrids {

  private final Proposals largest;
  private final List<Proposals> each;
  private final Views views;
  private final int least;

  private PatchGrids(Proposals largest, List<Proposals> each, Views views, int least) {
    this.largest = largest;
    this.each = List.copyOf(each);
    this.views = views;
    this.least = least;
  }

  /** Returns one grid for all images. */
  public static PatchGrids of(PatchGrid grid) {
    return of(Proposals.of(grid));
  }

  /** Returns the same candidates for all images. */
  public static PatchGrids of(Proposals all) {
    return new PatchGrids(all, List.of(all), null, 0);
  }

  /**
   * Returns candidates for each image.
   *
   * @param largest has grids with at least as many rows and columns as each of them, and the same
   *     patches
   * @throws IllegalArgumentException if it has not
   */
  public static PatchGrids of(Proposals largest, List<Proposals> each) {
    for (Proposals own : each) {
      for (int a = 0; a < largest.grids().size(); a++) {
        requireIn(largest.grids().get(a), own.grids().get(a));
      }
    }
    return new PatchGrids(largest, each, null, 0);
  }

  private static void requireIn(PatchGrid largest, PatchGrid grid) {
    if (grid.rows() > largest.rows()
        || grid.columns() > largest.columns()
        || grid.patchHeight() != largest.patchHeight()
        || grid.patchWidth() != largest.patchWidth()) {
      throw new IllegalArgumentException(
          "an image's grid of %d×%d patches of %d×%d does not lie in the largest, of %d×%d patches of %d×%d"
              .formatted(
                  grid.rows(),
                  grid.columns(),
                  grid.patchHeight(),
                  grid.patchWidth(),
                  largest.rows(),
                  largest.columns(),
                  largest.patchHeight(),
                  largest.patchWidth()));
    }
  }

  /**
   * Returns the candidates of a batch's images: one for all, or where their sizes differ one for
   * each.
   *
   * @param largest those of the batch's height and width
   * @param own an image's own
   * @throws IllegalArgumentException if one does not lie in the largest
   */
  public static PatchGrids of(Views views, Proposals largest, Function<ImageSpec, Proposals> own) {
    return views.mixed() ? of(largest, views.images().stream().map(own).toList()) : of(largest);
  }

  /**
   * Returns the same candidates without those whose centre lies in the background of a view.
   *
   * @param least where fewer than these would be left, all of the image are
   */
  public PatchGrids showing(Views views, int least) {
    return views.foreground() == null ? this : new PatchGrids(largest, each, views, least);
  }

  /** Returns how many candidates of its own each of {@code batch} images has. */
  public List<Integer> sizes(int batch) {
    return IntStream.range(0, batch).mapToObj(b -> own(b).size()).toList();
  }

  private Proposals own(int b) {
    return each.get(each.size() == 1 ? 0 : b);
  }

  /**
   * Returns the patches' top left pixels. A cell outside an image's own grid stands for the nearest
   * one inside, so that padding is never read.
   *
   * @param indices {@code (B,K)} int64, each in {@code [0,D)}
   * @return {@code (B,K,2)} int64: row, column
   */
  public NDArray origins(NDArray indices) {
    return largest.grids().size() == 1 ? ofOneGrid(indices) : ofSeveralGrids(indices);
  }

  /** Computed, since one grid may have millions of cells. */
  private NDArray ofOneGrid(NDArray indices) {
    // In float64, to equal originRow to the last bit; both axes at once, because calls to the
    // engine dominate the cost.
    NDManager manager = indices.getManager();
    PatchGrid most = largest.grids().get(0);
    NDArray cells = indices.toType(DataType.FLOAT64, false).expandDims(2); // (B,K,1)
    int columns = most.columns();
    NDArray rows =
        cells
            .div(Constants.of(manager, new double[] {columns, 1}, new Shape(1, 1, 2)))
            .floor(); // (B,K,2): row, cell
    double[] toColumn = {1, -columns, 0, 1}; // column = cell − columns·row
    NDArray both = rows.matMul(Constants.of(manager, toColumn, new Shape(2, 2))); // row, column
    if (each.size() > 1 || each.get(0) != largest) {
      both = both.minimum(pairs(manager, g -> g.rows() - 1, g -> g.columns() - 1));
    }
    NDArray first =
        both.mul(pairs(manager, PatchGrid::strideRow, PatchGrid::strideColumn))
            .add(pairs(manager, PatchGrid::startRow, PatchGrid::startColumn))
            .sub(pairs(manager, g -> g.patchHeight() / 2.0, g -> g.patchWidth() / 2.0))
            .add(Constants.of(manager, new double[] {0.5, 0.5}, new Shape(1, 1, 2)))
            .floor();
    NDArray kept =
        most.border() == Border.CLAMP
            ? Scalars.atLeast(first, 0)
                .minimum(
                    pairs(
                        manager,
                        g -> g.imageHeight() - g.patchHeight(),
                        g -> g.imageWidth() - g.patchWidth()))
            : first;
    return kept.toType(DataType.INT64, false);
  }

  /** Looked up in tables of all candidates. */
  private NDArray ofSeveralGrids(NDArray indices) {
    int size = largest.size();
    long[] rows = new long[each.size() * size];
    long[] columns = new long[each.size() * size];
    int d = 0;
    for (Proposals own : each) {
      for (int a = 0; a < largest.grids().size(); a++) {
        PatchGrid grid = own.grids().get(a);
        PatchGrid most = largest.grids().get(a);
        for (int cell = 0; cell < most.size(); cell++) {
          rows[d] = grid.originRow(Math.min(grid.rows() - 1, cell / most.columns()));
          columns[d++] = grid.originColumn(Math.min(grid.columns() - 1, cell % most.columns()));
        }
      }
    }
    NDManager manager = indices.getManager();
    Shape table = new Shape(each.size(), size);
    return NDArrays.stack(
        new NDList(
            looked(Constants.of(manager, rows, table), indices),
            looked(Constants.of(manager, columns, table), indices)),
        2);
  }

  /** Returns a table's values {@code (B,D)} or {@code (1,D)} at indices {@code (B,K)}. */
  private static NDArray looked(NDArray table, NDArray indices) {
    boolean shared = table.getShape().get(0) == 1;
    NDArray at = shared ? indices.reshape(1, -1) : indices;
    return table.gather(at, 1).reshape(indices.getShape());
  }

  /**
   * Returns the cells of the score map that candidates lie in.
   *
   * @param indices {@code (B,K)} int64
   * @return {@code (B,K)} int64
   */
  public NDArray cells(NDArray indices) {
    if (largest.grids().size() == 1) {
      return indices;
    }
    long[] cells = Arrays.stream(largest.cells()).asLongStream().toArray();
    return looked(Constants.of(indices.getManager(), cells, new Shape(1, cells.length)), indices);
  }

  /** Returns {@code (B,1,2)} or, of one grid, {@code (1,1,2)} float64. */
  private NDArray pairs(
      NDManager manager, ToDoubleFunction<PatchGrid> row, ToDoubleFunction<PatchGrid> column) {
    double[] values = new double[2 * each.size()];
    for (int b = 0; b < each.size(); b++) {
      PatchGrid first = each.get(b).grids().get(0);
      values[2 * b] = row.applyAsDouble(first);
      values[2 * b + 1] = column.applyAsDouble(first);
    }
    return Constants.of(manager, values, new Shape(each.size(), 1, 2));
  }

  /**
   * Returns the patches' regions, as fractions of each image.
   *
   * @param indices {@code (B,K)} int64
   * @return {@code (B,K,4)} float32: top, left, bottom, right
   */
  public NDArray regions(NDArray indices) {
    return regions(indices, origins(indices));
  }

  private NDArray regions(NDArray indices, NDArray origins) {
    NDManager manager = origins.getManager();
    NDArray sizes =
        pairs(manager, PatchGrid::imageHeight, PatchGrid::imageWidth)
            .toType(DataType.FLOAT32, false);
    NDArray first = origins.toType(DataType.FLOAT32, false);
    return first.div(sizes).concat(first.add(extents(indices)).div(sizes), 2);
  }

  /** Returns heights and widths, {@code (B,K,2)} or, of one size, {@code (1,1,2)} float32. */
  private NDArray extents(NDArray indices) {
    NDManager manager = indices.getManager();
    List<PatchGrid> grids = largest.grids();
    if (grids.size() == 1) {
      float[] patch = {grids.get(0).patchHeight(), grids.get(0).patchWidth()};
      return Constants.of(manager, patch, new Shape(1, 1, 2));
    }
    float[] heights = new float[largest.size()];
    float[] widths = new float[largest.size()];
    int first = 0;
    for (PatchGrid grid : grids) {
      Arrays.fill(heights, first, first + grid.size(), grid.patchHeight());
      Arrays.fill(widths, first, first + grid.size(), grid.patchWidth());
      first += grid.size();
    }
    Shape table = new Shape(1, largest.size());
    return NDArrays.stack(
        new NDList(
            looked(Constants.of(manager, heights, table), indices),
            looked(Constants.of(manager, widths, table), indices)),
        2);
  }

  /**
   * Reads the patches at the given positions, all at one size.
   *
   * @param indices {@code (B,K)} int64
   * @return the patches and their regions
   */
  public GridPatches read(PatchSource source, NDArray indices) {
    NDArray origins = origins(indices);
    NDArray regions = regions(indices, origins);
    int height = largest.read().height();
    int width = largest.read().width();
    NDArray patches =
        largest.resampled()
            ? source.sample(regions, height, width)
            : source.crop(origins, height, width, largest.grids().get(0).border());
    return new GridPatches(patches, regions);
  }

  /**
   * Returns {@code (B,D)} float32: 1 at the candidates of an image's own grids that are not
   * background, else 0; empty if every candidate is one.
   */
  public Optional<NDArray> inside(NDManager manager) {
    Optional<NDArray> grids = ofGrids(manager);
    if (views == null) {
      return grids;
    }
    NDArray shown = eachGrid(a -> shown(manager, a));
    NDArray all = grids.orElseGet(shown::onesLike);
    NDArray some = all.mul(shown);
    NDArray enough =
        Scalars.greaterOrEqual(some.sum(new int[] {1}, true), least).broadcast(some.getShape());
    return Optional.of(NDArrays.where(enough, some, all));
  }

  /** Joins what each grid has, {@code (B,gh·gw)}, to {@code (B,D)}. */
  private NDArray eachGrid(IntFunction<NDArray> of) {
    NDList all = new NDList();
    for (int a = 0; a < largest.grids().size(); a++) {
      all.add(of.apply(a));
    }
    return Joins.concat(all, 1);
  }

  private Optional<NDArray> ofGrids(NDManager manager) {
    return each.stream().allMatch(own -> own.size() == largest.size())
        ? Optional.empty()
        : Optional.of(eachGrid(a -> ofGrid(manager, a)));
  }

  private NDArray ofGrid(NDManager manager, int a) {
    PatchGrid most = largest.grids().get(a);
    int[] rows = each.stream().mapToInt(own -> own.grids().get(a).rows()).toArray();
    int[] columns = each.stream().mapToInt(own -> own.grids().get(a).columns()).toArray();
    return Views.corners(manager, rows, columns, most.rows(), most.columns())
        .reshape(each.size(), -1);
  }

  /** Returns the foreground at the centres of a grid's cells, {@code (B,gh·gw)}. */
  private NDArray shown(NDManager manager, int a) {
    Shape shape = views.foreground().getShape(); // (B,1,vh,vw)
    PatchGrid most = largest.grids().get(a);
    int batch = (int) shape.get(0);
    long[] rows = new long[batch * most.rows()];
    long[] columns = new long[batch * most.columns()];
    for (int b = 0; b < batch; b++) {
      PatchGrid grid = own(b).grids().get(a);
      for (int i = 0; i < most.rows(); i++) {
        double centre = (grid.startRow() + i * grid.strideRow()) / grid.imageHeight();
        rows[b * most.rows() + i] = pixel(centre, views.viewHeight(b)) * shape.get(3);
      }
      for (int j = 0; j < most.columns(); j++) {
        double centre = (grid.startColumn() + j * grid.strideColumn()) / grid.imageWidth();
        columns[b * most.columns() + j] = pixel(centre, views.viewWidth(b));
      }
    }
    NDArray down = manager.create(rows, new Shape(batch, most.rows(), 1));
    NDArray at = down.add(manager.create(columns, new Shape(batch, 1, most.columns())));
    return views.foreground().reshape(batch, -1).gather(at.reshape(batch, -1), 1);
  }

  private static long pixel(double share, int pixels) {
    return (long) Math.max(0, Math.min(pixels - 1, Math.floor(share * pixels)));
  }
}
