package io.ats.experiments.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Prediction;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.objective.Answer;
import io.ats.core.options.OptionException;
import io.ats.datasets.folder.GivenImages;
import io.ats.datasets.folder.GivenImages.Given;
import io.ats.experiments.cost.ReadPixels;
import io.ats.experiments.train.Collected;
import io.ats.experiments.train.KeptEpoch;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.CompleteTrial;
import io.ats.experiments.trial.DataShape;
import io.ats.experiments.trial.Looked;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicts images with a trained model, one at a time, as its test phase did: on the same image the
 * numbers are the same to the last digit.
 */
public final class Predictor implements AutoCloseable {

  private final CompleteTrial trial;
  private final KeptEpoch kept;
  private final Device device;
  private final Learner learner;
  private final int epoch;
  private final GivenImages images;

  /**
   * Builds the model and reads its parameters.
   *
   * @throws IOException if they cannot be read
   */
  public Predictor(CompleteTrial trial, KeptEpoch kept, Device device) throws IOException {
    this.trial = trial;
    this.kept = kept;
    this.device = device;
    learner = trial.assembly().learner(device);
    epoch = trial.restore(learner, kept);
    images = GivenImages.of((Record) trial.config().dataset().spec(), trial.data().image());
  }

  /** Returns the epoch whose parameters these are. */
  public int epoch() {
    return epoch;
  }

  /** Returns what opens images as the model's dataset does. */
  public GivenImages images() {
    return images;
  }

  /** Returns what the model predicts. */
  public Task task() {
    return trial.data().task();
  }

  /** Takes what was predicted of an image. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes a prediction.
     *
     * @param looked where the model looked in image 0, alive until this returns
     */
    void take(ImagePrediction prediction, Looked looked) throws IOException;
  }

  /**
   * Predicts an image.
   *
   * @throws io.ats.core.options.OptionException if its size does not fit the model
   * @throws java.io.UncheckedIOException if it cannot be read to its end
   * @throws IOException of the taker
   */
  public void predict(Given image, Taker taker) throws IOException {
    if (isUsual(image.sizes())) {
      predict(learner, trial.data(), image, taker);
      return;
    }
    // A model of another size, with the same parameters.
    ImageSpec trained = trial.data().image();
    ImageSpec canvas = larger(image.sizes(), trained);
    DataShape shape = new DataShape(canvas, true, task());
    try (Learner other = new Assembly(trial.config(), shape).learner(device)) {
      if (!shapes(other).equals(shapes(learner))) {
        throw new OptionException(
            "%s: the model's parameters depend on the number of positions: it takes images of at most %d×%d pixels, this one has %d×%d"
                .formatted(
                    image.file(),
                    trained.height(),
                    trained.width(),
                    image.sizes().height(),
                    image.sizes().width()));
      }
      trial.restore(other, kept);
      predict(other, shape, image, taker);
    }
  }

  private static Map<String, Shape> shapes(Learner learner) {
    Map<String, Shape> shapes = new HashMap<>();
    learner.values().forEach((name, array) -> shapes.put(name, array.getShape()));
    return shapes;
  }

  private boolean isUsual(ImageSpec own) {
    ImageSpec trained = trial.data().image();
    return trial.data().mixed() ? larger(own, trained).equals(trained) : own.equals(trained);
  }

  private static ImageSpec larger(ImageSpec one, ImageSpec other) {
    return new ImageSpec(
        other.channels(),
        Math.max(one.height(), other.height()),
        Math.max(one.width(), other.width()),
        Math.max(one.viewHeight(), other.viewHeight()),
        Math.max(one.viewWidth(), other.viewWidth()));
  }

  private void predict(Learner by, DataShape shape, Given image, Taker taker) throws IOException {
    long start = System.nanoTime();
    Dataset dataset = images.dataset(List.of(image), task(), shape.image(), shape.mixed());
    try (NDManager own = by.manager().newSubManager()) {
      Batch batch = dataset.batch(own, Split.TEST, 0);
      ReadPixels reading = new ReadPixels(batch.views());
      Prediction prediction = by.predict(reading.views(), trial.assembly().seeds().evaluation());
      requireFinite(image, prediction.logits());
      Collected collected = new Collected(task());
      collected.add(Answer.of(task(), prediction.logits(), batch.labels()));
      ImageSpec sizes = image.sizes();
      ImagePrediction found =
          new ImagePrediction(
              image.file().toString(),
              sizes.height(),
              sizes.width(),
              collected.predictions(),
              (System.nanoTime() - start) * 1e-6,
              reading.pixels(0, by.readsView()));
      taker.take(found, new Looked(by, batch.views(), prediction));
    }
  }

  private static void requireFinite(Given image, NDArray logits) {
    for (float logit : logits.toFloatArray()) {
      if (!Float.isFinite(logit)) {
        throw new OptionException(
            image.file() + ": the model's answer is " + logit + "; train it again");
      }
    }
  }

  @Override
  public void close() {
    images.close();
    learner.close();
  }
}
