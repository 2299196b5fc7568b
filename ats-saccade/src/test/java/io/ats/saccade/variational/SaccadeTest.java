package io.ats.saccade.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.data.Task;
import io.ats.core.layers.Dense;
import io.ats.core.math.Scalars;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import io.ats.saccade.transformer.Shifts;
import io.ats.saccade.transformer.TransformerKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The selector: its options against each other, on small pictures. */
class SaccadeTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 30, 7, 9);
  private static final int BATCH = 3;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static SaccadeOptions options(Map<String, ?> changes) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "patchSize",
                6,
                "localisationWeights",
                0.2,
                "shifts",
                Shifts.INSIDE,
                "latentIsTransform",
                false,
                "network",
                new VrnnOptions(2, 8, 6, 3, false)));
    all.putAll(changes);
    return OptionRecords.with(SaccadeOptions.DEFAULTS, all);
  }

  private Saccade saccade(Map<String, ?> changes) {
    Engine.getInstance().setRandomSeed(9);
    Saccade saccade = new Saccade(options(changes), IMAGE);
    saccade.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, 1, IMAGE.viewHeight(), IMAGE.viewWidth()),
        new Shape(1, 1, 6, 6),
        new Shape(1, 5));
    RandomValues.draw(saccade, 9);
    return saccade;
  }

  private Selection select(Saccade saccade, boolean training, double progress, int seed) {
    return select(saccade, BATCH, 1, training, progress, seed);
  }

  private Selection select(
      Saccade saccade, int batch, int copies, boolean training, double progress, int seed) {
    NDArray images =
        manager
            .create(
                Pictures.random(3, batch * IMAGE.height() * IMAGE.width()),
                new Shape(batch, 1, IMAGE.height(), IMAGE.width()))
            .repeat(0, copies);
    TensorSource source = new TensorSource(images);
    Views views = new Views(source.view(manager, IMAGE.viewHeight(), IMAGE.viewWidth()), source);
    Engine.getInstance().setRandomSeed(seed);
    return saccade.select(
        views, new Pass(new ParameterStore(manager, false), training, progress, null, null));
  }

  private static double penalty(Selection selection, String name) {
    return selection.penalties().get(name).getFloat();
  }

  /** The same draws: both factors are the sum's penalties image by image. */
  @Test
  void theProductFormIsClassificationLossTimesBound() {
    Map<String, ?> weights = Map.of("beta", 0.5, "reconstruction", 0.1);
    Map<String, Object> product = new HashMap<>(weights);
    product.put("form", BoundForm.PRODUCT);
    Selection sum = select(saccade(weights), true, 1, 4);
    Selection factor = select(saccade(product), true, 1, 4);
    assertThat(factor.penalties()).isEmpty();
    assertThat(sum.penalties()).containsOnlyKeys("kl", "reconstruction");
    assertThat(sum.part(Part.LOSS_FACTOR)).isEmpty();
    NDArray each = factor.part(Part.LOSS_FACTOR).get();
    assertThat(each.getShape()).isEqualTo(new Shape(BATCH));
    assertThat(each.mean().getFloat())
        .isCloseTo((float) (penalty(sum, "kl") + penalty(sum, "reconstruction")), within(1e-4f));

    float[] logits = {0.3f, -1, 2, 0.1f, 0.2f, -0.4f};
    long[] labels = {1, 0, 1};
    Prediction prediction =
        new Prediction(manager.create(logits, new Shape(BATCH, 2)), factor, null);
    double expected = 0;
    for (int b = 0; b < BATCH; b++) {
      double right = logits[2 * b + (int) labels[b]];
      double loss = Math.log(Math.exp(logits[2 * b]) + Math.exp(logits[2 * b + 1])) - right;
      expected += loss * each.getFloat(b) / BATCH;
    }
    Objective objective = new Objective(new Task("t", 2, false), ObjectiveOptions.DEFAULTS);
    assertThat((double) objective.loss(prediction, manager.create(labels)).getFloat())
        .isCloseTo(expected, within(1e-4 * Math.abs(expected)));
    assertThatThrownBy(
            () -> options(Map.of("form", BoundForm.PRODUCT, "beta", 0.0, "reconstruction", 0.0)))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "form product needs beta or reconstruction above 0, got 0 and 0: the loss would be 0");
  }

  @Test
  void betaAndItsWarmUpScaleTheDivergenceAlone() {
    Selection one = select(saccade(Map.of()), true, 0.1, 4);
    Selection warm = select(saccade(Map.of("beta", 0.5, "betaWarmup", 0.4)), true, 0.1, 4);
    Selection start = select(saccade(Map.of("betaWarmup", 0.4)), true, 0, 4);
    assertThat(penalty(one, "kl")).isPositive();
    assertThat(penalty(warm, "kl")).isCloseTo(0.125 * penalty(one, "kl"), within(1e-4));
    assertThat(penalty(start, "kl")).isZero();
    assertThat(penalty(warm, "reconstruction")).isEqualTo(penalty(one, "reconstruction"));
    Selection scaled = select(saccade(Map.of("reconstruction", 0.1)), true, 0.1, 4);
    assertThat(penalty(scaled, "reconstruction"))
        .isCloseTo(0.1 * penalty(one, "reconstruction"), within(1e-4));
    // Without a decoder its initial values are not drawn, and the others differ: no comparison.
    assertThat(select(saccade(Map.of("reconstruction", 0.0)), true, 0.1, 4).penalties())
        .containsOnlyKeys("kl");
  }

  /** Where the layers put out zero, the learned deviation is the initial one. */
  @Test
  void theInitialDeviationIsAnOffsetOfTheLogVariance() {
    Pass pass = new Pass(new ParameterStore(manager, false), true, 0, null, null);
    NDArray x = manager.create(new float[] {0.2f, -0.3f, 0.5f}, new Shape(1, 3));
    double[] small = logVariance(0.05, x, pass);
    double[] plain = logVariance(1, x, pass);
    for (int i = 0; i < small.length; i++) {
      assertThat(small[i] - plain[i]).isCloseTo(2 * Math.log(0.05), within(1e-5));
    }
  }

  private double[] logVariance(double deviation, NDArray x, Pass pass) {
    GaussianHead head =
        new GaussianHead(
            Dense.hidden(4, false),
            Linear.builder().setUnits(2).build(),
            Linear.builder().setUnits(2).build(),
            deviation * deviation);
    head.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
    RandomValues.draw(head, 3);
    return Pictures.doubles(head.of(x, pass).logVariance());
  }

  @Test
  void inferenceTakesOneSampleOrTheMean() {
    Saccade mean = saccade(Map.of("inference", LatentInference.MEAN));
    Saccade sample = saccade(Map.of("inference", LatentInference.SAMPLE));
    float[] first = select(mean, false, 1, 4).regions().toFloatArray();
    assertThat(select(mean, false, 1, 5).regions().toFloatArray()).isEqualTo(first);
    float[] drawn = select(sample, false, 1, 4).regions().toFloatArray();
    assertThat(drawn).isNotEqualTo(first);
    assertThat(select(sample, false, 1, 5).regions().toFloatArray()).isNotEqualTo(drawn);
    assertThat(select(mean, true, 1, 4).regions().toFloatArray())
        .as("training draws")
        .isNotEqualTo(select(mean, true, 1, 5).regions().toFloatArray());
  }

  /** The deviation of the centres of many samples of the first saccade is the spread it tells. */
  @Test
  void spreadIsTheDeviationOfTheCentres() {
    Saccade sample =
        saccade(
            Map.of("localisationWeights", 0.02, "initialDeviation", 1.0, "shifts", Shifts.FREE));
    int draws = 2000;
    Selection selection = select(sample, 1, draws, false, 1, 4);
    NDArray regions = selection.regions().get(":,0"); // (draws,4)
    NDArray centres = Scalars.over(regions.get(":,:2").add(regions.get(":,2:")), 2);
    NDArray mean = centres.mean(new int[] {0});
    float[] variance = centres.sub(mean).square().mean(new int[] {0}).toFloatArray();
    NDArray spread = selection.part(Part.SPREAD).get();
    assertThat(spread.getShape()).isEqualTo(new Shape(draws, 2, 2));
    for (int axis = 0; axis < 2; axis++) {
      double deviation = Math.sqrt(variance[axis]);
      assertThat((double) spread.get(":,0").mean(new int[] {0}).getFloat(axis))
          .isCloseTo(deviation, within(0.1 * deviation));
    }
  }

  /** What the classifier may see: the view's information reaches it through the state. */
  @Test
  void theStateJoinsTheFeaturesOnlyIfAsked() {
    Saccade joined = saccade(Map.of());
    assertThat(joined.contextSize()).isEqualTo(6);
    assertThat(select(joined, true, 1, 4).part(Part.CONTEXT).get().getShape())
        .isEqualTo(new Shape(BATCH, 2, 6));
    Saccade apart = saccade(Map.of("joinState", false));
    assertThat(apart.contextSize()).isZero();
    for (boolean training : new boolean[] {true, false}) {
      Selection selection = select(apart, training, 1, 4);
      assertThat(selection.part(Part.CONTEXT)).isEmpty();
      assertThat(selection.regions().toFloatArray())
          .isEqualTo(select(joined, training, 1, 4).regions().toFloatArray());
    }
  }

  /** The engine's concatenation of a single array has no gradient. */
  @Test
  void oneSaccadeHasAGradientToo() {
    for (int count : new int[] {1, 3}) {
      Saccade saccade = saccade(Map.of("patches", count));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Selection selection = select(saccade, true, 1, 4);
        NDArray context = selection.part(Part.CONTEXT).get();
        collector.backward(selection.patches().square().sum().add(context.square().sum()));
      }
      for (var parameter : saccade.getParameters()) {
        if (parameter.getKey().contains("cell") || parameter.getKey().contains("localisation")) {
          boolean idle = count == 1 && parameter.getKey().matches(".*recurrent_weight"); // h_0 = 0
          assertThat(parameter.getValue().getArray().getGradient().abs().sum().getFloat() > 0)
              .as("%d saccades: gradient of %s", count, parameter.getKey())
              .isEqualTo(!idle);
        }
      }
    }
  }

  @Test
  void bothTransformersCutTheSameAndHaveTheSameGradient() {
    float[][] patches = new float[2][];
    double[][] gradients = new double[2][];
    for (TransformerKind kind : TransformerKind.values()) {
      Saccade saccade = saccade(Map.of("transformer", kind, "shrink", 0.5));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray crops = select(saccade, true, 0.3, 4).patches();
        NDArray weights = manager.create(Pictures.random(7, (int) crops.size()), crops.getShape());
        collector.backward(crops.mul(weights).sum());
        patches[kind.ordinal()] = crops.toFloatArray();
      }
      gradients[kind.ordinal()] =
          saccade.getParameters().values().stream()
              .filter(parameter -> parameter.getName().equals("projection"))
              .flatMapToDouble(
                  parameter -> Arrays.stream(Pictures.doubles(parameter.getArray().getGradient())))
              .toArray();
    }
    assertThat(gradients[0]).hasSize(9);
    assertThat(Arrays.stream(gradients[0]).map(Math::abs).max().getAsDouble()).isGreaterThan(0.01);
    for (int i = 0; i < patches[0].length; i++) {
      assertThat(patches[1][i]).isCloseTo(patches[0][i], within(1e-4f));
    }
    for (int i = 0; i < 9; i++) {
      assertThat(gradients[1][i]).isCloseTo(gradients[0][i], within(1e-3));
    }
  }
}
