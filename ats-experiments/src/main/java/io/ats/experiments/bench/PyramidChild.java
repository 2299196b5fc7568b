package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.aggregators.Mean;
import io.ats.core.data.Task;
import io.ats.core.encoders.LeNet;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.selectors.UniformOptions;
import io.ats.core.selectors.UniformSampling;
import io.ats.core.source.SceneSource;
import io.ats.datasets.pyramid.OnBadTile;
import io.ats.datasets.pyramid.RegionImage;
import io.ats.datasets.pyramid.RegionImages;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.pyramid.RegionScene;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts a pyramid's class in a process of its own: says how long that takes, the first time and
 * later, and by how much the process grows after a prediction of a small one.
 */
final class PyramidChild {

  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx256m", "-Dai.djl.pytorch.num_threads=1");

  private static final int VIEW = 256;
  private static final int PATCHES = 10;
  private static final int PATCH = 128;
  private static final int TILE_MEGABYTES = 64;

  /**
   * What to predict.
   *
   * @param file the pyramid
   * @param small another, which loads classes and libraries
   * @param cache where views are kept
   * @param times how often
   */
  private record Question(String file, String small, String cache, int times) {}

  private PyramidChild() {}

  /** Returns milliseconds of the first prediction, of later ones, and MiB. */
  static double[] measure(Path file, Path small, Path cache, int times) {
    Question question = new Question(file.toString(), small.toString(), cache.toString(), times);
    return Child.run(PyramidChild.class, OPTIONS, question);
  }

  /** Answers a {@code Question}. */
  public static void main(String[] arguments) throws IOException {
    Question question = Child.question(arguments, Question.class);
    RegionOptions options =
        new RegionOptions(TILE_MEGABYTES, OnBadTile.FAIL, Path.of(question.cache));
    predict(Path.of(question.small), options); // loads classes and libraries
    double before = Memory.residentMb();
    Memory.resetPeak();
    double first = predict(Path.of(question.file), options);
    List<Double> later = new ArrayList<>();
    for (int i = 0; i < question.times; i++) {
      later.add(predict(Path.of(question.file), options));
    }
    Child.answer(first, PairedTimes.median(later), Memory.peakMb(Device.cpu()) - before);
  }

  /** Opens the file, makes or reads the view, and predicts; returns milliseconds. */
  private static double predict(Path file, RegionOptions options) {
    SelectorSpec selector =
        new UniformOptions(
            new PatchOptions(PATCHES, PATCH, PatchOptions.DEFAULTS.border()),
            UniformSampling.RANDOM);
    try (RegionImage image = new RegionImages(options).open(file)) {
      int height = image.levels().get(0).height();
      int width = image.levels().get(0).width();
      ImageSpec sizes = new ImageSpec(RegionImage.CHANNELS, height, width, VIEW, VIEW);
      try (Learner learner =
              Setups.learner(
                  selector,
                  LeNet.DEFAULTS,
                  new Mean(),
                  new Task("any", 10, false),
                  sizes,
                  Device.cpu());
          NDManager own = learner.manager().newSubManager()) {
        long start = System.nanoTime();
        SceneSource source = new SceneSource(List.of(RegionScene.of(image, options)));
        NDArray view = source.view(own, VIEW, VIEW);
        learner.predict(new Views(view, source), 1).logits().toFloatArray();
        return (System.nanoTime() - start) * 1e-6;
      }
    }
  }
}
