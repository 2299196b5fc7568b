package io.ats.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.ats.core.Aggregator;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.aggregators.Mean;
import io.ats.core.encoders.ConvNet;
import io.ats.core.geometry.PatchSize;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.ScoredSpec;
import io.ats.core.source.Pictures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * What every selector must do, tried on each that some Guice modules bind, so that a new selector
 * is tested the moment it is bound. Extend it, name the modules, and say what is special.
 *
 * <p>Options are the defaults with {@code patches} 2, {@code patchSize} 8, {@code rows} and {@code
 * columns} 3 where there are such; images are 40×56 with a view of 20×28 and 2 channels.
 */
public abstract class SelectorConformance {

  /** How a selector's patches follow from its regions. */
  public enum Reading {
    /** Cut at whole pixels. */
    WHOLE_PIXELS,
    /** Cut at whole pixels at inference; blends of several patches in training. */
    BLENDED_IN_TRAINING,
    /** Sampled between pixels. */
    BETWEEN_PIXELS,
    /** Sampled between pixels at inference; blends of several patches in training. */
    BLENDED_BETWEEN_PIXELS,
    /** In a way of its own that is not checked here. */
    OTHER
  }

  /** Gradients of largest entry below this are taken for rounding. */
  private static final double ROUNDING = 1e-7;

  /** Creates the test. */
  protected SelectorConformance() {}

  /** Returns the modules whose selectors are tried. */
  protected abstract List<Module> modules();

  /** Returns the names of the selectors whose choice is random in training; others must not be. */
  protected abstract Set<String> random();

  /** Returns how the selector reads. */
  protected Reading reading(String selector) {
    return Reading.WHOLE_PIXELS;
  }

  /** Returns the options to try, from the small ones made of the defaults. */
  protected Record options(String selector, Record small) {
    return small;
  }

  /** Returns the aggregator to try it with, not yet initialised. */
  protected Aggregator aggregator(String selector) {
    return new Mean().create(Trial.TASK);
  }

  /** Makes the tests: a container a selector. */
  @TestFactory
  public final Stream<DynamicContainer> everySelector() {
    Map<String, SelectorSpec> bound =
        Guice.createInjector(modules())
            .getInstance(Key.get(new TypeLiteral<Map<String, SelectorSpec>>() {}));
    assertThat(bound).as("selectors bound by %s", modules()).isNotEmpty();
    assertThat(bound.keySet()).as("the random ones").containsAll(random());
    return new TreeMap<>(bound)
        .entrySet().stream()
            .map(
                entry -> dynamicContainer(entry.getKey(), tests(entry.getKey(), entry.getValue())));
  }

  private List<DynamicNode> tests(String name, SelectorSpec defaults) {
    Subject subject = new Subject(name, defaults);
    List<DynamicNode> tests = new ArrayList<>();
    if (Engine.getInstance().getGpuCount() > 0) {
      tests.add(
          test(
              subject,
              "a GPU computes what the CPU does",
              () -> OtherDevice.assertSame(subject::trial, Device.gpu())));
    }
    tests.add(test(subject, "sound in training", () -> sound(subject, subject.small(2), 3, true)));
    tests.add(
        test(subject, "sound at inference", () -> sound(subject, subject.small(2), 3, false)));
    tests.add(test(subject, "one image", () -> oneImage(subject)));
    if (OptionRecords.has((Record) defaults, "patches")) {
      tests.add(test(subject, "one patch", () -> onePatch(subject)));
    }
    tests.add(
        test(
            subject,
            "every parameter gets a gradient",
            () -> gradients(subject, subject.small(2))));
    if (OptionRecords.has((Record) defaults, "scorer")) {
      tests.add(test(subject, "sound with suppressed scores", () -> suppressed(subject)));
    }
    if (OptionRecords.has((Record) defaults, "entropyCap")) {
      tests.add(test(subject, "entropy counts up to its cap", () -> capped(subject)));
    }
    if (OptionRecords.has((Record) defaults, "patchSize")
        && OptionRecords.get((Record) defaults, "patchSize") instanceof PatchSizes) {
      tests.add(test(subject, "sound with a rectangle", () -> rectangle(subject)));
      tests.add(test(subject, "sound with patches of several sizes", () -> severalSizes(subject)));
    }
    tests.add(test(subject, "the background is left alone", () -> background(subject)));
    tests.add(test(subject, "the seed determines the result", () -> seeds(subject)));
    tests.add(test(subject, "saved and loaded it predicts the same", () -> saveAndLoad(subject)));
    tests.add(test(subject, "regions are what was read", () -> regions(subject)));
    tests.add(test(subject, "any source reads the same", () -> sources(subject)));
    tests.add(test(subject, "a view that it does not read changes nothing", () -> view(subject)));
    tests.add(test(subject, "a padded image's prediction is its own", () -> padded(subject)));
    tests.add(
        test(
            subject,
            "so is that of an image of another size whose view has no padding",
            () -> mixed(subject, subject.small(2), MixedSizes.RESIZED).assertAlone()));
    return tests;
  }

