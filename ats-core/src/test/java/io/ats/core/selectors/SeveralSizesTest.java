package io.ats.core.selectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.geometry.PatchSize;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.plugin.Scorer;
import io.ats.core.sampling.GradientEstimator;
import io.ats.core.sampling.Randomness;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.ScoredOptions;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Enumeration;
import io.ats.core.testing.RandomValues;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attention sampling over positions of several sizes, by every draw that it can make. */
class SeveralSizesTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 12, 16, 2, 2);
  private static final int D = 12; // 2 × 2 cells of 3 sizes
  private static final PatchSizes SIZES =
      new PatchSizes(List.of(new PatchSize(4, 4), new PatchSize(3, 8), new PatchSize(9, 7)));

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray direction = manager.create(Pictures.random(7, 16), new Shape(16, 1));

  @AfterEach
  void close() {
    manager.close();
  }

  /** Returns {@code f}, {@code (K)}: the patches' pixels along a direction. */
  private NDArray features(NDArray patches) {
    return patches.reshape(-1, 16).matMul(direction).flatten();
  }

  @ParameterizedTest
  @EnumSource(
      value = GradientEstimator.class,
      names = {"RAO_BLACKWELL", "UNORDERED_SET"})
  void theEstimateIsUnbiasedInValueAndGradient(GradientEstimator estimator) {
    AttentionSampling selector =
        new AttentionSampling(
            new AttentionSamplingOptions(
                new ScoredOptions(
                    new PatchOptions(2, SIZES, Border.ZERO),
                    0,
                    0,
                    ConvolutionalScorerOptions.DEFAULTS.named()),
                estimator,
                0),
            IMAGE);
    selector.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 2, 2));
    RandomValues.draw(selector, 2);
    TensorSource source =
        new TensorSource(manager.create(Pictures.random(8, 192), new Shape(1, 1, 12, 16)));
    Views views = new Views(source.view(manager, 2, 2), source);
    ParameterStore store = new ParameterStore(manager, false);
    Scorer scorer = (Scorer) selector.getChildren().values().get(0);
    NDArray all = manager.arange(0f, D, 1f, DataType.INT64).expandDims(0);
    NDArray features = features(selector.proposals().read(source, all).patches());
    Pass plain = new Pass(store, true, 0, null, null);
    double[] a = Pictures.doubles(scorer.score(views, plain).softmax(1));
    assertThat(a).hasSize(D);

    double mean = 0;
    for (int[] draw : Enumeration.draws(D, 2, false)) {
      double probability = Enumeration.probability(draw, a, false);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Pass pass = new Pass(store, true, 0, null, null, null, new Forced(draw));
        Selection selection = selector.select(views, pass);
        NDArray estimate = selection.weights().flatten().mul(features(selection.patches())).sum();
        mean += probability * estimate.getFloat();
        collector.backward(estimate.mul(manager.create((float) probability)));
      }
    }
    double[] found = gradient(selector);
    double truth;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray expectation = scorer.score(views, plain).softmax(1).flatten().mul(features).sum();
      truth = expectation.getFloat();
      collector.backward(expectation);
    }
    double[] both = gradient(selector); // gradients add up
    assertThat(mean).isCloseTo(truth, within(1e-4));
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(both[i] - found[i], within(1e-4));
      largest = Math.max(largest, Math.abs(found[i]));
    }
    assertThat(largest).isGreaterThan(1e-3);
  }

  private static double[] gradient(AttentionSampling selector) {
    return selector.getParameters().values().stream()
        .filter(parameter -> parameter.requiresGradient())
        .map(parameter -> Pictures.doubles(parameter.getArray().getGradient()))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** Uniform numbers by which the positions of a draw come first, in its order. */
  private record Forced(int[] draw) implements Randomness {

    @Override
    public NDArray uniform(NDManager manager, double low, double high, Shape shape, DataType type) {
      float[] values = new float[D];
      Arrays.fill(values, 1e-10f);
      values[draw[0]] = 0.9999999f;
      values[draw[1]] = 0.999f;
      return manager.create(values, shape);
    }

    @Override
    public NDArray normal(NDManager manager, double deviation, Shape shape, DataType type) {
      throw new AssertionError("no normal numbers are drawn");
    }

    @Override
    public NDArray shared(NDManager manager, double deviation, Shape shape, DataType type) {
      throw new AssertionError("no normal numbers are drawn");
    }
  }
}
