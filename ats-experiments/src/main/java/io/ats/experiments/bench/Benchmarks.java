package io.ats.experiments.bench;

import io.ats.core.plugin.Registry;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All benchmarks, by name. */
public final class Benchmarks {

  private final Registry<Benchmark> registry =
      new Registry<>(
          "benchmark",
          Stream.of(
                  new StepOverhead(),
                  new SceneSize(),
                  new GradientVariance(),
                  new EstimatorBias(),
                  new InferenceSpeed(),
                  new SinkhornGradient(),
                  new IpsMemory(),
                  new MicroBatch(),
                  new PerturbedTopKCost(),
                  new Pyramids(),
                  new SaccadeInference(),
                  new TrainingStep())
              .collect(Collectors.toMap(Benchmark::name, Function.identity())));

  /** Creates the list; measures nothing. */
  public Benchmarks() {}

  /** Returns the names in alphabetical order. */
  public List<String> names() {
    return registry.names();
  }

  /**
   * Returns the benchmark with the name.
   *
   * @throws io.ats.core.plugin.UnknownNameException if there is none; it lists the names and the
   *     nearest
   */
  public Benchmark get(String name) {
    return registry.get(name);
  }
}
