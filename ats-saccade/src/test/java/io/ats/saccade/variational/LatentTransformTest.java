package io.ats.saccade.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import io.ats.saccade.transformer.Shifts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A latent variable that is the transform, the default. */
class LatentTransformTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 30, 7, 9);
  private static final double FRACTION = 0.3;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static SaccadeOptions options(Map<String, ?> changes) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "patches",
                1,
                "patchSize",
                6,
                "maxImageFraction",
                FRACTION,
                "network",
                new VrnnOptions(2, 8, 6, 3, true)));
    all.putAll(changes);
    return OptionRecords.with(SaccadeOptions.DEFAULTS, all);
  }

  private Saccade saccade(Map<String, ?> changes) {
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

  /** Sets the mean of the posterior for every view and state: the layer's weights are zero. */
  private void setMean(Saccade saccade, float... mean) {
    List<Parameter> offsets =
        saccade.getParameters().stream()
            .filter(entry -> entry.getKey().contains("posterior"))
            .map(entry -> entry.getValue())
            .filter(parameter -> parameter.getName().equals("offset"))
            .toList();
    assertThat(offsets).hasSize(1);
    manager.create(mean).copyTo(offsets.get(0).getArray());
  }

  private Selection select(Saccade saccade, int batch, boolean training, int seed) {
    NDArray images =
        manager
            .create(
                Pictures.random(3, IMAGE.height() * IMAGE.width()),
                new Shape(1, 1, IMAGE.height(), IMAGE.width()))
            .repeat(0, batch);
    TensorSource source = new TensorSource(images);
    Views views = new Views(source.view(manager, IMAGE.viewHeight(), IMAGE.viewWidth()), source);
    Engine.getInstance().setRandomSeed(seed);
    return saccade.select(
        views, new Pass(new ParameterStore(manager, false), training, 1, null, null));
  }

  /** {@code scale = max(|s|, 1/fraction)}, {@code θ = [1/scale, −u/scale, −v/scale]}. */
  @ParameterizedTest
  @CsvSource({"8,2.5,-3.5", "-8,2.5,-3.5", "1.5,0.5,1", "0,-1,0.25"})
  void theTransformIsThatOfTheMeanItself(float s, float u, float v) {
    Saccade saccade = saccade(Map.of("inference", LatentInference.MEAN));
    setMean(saccade, s, u, v);
    double scale = Math.max(Math.abs(s), 1 / FRACTION);
    double column = (1 - u / scale) / 2;
    double row = (1 - v / scale) / 2;
    double half = 1 / scale / 2;
    double[] expected = {row - half, column - half, row + half, column + half};
    double[] found = Pictures.doubles(select(saccade, 1, false, 4).regions());
    for (int i = 0; i < 4; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  /**
   * The source fixes the variance of the transform's parameters, not a deviation before a layer.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.6, 2})
  void aFixedVarianceIsThatOfTheDrawnTransform(double variance) {
    Saccade saccade = saccade(Map.of("variance", variance, "inference", LatentInference.SAMPLE));
    assertThat(saccade.getParameters().keys())
        .noneMatch(name -> name.contains("posterior") && name.contains("logVariance"));
    setMean(saccade, 12, 3, -5); // so large that no draw of s reaches its bound
    int draws = 20_000;
    double[] regions = Pictures.doubles(select(saccade, draws, false, 4).regions());
    double[][] drawn = new double[3][draws];
    for (int i = 0; i < draws; i++) {
      double top = regions[4 * i];
      double left = regions[4 * i + 1];
      double s = 1 / (regions[4 * i + 2] - top);
      drawn[0][i] = s;
      drawn[1][i] = s - 2 * s * left - 1; // left = (1 − u/s)/2 − 1/(2s)
      drawn[2][i] = s - 2 * s * top - 1;
    }
    double[] means = {12, 3, -5};
    for (int entry = 0; entry < 3; entry++) {
      double sum = 0;
      for (double z : drawn[entry]) {
        sum += (z - means[entry]) * (z - means[entry]) / draws;
      }
      assertThat(sum)
          .as("variance of entry %d", entry)
          .isCloseTo(variance, within(variance * 0.04));
    }
  }

  @Test
  void theFirstCropsAreCentredWithinTheDeviation() {
    Saccade saccade = saccade(Map.of("inference", LatentInference.MEAN, "initialCrop", 0.8));
    for (double side : Pictures.doubles(select(saccade, 2, false, 4).regions())) {
      assertThat(Math.abs(side - 0.5)).isCloseTo(0.8 * FRACTION / 2, within(1e-6));
    }
    // The prior too: apart from the variances nothing tells them apart, at any state.
    Saccade same = saccade(Map.of("variance", 1.0, "reconstruction", 0.0));
    assertThat(
            same.getParameters().stream()
                .filter(entry -> entry.getValue().getName().equals("offset"))
                .map(entry -> entry.getValue().getArray().toFloatArray()[0]))
        .hasSize(2)
        .allSatisfy(s -> assertThat((double) s).isCloseTo(1 / (0.9 * FRACTION), within(1e-6)));
  }

  /** First order: the deviation of {@code u}, {@code v} times half the side of the crop. */
  @Test
  void theSpreadIsTheDeviationInCrops() {
    Saccade saccade = saccade(Map.of("variance", 0.64, "inference", LatentInference.MEAN));
    setMean(saccade, 8, 1, 2);
    for (double spread : Pictures.doubles(select(saccade, 1, false, 4).part(Part.SPREAD).get())) {
      assertThat(spread).isCloseTo(0.8 / 8 / 2, within(1e-6));
    }
  }

  /** With one image, by whose own mean the dense layers' batch normalisation would erase it. */
  @ParameterizedTest
  @CsvSource({"2,true", "1,false"})
  void aTrainingStepOfOneImageHasFiniteGradients(int patches, boolean joined) {
    Saccade saccade =
        saccade(Map.of("patches", patches, "joinState", joined, "localisationWeights", 0.1));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Selection selection = select(saccade, 1, true, 4);
      NDArray loss = selection.patches().square().sum();
      for (NDArray penalty : selection.penalties().values()) {
        loss = loss.add(penalty);
      }
      collector.backward(loss);
    }
    int learned = 0;
    for (Parameter parameter : saccade.getParameters().values()) {
      if (parameter.requiresGradient()) {
        float sum = parameter.getArray().getGradient().abs().sum().getFloat();
        assertThat(Float.isFinite(sum)).as(parameter.getName()).isTrue();
        learned += sum > 0 ? 1 : 0;
      }
    }
    assertThat(learned).isGreaterThan(20);
  }

  @Test
  void normalisationIsOneOption() {
    List<String> with = List.copyOf(saccade(Map.of()).getParameters().keys());
    assertThat(with).anyMatch(name -> name.contains("GroupNorm"));
    assertThat(with.stream().filter(name -> name.contains("runningMean")))
        .as("view, prior, posterior, latent, decoder")
        .hasSize(5);
    SaccadeOptions without = options(Map.of("network", new VrnnOptions(2, 8, 6, 3, false)));
    assertThat(saccade(Map.of("network", without.network())).getParameters().keys())
        .noneMatch(name -> name.contains("GroupNorm") || name.contains("running"));
  }

  @Test
  void anotherSizeOrAMapAfterItIsAnError() {
    assertThatThrownBy(() -> options(Map.of("network", new VrnnOptions(2, 8, 6, 16, true))))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "latent-is-transform needs network.latent 3 (s, u, v), got 16; set it to 3, or"
                + " latent-is-transform to false");
    assertThatThrownBy(() -> options(Map.of("shrink", 0.5)))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "latent-is-transform needs shrink 0 and shifts free, got 0.5 and free; set them so, or"
                + " latent-is-transform to false");
    assertThatThrownBy(() -> options(Map.of("shifts", Shifts.INSIDE)))
        .hasMessageContaining("got 0.0 and inside");
  }
}
