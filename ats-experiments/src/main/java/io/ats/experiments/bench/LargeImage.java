package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.aggregators.Mean;
import io.ats.core.data.Task;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.selectors.WholeImageOptions;
import io.ats.core.source.TensorSource;
import io.ats.experiments.train.Learner;

/** An image in memory, and an untrained classifier that predicts its class. */
final class LargeImage implements AutoCloseable {

  private static final Task TASK = new Task("any", 10, false);

  private final ImageSpec image;
  private final Learner learner;
  private final NDManager manager;
  private final boolean viewed;
  private final NDArray picture; // (1,C,H,W)

  /**
   * Creates image and classifier.
   *
   * @param encoder of its patches
   */
  LargeImage(SelectorSpec selector, ImageSpec image, EncoderSpec encoder, Device device) {
    this.image = image;
    manager = NDManager.newBaseManager(device);
    viewed = !(selector instanceof WholeImageOptions);
    Engine.getInstance().setRandomSeed(1);
    picture =
        manager.randomUniform(
            0, 1, new Shape(1, image.channels(), image.height(), image.width()), DataType.FLOAT32);
    learner = Setups.learner(selector, encoder, new Mean(), TASK, image, device);
  }

  /**
   * Predicts, from the image to the logits on the host; this includes making the view, unless the
   * whole image is read.
   */
  void predict() {
    try (NDManager own = learner.manager().newSubManager()) {
      TensorSource source = new TensorSource(picture);
      NDArray low =
          viewed
              ? source.view(own, image.viewHeight(), image.viewWidth())
              : own.zeros(new Shape(1, image.channels(), image.viewHeight(), image.viewWidth()));
      learner.predict(new Views(low, source), 0).logits().toFloatArray();
    }
  }

  @Override
  public void close() {
    learner.close();
    manager.close();
  }
}
