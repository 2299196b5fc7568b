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
import io.ats.core.selectors.GridCropsFactory;
import io.ats.core.source.TensorSource;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.Memory;
import io.ats.saccade.variational.SaccadeFactory;

/** One image in memory, of one channel, and an untrained classifier that predicts its class. */
final class LargeImage implements AutoCloseable {

  /** How the image is read. */
  enum Reading {
    /** Saccades: 2 crops of 32². */
    SACCADE {
      @Override
      Learner learner(ImageSpec image, double width) {
        return LargeImage.learner(new SaccadeFactory(), image, width);
      }
    },
    /** All of it, cut in 12 × 12 crops. */
    GRID_CROPS {
      @Override
      Learner learner(ImageSpec image, double width) {
        return LargeImage.learner(new GridCropsFactory(), image, width);
      }
    };

    abstract Learner learner(ImageSpec image, double width);
  }

  private static final int VIEW = 32;
  private static final Task TASK = new Task("any", 10, false);

  private final ImageSpec image;
  private final Learner learner;
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final NDArray picture; // (1,1,H,W)

  /**
   * Creates image and classifier.
   *
   * @param width of the ResNet-18
   */
  LargeImage(Reading reading, int side, double width) {
    image = new ImageSpec(1, side, side, VIEW, VIEW);
    Engine.getInstance().setRandomSeed(1);
    picture = manager.randomUniform(0, 1, new Shape(1, 1, side, side), DataType.FLOAT32);
    learner = reading.learner(image, width);
  }

  private static <O extends Record> Learner learner(
      SelectorFactory<O> factory, ImageSpec image, double width) {
    O options = factory.defaults();
    MeanFactory mean = new MeanFactory();
    return new Learner(
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
      NDArray low = source.view(own, VIEW, VIEW);
      Batch batch = new Batch(new Views(low, source), own.zeros(new Shape(1)), new float[1][0][]);
      learner.predict(batch).logits().toFloatArray();
    }
  }

  /**
   * Is run in a process of its own: answers with the peak of the resident size during one
   * prediction less that before it, MiB. Arguments: reading, side, width.
   */
  public static void main(String[] arguments) {
    Reading reading = Reading.valueOf(arguments[0]);
    double width = Double.parseDouble(arguments[2]);
    try (LargeImage small = new LargeImage(reading, 12 * VIEW, width);
        LargeImage large = new LargeImage(reading, Integer.parseInt(arguments[1]), width)) {
      small.predict(); // loads what is loaded once
      double before = Memory.residentMb();
      boolean known = Memory.resetPeak();
      large.predict();
      Child.answer(known ? Memory.peakMb(Device.cpu()) - before : Double.NaN);
    }
  }

  @Override
  public void close() {
    learner.close();
    manager.close();
  }
}
