package io.ats.experiments.bench;

import ai.djl.Device;
import com.google.inject.Injector;
import io.ats.experiments.cli.Main;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.yaml.ConfigWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a training step spends its time on, for every selector at one size (the suite {@code
 * training-step}): what the training thread does is looked at every millisecond, while batches are
 * prepared in the background. On a GPU the engine is made to wait for every operation.
 */
public final class TrainingStep implements Benchmark {

  private static final String SUITE = "training-step";

  /** More images than can be trained in the time. */
  private static final String LONG = "dataset.train=48000";

  /** The engine's libraries then return from an operation when the GPU has done it. */
  private static final Map<String, String> WAIT = Map.of("CUDA_LAUNCH_BLOCKING", "1");

  private final List<String> only;
  private final double seconds;

  /** Creates the benchmark with the figures that are reported. */
  public TrainingStep() {
    this(List.of(), 3);
  }

  /**
   * Creates the benchmark.
   *
   * @param only which trials, as for {@code run --only}
   * @param seconds of warming up, and as many that are measured; half of both on a GPU
   */
  TrainingStep(List<String> only, double seconds) {
    this.only = only;
    this.seconds = seconds;
  }

  @Override
  public String name() {
    return "training-step";
  }

  @Override
  public String claim() {
    return "a training step waits for data at most 3 % of its time; selection and reading patches take"
        + " at most 15 % of it together, but for perturbed-topk (21 %) and ram";
  }

  @Override
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    Injector injector = Main.injector(List.of());
    SuiteConfig suite = injector.getInstance(Suites.class).load(SUITE);
    List<PlannedTrial> trials =
        injector
            .getInstance(SuiteExpansion.class)
            .expand(suite, suite.preset(), only, List.of(LONG));
    List<BenchRow> rows = new ArrayList<>();
    for (PlannedTrial trial : trials) {
      // A GPU takes longer to start and less for a step.
      rows.addAll(measure(trial, Devices.text(device), device.isGpu() ? seconds / 2 : seconds));
    }
    return rows;
  }

  private List<BenchRow> measure(PlannedTrial trial, String device, double time) {
    double[] found =
        Child.run(
            TrainingStepChild.class,
            List.of(),
            WAIT,
            new TrainingStepChild.Question(
                ConfigWriter.yaml(trial.config().tree()), device, time, time));
    return StepPart.rows(
        name(),
        trial.variant().replace("%", "%%") + ": %s, %.1f %%",
        Arrays.copyOfRange(found, 1, found.length),
        found[0],
        "the step");
  }
}
