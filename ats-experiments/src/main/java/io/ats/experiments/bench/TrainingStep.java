package io.ats.experiments.bench;

import ai.djl.Device;
import com.google.inject.Injector;
import io.ats.experiments.cli.Main;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.SuiteRef;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.yaml.ConfigWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a training step spends its time on, for every trial of a suite; by default for every
 * selector at one size (the suite {@code training-step}). What the training thread does is looked
 * at every millisecond, while batches are prepared in the background.
 *
 * <p>A GPU works while the training thread goes on: there a step, and how long it waits for data,
 * is measured as it is; its parts are measured again in a process whose engine waits for every
 * operation.
 */
public final class TrainingStep implements Benchmark {

  private static final String SUITE = "training-step";

  /** More images than can be trained in the time. */
  private static final String LONG = "dataset.train=1000000";

  /** The engine's libraries then return from an operation when the GPU has done it. */
  private static final Map<String, String> WAIT = Map.of("CUDA_LAUNCH_BLOCKING", "1");

  private final SuiteRef suite;
  private final List<String> only;
  private final List<String> set;
  private final double seconds;

  /** Creates the benchmark with the figures that are reported. */
  public TrainingStep() {
    this(List.of(), List.of(), 3);
  }

  /**
   * Creates the benchmark for every selector.
   *
   * @param only which trials, as for {@code run --only}
   * @param set as for {@code run --set}
   * @param seconds of warming up, and as many that are measured; a third of the measured ones on a
   *     GPU
   */
  TrainingStep(List<String> only, List<String> set, double seconds) {
    this(
        SuiteRef.parse(SUITE),
        only,
        Stream.concat(Stream.of(LONG), set.stream()).toList(),
        seconds);
  }

  private TrainingStep(SuiteRef suite, List<String> only, List<String> set, double seconds) {
    this.suite = suite;
    this.only = only;
    this.set = set;
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
  public Benchmark of(SuiteRef other, List<String> only, List<String> set) {
    return other == null
        ? new TrainingStep(only, set, seconds)
        : new TrainingStep(other, only, set, seconds);
  }

  @Override
  public List<BenchRow> run(Device device) {
    Injector injector = Main.injector(List.of());
    SuiteConfig loaded = injector.getInstance(Suites.class).load(suite.suite());
    List<PlannedTrial> trials =
        injector
            .getInstance(SuiteExpansion.class)
            .expand(loaded, suite.preset().orElse(loaded.preset()), only, set);
    // A GPU takes less for a step.
    double time = device.isGpu() ? seconds / 3 : seconds;
    TrainingStepChild.Question question =
        new TrainingStepChild.Question(
            trials.stream().map(trial -> ConfigWriter.yaml(trial.config().tree())).toList(),
            Devices.text(device),
            seconds,
            time);
    List<double[]> found = Child.runAll(TrainingStepChild.class, Map.of(), question);
    List<double[]> parts =
        device.isGpu() ? Child.runAll(TrainingStepChild.class, WAIT, question) : found;
    List<String> names = names(trials);
    List<BenchRow> rows = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      String trial = names.get(i);
      if (failed(found.get(i)) || failed(parts.get(i))) {
        rows.add(
            BenchRow.part(name(), trial + ": failed", Double.NaN, Double.NaN, "the step", "ms"));
        continue;
      }
      if (device.isGpu()) {
        rows.addAll(asItIs(trial, found.get(i), parts.get(i)));
      }
      rows.addAll(parts(trial, parts.get(i)));
    }
    return rows;
  }

  /** Returns the variants' names; with the trials' own where several have the same. */
  private static List<String> names(List<PlannedTrial> trials) {
    boolean apart = trials.stream().map(PlannedTrial::variant).distinct().count() == trials.size();
    return trials.stream().map(t -> apart ? t.variant() : t.variant() + " " + t.id()).toList();
  }

  private static boolean failed(double[] found) {
    return Double.isNaN(found[0]);
  }

  /** Returns a step of a GPU, whose parts are measured otherwise, and how long it waits. */
  private List<BenchRow> asItIs(String trial, double[] found, double[] parts) {
    double step = found[0];
    double waiting = found[1 + StepPart.WAITING.ordinal()];
    String share = "%s: waiting for data, %.1f %%".formatted(trial, 100 * waiting / step);
    return List.of(
        BenchRow.part(
            name(), trial + ": the step", step, parts[0], "waiting for each operation", "ms"),
        BenchRow.part(name(), share, waiting, step, "the step", "ms"));
  }

  private List<BenchRow> parts(String trial, double[] found) {
    return StepPart.rows(
        name(),
        trial.replace("%", "%%") + ": %s, %.1f %%",
        Arrays.copyOfRange(found, 1, found.length),
        found[0],
        "the step");
  }
}
