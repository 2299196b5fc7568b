package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.ats.core.PatchClassifier;
import io.ats.core.PatchSelector;
import io.ats.core.aggregators.Mean;
import io.ats.core.aggregators.TransformerOptions;
import io.ats.core.aggregators.TransformerOptions.Positions;
import io.ats.core.aggregators.TransformerOptions.Readout;
import io.ats.core.aggregators.WholeAndPartsOptions;
import io.ats.core.attention.TransformerLayer;
import io.ats.core.data.Augmentation;
import io.ats.core.data.Dataset;
import io.ats.core.data.InputTransform;
import io.ats.core.encoders.FullyConvolutional;
import io.ats.core.encoders.LeNet;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.nts.NtsNetOptions;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.score.ActivationKind;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.Padding;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.augment.Jitter;
import io.ats.datasets.augment.Photometric;
import io.ats.datasets.augment.PhotometricOptions;
import io.ats.datasets.augment.Symmetry;
import io.ats.datasets.augment.Translation;
import io.ats.datasets.megapixel.MegapixelMnistOptions;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.trial.Memory;
import io.ats.saccade.glimpse.Combination;
import io.ats.saccade.glimpse.DramOptions;
import io.ats.saccade.glimpse.GlimpseOptions;
import io.ats.saccade.variational.SaccadeOptions;
import io.ats.saccade.variational.VrnnOptions;
import io.ats.topk.nts.NtsTopKOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training keeps nothing of a step: a small but complete trial, with an evaluation and a checkpoint
 * every 100 steps, has the same arrays after every epoch and about the same memory after 2,000
 * steps as after 500.
 */
class LeakTest {

  private static final int STEPS_AN_EPOCH = 100;
  private static final int BATCH = 2;
  private static final int EPOCHS = 20;
  private static final int PATCHES = 2;
  private static final int PATCH_SIZE = 24;

  private static final MegapixelMnistOptions IMAGES =
      OptionRecords.with(
          MegapixelMnistOptions.DEFAULTS,
          Map.of(
              "height",
              112,
              "width",
              112,
              "train",
              BATCH * STEPS_AN_EPOCH,
              "validation",
              4,
              "test",
              4,
              "viewScale",
              0.25,
              "noise",
              20));

  private static final SelectorSpec ATTENTION_SAMPLING =
      OptionRecords.with(
          AttentionSamplingOptions.DEFAULTS,
          Map.of(
              "patches",
              PATCHES,
              "patchSize",
              PATCH_SIZE,
              "scorer",
              new ConvolutionalScorerOptions(
                      List.of(2, 2), ActivationKind.TANH, Padding.SAME, false, 1, 1, 1)
                  .named()));

  /** 10 KB a step over 1,500 steps; measured growth: 2 MB. */
  private static final double RESIDENT_TOLERANCE_MB = 15;

  /** 0.7 KB a step; measured growth: 0.03 MB. */
  private static final double HEAP_TOLERANCE_MB = 1;

  private static int threads;

  @TempDir Path folder;

  /** On busy cores two threads wait for each other longer than such small steps take. */
  @BeforeAll
  static void useOneThread() {
    Engine.getInstance();
    threads = JniUtils.getNumThreads();
    JniUtils.setNumThreads(1);
  }

  @AfterAll
  static void useAllThreads() {
    JniUtils.setNumThreads(threads);
  }

