package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Enumeration;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.Evaluator;
import io.ats.experiments.train.Learner;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small trials put together of real parts. */
class AssemblyTest {

  private static final Resolver RESOLVER = Main.injector(List.of()).getInstance(Resolver.class);

  @TempDir Path folder;

  private static Assembly assembly(String selector, String aggregator, boolean positions) {
    return assembly("majority", selector, aggregator, positions);
  }

  private static Assembly assembly(
      String task, String selector, String aggregator, boolean positions) {
    return of(
        """
        dataset: {name: megapixel-mnist, task: %s, height: 112, width: 112, train: 4, validation: 2, test: 2, noise: 2, view-scale: 0.25}
        position-channels: %s
        selector: {name: %s, patches: 3, patch-size: 24}
        encoder: {name: lenet, channels: 4}
        aggregator: {name: %s}
        """
            .formatted(task, positions, selector, aggregator));
  }

  private static Learner.Step step(Learner learner, Dataset dataset, NDManager own) {
    Engine.getInstance().setRandomSeed(2);
    Batch batch = dataset.batch(own, Split.TRAIN, 0, 1);
    return learner.step(batch.views(), batch.labels(), 0.5, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "ats,transformer,false",
    "ats,transformer,true",
    "hard-topk,concat,true",
    "ips,cross-attention,false",
    "ips,gated-attention,true",
    "uniform,cross-attention,true"
  })
  void trialsTrainAndPredictAndStartTheSameEachTime(
      String selector, String aggregator, boolean positions) {
    Assembly assembly = assembly(selector, aggregator, positions);
    Dataset dataset = assembly.open();
    float[] losses = new float[2];
    for (int time = 0; time < 2; time++) {
      Engine.getInstance().setRandomSeed(time); // must not matter
      try (Learner learner = assembly.learner(Device.cpu());
          NDManager own = learner.manager().newSubManager()) {
        Learner.Step step = step(learner, dataset, own);
        losses[time] = step.loss();
        Selection selection = step.prediction().selection();
        assertThat(selection.patches().getShape())
            .isEqualTo(new Shape(2, 3, positions ? 3 : 1, 24, 24));
        NDArray logits = learner.predict(dataset.batch(own, Split.TEST, 0, 1).views(), 1).logits();
        assertThat(logits.getShape()).isEqualTo(new Shape(2, 10));
        assertThat(logits.isNaN().any().getBoolean()).isFalse();
      }
    }
    assertThat(losses[0]).isFinite().isEqualTo(losses[1]);
  }

  /** All the way to the files: one query a task, each part's accuracy, every part in a caption. */
  @Test
  void aJointTaskIsTrainedEvaluatedAndShownPartForPart() throws IOException {
    Assembly assembly = assembly("joint", "ips", "cross-attention", false);
    TrialFolder trial = new TrialFolder(folder);
    Dataset dataset = assembly.open();
    Evaluator.Tested tested;
    try (Learner learner = assembly.learner(Device.cpu());
        NDManager own = learner.manager().newSubManager()) {
      Learner.Step step = step(learner, dataset, own);
      assertThat(step.loss()).isFinite();
      assertThat(step.prediction().logits().getShape()).isEqualTo(new Shape(2, 40));
      assertThat(learner.values())
          .anySatisfy(
              (name, value) -> {
                assertThat(name).endsWith("queries");
                assertThat(value.getShape()).isEqualTo(new Shape(1, 4, 128));
              });
      tested = new Evaluator(dataset, 2, 1).tested(learner, Split.TEST, 1);
      TestPictures.write(learner, dataset, 1, 1, trial);
    }
    MetricsRow found = tested.row();
    assertThat(tested.predictions().accuracy()).isEqualTo(found.value(Metric.ACCURACY));
    assertThat(tested.predictions().tasks())
        .allSatisfy(
            task ->
                assertThat(task.accuracy())
                    .isEqualTo(found.parts().get(task.part()).get(Metric.ACCURACY)));
    assertThat(found.parts()).containsOnlyKeys("majority", "max", "top", "multi");
    double sum = found.parts().values().stream().mapToDouble(m -> m.get(Metric.ACCURACY)).sum();
    assertThat(found.value(Metric.ACCURACY)).isCloseTo(sum / 4, within(1e-12));
    MetricsCsv.write(trial.metrics(), List.of(found));
    assertThat(MetricsCsv.read(trial.metrics()).get(0).byColumn())
        .containsEntry("accuracy_multi", found.parts().get("multi").get(Metric.ACCURACY))
        .containsEntry("majority_share_top", found.parts().get("top").get(Metric.MAJORITY_SHARE));
    assertThat(PictureEntry.readAll(trial).get(0).caption())
        .matches(
            "true: \\d, \\d, \\d, \\{[\\d ]*} · predicted: \\d, \\d, \\d, \\{[\\d ]*} \\(\\d+ %, \\d+ %, \\d+ %\\) .");
  }

