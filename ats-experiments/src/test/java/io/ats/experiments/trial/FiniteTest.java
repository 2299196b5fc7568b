package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.DivergedException;
import io.ats.experiments.train.Evaluator;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes a result: finite numbers, whatever happens to the pictures. */
class FiniteTest {

  private static final String CONFIG =
      """
      dataset: {name: megapixel-mnist, height: 112, width: 112, train: 4, validation: 4, test: 4, noise: 2, view-scale: 0.25}
      selector: {name: ats, patches: 2, patch-size: 32}
      encoder: {name: lenet, channels: 4}
      aggregator: {name: mean}
      training: {epochs: 1, batch-size: 4, pictures: 1%s}
      """;

  @TempDir Path dir;

  private static Assembly assembly(String training) {
    return new Assembly(
        Main.injector(List.of())
            .getInstance(Resolver.class)
            .resolve(ConfigNode.parse(CONFIG.formatted(training), "test.yaml")));
  }

  private TrialFolder trial(String training) throws IOException {
    TrialFolder folder = new TrialFolder(dir);
    Files.writeString(folder.config(), CONFIG.formatted(training));
    Json.write(folder.label(), new TrialLabel("tiny", "", "ats", "cpu"));
    return folder;
  }

  private static TrialResult run(TrialFolder folder) throws IOException {
    return Main.injector(List.of())
        .getInstance(TrialRunner.class)
        .run(folder, new TrainingListener() {});
  }

  /** The only step's loss is finite; what it leaves is not. */
  @Test
  void aTrialThatDivergesInItsLastStepHasNoResult() throws IOException {
    TrialFolder folder = trial(", optimizer: sgd, learning-rate: 1e30, clip-norm: 0");
    assertThatThrownBy(() -> run(folder))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("validation ")
        .hasMessageContaining("after epoch 1")
        .hasMessageContaining("training diverged; lower training.learning-rate");
    assertThat(folder.result()).doesNotExist();
    assertThat(folder.checkpoint()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
  void parametersThatAreNoNumbersHaveNoAccuracy(float value) {
    Assembly assembly = assembly("");
    Dataset dataset = assembly.open();
    try (Learner learner = assembly.learner(Device.cpu())) {
      learner
          .values()
          .forEach(
              (name, array) -> {
                try (NDArray bad = array.zerosLike().add(value)) {
                  bad.copyTo(array);
                }
              });
      Evaluator evaluator = new Evaluator(dataset, 4, 1);
      for (Split split : new Split[] {Split.VALIDATION, Split.TEST}) {
        assertThatThrownBy(() -> evaluator.evaluate(learner, split, 3))
            .isInstanceOf(DivergedException.class)
            .hasMessageStartingWith(split == Split.TEST ? "test " : "validation ")
            .hasMessageContaining("after epoch 3");
      }
    }
  }

  /** What is measured before the test changes none of its numbers. */
  @Test
  void theMeasurementOfTheTimeChangesNoNumber() {
    Assembly assembly = assembly("");
    Dataset dataset = assembly.open();
    try (Learner learner = assembly.learner(Device.cpu())) {
      Evaluator evaluator = new Evaluator(dataset, 3, 1);
      MetricsRow cold = evaluator.tested(learner, Split.TEST, 1).row();
      assertThat(evaluator.secondsPerImage(learner, Split.TEST)).isFinite().isPositive();
      assertThat(evaluator.tested(learner, Split.TEST, 1).row().byColumn())
          .isEqualTo(cold.byColumn());
    }
  }

  /** A file stands where the pictures' folder should be. */
  @Test
  void aTrialWhosePicturesCannotBeWrittenIsComplete() throws IOException {
    TrialFolder folder = trial("");
    Files.writeString(folder.pictures(), "in the way");
    TrialResult result = run(folder);
    assertThat(result.ok()).isTrue();
    assertThat(result.value(Metric.TRAIN_CPU_SECONDS)).isNotNaN();
    assertThat(Json.read(folder.result(), TrialResult.class)).isEqualTo(result);
  }

  @Test
  void whatFailsInDrawingIsAWarning() {
    List<Throwable> all =
        List.of(
            new InternalError("java.lang.reflect.InvocationTargetException"),
            new NoClassDefFoundError("Could not initialize class sun.awt.X11FontManager"),
            new UnsatisfiedLinkError("libfontmanager.so"),
            new IOException("disk full"),
            new IllegalArgumentException("zero length string passed to TextLayout constructor"));
    for (Throwable each : all) {
      Drawing.attempt("a picture", () -> FiniteTest.<RuntimeException>sneak(each));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