  /**
   * What there is after an epoch.
   *
   * @param parameters number of the learner's parameters
   * @param trained how many of them are not running statistics
   * @param ofLearner arrays of the learner's manager and all below it
   * @param ofEngine arrays of all of the engine's managers
   * @param heapMb used after a collection
   * @param residentMb of the process, heap included
   */
  private record Sample(
      int parameters, long trained, int ofLearner, int ofEngine, double heapMb, double residentMb) {

    static Sample take(Learner learner) {
      NDManager manager = learner.manager();
      Runtime runtime = Runtime.getRuntime();
      System.gc();
      return new Sample(
          learner.values().size(),
          learner.values().keySet().stream().filter(name -> !name.contains("running")).count(),
          manager.getManagedArrays().size(),
          manager.getParentManager().getManagedArrays().size(),
          (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
          Memory.residentMb());
    }
  }

  @Test
  void twoThousandStepsKeepNothing() throws IOException {
    List<Sample> samples = train(EPOCHS, manager -> {});
    checkArrays(samples);
    checkMemory(samples.subList(4, EPOCHS));
  }

  /** 300 steps of what has most to keep: a recurrent network, a decoder and crops at every step. */
  @Test
  void saccadesKeepNothing() throws IOException {
    SaccadeOptions options =
        OptionRecords.with(
            SaccadeOptions.DEFAULTS,
            Map.of("patchSize", PATCH_SIZE, "network", new VrnnOptions(2, 8, 8, 3, true)));
    List<Sample> samples = train(5, manager -> {}, options);
    checkArrays(samples);
    checkMemory(samples.subList(1, 5));
  }

  /**
   * Glimpses one after the other, each with a choice, and the optimiser of two layers of memory.
   */
  @Test
  void glimpsesKeepNothing() throws IOException {
    GlimpseOptions glimpse = new GlimpseOptions(1, Combination.PRODUCT, 4, 8);
    DramOptions options =
        OptionRecords.with(
            DramOptions.DEFAULTS,
            Map.of("patches", PATCHES, "patchSize", PATCH_SIZE, "state", 8, "glimpse", glimpse));
    List<Sample> samples = train(5, manager -> {}, options);
    checkArrays(samples);
    checkMemory(samples.subList(1, 5));
  }

  static Stream<SelectorSpec> navigators() {
    Map<String, Object> small =
        Map.of(
            "patches",
            PATCHES,
            "patchSize",
            PatchSizes.square(PATCH_SIZE),
            "stride",
            2,
            "channels",
            2,
            "fine",
            PatchSizes.square(16),
            "middle",
            PatchSizes.square(24),
            "coarse",
            PatchSizes.square(32));
    return Stream.of(
        OptionRecords.with(NtsNetOptions.DEFAULTS, small),
        OptionRecords.with(NtsTopKOptions.DEFAULTS, small));
  }

  /** The encoder's map of the view, and its graph, which lives until the patches' has ended. */
  @ParameterizedTest
  @MethodSource("navigators")
  void proposalsKeepNothing(SelectorSpec selector) throws IOException {
    AggregatorSpec parts = new WholeAndPartsOptions(WholeAndPartsOptions.Form.CONCAT, 0);
    List<Sample> samples =
        train(5, manager -> {}, selector, Map.of("recompute", 1), List.of(), parts);
    checkArrays(samples);
    checkMemory(samples.subList(1, 5));
  }

  /**
   * Each image of a batch on its own, changed in every way; its patches encoded one at a time and
   * then again; positions of the cells.
   */
  @Test
  void partsOfAChangedBatchKeepNothing() throws IOException {
    Map<String, Integer> parts = Map.of("microBatch", 1, "recompute", 1);
    List<Augmentation> changes =
        List.of(
            new Symmetry(true, true),
            new Translation(12, 0.8),
            new Photometric(new PhotometricOptions(0.2, 0.1, 0.8)),
            new Jitter(2));
    AggregatorSpec cells =
        new TransformerOptions(
            1, 1, 4, 1, Positions.CELL, TransformerLayer.Norm.AFTER, 0.1, Readout.SUM);
    List<Sample> samples = train(6, manager -> {}, ATTENTION_SAMPLING, parts, changes, cells);
    checkArrays(samples);
    // The heap is flat from the third epoch on; before, classes are still loaded.
    checkMemory(samples.subList(2, 6));
  }

  @Test
  void oneSmallArrayAStepIsFound() throws IOException {
    List<Sample> samples = train(2, manager -> manager.zeros(new Shape(1)));
    assertThatThrownBy(() -> checkArrays(samples)).isInstanceOf(AssertionError.class);
  }

  @Test
  void keptMemoryIsFound() throws IOException {
    List<byte[]> kept = new ArrayList<>();
    List<Sample> heap = train(2, manager -> kept.add(new byte[100_000]));
    assertThat(kept).hasSize(2 * STEPS_AN_EPOCH);
    assertThatThrownBy(() -> checkMemory(heap))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("heap");
    List<Sample> resident = train(2, manager -> manager.ones(new Shape(250_000)));
    assertThatThrownBy(() -> checkMemory(resident))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("resident");
  }

  private static void checkArrays(List<Sample> samples) {
    Sample first = samples.get(0);
    // Each parameter, its value at the best epoch, its two moments if it is trained
    assertThat((long) first.ofLearner())
        .as("arrays of the learner")
        .isEqualTo(2 * first.parameters() + 2 * first.trained());
    for (Sample sample : samples) {
      assertThat(sample.ofLearner()).as("arrays of the learner").isEqualTo(first.ofLearner());
      assertThat(sample.ofEngine()).as("arrays of the engine").isEqualTo(first.ofEngine());
    }
  }

  /**
   * The resident size has, beside what is kept, steps of its own: the compiler's arenas, the heap's
   * regions. A leak is in every epoch; so the median epoch's growth counts, times the epochs, if it
   * is less than all of it.
   */
  private static void checkMemory(List<Sample> samples) {
    int epochs = samples.size() - 1;
    assertThat(samples.get(epochs).heapMb() - samples.get(0).heapMb())
        .as("heap grown, MB")
        .isLessThan(HEAP_TOLERANCE_MB);
    double[] grown =
        IntStream.range(0, epochs)
            .mapToDouble(
                epoch -> samples.get(epoch + 1).residentMb() - samples.get(epoch).residentMb())
            .sorted()
            .toArray();
    double total = samples.get(epochs).residentMb() - samples.get(0).residentMb();
    assertThat(Math.min(total, grown[epochs / 2] * epochs))
        .as("resident size grown, MB, in all and in the median epoch; %s", samples)
        .isLessThan(RESIDENT_TOLERANCE_MB);
  }

  /** Trains a trial and returns a sample after each epoch. */
  private List<Sample> train(int epochs, Consumer<NDManager> eachStep) throws IOException {
    return train(epochs, eachStep, ATTENTION_SAMPLING);
  }

  private List<Sample> train(int epochs, Consumer<NDManager> eachStep, SelectorSpec selector)
      throws IOException {
    return train(epochs, eachStep, selector, Map.of(), List.of(), new Mean());
  }

  private List<Sample> train(
      int epochs,
      Consumer<NDManager> eachStep,
      SelectorSpec selector,
      Map<String, Integer> parts,
      List<Augmentation> changes,
      AggregatorSpec aggregator)
      throws IOException {
    Dataset dataset = IMAGES.open(1);
    TrainingConfig config = OptionRecords.with(training(epochs), parts);
    List<Sample> samples = new ArrayList<>();
    try (Learner learner = learner(dataset, config, selector, aggregator)) {
      NDManager manager = learner.manager();
      TrainingListener watch =
          new TrainingListener() {
            @Override
            public void onStep(int epoch, int step, int steps, float loss) {
              eachStep.accept(manager);
            }

            @Override
            public void onEpoch(EpochSummary summary, Learner trained) {
              samples.add(Sample.take(trained));
            }
          };
      Path own = folder.resolve(Integer.toString(folder.toFile().list().length));
      Checkpoints checkpoints = new Checkpoints(own, manager);
      new TrainingLoop(dataset, config, new Seeds(1), changes, List.of(checkpoints, watch))
          .run(learner, 0);
      assertThat(learner.steps()).isEqualTo((long) epochs * STEPS_AN_EPOCH);
    }
    return samples;
  }

  private static TrainingConfig training(int epochs) {
    return OptionRecords.with(
        TrainingConfig.DEFAULTS,
        Map.of("epochs", epochs, "batchSize", BATCH, "evaluationBatchSize", BATCH));
  }

  private static Learner learner(
      Dataset dataset, TrainingConfig config, SelectorSpec selector, AggregatorSpec aggregator) {
    PatchSelector selecting = selector.create(dataset.image());
    return new Learner(
        new PatchClassifier(
            selecting,
            selecting.needsMap()
                ? new FullyConvolutional(List.of(4), 0).create()
                : new LeNet(4, 1, 1).create(),
            aggregator.create(dataset.task()),
            dataset.task().classes()),
        InputTransform.NONE,
        new Objective(dataset.task(), ObjectiveOptions.DEFAULTS),
        config,
        dataset.image(),
        PATCHES,
        new int[] {PATCH_SIZE, PATCH_SIZE},
        NDManager.newBaseManager(Device.cpu()),
        1);
  }
}
