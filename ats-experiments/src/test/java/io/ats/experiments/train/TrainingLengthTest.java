package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
      selector: {name: ats, patches: 2, patch-size: 24}
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
    try (Learner learner = train("epochs: 0, steps: 5", 0)) {
      assertThat(seen)
          .containsExactly("epochs 3", "1: 1/2", "1: 2/2", "2: 1/2", "2: 2/2", "3: 1/1");
      assertThat(learner.steps()).isEqualTo(5);
    }
    seen.clear();
    try (Learner resumed = train("epochs: 0, steps: 5", 2)) {
      assertThat(seen).containsExactly("epochs 3", "3: 1/1");
      assertThat(resumed.steps()).isEqualTo(1);
    }
  }

  /** By plain SGD: a first step then moves no weight by more than rate · limit. */
  @Test
  void clippingByValueLimitsEveryEntry() throws IOException {
    String sgd = "optimizer: sgd, momentum: 0, learning-rate: 1, clip-norm: 0, epochs: 0, steps: ";
    try (Learner before = train(sgd + "1, clip-value: 1e-30", 0);
        Learner free = train(sgd + 1, 0);
        Learner clipped = train(sgd + "1, clip-value: 0.01", 0)) {
      assertThat(largestMove(before, free)).isGreaterThan(0.02f);
      assertThat(largestMove(before, clipped)).isBetween(0.0099f, 0.0101f);
    }
  }

  /**
   * Adam's first step does not depend on β1, up to rounding; so neither do the second's gradients.
   */
  @Test
  void theSelectorHasItsOwnMomentum() throws IOException {
    String adam = "clip-norm: 0, epochs: 0, steps: 2";
    try (Learner one = train(adam, 0);
        Learner other = train(adam + ", selector-beta1: 0.999", 0)) {
      one.values()
          .forEach(
              (name, values) ->
                  assertThat(other.values().get(name).sub(values).abs().max().getFloat() > 3e-6f)
                      .as(name)
                      .isEqualTo(name.contains("selector") && !name.contains("running")));
    }
  }

  /** The loss's gradient is the same; what differs is λ·η of every weight. */
  @Test
  void adamwShrinksTheWeights() throws IOException {
    String adam = "epochs: 0, steps: 1, learning-rate: 0.01, clip-norm: 0, optimizer: ";
    try (Learner plain = train(adam + "adamw", 0);
        Learner decayed = train(adam + "adamw, weight-decay: 0.5", 0);
        Learner before = train(adam + "sgd, momentum: 0, clip-value: 1e-30", 0)) {
      before
          .values()
          .forEach(
              (name, values) -> {
                if (!name.contains("running")) {
                  float[] shrunk =
                      plain.values().get(name).sub(decayed.values().get(name)).toFloatArray();
                  float[] of = values.toFloatArray();
                  for (int i = 0; i < of.length; i++) {
                    assertThat(shrunk[i]).as(name).isCloseTo(0.005f * of[i], within(1e-6f));
                  }
                }
              });
    }
  }

  private static float largestMove(Learner from, Learner to) {
    return from.values().entrySet().stream()
        .map(e -> to.values().get(e.getKey()).sub(e.getValue()).abs().max().getFloat())
        .max(Float::compare)
        .orElseThrow();
  }
}
