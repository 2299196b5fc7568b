package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchClassifier;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.aggregators.Max;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.SelectorBlock;
import io.ats.core.source.TensorSource;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The label of an image of 32 × 32 is the channel in which a square of 8 × 8 is bright, in one of
 * 16 cells; a second, darker square says nothing. The model finds them by rule, and reads the
 * bright one right.
 */
class DeletionTest {

  private static final int SIDE = 32;
  private static final int CELL = 8;
  private static final int IMAGES = 64;
  private static final ImageSpec IMAGE = new ImageSpec(2, SIDE, SIDE, 8, 8);
  private static final Task TASK = new Task("channel", 2, false);

  /** Squares of one label after the other, in random cells. */
  private static final class Squares implements Dataset {

    @Override
    public ImageSpec image() {
      return IMAGE;
    }

    @Override
    public Task task() {
      return TASK;
    }

    @Override
    public int size(Split split) {
      return IMAGES;
    }

    @Override
    public String origin() {
      return "squares";
    }

    @Override
    public String checksum() {
      return "none";
    }

    @Override
    public Batch batch(NDManager manager, Split split, int... indices) {
      float[] pixels = new float[indices.length * 2 * SIDE * SIDE];
      long[] labels = new long[indices.length];
      for (int i = 0; i < indices.length; i++) {
        Random random = new Random(indices[i]);
        labels[i] = indices[i] % 2;
        int bright = random.nextInt(16);
        int dark = (bright + 1 + random.nextInt(15)) % 16;
        fill(pixels, 2 * i + (int) labels[i], bright, 1);
        fill(pixels, 2 * i, dark, 0.25f);
        fill(pixels, 2 * i + 1, dark, 0.25f);
      }
      TensorSource source =
          new TensorSource(manager.create(pixels, new Shape(indices.length, 2, SIDE, SIDE)));
      return new Batch(
          new Views(source.view(manager, 8, 8), source),
          manager.create(labels),
          new float[indices.length][0][]);
    }

    private static void fill(float[] pixels, int plane, int cell, float value) {
      for (int i = 0; i < CELL * CELL; i++) {
        int row = cell / 4 * CELL + i / CELL;
        int column = cell % 4 * CELL + i % CELL;
        pixels[(plane * SIDE + row) * SIDE + column] = value;
      }
    }
  }

  /** The two cells that are brightest on the view; the brighter has more weight, and comes last. */
  private static final class Brightest extends SelectorBlock {

    private final PatchGrid grid = PatchGrid.strided(IMAGE, CELL, CELL, Border.ZERO);

    @Override
    public Selection select(Views views, Pass pass) {
      long batch = views.low().getShape().get(0);
      NDArray brightness = // (B,16)
          views.low().sum(new int[] {1}).reshape(batch, 4, 2, 4, 2).sum(new int[] {2, 4});
      NDArray cells = brightness.reshape(batch, 16).topK(2, 1, true, true).get(1).flip(1);
      PatchGrid.GridPatches read = grid.read(views.source(), cells);
      NDArray weights = cells.getManager().create(new float[] {0.25f, 0.75f}, new Shape(1, 2));
      return Selection.of(read.patches(), weights.repeat(0, batch), read.regions());
    }
  }

  /** From patches to the mean of each channel. */
  private static Block means() {
    return new LambdaBlock(
        inputs -> new NDList(inputs.singletonOrThrow().mean(new int[] {3}).mean(new int[] {2})));
  }

  private static Learner learner() {
    Learner learner =
        new Learner(
            new PatchClassifier(new Brightest(), means(), new Max().create(TASK), 2),
            InputTransform.NONE,
            new Objective(TASK, ObjectiveOptions.DEFAULTS),
            TrainingConfig.DEFAULTS,
            IMAGE,
            2,
            new int[] {CELL, CELL},
            NDManager.newBaseManager(Device.cpu()),
            1);
    Map<String, NDArray> values = new LinkedHashMap<>(learner.values());
    NDManager manager = learner.manager();
    values.replaceAll(
        (name, value) ->
            value.getShape().dimension() == 2
                ? manager.eye(2).toType(DataType.FLOAT32, false)
                : manager.zeros(value.getShape()));
    learner.setValues(values);
    return learner;
  }

  @Test
  void withoutThePatchOfTheLabelThereIsChanceAndAtRandomThereIsNot() {
    try (Learner learner = learner()) {
      Evaluator evaluator = new Evaluator(new Squares(), 8, 3);
      assertThat(evaluator.evaluate(learner, Split.TEST, 1).value(Metric.ACCURACY)).isEqualTo(1);
      Metrics found = evaluator.deletion(learner, 1);
      // All predictions are a tie, which goes to class 0: half of the labels.
      assertThat(found.get(Metric.DELETION_FIRST)).isEqualTo(0.5);
      assertThat(found.get(Metric.DELETION_HALF)).as("one of two").isEqualTo(0.5);
      assertThat(found.get(Metric.DELETION_ALL)).isEqualTo(0.5);
      // Where a random square touches the bright one, its other pixels still have the colour.
      assertThat(found.get(Metric.RANDOM_DELETION_FIRST)).isBetween(0.9, 1.0);
      assertThat(found.get(Metric.RANDOM_DELETION_ALL)).isBetween(0.9, 1.0);
      assertThat(evaluator.deletion(learner, 1)).as("the same seed").isEqualTo(found);
    }
  }
}
