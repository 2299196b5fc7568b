package io.ats.core.nts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.ats.core.math.Joins;
import io.ats.core.math.Scalars;
import java.util.Optional;

/**
 * Greedy non-maximum suppression: takes the region of the largest score, drops those that overlap
 * it too much, and repeats. On the scores' device, with no transfer to the host.
 */
final class GreedySuppression {

  private GreedySuppression() {}

  /**
   * Returns the regions taken, in order of decreasing score. Where fewer than {@code M} are left,
   * the best of those dropped follow.
   *
   * @param scores {@code (B,D)}, no gradient flows to them; {@code D} at most 2²¹
   * @param regions {@code (B,D,4)}: top, left, bottom, right in any unit
   * @param inside {@code (B,D)}: 1 where there is a region, else 0, if not everywhere
   * @param count {@code M}, at most {@code D}
   * @param overlap regions whose intersection over union with one taken is at least this are
   *     dropped
   * @return {@code (B,M)} int64
   */
  static NDArray select(
      NDArray scores, NDArray regions, Optional<NDArray> inside, int count, double overlap) {
    long size = scores.getShape().get(1);
    // Whole numbers, exact: each score's rank, less so many D that those dropped follow the others.
    NDArray ranks = scores.stopGradient().argSort(1).argSort(1).toType(DataType.FLOAT32, false);
    NDArray keys =
        inside
            .map(there -> ranks.add(Scalars.times(Scalars.minus(there, 1), 2.0 * size)))
            .orElse(ranks);
    NDArray dropped = keys.zerosLike(); // 1 where a region overlaps one taken
    NDArray all = regions.stopGradient();
    NDList taken = new NDList();
    for (int m = 0; m < count; m++) {
      NDArray order = keys.sub(Scalars.times(dropped, size));
      NDArray best = order.argMax(1).expandDims(1); // (B,1)
      taken.add(best);
      NDArray self = keys.zerosLike().scatter(best, keys.onesLike(), 1);
      NDArray box = // (B,1,4)
          all.mul(self.expandDims(2)).sum(new int[] {1}, true);
      NDArray over =
          Scalars.greaterOrEqual(union(all, box), overlap).toType(DataType.FLOAT32, false);
      dropped = NDArrays.maximum(dropped, over);
      keys = keys.sub(Scalars.times(self, 4.0 * size)); // never again
    }
    return Joins.concat(taken, 1);
  }

  /** Returns the intersection over union of regions {@code (B,D,4)} with one, {@code (B,1,4)}. */
  private static NDArray union(NDArray all, NDArray box) {
    NDArray both = extent(all, box, 0).mul(extent(all, box, 1)); // (B,D)
    return both.div(area(all).add(area(box)).sub(both));
  }

  private static NDArray extent(NDArray all, NDArray box, int axis) {
    NDArray first = NDArrays.maximum(edge(all, axis), edge(box, axis));
    NDArray last = NDArrays.minimum(edge(all, axis + 2), edge(box, axis + 2));
    return Scalars.atLeast(last.sub(first), 0);
  }

  private static NDArray area(NDArray regions) {
    return edge(regions, 2).sub(edge(regions, 0)).mul(edge(regions, 3).sub(edge(regions, 1)));
  }

  private static NDArray edge(NDArray regions, int which) {
    return regions.get(new NDIndex(":, :, {}", which));
  }
}
