package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Batch;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.Task;
import io.ats.core.Views;
import io.ats.core.aggregators.MeanFactory;
import io.ats.core.encoders.ResNet18Factory;
import io.ats.core.encoders.ResNet18Options;
import io.ats.core.model.PatchClassifier;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.selectors.AttentionSampling;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.core.selectors.WholeImage;
import io.ats.core.selectors.WholeImageOptions;
import io.ats.core.source.TensorSource;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Inference against image size and share of the pixels read: attention sampling's patches against
 * the whole image, through one network (ResNet-18 at half its width), colour images in memory, one
 * at a time (Cordonnier et al., CVPR 2021, figure 8, there a ResNet-50 on a GPU). Measured: wall
 * time from the image to the logits on the host, the low-resolution view and its scores included;
 * images a second are 1,000 over it.
 */
public final class InferenceSpeed implements Benchmark {

  private static final int PATCH = 64;
  private static final int CHANNELS = 3;
  private static final double VIEW_SCALE = 0.25;
  private static final Task TASK = new Task("any", 10, false);

  private final List<Integer> sides;
  private final List<Double> shares;
  private final double width;
  private final int pairs;

  /** Creates the benchmark with the figures that are reported. */
  public InferenceSpeed() {
    this(List.of(512, 1024), List.of(0.03, 0.1, 0.25, 0.5), 0.5, 5);
  }

  /**
   * Creates the benchmark.
   *
   * @param sides of the square images, pixels
   * @param shares of the pixels that the patches have together
   * @param width of the ResNet-18
   * @param pairs of times, after two to warm up
   */
  InferenceSpeed(List<Integer> sides, List<Double> shares, double width, int pairs) {
    this.sides = sides;
    this.shares = shares;
    this.width = width;
    this.pairs = pairs;
  }

  @Override
  public String name() {
    return "inference-speed";
  }

  @Override
  public String claim() {
    return "reading a tenth of the pixels is faster than the whole image, through the same network";
  }

  @Override
  public List<BenchRow> run() {
    List<BenchRow> rows = new ArrayList<>();
    for (int side : sides) {
      ImageSpec image = ImageSpec.scaled(CHANNELS, side, side, VIEW_SCALE);
      for (double share : shares) {
        int patches = (int) Math.max(1, Math.round(share * side * side / (PATCH * PATCH)));
        rows.add(measure(image, patches));
      }
    }
    return rows;
  }

  private BenchRow measure(ImageSpec image, int patches) {
    AttentionSamplingOptions defaults = AttentionSamplingOptions.DEFAULTS;
    AttentionSamplingOptions options =
        new AttentionSamplingOptions(
            patches,
            PATCH,
            defaults.gradient(),
            defaults.entropy(),
            defaults.entropyCap(),
            defaults.smoothing(),
            defaults.border(),
            defaults.scorer());
    int side = image.height();
    PairedTimes times = new PairedTimes();
    try (Learner some = learner(new AttentionSampling(options, image), image, patches, PATCH);
        Learner all = learner(new WholeImage(WholeImageOptions.DEFAULTS, image), image, 1, side);
        NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray picture =
          manager.randomUniform(0, 1, new Shape(1, CHANNELS, side, side), DataType.FLOAT32);
      times.measure(
          () -> predict(some, image, picture), () -> predict(all, image, picture), 2, pairs);
    }
    double read = 100.0 * patches * PATCH * PATCH / (side * side);
    String what =
        String.format(
            Locale.ROOT, "%d²: %.0f %% of its pixels, %d of %d²", side, read, patches, PATCH);
    return times.row(name(), what, "whole image", 1);
  }

  private Learner learner(PatchSelector selector, ImageSpec image, int patches, int patch) {
    MeanFactory mean = new MeanFactory();
    PatchClassifier classifier =
        new PatchClassifier(
            selector,
            new ResNet18Factory().create(new ResNet18Options(width, false, 0)),
            mean.create(mean.defaults()),
            TASK.classes());
    return new Learner(
        classifier,
        new Objective(TASK, ObjectiveOptions.DEFAULTS),
        TrainingConfig.DEFAULTS,
        image,
        patches,
        new int[] {patch, patch},
        NDManager.newBaseManager(Device.cpu()),
        1);
  }

  private static void predict(Learner learner, ImageSpec image, NDArray picture) {
    try (NDManager own = learner.manager().newSubManager()) {
      TensorSource source = new TensorSource(picture);
      NDArray low = source.view(own, image.viewHeight(), image.viewWidth());
      Batch batch = new Batch(new Views(low, source), own.zeros(new Shape(1)), new float[1][0][]);
      learner.predict(batch).logits().toFloatArray();
    }
  }
}
