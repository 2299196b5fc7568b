package io.ats.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.ats.core.ImageSpec;
import io.ats.core.Prediction;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.source.FakeScene;
import io.ats.core.source.Pictures;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What holds of a batch whose images differ in size. */
final class MixedSizes {

  /** Of the first's view the others fill a corner. */
  static final List<ImageSpec> PADDED =
      List.of(Trial.IMAGE, new ImageSpec(2, 30, 44, 15, 22), new ImageSpec(2, 24, 36, 12, 18));

  /** All views are of one size. */
  static final List<ImageSpec> RESIZED =
      List.of(Trial.IMAGE, new ImageSpec(2, 30, 44, 20, 28), new ImageSpec(2, 24, 36, 20, 28));

  private static final double ROUNDING = 1e-5;

  private final SelectorSpec options;
  private final BiFunction<SelectorSpec, ImageSpec, Trial> trials;
  private final List<ImageSpec> images;

  /**
   * Prepares the checks.
   *
   * @param trials makes a classifier for images of a size, always of the same values
   */
  MixedSizes(
      SelectorSpec options,
      BiFunction<SelectorSpec, ImageSpec, Trial> trials,
      List<ImageSpec> images) {
    this.options = options;
    this.trials = trials;
    this.images = images;
  }

  private Trial trial(ImageSpec image) {
    return trials.apply(options, image);
  }

  private Scene scene(int b) {
    ImageSpec image = images.get(b);
    float[] pixels = Trial.pixels(image, 1, 50 + b);
    return new FakeScene(pixels, image.channels(), image.height(), image.width());
  }

  /** Returns some of the images as a batch whose sizes differ. */
  private Views views(NDManager manager, int padding, int... some) {
    ImageSpec most = Trial.IMAGE;
    Shape shape = new Shape(some.length, most.channels(), most.viewHeight(), most.viewWidth());
    float[] low = Pictures.random(padding, (int) shape.size());
    for (int i = 0; i < some.length; i++) {
      ImageSpec own = images.get(some[i]);
      float[] view = view(some[i]);
      for (int line = 0; line < own.channels() * own.viewHeight(); line++) {
        int plane = i * own.channels() + line / own.viewHeight();
        int row = plane * most.viewHeight() + line % own.viewHeight();
        System.arraycopy(
            view, line * own.viewWidth(), low, row * most.viewWidth(), own.viewWidth());
      }
    }
    return new Views(
        manager.create(low, shape),
        new SceneSource(IntStream.of(some).mapToObj(this::scene).toList()),
        IntStream.of(some).mapToObj(images::get).toList());
  }

  private float[] view(int b) {
    ImageSpec own = images.get(b);
    float[] view = new float[own.channels() * own.viewHeight() * own.viewWidth()];
    scene(b).renderView(own.viewHeight(), own.viewWidth(), view, 0);
    return view;
  }

  /** Returns an image as a batch of one size. */
  private Views unpadded(NDManager manager, int b) {
    ImageSpec own = images.get(b);
    Shape shape = new Shape(1, own.channels(), own.viewHeight(), own.viewWidth());
    return new Views(manager.create(view(b), shape), new SceneSource(List.of(scene(b))));
  }

  private static CellDraws draws(Trial trial) {
    return new CellDraws(trial.classifier.selector().scoreGrid());
  }

  private Prediction predict(Trial trial, boolean training, int padding, int... some) {
    return trial.predict(views(trial.manager, padding, some), training, draws(trial));
  }

  /** Checks that padding is refused by a selector that reads it, and does nothing to others. */
  void assertPaddingDoesNothing() {
    try (Trial trial = trial(Trial.IMAGE)) {
      if (!trial.classifier.selector().takesPadding()) {
        assertThatThrownBy(() -> predict(trial, true, 1, 0, 1, 2))
            .isInstanceOf(OptionException.class)
            .hasMessageContaining("the images' sizes differ")
            .hasMessageContaining("view-size");
        return;
      }
      assertAlone();
      for (boolean training : new boolean[] {false, true}) {
        double[] expected = Pictures.doubles(predict(trial, training, 1, 0, 1, 2).logits());
        assertThat(Pictures.doubles(predict(trial, training, 2, 0, 1, 2).logits()))
            .as("logits with other padding")
            .isEqualTo(expected);
      }
      assertPaddingHasNoGradient(trial);
    }
  }

