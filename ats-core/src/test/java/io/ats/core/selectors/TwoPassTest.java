package io.ats.core.selectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.aggregators.ConcatOptions;
import io.ats.core.aggregators.CrossAttentionOptions;
import io.ats.core.aggregators.DecisionFusionOptions;
import io.ats.core.aggregators.GatedAttentionOptions;
import io.ats.core.aggregators.Max;
import io.ats.core.aggregators.Mean;
import io.ats.core.aggregators.SummedLogitsOptions;
import io.ats.core.aggregators.TransformerOptions;
import io.ats.core.data.Task;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.geometry.PatchSize;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.objective.Answer;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.OptionRecords;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The confidence is the classifier's own, and the second pass lies around the surest patches. */
class TwoPassTest {

  private static final int B = 2;
  private static final int H = 40;
  private static final int W = 60;
  private static final int ROWS = 20;
  private static final int COLUMNS = 30;
  private static final int SIDE = 6;
  private static final int CLASSES = 3;
  private static final Task TASK = new Task("any", CLASSES, false);
  private static final ImageSpec IMAGE = new ImageSpec(1, H, W, ROWS, COLUMNS);

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);

  @AfterEach
  void close() {
    manager.close();
  }

  private static TwoPassOptions options(
      int patches, double share, int around, double spread, TwoPassAnswer answer) {
    return new TwoPassOptions(
        new PatchOptions(patches, SIDE, Border.CLAMP), share, around, spread, answer);
  }

  private Views views() {
    NDArray images = manager.create(Pictures.random(3, B * H * W), new Shape(B, 1, H, W));
    TensorSource source = new TensorSource(images);
    return new Views(source.view(manager, ROWS, COLUMNS), source);
  }

  /** Features are a patch's first pixels. */
  private static Block encoder() {
    return new LambdaBlock(
        patches -> {
          NDArray all = patches.singletonOrThrow();
          return new NDList(all.reshape(all.getShape().get(0), -1).get(":,0:8"));
        },
        "pixels");
  }

  private PatchClassifier classifier(TwoPassOptions options, AggregatorSpec aggregator) {
    Aggregator aggregating = aggregator.create(TASK);
    PatchClassifier classifier =
        new PatchClassifier(
            options.create(IMAGE),
            encoder(),
            aggregating,
            CLASSES,
            logits -> Answer.confidence(TASK, logits));
    classifier.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, 1, ROWS, COLUMNS),
        new Shape(1, options.patch().patches(), 1, SIDE, SIDE));
    Engine.getInstance().setRandomSeed(5);
    for (Parameter parameter : classifier.getParameters().values()) {
      if (parameter.requiresGradient()) {
        NDArray array = parameter.getArray();
        manager.randomUniform(-0.5f, 0.5f, array.getShape()).copyTo(array);
      }
    }
    return classifier;
  }

  private Selection select(PatchClassifier classifier, boolean training, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    return classifier.select(views(), classifier.pass(store, training, 0.5, Randomness.ENGINE));
  }

  static Stream<AggregatorSpec> aggregators() {
    return Stream.of(
        new Mean(),
        new Max(),
        new GatedAttentionOptions(4),
        new CrossAttentionOptions(2, 2, 8, 2),
        OptionRecords.with(
            TransformerOptions.DEFAULTS, Map.of("width", 8, "heads", 2, "layers", 1)),
        OptionRecords.with(
            TransformerOptions.DEFAULTS,
            Map.of(
                "width",
                8,
                "heads",
                2,
                "layers",
                1,
                "positions",
                TransformerOptions.Positions.CELL,
                "readout",
                TransformerOptions.Readout.TOKEN)),
        ConcatOptions.DEFAULTS,
        SummedLogitsOptions.DEFAULTS);
  }

  /**
   * A classifier of a single patch with the same parameters says the same; of places for K patches,
   * with parameters of their own, it has the first.
   */
  @ParameterizedTest
  @MethodSource("aggregators")
  void confidenceIsThatOfThePatchAlone(AggregatorSpec aggregator) {
    PatchClassifier many = classifier(options(4, 0.5, 1, 1, TwoPassAnswer.ALL), aggregator);
    Selection selection = select(many, false, 2);
    double[] found =
        Pictures.doubles(
            many.pass(store, false, 1, Randomness.ENGINE)
                .confidence()
                .of(selection, many.pass(store, false, 1, Randomness.ENGINE)));
    assertThat(found).hasSize(B * 4);
    assertThat(Arrays.stream(found).distinct().count()).as("they differ").isEqualTo(B * 4);
    PatchClassifier one = classifier(TwoPassTest.one(), aggregator);
    List<Parameter> values = many.getParameters().values();
    for (int i = 0; i < values.size(); i++) {
      NDArray own = one.getParameters().valueAt(i).getArray();
      first(values.get(i).getArray(), own.getShape()).copyTo(own);
    }
    for (int i = 0; i < B * 4; i++) {
      int patch = i % 4;
      int image = i / 4;
      String row = "%d:%d".formatted(image, image + 1);
      String place = row + ",%d:%d".formatted(patch, patch + 1);
      Selection alone =
          Selection.of(
                  selection.patches().get(place),
                  manager.ones(new Shape(1, 1)),
                  selection.regions().get(place))
              .with(Part.CELLS, selection.part(Part.CELLS).orElseThrow().get(place));
      var pass = one.pass(store, false, 1, Randomness.ENGINE);
      NDArray logits = one.decide(pass.encode(alone.patches()), alone, pass).logits();
      assertThat(found[i]).isCloseTo(logits.softmax(1).max().getFloat(), within(1e-5));
    }
  }

  /** Returns the options of a single patch. */
  private static TwoPassOptions one() {
    return options(1, 1, 2, 0.5, TwoPassAnswer.ALL);
  }

  /** Returns the first of an array's values along each axis. */
  private static NDArray first(NDArray all, Shape shape) {
    return all.get(
        LongStream.of(shape.getShape()).mapToObj(n -> "0:" + n).collect(Collectors.joining(",")));
  }

  /** Votes are as many whatever a single patch is voted for; the confidence is the patch's own. */
  @ParameterizedTest
  @EnumSource
  void withFusedDecisionsItIsThatOfThePatchsOwnLogits(DecisionFusionOptions.Rule rule) {
    PatchClassifier classifier =
        classifier(options(4, 0.5, 1, 1, TwoPassAnswer.ALL), new DecisionFusionOptions(rule));
    var pass = classifier.pass(store, false, 1, Randomness.ENGINE);
    Selection selection = select(classifier, false, 2);
    double[] found = Pictures.doubles(pass.confidence().of(selection, pass));
    List<Parameter> linear = classifier.getParameters().values();
    assertThat(linear).hasSize(2);
    NDArray logits = // (B·4,classes)
        pass.encode(selection.patches())
            .reshape(B * 4, -1)
            .matMul(linear.get(0).getArray().transpose())
            .add(linear.get(1).getArray());
    double[] expected = Pictures.doubles(logits.softmax(1).max(new int[] {1}));
    for (int i = 0; i < B * 4; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-6));
    }
    assertThat(Arrays.stream(found).distinct().count()).isEqualTo(B * 4);
  }

  /** The positions learned for each cell are of the score map's cells, not of the candidates. */
  @Test
  void patchesOfSeveralSizesHaveTheCellsOfTheMap() {
    PatchSizes sizes = new PatchSizes(List.of(PatchSize.square(SIDE), new PatchSize(4, 9)));
    TwoPassOptions options =
        new TwoPassOptions(
            new PatchOptions(8, sizes, Border.CLAMP), 0.5, 2, 1, TwoPassAnswer.MOST_CONFIDENT);
    PatchClassifier classifier =
        classifier(
            options,
            OptionRecords.with(
                TransformerOptions.DEFAULTS,
                Map.of(
                    "width",
                    8,
                    "heads",
                    2,
                    "layers",
                    1,
                    "positions",
                    TransformerOptions.Positions.CELL)));
    var pass = classifier.pass(store, false, 1, Randomness.ENGINE);
    Engine.getInstance().setRandomSeed(4);
    Selection selection = classifier.predict(views(), pass).selection();
    double[] confidence = Pictures.doubles(pass.confidence().of(selection, pass));
    float[] weights = selection.weights().toFloatArray();
    for (int b = 0; b < B; b++) {
      double most = Arrays.stream(confidence, 8 * b, 8 * b + 8).max().getAsDouble();
      for (int i = 8 * b; i < 8 * b + 8; i++) {
        assertThat(weights[i] == 1).isEqualTo(confidence[i] == most);
      }
    }
    assertThat(Arrays.stream(selection.part(Part.CELLS).orElseThrow().toLongArray()))
        .allMatch(cell -> cell < ROWS * COLUMNS);
  }

  @Test
  void whatDoesNotFitIsAnError() {
    Aggregator fusing = DecisionFusionOptions.DEFAULTS.create(TASK);
    TwoPassOptions alone = options(4, 0.5, 2, 1, TwoPassAnswer.MOST_CONFIDENT);
    assertThatThrownBy(
            () ->
                new PatchClassifier(
                    alone.create(IMAGE),
                    encoder(),
                    fusing,
                    CLASSES,
                    logits -> Answer.confidence(TASK, logits)))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "the selector gives one patch all weight, and this aggregator's decision does not"
                + " depend on weights; choose answer all, or aggregator mean");
    assertThatThrownBy(
            () ->
                new PatchClassifier(
                    alone.create(IMAGE), encoder(), new Mean().create(TASK), CLASSES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the selector asks how sure the classifier is of a patch; create it with a confidence");
    assertThatThrownBy(() -> options(4, 0.5, 3, 0.5, TwoPassAnswer.ALL))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "around = 3 is more than the 2 patches of the first pass; choose around at most 2, or a"
                + " larger first-share");
    assertThatThrownBy(() -> options(4, 1, 2, 0.7, TwoPassAnswer.ALL))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "around and spread are of the second pass, and the first has all 4 patches; leave them"
                + " out, or choose a smaller first-share");
  }

  /** Returns the normal distribution around cells, from its definition. */
  private static double[] near(int[] around, double spread) {
    double[] density = new double[ROWS * COLUMNS];
    double total = 0;
    for (int d = 0; d < density.length; d++) {
      for (int m : around) {
        double down = (top(d / COLUMNS, H, ROWS) - top(m / COLUMNS, H, ROWS)) / (spread * SIDE);
        double right =
            (top(d % COLUMNS, W, COLUMNS) - top(m % COLUMNS, W, COLUMNS)) / (spread * SIDE);
        density[d] += Math.exp(-(down * down + right * right) / 2);
      }
      total += density[d];
    }
    double sum = total;
    return Arrays.stream(density).map(q -> q / sum).toArray();
  }

  /** Returns a patch's first pixel, which stays inside the image. */
  private static double top(int cell, int pixels, int cells) {
    double centre = (cell + 0.5) * pixels / cells;
    return Math.max(0, Math.min(pixels - SIDE, Math.floor(centre - SIDE / 2.0 + 0.5)));
  }

  @Test
  void theSecondPassLiesAroundTheSurestOfTheFirst() {
    PatchClassifier classifier =
        classifier(options(10, 0.6, 2, 0.7, TwoPassAnswer.ALL), new Mean());
    Selection selection = select(classifier, true, 3);
    var pass = classifier.pass(store, false, 1, Randomness.ENGINE);
    double[] confidence = Pictures.doubles(pass.confidence().of(selection, pass));
    long[] cells = selection.part(Part.CELLS).orElseThrow().toLongArray();
    double[] map = Pictures.doubles(selection.part(Part.SCORE_MAP).orElseThrow());
    for (int b = 0; b < B; b++) {
      int first = 10 * b;
      int[] surest =
          IntStream.range(0, 6)
              .boxed()
              .sorted((i, j) -> Double.compare(confidence[first + j], confidence[first + i]))
              .limit(2)
              .mapToInt(i -> (int) cells[first + i])
              .toArray();
      double[] expected = near(surest, 0.7);
      for (int d = 0; d < expected.length; d++) {
        assertThat(map[b * expected.length + d])
            .isCloseTo(0.6 / expected.length + 0.4 * expected[d], within(1e-6));
      }
      assertThat(Arrays.stream(cells, first, first + 10).distinct().count())
          .as("no position twice")
          .isEqualTo(10);
    }
    assertThat(selection.weights().toFloatArray()).containsOnly(0.1f);
    assertThat(selection.penalties()).isEmpty();
  }

  /** One patch in the second pass, many times: its distances are those of the density. */
  @Test
  void positionsAreDrawnFromTheDensity() {
    PatchClassifier classifier = classifier(options(5, 0.8, 1, 0.7, TwoPassAnswer.ALL), new Mean());
    var pass = classifier.pass(store, false, 1, Randomness.ENGINE);
    double deviation = 0;
    double variance = 0;
    double mean = 0;
    for (int seed = 0; seed < 150; seed++) {
      Selection selection = select(classifier, false, seed);
      double[] confidence = Pictures.doubles(pass.confidence().of(selection, pass));
      long[] cells = selection.part(Part.CELLS).orElseThrow().toLongArray();
      for (int b = 0; b < B; b++) {
        int first = 5 * b;
        int surest =
            IntStream.range(first, first + 4)
                .reduce((i, j) -> confidence[i] >= confidence[j] ? i : j)
                .getAsInt();
        double[] density = near(new int[] {(int) cells[surest]}, 0.7);
        for (int i = first; i < first + 4; i++) {
          density[(int) cells[i]] = 0;
        }
        double total = Arrays.stream(density).sum();
        double expected = 0;
        double square = 0;
        for (int d = 0; d < density.length; d++) {
          double away = distance(d, (int) cells[surest]);
          expected += density[d] / total * away;
          square += density[d] / total * away * away;
        }
        deviation += distance((int) cells[first + 4], (int) cells[surest]) - expected;
        variance += square - expected * expected;
        mean += expected / (150 * B);
      }
    }
    assertThat(mean).as("pixels, near").isBetween(SIDE * 0.5, SIDE * 1.5);
    assertThat(Math.abs(deviation)).isLessThan(4.5 * Math.sqrt(variance));
  }

  private static double distance(int cell, int other) {
    return Math.hypot(
        top(cell / COLUMNS, H, ROWS) - top(other / COLUMNS, H, ROWS),
        top(cell % COLUMNS, W, COLUMNS) - top(other % COLUMNS, W, COLUMNS));
  }

  /** With aggregator {@code mean} the answer is then that patch's own. */
  @Test
  void theMostConfidentMayAnswerAlone() {
    PatchClassifier classifier =
        classifier(options(6, 0.5, 2, 1, TwoPassAnswer.MOST_CONFIDENT), new Mean());
    var pass = classifier.pass(store, false, 1, Randomness.ENGINE);
    Engine.getInstance().setRandomSeed(7);
    var prediction = classifier.predict(views(), pass);
    double[] confidence = Pictures.doubles(pass.confidence().of(prediction.selection(), pass));
    double[] weights = Pictures.doubles(prediction.selection().weights());
    double[] sure = Pictures.doubles(Answer.confidence(TASK, prediction.logits()));
    for (int b = 0; b < B; b++) {
      double most = Arrays.stream(confidence, 6 * b, 6 * b + 6).max().getAsDouble();
      for (int i = 6 * b; i < 6 * b + 6; i++) {
        assertThat(weights[i]).isEqualTo(confidence[i] == most ? 1 : 0);
      }
      assertThat(sure[b]).isCloseTo(most, within(1e-6));
    }
  }
}
