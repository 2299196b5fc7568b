package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.PatchSource;
import io.ats.core.data.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.source.TensorSource;
import io.ats.topk.base.ScoreNormalisation;

/** Scores and images in memory, the input of every form. */
final class TopKProblem implements AutoCloseable {

  private final TopKCase size;
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final PatchGrid grid;
  private final PatchSource source;
  private final NDArray scores; // (B,D)
  private final NDArray direction; // (B,K,1,h,w): ∂L/∂X

  TopKProblem(TopKCase size) {
    this.size = size;
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
    Engine.getInstance().setRandomSeed(2);
    try (NDManager own = manager.newSubManager()) {
      NDArray leaf = scores.duplicate();
      leaf.attach(own);
      leaf.setRequiresGradient(true);
      NDArray noise =
          size.noise()
              .draw(
                  own,
                  new Shape(size.batch(), size.samples(), size.positions()),
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
