package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.source.FakeScene;
import io.ats.core.source.Pictures;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A step over parts of the batch, and one that encodes its patches in chunks and again for the
 * gradients, have the loss and the gradients of the step over the whole.
 */
class StepPartsTest {

  private static final Resolver RESOLVER = Main.injector(List.of()).getInstance(Resolver.class);
  private static final int IMAGES = 5;

  /** Relative to the largest entry of the gradient that is compared; float32 has 6e-8. */
  private static final double ROUNDING = 2e-5;

  private static final String TRIAL =
      """
      dataset: {name: megapixel-mnist, height: 112, width: 112, train: 10, validation: 2, test: 2, noise: 2, view-scale: 0.25}
      encoder: {name: lenet, channels: 4}
      aggregator: {name: mean}
      training: {batch-size: 5, clip-norm: 0, optimizer: sgd, %s}
      %s
      """;

  private static final String ALL_PATCHES =
      "selector: {name: all-patches, patch-size: 28}\naggregator: {name: gated-attention}";

  /** Proposals on the encoder's map of the view, whose cells are 4×4 of its pixels. */
  private static final String PROPOSALS =
      """
      selector: {name: %s, patches: 3, patch-size: 24, stride: 4, channels: 4, fine: 16, middle: 24, coarse: 32x48}
      encoder: {name: fully-convolutional, channels: [4, 6]}
      aggregator: {name: whole-and-parts, parts: 0}""";

  private static Assembly assembly(String training, String parts) {
    Map<String, String> sections = new LinkedHashMap<>();
    TRIAL
        .formatted(training, parts)
        .lines()
        .forEach(line -> sections.put(line.split(":")[0], line));
    String text = String.join("\n", sections.values());
    return new Assembly(RESOLVER.resolve(ConfigNode.parse(text, "test")));
  }

  /** A step's loss and gradients by parameter, and its learner's values that are not trained. */
  private record Result(double loss, Map<String, float[]> gradients, Map<String, float[]> values) {}

  /** Goes over a batch in parts of that size; each has draws of the same seed. */
  private static Result step(String training, String parts, int size) {
    return step(training, parts, size, (own, batch, images) -> batch.views());
  }

  /** What is shown of a batch of a dataset's images. */
  private interface Shown {
    Views of(NDManager own, Batch batch, int[] images);
  }

  private static Result step(String training, String parts, int size, Shown shown) {
    Assembly assembly = assembly(training, parts);
    Dataset dataset = assembly.open();
    try (Learner learner = assembly.learner(Device.cpu())) {
      double loss = 0;
      for (int first = 0; first < IMAGES; first += size) {
        int[] images = IntStream.range(first, Math.min(IMAGES, first + size)).toArray();
        try (NDManager own = learner.manager().newSubManager()) {
          Engine.getInstance().setRandomSeed(3 + first);
          Batch batch = dataset.batch(own, Split.TRAIN, images);
          double share = (double) images.length / IMAGES;
          Views views = shown.of(own, batch, images);
          loss += learner.backward(views, batch.labels(), share, 0.5).loss().getFloat();
        }
      }
      try (NDManager own = learner.manager().newSubManager()) {
        return new Result(loss, floats(learner.gradients(own)), floats(learner.values()));
      }
    }
  }

  private static Map<String, float[]> floats(Map<String, NDArray> arrays) {
    Map<String, float[]> floats = new LinkedHashMap<>();
    arrays.forEach((name, array) -> floats.put(name, array.toFloatArray()));
    return floats;
  }

  private static void assertSame(Result found, Result expected) {
    assertThat(found.loss).isCloseTo(expected.loss, within(ROUNDING * Math.abs(expected.loss)));
    assertThat(expected.gradients.values()).anyMatch(gradient -> largest(gradient) > 0);
    double largest =
        expected.gradients.values().stream().mapToDouble(g -> largest(g)).max().orElse(0);
    assertThat(found.gradients.keySet()).isEqualTo(expected.gradients.keySet());
    expected.gradients.forEach(
        (name, gradient) -> {
          // Where a gradient is itself a difference of large terms: some units of their last place.
          double tolerance = ROUNDING * Math.max(largest(gradient), 0.05 * largest);
          assertClose(name, found.gradients.get(name), gradient, tolerance);
        });
  }

