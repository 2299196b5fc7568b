package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.ats.core.data.Dataset;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training of a number of steps, and what clipping by value does to them. */
class TrainingLengthTest {

  private static final String TRIAL =
      """
      dataset: {name: megapixel-mnist, height: 112, width: 112, train: 40, validation: 8, test: 8, noise: 2, view-scale: 0.25}
      selector: {name: uniform, patches: 2, patch-size: 24}
      encoder: {name: lenet, channels: 4}
      aggregator: {name: mean}
      training: {batch-size: 16, %s}
      """;

  private final List<String> seen = new ArrayList<>();

  private Learner train(String training, int done) throws IOException {
    Resolver resolver = Main.injector(List.of()).getInstance(Resolver.class);
    Assembly assembly =
        new Assembly(resolver.resolve(ConfigNode.parse(TRIAL.formatted(training), "test")));
    Dataset dataset = assembly.open();
    Learner learner = assembly.learner(Device.cpu());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStart(int epochs) {
            seen.add("epochs " + epochs);
          }

          @Override
          public void onStep(int epoch, int step, int steps, float loss) {
            seen.add(epoch + ": " + step + "/" + steps);
          }
        };
    assembly.loop(dataset, List.of(listener)).run(learner, done);
    return learner;
  }

  /** 40 images are 2 batches of 16. */
  @Test
  void theLastEpochEndsWithTheLastStep() throws IOException {
    try (Learner learner = train("steps: 5, epochs: 99", 0)) {
      assertThat(seen)
          .containsExactly("epochs 3", "1: 1/2", "1: 2/2", "2: 1/2", "2: 2/2", "3: 1/1");
      assertThat(learner.steps()).isEqualTo(5);
    }
    seen.clear();
    try (Learner resumed = train("steps: 5, epochs: 99", 2)) {
      assertThat(seen).containsExactly("epochs 3", "3: 1/1");
      assertThat(resumed.steps()).isEqualTo(1);
    }
  }

  /** By plain SGD: a first step then moves no weight by more than rate · limit. */
  @Test
  void clippingByValueLimitsEveryEntry() throws IOException {
    String sgd = "optimizer: sgd, momentum: 0, learning-rate: 1, clip-norm: 0, steps: ";
    try (Learner before = train(sgd + "1, clip-value: 1e-30", 0);
        Learner free = train(sgd + 1, 0);
        Learner clipped = train(sgd + "1, clip-value: 0.01", 0)) {
      assertThat(largestMove(before, free)).isGreaterThan(0.02f);
      assertThat(largestMove(before, clipped)).isBetween(0.0099f, 0.0101f);
    }
  }

  private static float largestMove(Learner from, Learner to) {
    return from.values().entrySet().stream()
        .map(e -> to.values().get(e.getKey()).sub(e.getValue()).abs().max().getFloat())
        .max(Float::compare)
        .orElseThrow();
  }
}
