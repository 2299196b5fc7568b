package io.ats.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.Memory;
import io.ats.experiments.trial.StepNeed;
import io.ats.experiments.yaml.ConfigNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What steps of few images say of the memory of a whole batch, against a trial's peak. */
class StepNeedPeakTest {

  private static final int IMAGES = 32;

  /** Fewer are measured, so that the memory of all is foretold. */
  private static final int MEASURED = 16;

  private static final String TRIAL =
      """
      dataset: {name: megapixel-mnist, height: 128, width: 128, train: %1$d, validation: 1, test: 1, noise: 2, view-scale: 0.25}
      selector: {name: uniform, patches: 2, patch-size: 120}
      encoder: {name: lenet, channels: 16}
      aggregator: {name: mean}
      training: {epochs: 1, batch-size: %1$d, evaluation-batch-size: 1, recompute: %2$d, micro-batch: %3$d}
      """;

  /** As {@link MicroBatchChild} has them, so that Java itself takes as much. */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xmn16m", "-Dai.djl.pytorch.num_threads=1");

  private record Question(String config) {}

  private static final int TRIES = 4;

  /** Measures in a child, which has trained nothing. */
  public static void main(String[] arguments) throws Exception {
    Question question = Child.question(arguments, Question.class);
    Resolver resolver = Main.injector(List.of()).getInstance(Resolver.class);
    StepNeed need =
        StepNeed.measure(new Assembly(resolver.resolve(ConfigNode.parse(question.config, "test"))));
    Child.answer(need.mb(IMAGES));
  }

  /** Two patches an image; a chunk of 16 of them is that of eight images. */
  @ParameterizedTest
  @CsvSource({"0", "16"})
  void theMemoryOfABatchIsForetold(int recompute) {
    assumeThat(Memory.residentMb()).isNotNaN(); // where the system tells sizes
    String few = TRIAL.formatted(IMAGES, recompute, MEASURED);
    String all = TRIAL.formatted(IMAGES, recompute, IMAGES);
    double foretold = 0;
    double peak = 1;
    // The size of a process varies with the pages that the system gives it, by half at times.
    for (int i = 0; i < TRIES && Math.abs(foretold - peak) > 0.3 * peak; i++) {
      foretold = Child.run(StepNeedPeakTest.class, OPTIONS, new Question(few))[0];
      peak = MicroBatchChild.peakMb(all, "cpu");
    }
    assertThat(foretold).isCloseTo(peak, withinPercentage(30));
  }
}
