package io.ats.core.nts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.aggregators.Mean;
import io.ats.core.aggregators.WholeAndPartsOptions;
import io.ats.core.aggregators.WholeAndPartsOptions.Form;
import io.ats.core.data.Task;
import io.ats.core.encoders.ConvNet;
import io.ats.core.encoders.FullyConvolutional;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.geometry.Proposals;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.objective.RankingLoss;
import io.ats.core.options.OptionException;
import io.ats.core.sampling.Randomness;
import io.ats.core.selectors.UniformOptions;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.RandomValues;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NtsNetTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 32, 48, 32, 48);
  private static final Task TASK = new Task("any", 3, false);
  private static final int PARTS = 3;

  /** Less than neighbours of the larger sizes have. */
  private static final double OVERLAP = 0.15;

  private static final NtsNetOptions OPTIONS =
      new NtsNetOptions(
          new NavigatorOptions(
              PARTS,
              PatchSizes.square(8),
              4,
              5,
              PatchSizes.scaled(6, List.of(1.0), List.of(0.5, 2.0)),
              PatchSizes.square(12),
              PatchSizes.scaled(16, List.of(1.0, 1.5), List.of(1.0))),
          OVERLAP);

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);

  @AfterEach
  void close() {
    manager.close();
  }

  private PatchClassifier classifier(Form form, int parts) {
    PatchClassifier classifier =
        new PatchClassifier(
            OPTIONS.create(IMAGE),
            new FullyConvolutional(List.of(4, 6), 0).create(),
            new WholeAndPartsOptions(form, parts).create(TASK),
            3);
    classifier.initialize(
        manager, DataType.FLOAT32, new Shape(1, 1, 32, 48), new Shape(1, PARTS, 1, 8, 8));
    RandomValues.draw(classifier, 4);
    return classifier;
  }

  private Views views() {
    return views(5);
  }

  private Views views(int seed) {
    NDArray images = manager.create(Pictures.random(seed, 2 * 32 * 48), new Shape(2, 1, 32, 48));
    return new Views(images, new TensorSource(images));
  }

  /** The paper's images and ResNet-50: maps of 14², 7² and 4² cells. */
  @Test
  void theSourceHas1614Proposals() {
    ImageSpec image = new ImageSpec(3, 448, 448, 448, 448);
    Proposals all = new NtsNet(NtsNetOptions.DEFAULTS, image).proposals();
    assertThat(all.size()).isEqualTo(14 * 14 * 6 + 7 * 7 * 6 + 4 * 4 * 9).isEqualTo(1614);
    assertThat(all.finest().rows()).isEqualTo(14);
    assertThat(all.grids().get(0).startRow()).isEqualTo(16);
    assertThat(all.grids().get(20).strideRow()).isEqualTo(128);
    assertThat(all.grids().get(12).patchHeight()).as("192/√(2/3)").isEqualTo(235);
    assertThat(all.grids().get(13).patchHeight()).isEqualTo(192);
    assertThat(NtsNetOptions.DEFAULTS.patchSizes(image)).isEqualTo("21 sizes");
  }

  @Test
  void proposalsLargerThanTheImageAreAnErrorOfTheirOption() {
    assertThatThrownBy(() -> NtsNetOptions.DEFAULTS.create(new ImageSpec(3, 256, 256, 256, 256)))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "coarse has proposals of 296×198, larger than the image of 256×256; choose smaller"
                + " ones, all sizes in proportion to the image");
  }

  /** By the navigator's scores and the plain procedure, in order of decreasing score. */
  @Test
  void selectsTheBestThatDoNotOverlap() {
    PatchClassifier classifier = classifier(Form.CONCAT, 2);
    Proposals all = ((NtsNet) classifier.selector()).proposals();
    int size = all.size();
    NDArray every = manager.arange(0, size, 1, DataType.INT64).expandDims(0);
    float[][] boxes = rows(all.regions(every).toFloatArray(), 4);
    boolean[] inside = new boolean[size];
    Arrays.fill(inside, true);
    var pass = classifier.pass(store, true, 0, Randomness.ENGINE);
    int suppressed = 0;
    for (int seed = 0; seed < 10; seed++) {
      RandomValues.draw(classifier, seed);
      Views views = views(seed);
      Selection selection = classifier.select(views, pass);
      float[] ranked = selection.part(Part.RANKED).orElseThrow().toFloatArray();
      float[] regions = selection.regions().toFloatArray();
      float[] scores = navigator(classifier).score(views, pass).toFloatArray(); // (2,D)
      for (int b = 0; b < 2; b++) {
        float[] own = Arrays.copyOfRange(scores, b * size, (b + 1) * size);
        long[] expected = GreedySuppressionTest.plain(own, boxes, inside, PARTS, OVERLAP);
        long[] best = GreedySuppressionTest.plain(own, boxes, inside, PARTS, 1);
        suppressed += Arrays.equals(expected, best) ? 0 : 1;
        for (int k = 0; k < PARTS; k++) {
          int at = b * PARTS + k;
          assertThat(ranked[at]).isEqualTo(own[(int) expected[k]]);
          assertThat(Arrays.copyOfRange(regions, 4 * at, 4 * at + 4))
              .isEqualTo(boxes[(int) expected[k]]);
        }
      }
      NDArray again = views.source().sample(selection.regions(), 8, 8);
      assertThat(Gradients.distance(Pictures.doubles(selection.patches()), Pictures.doubles(again)))
          .isLessThan(1e-5);
    }
    assertThat(suppressed).as("images where suppression changes the choice").isPositive();
  }

  private static float[][] rows(float[] values, int width) {
    return IntStream.range(0, values.length / width)
        .mapToObj(i -> Arrays.copyOfRange(values, i * width, (i + 1) * width))
        .toArray(float[][]::new);
  }

  private static Navigator navigator(PatchClassifier classifier) {
    return classifier.selector().getChildren().values().stream()
        .filter(Navigator.class::isInstance)
        .map(Navigator.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** The ranking loss trains the navigator, and nothing that its scores are computed from. */
  @Test
  void theEncoderLearnsNothingFromTheScores() {
    PatchClassifier classifier = classifier(Form.CONCAT, 2);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Selection selection =
          classifier.select(views(), classifier.pass(store, true, 0, Randomness.ENGINE));
      NDArray losses = manager.create(new float[] {3, 2, 1, 1, 2, 3}, new Shape(2, PARTS));
      collector.backward(RankingLoss.of(selection.part(Part.RANKED).orElseThrow(), losses));
    }
    assertThat(largestGradients(navigator(classifier))).anyMatch(largest -> largest > 0);
    assertThat(largestGradients(classifier.encoder())).isNotEmpty().containsOnly(0.0);
  }

  private static List<Double> largestGradients(Block block) {
    return block.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .map(parameter -> (double) parameter.getArray().getGradient().abs().max().getFloat())
        .toList();
  }

  /** The whole image's features are the encoder's of the view; concat and mean join them. */
  @Test
  void featuresAreJoined() {
    for (Form form : Form.values()) {
      PatchClassifier classifier = classifier(form, 2);
      Prediction prediction = classifier.predict(views(), store, true, 0);
      var pass = classifier.pass(store, true, 0, Randomness.ENGINE);
      NDArray whole = pass.encode(views().low().expandDims(1)).squeeze(1); // (B,F)
      double[] g = Pictures.doubles(whole);
      assertThat(
              Gradients.distance(
                  Pictures.doubles(prediction.selection().part(Part.WHOLE).orElseThrow()), g))
          .isLessThan(1e-5);
      Aggregator aggregator =
          (Aggregator)
              classifier.getChildren().stream()
                  .filter(child -> child.getKey().endsWith("aggregator"))
                  .findFirst()
                  .orElseThrow()
                  .getValue();
      double[] joined =
          Pictures.doubles(
              aggregator.aggregate(prediction.features(), prediction.selection(), pass));
      double[] f = Pictures.doubles(prediction.features()); // (B,3,6)
      int width = form == Form.CONCAT ? 18 : 6;
      assertThat(joined).hasSize(2 * width);
      for (int i = 0; i < joined.length; i++) {
        int b = i / width;
        int j = i % width;
        double expected =
            form == Form.MEAN
                ? g[6 * b + j] + (f[18 * b + j] + f[18 * b + 6 + j]) / 2
                : j < 12 ? f[18 * b + j] : g[6 * b + j - 12];
        assertThat(joined[i]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  /** The loss is the sum of the four: of the concatenation, the whole, the parts, the ranking. */
  @Test
  void fourLosses() {
    Prediction prediction = classifier(Form.CONCAT, 2).predict(views(), store, true, 0);
    int[] labels = {2, 0};
    double[] ofConcat = losses(Pictures.doubles(prediction.logits()), labels);
    double[] ofWhole = losses(Pictures.doubles(prediction.wholeLogits().orElseThrow()), labels);
    double[] ofParts =
        losses(Pictures.doubles(prediction.patches().orElseThrow().logits()), labels);
    double[] scores = Pictures.doubles(prediction.selection().part(Part.RANKED).orElseThrow());
    double ranking = 0;
    for (int b = 0; b < 2; b++) {
      for (int i = b * PARTS; i < (b + 1) * PARTS; i++) {
        for (int s = b * PARTS; s < (b + 1) * PARTS; s++) {
          ranking += ofParts[s] < ofParts[i] ? Math.max(0, 1 - scores[s] + scores[i]) / 2 : 0;
        }
      }
    }
    assertThat(ranking).isPositive();
    double expected =
        Arrays.stream(ofConcat).average().orElseThrow()
            + Arrays.stream(ofWhole).average().orElseThrow()
            + Arrays.stream(ofParts).average().orElseThrow()
            + ranking;
    Objective objective = new Objective(TASK, ObjectiveOptions.DEFAULTS);
    NDArray loss = objective.loss(prediction, manager.create(new long[] {2, 0}));
    assertThat((double) loss.getFloat()).isCloseTo(expected, within(1e-4));
    Prediction inference = classifier(Form.CONCAT, 2).predict(views(), store, false, 1);
    assertThat(inference.patches()).as("at inference").isEmpty();
    assertThat(inference.wholeLogits()).isEmpty();
  }

  /** Returns {@code −log softmax} at the label of each of an image's predictions. */
  private static double[] losses(double[] logits, int[] labels) {
    int rows = logits.length / 3;
    double[] losses = new double[rows];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += Math.exp(logits[3 * i + c]);
      }
      losses[i] = Math.log(sum) - logits[3 * i + labels[i / (rows / labels.length)]];
    }
    return losses;
  }

  @Test
  void partsThatDoNotFitAreErrors() {
    Aggregator parts = new WholeAndPartsOptions(Form.CONCAT, PARTS).create(TASK);
    assertThatThrownBy(
            () -> new PatchClassifier(OPTIONS.create(IMAGE), ConvNet.DEFAULTS.create(), parts, 3))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("choose encoder resnet18, resnet34, resnet50");
    assertThatThrownBy(
            () ->
                new PatchClassifier(
                    OPTIONS.create(IMAGE),
                    FullyConvolutional.DEFAULTS.create(),
                    new Mean().create(TASK),
                    3))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("choose aggregator whole-and-parts");
    assertThatThrownBy(
            () ->
                new PatchClassifier(
                    UniformOptions.DEFAULTS.create(new ImageSpec(1, 64, 64, 16, 16)),
                    FullyConvolutional.DEFAULTS.create(),
                    parts,
                    3))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("choose selector nts-net or nts-topk");
    PatchClassifier few =
        new PatchClassifier(
            OPTIONS.create(IMAGE),
            FullyConvolutional.DEFAULTS.create(),
            WholeAndPartsOptions.DEFAULTS.create(TASK),
            3);
    assertThatThrownBy(() -> few.requirePatches(PARTS))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "the aggregator uses the first 4 patches, and the selector selects 3; choose parts at"
                + " most 3, or 0 for all");
    PatchClassifier coarse =
        new PatchClassifier(
            OPTIONS.create(IMAGE), new FullyConvolutional(List.of(4), 0).create(), parts, 3);
    assertThatThrownBy(
            () ->
                coarse.initialize(
                    manager,
                    DataType.FLOAT32,
                    new Shape(1, 1, 32, 48),
                    new Shape(1, PARTS, 1, 8, 8)))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith(
            "stride = 4: the view has 8×12 such cells, and the encoder's map of it 16×24");
  }
}