  /** Names the selector in the failure too: build logs number dynamic tests. */
  private static DynamicTest test(Subject subject, String what, Executable body) {
    return dynamicTest(
        what,
        () -> {
          try {
            body.execute();
          } catch (Exception | AssertionError e) {
            throw new AssertionError(subject.name + ": " + what + ": " + e.getMessage(), e);
          }
        });
  }

  /** A selector under test. */
  private final class Subject {
    final String name;
    final SelectorSpec defaults;

    Subject(String name, SelectorSpec defaults) {
      this.name = name;
      this.defaults = defaults;
    }

    Record small(int patches) {
      Map<String, Integer> sizes =
          Map.of("patches", patches, "patchSize", 8, "rows", 3, "columns", 3);
      return options(name, OptionRecords.withAny((Record) defaults, sizes));
    }

    Trial trial(Record options, int seed) {
      return new Trial((SelectorSpec) options, aggregator(name), seed);
    }

    Trial trial(Device device) {
      return new Trial((SelectorSpec) small(2), aggregator(name), 1, device);
    }

    Trial trial() {
      return trial(small(2), 1);
    }
  }

  private static void sound(Subject subject, Record options, int batch, boolean training) {
    try (Trial trial = subject.trial(options, 1)) {
      Prediction prediction = trial.predict(trial.tensor(batch, 5), training, 3);
      Selection selection = prediction.selection();
      SelectionChecks.assertSound(
          selection,
          batch,
          ((SelectorSpec) options).patches(Trial.IMAGE),
          ((SelectorSpec) options).patchSize(Trial.IMAGE),
          trial.classifier.selector().contextSize(),
          training);
      assertThat(prediction.logits().getShape().getShape())
          .containsExactly((long) batch * selection.repeats(), Trial.CLASSES);
      SelectionChecks.assertFinite("logits", prediction.logits());
      SelectionChecks.assertPlaced(selection, trial.classifier.selector().scoreGrid());
    }
  }

  private static void oneImage(Subject subject) {
    sound(subject, subject.small(2), 1, true);
    sound(subject, subject.small(2), 1, false);
  }

  private static void onePatch(Subject subject) {
    Record one = subject.small(1);
    assertThat(((SelectorSpec) one).patches(Trial.IMAGE)).isEqualTo(1);
    sound(subject, one, 2, true);
    sound(subject, one, 2, false);
  }

  /** With scores of −1e30, which must not become NaN on their way forward or back. */
  private void suppressed(Subject subject) {
    Record small = subject.small(2);
    Record options = withScorer(small, Map.of("smoothing", 3, "suppression", 3));
    sound(subject, options, 3, true);
    sound(subject, options, 3, false);
    gradients(subject, options);
    mixed(subject, options, MixedSizes.PADDED).assertPaddingDoesNothing();
  }

  private static Record withScorer(Record options, Map<String, ?> values) {
    ConvolutionalScorerOptions scorer =
        (ConvolutionalScorerOptions) ((Component<?>) OptionRecords.get(options, "scorer")).spec();
    return OptionRecords.with(
        options, Map.of("scorer", OptionRecords.with(scorer, values).named()));
  }

  /** Also where the small images have as many cells as there are patches. */
  private void padded(Subject subject) {
    Record small = subject.small(2);
    mixed(subject, small, MixedSizes.PADDED).assertPaddingDoesNothing();
    if (OptionRecords.has(small, "scorer")) {
      Record coarse = withScorer(small, Map.of("pool", 8));
      mixed(subject, coarse, MixedSizes.PADDED).assertPaddingDoesNothing();
    }
  }