  private static void assertClose(String name, float[] found, float[] expected, double tolerance) {
    assertThat(found).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).as("%s %d", name, i).isCloseTo(expected[i], within(tolerance));
    }
  }

  private static double largest(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])).max().orElse(0);
  }

  /** Of five images the last part has one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "selector: {name: hard-topk, patches: 2, patch-size: 24}",
        ALL_PATCHES,
        "selector: {name: all-patches, patch-size: 28}\naggregator: {name: cross-attention}",
        "selector: {name: whole-image}",
      })
  void partsOfABatchAddUpToTheWhole(String parts) {
    Result whole = step("", parts, IMAGES);
    assertSame(step("", parts, 2), whole);
    assertSame(step("", parts, 1), whole);
    assertSame(step("recompute: 3", parts, 2), whole);
  }

  /**
   * Selectors of all kinds: the gradient is in weights, patches, regions, log-probability,
   * penalties.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "selector: {name: ats, patches: 2, patch-size: 24, entropy: 0.1}",
        "selector: {name: ats, patches: 2, patch-size: 24}\naggregator: {name: transformer, width: 8, heads: 2}",
        "selector: {name: reinforce, patches: 2, patch-size: 24, repeats: 3}",
        "selector: {name: hard-topk, patches: 2, patch-size: 24}",
        "selector: {name: perturbed-topk, patches: 2, patch-size: 24, samples: 20}",
        "selector: {name: sinkhorn-topk, patches: 2, patch-size: 24}",
        "selector: {name: gumbel-topk, patches: 2, patch-size: 24}",
        "selector: {name: ips, patches: 4, patch-size: 24, iteration: 4}\naggregator: {name: gated-attention}",
        "selector: {name: saccade, patches: 2, patch-size: 24, network: {channels: 2, features: 8, state: 8, latent: 3}}",
        "selector: {name: saccade, patches: 2, patch-size: 24, form: product, network: {channels: 2, features: 8, state: 8, latent: 3}}\naggregator: {name: transformer, positions: region, width: 8, heads: 2}",
        "selector: {name: spatial-transformer, patch-size: 24}",
        "selector: {name: uniform, patches: 3, patch-size: 24}",
        "selector: {name: whole-image}",
        ALL_PATCHES,
      })
  void encodingAgainGivesTheSame(String parts) {
    Result kept = step("", parts, IMAGES);
    assertSame(step("recompute: 3", parts, IMAGES), kept);
    assertSame(step("recompute: 1000", parts, IMAGES), kept);
    assertSame(step("recompute: 2", parts, 2), step("", parts, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nts-net", "nts-topk"})
  void soWithTheEncodersMap(String selector) {
    String parts = PROPOSALS.formatted(selector);
    Result kept = step("", parts, IMAGES);
    assertSame(step("recompute: 3", parts, IMAGES), kept);
    assertSame(step("recompute: 1000", parts, IMAGES), kept);
    assertSame(step("recompute: 2", parts, 2), step("", parts, 2));
  }

  /** The map's graph goes backward after the patches have been encoded again. */
  @ParameterizedTest
  @ValueSource(strings = {"nts-net", "nts-topk"})
  void soWithBatchNormalisationOfTheMap(String selector) {
    String parts =
        PROPOSALS
            .formatted(selector)
            .replace("stride: 4", "stride: 8")
            .replaceAll(
                "encoder: .*", "encoder: {name: resnet18, width: 0.0625, small-stem: true}");
    Result kept = step("", parts, IMAGES);
    Result again = step("recompute: 1000", parts, IMAGES);
    assertSame(again, kept);
    assertThat(kept.values.keySet()).anyMatch(name -> name.contains("runningMean"));
    kept.values.forEach((name, value) -> assertClose(name, again.values.get(name), value, 1e-5));
  }

  /** Other images, each of one of three sizes; the view's padding is noise. */
  private static Views mixed(NDManager own, Batch batch, int[] images) {
    int[][] sizes = {{112, 112}, {84, 100}, {64, 108}};
    Shape shape = batch.views().low().getShape();
    float[] low = Pictures.random(images.length, (int) shape.size());
    List<ImageSpec> specs = new ArrayList<>();
    List<Scene> scenes = new ArrayList<>();
    for (int i : images) {
      int[] size = sizes[i % 3];
      ImageSpec spec = new ImageSpec(1, size[0], size[1], size[0] / 4, size[1] / 4);
      Scene scene = new FakeScene(Pictures.random(i, size[0] * size[1]), 1, size[0], size[1]);
      float[] view = new float[spec.viewHeight() * spec.viewWidth()];
      scene.renderView(spec.viewHeight(), spec.viewWidth(), view, 0);
      for (int row = 0; row < spec.viewHeight(); row++) {
        int to = (int) ((specs.size() * shape.get(2) + row) * shape.get(3));
        System.arraycopy(view, row * spec.viewWidth(), low, to, spec.viewWidth());
      }
      specs.add(spec);
      scenes.add(scene);
    }
    return new Views(own.create(low, shape), new SceneSource(scenes), specs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "selector: {name: hard-topk, patches: 2, patch-size: 24}",
        "selector: {name: lapsum-topk, patches: 2, patch-size: 24}",
        "selector: {name: ips, patches: 4, patch-size: 24, iteration: 4}\naggregator: {name: gated-attention}",
        ALL_PATCHES,
        "selector: {name: all-patches, patch-size: 28}\naggregator: {name: transformer, width: 8, heads: 2}",
      })
  void soWithImagesOfDifferentSizes(String parts) {
    Result whole = step("", parts, IMAGES, StepPartsTest::mixed);
    assertSame(step("", parts, 2, StepPartsTest::mixed), whole);
    assertSame(step("", parts, 1, StepPartsTest::mixed), whole);
    assertSame(step("recompute: 3", parts, IMAGES, StepPartsTest::mixed), whole);
    assertSame(step("recompute: 3", parts, 2, StepPartsTest::mixed), whole);
  }

  /** All patches are one chunk: the same statistics, which the second pass leaves alone. */
  @Test
  void batchNormalisationCountsEachPatchOnce() {
    String parts =
        "selector: {name: ats, patches: 2, patch-size: 24}\nencoder: {name: convnet, layers: 2, channels: 4, batch-norm: true}";
    Result kept = step("", parts, IMAGES);
    Result again = step("recompute: 10", parts, IMAGES);
    assertSame(again, kept);
    assertThat(kept.values.keySet()).anyMatch(name -> name.contains("runningMean"));
    kept.values.forEach((name, value) -> assertClose(name, again.values.get(name), value, 1e-6));
    float[] chunked =
        step("recompute: 4", parts, IMAGES).values.entrySet().stream()
            .filter(entry -> entry.getKey().contains("runningMean"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    assertThat(kept.values.values()).noneMatch(value -> Arrays.equals(value, chunked));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "dram"})
  void aSelectorThatEncodesItselfIsRefused(String selector) {
    String parts = "selector: {name: " + selector + ", patches: 2, patch-size: 24}";
    assertThatThrownBy(() -> assembly("recompute: 3", parts).classifier())
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "selector "
                + selector
                + " encodes what it sees itself, step by step, which training.recompute cannot"
                + " compute again; set training.recompute to 0");
    assertThat(assembly("micro-batch: 2", parts).classifier()).isNotNull();
  }

  /** Trains epochs of two steps each. */
  private static Map<String, float[]> trained(String training, String parts) throws IOException {
    Assembly assembly = assembly(training, parts);
    try (Learner learner = assembly.learner(Device.cpu())) {
      assembly.loop(assembly.open(), List.of()).run(learner, 0);
      assertThat(learner.steps()).isEqualTo(4);
      return floats(learner.values());
    }
  }

  @Test
  void aTrainingInPartsEndsWithTheSameWeights() throws IOException {
    Map<String, float[]> whole = trained("epochs: 2, clip-value: 0.01", ALL_PATCHES);
    Map<String, float[]> parts =
        trained("epochs: 2, clip-value: 0.01, micro-batch: 2", ALL_PATCHES);
    Map<String, float[]> all = trained("epochs: 2, clip-value: 0.01, micro-batch: 50", ALL_PATCHES);
    whole.forEach(
        (name, values) -> {
          assertThat(all.get(name)).as(name).containsExactly(values);
          assertClose(name, parts.get(name), values, 1e-5);
        });
    Map<String, float[]> unlike = trained("epochs: 2, clip-value: 0.02", ALL_PATCHES);
    assertThat(whole.keySet()).allMatch(name -> !Arrays.equals(unlike.get(name), whole.get(name)));
  }

  /** The second epoch in a learner that has the values and moments after the first. */
  @Test
  void aTrainingThatIsResumedEndsWithTheSameNumbers() throws IOException {
    String training = "micro-batch: 2, recompute: 3, epochs: ";
    String parts =
        "selector: {name: ats, patches: 2, patch-size: 24}\nencoder: {name: convnet, layers: 2, channels: 4, dropout: 0.5}";
    Map<String, float[]> through = trained(training + 2, parts);
    Assembly assembly = assembly(training + 2, parts);
    Assembly first = assembly(training + 1, parts);
    try (Learner begun = first.learner(Device.cpu());
        Learner resumed = assembly.learner(Device.cpu())) {
      first.loop(first.open(), List.of()).run(begun, 0);
      resumed.setValues(begun.values());
      resumed.setMoments(begun.moments(), begun.steps());
      assembly.loop(assembly.open(), List.of()).run(resumed, 1);
      Map<String, float[]> found = floats(resumed.values());
      through.forEach(
          (name, values) -> assertThat(found.get(name)).as(name).containsExactly(values));
    }
  }
}
