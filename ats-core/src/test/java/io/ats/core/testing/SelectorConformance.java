package io.ats.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.ats.core.Aggregator;
import io.ats.core.Border;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.aggregators.Mean;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.score.ConvolutionalScorerOptions;
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
    tests.add(test(subject, "the seed determines the result", () -> seeds(subject)));
    tests.add(test(subject, "saved and loaded it predicts the same", () -> saveAndLoad(subject)));
    tests.add(test(subject, "regions are what was read", () -> regions(subject)));
    tests.add(test(subject, "any source reads the same", () -> sources(subject)));
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
  private static void suppressed(Subject subject) {
    Record small = subject.small(2);
    ConvolutionalScorerOptions scorer =
        (ConvolutionalScorerOptions) ((Component<?>) OptionRecords.get(small, "scorer")).spec();
    ConvolutionalScorerOptions thinned =
        OptionRecords.with(scorer, Map.of("smoothing", 3, "suppression", 3));
    Record options = OptionRecords.with(small, Map.of("scorer", thinned.named()));
    sound(subject, options, 3, true);
    sound(subject, options, 3, false);
    gradients(subject, options);
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
        if (reading == Reading.BETWEEN_PIXELS) {
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
