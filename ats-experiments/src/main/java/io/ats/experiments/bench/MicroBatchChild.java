package io.ats.experiments.bench;

import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.trial.Memory;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.util.List;

/** Trains a trial in a process of its own and says how much memory that took. */
final class MicroBatchChild {

  /** A small young generation, so that garbage on the heap adds little. */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xmn16m", "-Dai.djl.pytorch.num_threads=1");

  /**
   * A trial to train.
   *
   * @param config the trial's configuration, YAML
   * @param device as for {@code run}
   */
  private record Question(String config, String device) {}

  private MicroBatchChild() {}

  /** Returns the largest memory of a process that trains a trial, MiB; NaN if unknown. */
  static double peakMb(String config, String device) {
    return Child.run(MicroBatchChild.class, OPTIONS, new Question(config, device))[0];
  }

  /** Trains a {@code Question}'s trial in a child. */
  public static void main(String[] arguments) throws IOException {
    Question question = Child.question(arguments, Question.class);
    Resolver resolver = Main.injector(List.of()).getInstance(Resolver.class);
    Assembly assembly = new Assembly(resolver.resolve(ConfigNode.parse(question.config, "bench")));
    try (Learner learner = assembly.learner(Devices.of(question.device))) {
      assembly.loop(assembly.open(), List.of()).run(learner, 0);
      Child.answer(Memory.peakMb(learner.manager().getDevice()));
    }
  }
}
