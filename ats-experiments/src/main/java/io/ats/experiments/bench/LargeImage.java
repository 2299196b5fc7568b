package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Batch;
import io.ats.core.ImageSpec;
import io.ats.core.Task;
import io.ats.core.Views;
import io.ats.core.aggregators.MeanFactory;
import io.ats.core.encoders.ResNet18Factory;
import io.ats.core.encoders.ResNet18Options;
import io.ats.core.model.PatchClassifier;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.SelectorFactory;
import io.ats.core.source.TensorSource;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;

/** One image in memory, and an untrained classifier around a ResNet-18 that predicts its class. */
final class LargeImage implements AutoCloseable {

  private static final Task TASK = new Task("any", 10, false);

  private final ImageSpec image;
  private final Learner learner;
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final NDArray picture; // (1,C,H,W)

  /**
   * Creates image and classifier.
   *
   * @param width of the ResNet-18
   */
  <O extends Record> LargeImage(
      SelectorFactory<O> factory, O options, ImageSpec image, double width) {
    this.image = image;
    Engine.getInstance().setRandomSeed(1);
    picture =
        manager.randomUniform(
            0, 1, new Shape(1, image.channels(), image.height(), image.width()), DataType.FLOAT32);
    MeanFactory mean = new MeanFactory();
    learner =
        new Learner(
            new PatchClassifier(
                factory.create(options, image),
                new ResNet18Factory().create(new ResNet18Options(width, false, 0)),
                mean.create(mean.defaults()),
                TASK.classes()),
            new Objective(TASK, ObjectiveOptions.DEFAULTS),
            TrainingConfig.DEFAULTS,
            image,
            factory.patches(options, image),
            factory.patchSize(options, image),
            NDManager.newBaseManager(Device.cpu()),
            1);
  }

  /** Predicts, from the image to the logits on the host; the view is made on the way. */
  void predict() {
    try (NDManager own = learner.manager().newSubManager()) {
      TensorSource source = new TensorSource(picture);
      NDArray low = source.view(own, image.viewHeight(), image.viewWidth());
      Batch batch = new Batch(new Views(low, source), own.zeros(new Shape(1)), new float[1][0][]);
      learner.predict(batch).logits().toFloatArray();
    }
  }

  @Override
  public void close() {
    learner.close();
    manager.close();
  }
}
