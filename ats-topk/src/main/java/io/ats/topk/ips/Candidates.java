package io.ats.topk.ips;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.geometry.Proposals;
import io.ats.core.math.Scalars;
import io.ats.core.sampling.Randomness;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The candidates of a batch's images: {@code D} cells, those of the largest image; where the
 * images' sizes differ, an image has some of them.
 */
final class Candidates {

  private final PatchSource source;
  private final PatchGrids grids;
  private final PatchGrid largest;
  private final List<Integer> sizes;

  private Candidates(PatchSource source, PatchGrids grids, PatchGrid largest, List<Integer> sizes) {
    this.source = source;
    this.grids = grids;
    this.largest = largest;
    this.sizes = sizes;
  }

  /**
   * Returns the candidates of the grids of the largest image and of each. Those in the background
   * are embedded too, but never kept: how many they are is known on the device only.
   *
   * @param count {@code M}
   */
  static Candidates of(
      Views views, PatchGrid largest, Function<ImageSpec, PatchGrid> grid, int count) {
    PatchGrids grids = PatchGrids.of(views, Proposals.of(largest), grid.andThen(Proposals::of));
    List<Integer> sizes = grids.sizes(views.source().batch());
    return new Candidates(views.source(), grids.showing(views, count), largest, sizes);
  }

  /** Returns how many the image with the most has. */
  int most() {
    return Collections.max(sizes);
  }

  /** Returns how many the image with the fewest has. */
  int least() {
    return Collections.min(sizes);
  }

  /**
   * Returns what an encoder makes of the patches at cells, without gradient. Images that have none
   * of them are not encoded; what stands in their place is not to be used.
   *
   * @param cells {@code (B,N)} int64, from place {@code first} on of the images' orders
   * @return {@code (B,N,F)}
   */
  NDArray encoded(NDArray cells, int first, UnaryOperator<NDArray> encoder) {
    long[] live =
        IntStream.range(0, sizes.size()).filter(b -> sizes.get(b) > first).asLongStream().toArray();
    NDArray patches = patches(cells);
    if (live.length == sizes.size()) {
      return encoder.apply(patches);
    }
    long[] place = new long[sizes.size()]; // of each image among those encoded
    for (int i = 0; i < live.length; i++) {
      place[(int) live[i]] = i;
    }
    NDManager manager = cells.getManager();
    return encoder.apply(patches.get(manager.create(live))).get(manager.create(place));
  }

  /** Returns the cells row by row, {@code (B,D)} int64, an image's own first. */
  NDArray inOrder(NDManager manager) {
    NDArray cells =
        manager
            .arange(0, largest.size(), 1, DataType.INT64)
            .expandDims(0)
            .repeat(0, source.batch());
    return grids
        .inside(manager)
        .map(
            inside ->
                cells.sub(Scalars.times(inside, largest.size()).toType(DataType.INT64, false)))
        .map(keys -> keys.argSort(1))
        .orElse(cells);
  }

  /** Returns the cells in random order, {@code (B,D)} int64, an image's own first. */
  NDArray shuffled(NDManager manager, Randomness random) {
    try (NDManager own = manager.newSubManager()) {
      NDArray keys =
          random.uniform(own, 0, 1, new Shape(source.batch(), largest.size()), DataType.FLOAT32);
      NDArray order = grids.inside(own).map(keys::sub).orElse(keys).argSort(1);
      order.attach(manager);
      return order;
    }
  }

  /**
   * Returns {@code (B,N)} float32: 1 where an image has the cell, else 0; empty if all have all.
   *
   * @param cells {@code (B,N)} int64
   */
  Optional<NDArray> present(NDArray cells) {
    return grids.inside(cells.getManager()).map(inside -> inside.gather(cells, 1));
  }

  /** Returns the patches at the cells {@code (B,N)}, without gradient: {@code (B,N,C,h,w)}. */
  NDArray patches(NDArray cells) {
    return source
        .crop(grids.origins(cells), largest.patchHeight(), largest.patchWidth(), largest.border())
        .stopGradient();
  }

  /** Returns the patches and regions at the cells {@code (B,N)}. */
  PatchGrid.GridPatches read(NDArray cells) {
    return grids.read(source, cells);
  }
}
