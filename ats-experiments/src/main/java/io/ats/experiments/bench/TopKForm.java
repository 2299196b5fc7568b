package io.ats.experiments.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import io.ats.core.PatchSource;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.math.Scalars;
import io.ats.topk.base.Blends;
import io.ats.topk.perturbed.PerturbedGradient;
import io.ats.topk.perturbed.PerturbedTopKOptions;
import io.ats.topk.perturbed.SampleBaseline;
import io.ats.topk.perturbed.SparseTopK;

/**
 * Ways to compute perturbed top-K and its gradient; the results of all but the first are equal up
 * to rounding.
 */
enum TopKForm {
  /** The default: conditional gradient, few samples, only the patches in the support. */
  CONDITIONAL("conditional") {
    @Override
    NDArray mixed(
        NDArray scores, NDArray noise, double sigma, int count, PatchGrid grid, PatchSource from) {
      SparseTopK chosen =
          SparseTopK.of(
              scores,
              noise,
              sigma,
              count,
              PerturbedGradient.CONDITIONAL,
              SampleBaseline.LEAVE_ONE_OUT);
      return chosen.mix(grid.read(from, chosen.positions()).patches());
    }

    @Override
    int samples(TopKCase size) {
      return PerturbedTopKOptions.DEFAULTS.samples();
    }
  },
  /** The sampled gradient with only the patches in the support. */
  SPARSE("sparse") {
    @Override
    NDArray mixed(
        NDArray scores, NDArray noise, double sigma, int count, PatchGrid grid, PatchSource from) {
      SparseTopK chosen =
          SparseTopK.of(
              scores, noise, sigma, count, PerturbedGradient.SAMPLED, SampleBaseline.LEAVE_ONE_OUT);
      return chosen.mix(grid.read(from, chosen.positions()).patches());
    }
  },
  /** The definition, with one-hot rows by the engine's function. */
  DENSE("dense") {
    @Override
    NDArray mixed(
        NDArray scores, NDArray noise, double sigma, int count, PatchGrid grid, PatchSource from) {
      try (NDArray chosen = chosen(scores, noise, count)) {
        NDArray rows = chosen.oneHot((int) scores.getShape().get(1), DataType.FLOAT32);
        return mixAll(scores, noise, sigma, rows, grid, from);
      }
    }
  },
  /** The same, with one-hot rows by a comparison, which needs less memory. */
  DENSE_LEAN("dense, lean") {
    @Override
    NDArray mixed(
        NDArray scores, NDArray noise, double sigma, int count, PatchGrid grid, PatchSource from) {
      return mixAll(scores, noise, sigma, rows(scores, noise, count), grid, from);
    }

    /** Returns the one-hot rows; intermediate arrays are freed. */
    private static NDArray rows(NDArray scores, NDArray noise, int count) {
      try (NDArray chosen = chosen(scores, noise, count);
          NDArray is = chosen.expandDims(3).eq(cells(scores))) { // (B,N,K,D)
        return is.toType(DataType.FLOAT32, false);
      }
    }
  };

  private final String title;

  TopKForm(String title) {
    this.title = title;
  }

  /**
   * Returns the mixed patches, {@code (B,K,C,h,w)}.
   *
   * @param scores {@code (B,D)}
   * @param noise {@code σZ}, {@code (B,N,D)}, or {@code (N,D)} shared by all images
   */
  abstract NDArray mixed(
      NDArray scores, NDArray noise, double sigma, int count, PatchGrid grid, PatchSource from);

  /** Returns {@code N}. */
  int samples(TopKCase size) {
    return size.samples();
  }

  /** Returns the name beside a figure. */
  String title(TopKCase size) {
    return title + ", N " + samples(size);
  }

  private static NDArray cells(NDArray scores) {
    long positions = scores.getShape().get(1);
    return scores.getManager().arange(0f, positions, 1f, DataType.INT64); // (D)
  }

  /** Returns the top K of every sample, sorted: {@code (B,N,K)} int64. */
  private static NDArray chosen(NDArray scores, NDArray noise, int count) {
    try (NDArray perturbed = noise.add(scores.stopGradient().expandDims(1)); // (B,N,D)
        NDList best = perturbed.topK(count, 2, true, false)) {
      return best.get(1).sort(2);
    }
  }

  /**
   * Mixes all {@code D} patches in the best order of contraction, which avoids the Jacobian {@code
   * (B,K,D,D)}: one product of {@code (B,1,N)} and {@code (B,N,K·D)} gives {@code Y} and its
   * gradient.
   *
   * @param rows all {@code Y_n}, {@code (B,N,K,D)}
   */
  private static NDArray mixAll(
      NDArray scores, NDArray noise, double sigma, NDArray rows, PatchGrid grid, PatchSource from) {
    long batch = rows.getShape().get(0);
    long samples = rows.getShape().get(1);
    long count = rows.getShape().get(2);
    long positions = rows.getShape().get(3);
    NDArray products = // (B,N)
        noise.getShape().dimension() == 2
            ? scores.matMul(noise.transpose())
            : scores.expandDims(1).matMul(noise.swapAxes(1, 2)).squeeze(1);
    NDArray centred = products.sub(products.mean(new int[] {1}, true)); // leave-one-out
    NDArray terms = Scalars.over(centred, sigma * sigma * (samples - 1));
    NDArray values = terms.sub(terms.stopGradient()).add(1f / samples); // (B,N)
    NDArray y =
        values
            .expandDims(1)
            .matMul(rows.reshape(batch, samples, count * positions))
            .reshape(batch, count, positions); // (B,K,D)
    NDArray patches = grid.read(from, cells(scores).expandDims(0).repeat(0, batch)).patches();
    return Blends.of(y, patches);
  }

  /** Estimates the size of the largest arrays held at once, MiB. */
  double neededMb(TopKCase size) {
    double images = (double) size.batch() * size.positions();
    double noise = images * samples(size) * 4;
    double patches = images * TopKCase.PATCH * TopKCase.PATCH * (4 + 8); // and their pixels
    double rows = images * size.samples() * size.count();
    double all =
        switch (this) {
          case CONDITIONAL, SPARSE -> noise + patches;
          case DENSE -> noise + Math.max(rows * (4 + 8), rows * 4 + patches);
          case DENSE_LEAN -> noise + Math.max(rows * (4 + 1), rows * 4 + patches);
        };
    return all / (1024 * 1024);
  }
}