  /** Without statistics of the batch, which would be those of all its images. */
  private MixedSizes mixed(Subject subject, Record small, List<ImageSpec> images) {
    Record options = OptionRecords.withAny(small, Map.of("cropSize", 20, "border", Border.CLAMP));
    if (OptionRecords.has(options, "scorer")) {
      options = withScorer(options, Map.of("batchNorm", false));
    }
    if (OptionRecords.has(options, "network")) {
      Record network = (Record) OptionRecords.get(options, "network");
      Map<String, ?> plain = Map.of("normalisation", false);
      options =
          OptionRecords.with(options, Map.of("network", OptionRecords.withAny(network, plain)));
    }
    SelectorSpec tried = (SelectorSpec) options;
    return new MixedSizes(
        tried,
        (selector, image) ->
            new Trial(
                selector,
                Trial.encoder(
                    selector,
                    () ->
                        OptionRecords.with(ConvNet.DEFAULTS, Map.of("layers", 2, "channels", 4))
                            .create()),
                aggregator(subject.name),
                image,
                1),
        images);
  }

  private void rectangle(Subject subject) {
    Record options = OptionRecords.withAny(subject.small(2), sizes(new PatchSize(6, 9)));
    sound(subject, options, 3, true);
    regions(subject, options, Border.ZERO);
  }

  /** Scored selectors take several sizes, with a score for each; others may refuse them. */
  private void severalSizes(Subject subject) {
    Map<String, ?> sizes = sizes(new PatchSize(8, 8), new PatchSize(6, 12), new PatchSize(13, 9));
    Record options;
    try {
      options = OptionRecords.withAny(subject.small(2), sizes);
    } catch (OptionException e) {
      assertThat(subject.defaults).isNotInstanceOf(ScoredSpec.class);
      assertThat(e).hasMessageContaining("patch-size").hasMessageContaining("choose one");
      return;
    }
    sound(subject, options, 3, true);
    sound(subject, options, 3, false);
    gradients(subject, options);
    mixed(subject, options, MixedSizes.PADDED).assertPaddingDoesNothing();
    if (OptionRecords.has(options, "scorer")) {
      Record sparse = withScorer(options, Map.of("smoothing", 3, "suppression", 3));
      sound(subject, sparse, 3, true);
      mixed(subject, sparse, MixedSizes.PADDED).assertPaddingDoesNothing();
    }
    try (Trial trial = subject.trial(options, 1)) {
      Background.assertLeftAlone(trial);
      Selection selection = trial.predict(trial.tensor(4, 9), false, 3).selection();
      SelectionChecks.assertReadBetweenPixels(selection, trial.images(4, 9));
    }
  }

  private static Map<String, ?> sizes(PatchSize... sizes) {
    return Map.of("patchSize", new PatchSizes(List.of(sizes)), "border", Border.ZERO);
  }

  private static void capped(Subject subject) {
    Map<String, Object> values = Map.of("entropy", 0.5, "entropyCap", 1e-3);
    try (Trial trial = subject.trial(OptionRecords.with(subject.small(2), values), 1)) {
      Selection selection = trial.predict(trial.tensor(3, 5), true, 3).selection();
      assertThat(selection.penalties().get("entropy").getFloat()).isEqualTo(-0.5f * 1e-3f);
    }
  }

  private static void gradients(Subject subject, Record options) {
    try (Trial trial = subject.trial(options, 1)) {
      for (int batch = 0; batch < 3; batch++) {
        trial.accumulate(4, 20 + batch);
      }
      for (Pair<String, Parameter> parameter : trial.classifier.getParameters()) {
        if (!parameter.getValue().requiresGradient()) {
          continue;
        }
        NDArray gradient = parameter.getValue().getArray().getGradient();
        SelectionChecks.assertFinite("gradient of " + parameter.getKey(), gradient);
        double largest = 0;
        for (double entry : Pictures.doubles(gradient)) {
          largest = Math.max(largest, Math.abs(entry));
        }
        assertThat(largest)
            .as("largest entry of the gradient of %s", parameter.getKey())
            .isGreaterThan(ROUNDING);
      }
    }
  }

  /** Of selectors that choose among the cells of a map; a grid of crops is of the whole image. */
  private static void background(Subject subject) {
    try (Trial trial = subject.trial()) {
      if (trial.classifier.selector().scoreGrid().isPresent()
          && !OptionRecords.has(subject.small(2), "rows")) {
        Background.assertLeftAlone(trial);
        Background.assertTooSmallIsPassedOver(trial);
      }
    }
  }

