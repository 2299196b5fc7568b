package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.TensorSource;
import io.ats.topk.base.ScoreNormalisation;
import java.util.Arrays;

/** Scores and images in memory, the input of every form. */
final class TopKProblem implements AutoCloseable {

  private final TopKCase size;
  private final NDManager manager;
  private final PatchGrid grid;
  private final PatchSource source;
  private final NDArray scores; // (B,D)
  private final NDArray direction; // (B,K,1,h,w): ∂L/∂X

  TopKProblem(TopKCase size, Device device) {
    this.size = size;
    manager = NDManager.newBaseManager(device);
    Engine.getInstance().setRandomSeed(1);
    int side = TopKCase.IMAGE;
    int patch = TopKCase.PATCH;
    grid =
        PatchGrid.evenly(
            new ImageSpec(1, side, side, size.side(), size.side()),
            size.side(),
            size.side(),
            patch,
            patch);
    source =
        new TensorSource(manager.randomUniform(0f, 1f, new Shape(size.batch(), 1, side, side)));
    try (NDManager own = manager.newSubManager()) {
      Shape shape = new Shape(size.batch(), size.positions());
      NDArray raw = size.flat() ? own.zeros(shape) : own.randomNormal(shape);
      scores = ScoreNormalisation.MIN_MAX.apply(raw).duplicate();
      scores.attach(manager);
    }
    direction = manager.randomNormal(new Shape(size.batch(), size.count(), 1, patch, patch));
  }

  /** Draws noise, mixes the patches and returns the scores' gradient, {@code B·D} values. */
  float[] step(TopKForm form) {
    return step(form, form.samples(size), 2);
  }

  /**
   * Returns the squared errors of two forms' gradients at their numbers of samples, as shares of
   * the true gradient's squared length, which is estimated with 2·10⁴ samples.
   */
  double[] errors(TopKForm one, TopKForm other) {
    double[] truth = new double[size.batch() * size.positions()];
    int parts = 40;
    for (int part = 0; part < parts; part++) {
      float[] some = step(TopKForm.CONDITIONAL, 500, 1000 + part);
      for (int i = 0; i < truth.length; i++) {
        truth[i] += some[i] / parts;
      }
    }
    return new double[] {error(one, truth), error(other, truth)};
  }

  private double error(TopKForm form, double[] truth) {
    int repeats = 4;
    double squares = 0;
    for (int repeat = 0; repeat < repeats; repeat++) {
      float[] found = step(form, form.samples(size), 100 + repeat);
      for (int i = 0; i < truth.length; i++) {
        squares += Math.pow(found[i] - truth[i], 2) / repeats;
      }
    }
    return squares / Arrays.stream(truth).map(g -> g * g).sum();
  }

  private float[] step(TopKForm form, int samples, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    try (NDManager own = manager.newSubManager()) {
      NDArray leaf = scores.duplicate();
      leaf.attach(own);
      leaf.setRequiresGradient(true);
      NDArray noise =
          size.noise()
              .draw(
                  Randomness.ENGINE,
                  own,
                  new Shape(size.batch(), samples, size.positions()),
                  TopKCase.SIGMA,
                  DataType.FLOAT32);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray mixed = form.mixed(leaf, noise, TopKCase.SIGMA, size.count(), grid, source);
        collector.backward(mixed.mul(direction).sum());
      }
      NDArray gradient = leaf.getGradient();
      gradient.attach(own);
      return gradient.toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