  @Test
  void picturesShowTheImageWithoutItsPositionChannels() throws IOException {
    Assembly assembly = assembly("ats", "mean", true);
    TrialFolder trial = new TrialFolder(folder);
    Dataset dataset = assembly.open();
    try (Learner learner = assembly.learner(Device.cpu())) {
      TestPictures.write(learner, dataset, 1, 1, trial);
    }
    var picture = ImageIO.read(trial.pictures().resolve("test-000.png").toFile());
    // Patches of one channel are grey: below the caption all three colours are the same.
    int bottom = picture.getHeight() - 10;
    boolean anything = false;
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = bottom - 20; y < bottom; y++) {
        int rgb = picture.getRGB(x, y);
        assertThat(rgb & 0xFF).isEqualTo(rgb >> 8 & 0xFF).isEqualTo(rgb >> 16 & 0xFF);
        anything |= (rgb & 0xFF) < 128;
      }
    }
    assertThat(anything).as("a patch is there").isTrue();
  }

  @Test
  void aSelectorThatCannotWorkWithTheAggregatorIsAnErrorBeforeAnythingIsRead() {
    assertThatThrownBy(() -> assembly("ips", "transformer", true).classifier())
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "the selector scores patches by the aggregator's attention, and this aggregator has"
                + " none; choose aggregator cross-attention or gated-attention");
  }

  private static Assembly of(String text) {
    return new Assembly(RESOLVER.resolve(ConfigNode.parse(text, "test.yaml")));
  }

  @Test
  void aBernoulliLikelihoodNeedsPixelsAsTheyAre() {
    String trial =
        """
        dataset: {name: lymphoma%s}
        selector: {name: saccade, likelihood: %s}
        encoder: {name: lenet}
        aggregator: {name: mean}
        """;
    assertThatThrownBy(() -> of(trial.formatted("", "bernoulli")).requireTrainable())
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "selector saccade treats the view's pixels as probabilities, but those of dataset lymphoma"
                + " are normalised; set its mean to [0, 0, 0] and its deviation to [1, 1, 1], or"
                + " choose another likelihood");
    assertThat(of(trial.formatted("", "bernoulli")).classifier())
        .as("one that was trained before can be used")
        .isNotNull();
    of(trial.formatted("", "gaussian")).requireTrainable();
    of(trial.formatted(", mean: [0, 0, 0], deviation: [1, 1, 1]", "bernoulli")).requireTrainable();
  }

  @Test
  void anAggregatorOfCellsNeedsASelectorThatHasThem() {
    Assembly whole =
        of(
            """
            dataset: {name: megapixel-mnist, height: 112, width: 112}
            selector: {name: whole-image}
            encoder: {name: lenet}
            aggregator: {name: transformer, positions: cell}
            """);
    assertThatThrownBy(whole::classifier)
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "the aggregator needs the cells of a score map, and this selector has none; choose"
                + " positions slot or region, or a selector that scores positions");
  }

  /** Figures 3 and 4 of the attention sampling paper show it beside attention sampling's. */
  @ParameterizedTest
  @CsvSource({"gated-attention,true", "mean,false"})
  void deepMilHasItsAttentionAsMap(String aggregator, boolean attends) {
    Assembly all =
        of(
            """
            dataset: {name: megapixel-mnist, height: 112, width: 84, train: 2, validation: 2, test: 2, noise: 2}
            selector: {name: all-patches, patch-size: 28}
            encoder: {name: lenet, channels: 4}
            aggregator: {name: %s}
            """
                .formatted(aggregator));
    Dataset dataset = all.open();
    try (Learner learner = all.learner(Device.cpu());
        NDManager own = learner.manager().newSubManager()) {
      Batch batch = dataset.batch(own, Split.TEST, 0, 1);
      Optional<NDArray> map =
          learner.shown(learner.predict(batch.views(), 1)).part(Selection.Part.SCORE_MAP);
      assertThat(map.isPresent()).isEqualTo(attends);
      map.ifPresent(
          attention -> {
            assertThat(attention.getShape()).isEqualTo(new Shape(2, 4, 3));
            assertThat(attention.sum().getFloat()).isCloseTo(2, within(1e-5f));
            assertThat(attention.max().getFloat()).isGreaterThan(attention.min().getFloat());
            Prediction prediction = learner.predict(batch.views(), 1);
            assertThat(Pictures.doubles(attention))
                .containsExactly(plain(prediction.features(), learner.values()), within(1e-6));
          });
      assertThat(new Evaluator(dataset, 2, 1).evaluate(learner, Split.TEST, 0).metrics())
          .isNotNull();
    }
  }

  /** Returns {@code softmax_k(wᵀ(tanh(V f_k) ∘ sigm(U f_k)))} of features {@code (B,K,F)}. */
  private static double[] plain(NDArray features, Map<String, NDArray> values) {
    List<double[]> layers = // V, its bias, U, its bias, w
        values.entrySet().stream()
            .filter(entry -> entry.getKey().contains("aggregator"))
            .map(entry -> Pictures.doubles(entry.getValue()))
            .toList();
    assertThat(layers).hasSize(5);
    double[] all = Pictures.doubles(features);
    int count = (int) features.getShape().get(1);
    int width = (int) features.getShape().get(2);
    double[] found = new double[all.length / width];
    for (int first = 0; first < found.length; first += count) {
      double[] scores = new double[count];
      for (int k = 0; k < count; k++) {
        double[] f = Arrays.copyOfRange(all, (first + k) * width, (first + k + 1) * width);
        for (int h = 0; h < layers.get(4).length; h++) {
          double value = Math.tanh(linear(layers.get(0), layers.get(1), h, f));
          double gate = 1 / (1 + Math.exp(-linear(layers.get(2), layers.get(3), h, f)));
          scores[k] += layers.get(4)[h] * value * gate;
        }
      }
      System.arraycopy(Enumeration.softmax(scores), 0, found, first, count);
    }
    return found;
  }

  private static double linear(double[] weights, double[] biases, int unit, double[] inputs) {
    double sum = biases[unit];
    for (int i = 0; i < inputs.length; i++) {
      sum += weights[unit * inputs.length + i] * inputs[i];
    }
    return sum;
  }

  @Test
  void onlySquareImagesAreTurned() {
    Assembly wide =
        of(
            """
            dataset: {name: megapixel-mnist, height: 96, width: 120}
            selector: {name: whole-image}
            encoder: {name: lenet}
            aggregator: {name: mean}
            training: {augmentation: {rotate: true}}
            """);
    assertThatThrownBy(wide::classifier)
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "augmentation.rotate needs square images, these are of 96×120; choose"
                + " augmentation.flip");
  }

  @ParameterizedTest
  @CsvSource({"3", "112", "500"})
  void aTranslationMovesTheViewButNotAllOfTheImage(int pixels) {
    Assembly moved =
        of(
            """
            dataset: {name: megapixel-mnist, height: 112, width: 112, view-scale: 0.25}
            selector: {name: whole-image}
            encoder: {name: lenet}
            aggregator: {name: mean}
            training: {augmentation: {translation: %d}}
            """
                .formatted(pixels));
    assertThatThrownBy(moved::classifier)
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "augmentation.translation must be from 4, a pixel of the view, to 111, less than a"
                + " side, got %d; 0 turns it off",
            pixels);
  }

  /** The scorer of reinforce has other values than the scorer's own. */
  @Test
  void namingTheScorerThatIsThereKeepsItsOptions() {
    String text =
        """
        dataset: {name: megapixel-mnist}
        selector: {name: reinforce, scorer: {%spool: 2}}
        encoder: {name: lenet}
        aggregator: {name: mean}
        """;
    assertThat(of(text.formatted("name: convolutional, ")).config())
        .isEqualTo(of(text.formatted("")).config());
  }
}