  private void seeds(Subject subject) {
    for (boolean training : new boolean[] {false, true}) {
      assertThat(outcome(subject, training, 4))
          .as("the same seed, training: %s", training)
          .isEqualTo(outcome(subject, training, 4));
    }
    double[] first = outcome(subject, true, 4);
    boolean differs =
        IntStream.range(5, 9).anyMatch(seed -> !Arrays.equals(outcome(subject, true, seed), first));
    assertThat(differs)
        .as("another seed gives another result, as random() says")
        .isEqualTo(random().contains(subject.name));
  }

  /**
   * Returns the outcome of a fresh trial: training moves the encoder's running statistics, and what
   * is selected may depend on them.
   */
  private static double[] outcome(Subject subject, boolean training, int seed) {
    try (Trial trial = subject.trial()) {
      return outcome(trial, trial.tensor(3, 7), training, seed);
    }
  }

  /** Returns logits, regions and patches. */
  private static double[] outcome(Trial trial, Views views, boolean training, int seed) {
    Prediction prediction = trial.predict(views, training, seed);
    return Stream.of(
            prediction.logits(),
            prediction.selection().regions(),
            prediction.selection().weights(),
            prediction.selection().patches())
        .map(Pictures::doubles)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static void view(Subject subject) {
    try (Trial trial = subject.trial()) {
      if (!trial.classifier.selector().readsView()) {
        Views views = trial.tensor(3, 7);
        Views others = views.with(trial.tensor(3, 8).low(), views.source());
        assertThat(outcome(trial, others, false, 4)).isEqualTo(outcome(trial, views, false, 4));
      }
    }
  }

  private static void saveAndLoad(Subject subject) throws Exception {
    try (Trial saved = subject.trial(subject.small(2), 1);
        Trial loaded = subject.trial(subject.small(2), 2)) {
      saved.predict(saved.tensor(3, 6), true, 3); // moves the running statistics
      double[] expected = outcome(saved, saved.tensor(3, 7), false, 4);
      assertThat(outcome(loaded, loaded.tensor(3, 7), false, 4))
          .as("another network's predictions, before loading")
          .isNotEqualTo(expected);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      saved.classifier.saveParameters(new DataOutputStream(bytes));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      try (Trial reader = subject.trial(subject.small(2), 2)) { // whose store is still empty
        reader.classifier.loadParameters(reader.manager, in);
        assertThat(in.read()).as("bytes left after loading").isEqualTo(-1);
        assertThat(outcome(reader, reader.tensor(3, 7), false, 4)).isEqualTo(expected);
      }
    }
  }

  private void regions(Subject subject) {
    Record small = subject.small(2);
    if (!OptionRecords.has(small, "border")) {
      regions(subject, small, Border.ZERO);
      return;
    }
    for (Border border : Border.values()) {
      regions(subject, OptionRecords.with(small, Map.of("border", border)), border);
    }
  }

  private void regions(Subject subject, Record options, Border border) {
    Reading reading = reading(subject.name);
    try (Trial trial = subject.trial(options, 1)) {
      NDArray images = trial.images(4, 9);
      Views views = trial.tensor(4, 9);
      for (boolean training : new boolean[] {false, true}) {
        Selection selection = trial.predict(views, training, 3).selection();
        if (reading == Reading.BETWEEN_PIXELS
            || (reading == Reading.BLENDED_BETWEEN_PIXELS && !training)) {
          SelectionChecks.assertReadBetweenPixels(selection, images);
        } else if (reading == Reading.WHOLE_PIXELS
            || (reading == Reading.BLENDED_IN_TRAINING && !training)) {
          SelectionChecks.assertReadWholePixels(selection, images, border);
        }
      }
    }
  }

  private static void sources(Subject subject) {
    for (boolean training : new boolean[] {false, true}) {
      try (Trial tensor = subject.trial();
          Trial scenes = subject.trial()) {
        Prediction expected = tensor.predict(tensor.tensor(3, 7), training, 4);
        Prediction found = scenes.predict(scenes.scenes(3, 7), training, 4);
        SelectionChecks.assertSame(
            found.selection().patches(), expected.selection().patches(), 1e-5);
        SelectionChecks.assertSame(
            found.selection().regions(), expected.selection().regions(), 1e-6);
        SelectionChecks.assertSame(found.logits(), expected.logits(), 1e-4);
      }
    }
  }
}