  private void assertPaddingHasNoGradient(Trial trial) {
    Views views = views(trial.manager, 1, 0, 1, 2);
    views.low().setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(trial.loss(views, draws(trial)));
    }
    if (!views.low().hasGradient()) {
      return;
    }
    NDArray gradient = views.low().getGradient();
    SelectionChecks.assertFinite("gradient of the view", gradient);
    NDArray outside = gradient.mul(views.inside().neg().add(1));
    assertThat(outside.abs().max().getFloat()).as("gradient of padding").isZero();
  }

  /** Checks that an image's prediction in the batch is what it is alone. */
  void assertAlone() {
    for (boolean training : new boolean[] {false, true}) {
      try (Trial trial = trial(Trial.IMAGE)) {
        Prediction together = predict(trial, training, 1, 0, 1, 2);
        Selection selection = together.selection();
        SelectionChecks.assertFinite("logits", together.logits());
        for (int b = 0; b < images.size(); b++) {
          double[] expected = rows(together.logits(), b);
          String what = "logits of image %d, training: %s, ".formatted(b, training);
          NDArray alone = predict(trial, training, 3, b).logits();
          assertSame(what + "alone", Pictures.doubles(alone), expected);
          compareWithItsOwn(trial, b, training, what, expected);
          assertInside(trial, selection, b);
        }
      }
    }
  }

  private double[] rows(NDArray logits, int b) {
    double[] all = Pictures.doubles(logits);
    int each = all.length / images.size();
    return Arrays.copyOfRange(all, b * each, (b + 1) * each);
  }

  private static void assertSame(String what, double[] found, double[] expected) {
    assertThat(Gradients.distance(found, expected)).as(what).isLessThan(ROUNDING);
  }

  /** Compares with a classifier made for images of that size, if it can have the same values. */
  private void compareWithItsOwn(
      Trial trial, int b, boolean training, String what, double[] expected) {
    if (!Arrays.equals(options.patchSize(images.get(b)), options.patchSize(Trial.IMAGE))) {
      return;
    }
    try (Trial own = trial(images.get(b))) {
      List<Parameter> from = trial.classifier.getParameters().values();
      List<Parameter> to = own.classifier.getParameters().values();
      for (int i = 0; i < from.size(); i++) {
        if (!from.get(i).getShape().equals(to.get(i).getShape())) {
          return;
        }
        from.get(i).getArray().copyTo(to.get(i).getArray());
      }
      NDArray logits = own.predict(unpadded(own.manager, b), training, draws(own)).logits();
      assertSame(what + "unpadded", Pictures.doubles(logits), expected);
    }
  }

  /** Checks that score map, cells and, where they are kept inside, regions are an image's own. */
  private void assertInside(Trial trial, Selection selection, int b) {
    trial
        .classifier
        .selector()
        .scoreGrid(images.get(b))
        .ifPresent(
            grid -> {
              selection.part(Part.SCORE_MAP).ifPresent(map -> assertInside(map.get(b), grid));
              assertCellsInside(trial, selection, grid, b);
            });
    if (OptionRecords.has((Record) options, "border")) {
      assertThat(DoubleStream.of(Pictures.doubles(selection.regions())))
          .allMatch(edge -> edge > -1e-6 && edge < 1 + 1e-6);
    }
  }

  private static void assertInside(NDArray map, ScoreGrid grid) {
    double[] values = Pictures.doubles(map);
    long columns = map.getShape().get(1);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      boolean inside = i / columns < grid.rows().length && i % columns < grid.columns().length;
      assertThat(values[i]).as("score map at %d", i).isGreaterThanOrEqualTo(0);
      assertThat(inside || values[i] == 0).as("score map outside the image, at %d", i).isTrue();
      sum += values[i];
    }
    assertThat(sum).as("sum of the score map").isCloseTo(1, within(1e-4));
  }

  private void assertCellsInside(Trial trial, Selection selection, ScoreGrid grid, int b) {
    ScoreGrid most = trial.classifier.selector().scoreGrid().orElseThrow();
    NDArray cells = selection.part(Part.CELLS).orElseThrow();
    NDArray shares = // of each cell
        selection
            .part(Part.BLEND)
            .map(blend -> blend.abs().sum(new int[] {1}))
            .or(() -> selection.part(Part.PRESENT))
            .orElseGet(() -> trial.manager.ones(cells.getShape()));
    double[] share = Pictures.doubles(shares);
    long[] all = cells.toLongArray();
    int each = all.length / images.size();
    for (int i = b * each; i < (b + 1) * each; i++) {
      long row = all[i] / most.columns().length;
      long column = all[i] % most.columns().length;
      boolean inside = row < grid.rows().length && column < grid.columns().length;
      assertThat(inside || share[i] == 0).as("a cell outside image %d is read", b).isTrue();
    }
  }
}
