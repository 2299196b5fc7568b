package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.data.Dataset;
import io.ats.experiments.train.Learner;
import java.util.List;

/**
 * The framework's overhead over the engine: a training step of the learner against {@link
 * BareStep}, in turn, from the same views on the host and the same scenes. Measured: wall time from
 * the upload of the view to the loss on the host, including the rendering of patches.
 */
public final class StepOverhead implements Benchmark {

  private final List<StepCase> cases;
  private final int repeats;
  private final int warmup;
  private final int pairs;

  /** Creates the benchmark with the figures that are reported. */
  public StepOverhead() {
    this(List.of(StepCase.LITE, StepCase.TINY), 3, 20, 20);
  }

  /**
   * Creates the benchmark.
   *
   * @param repeats how often to start again with new parameters
   * @param warmup pairs per repeat before those that are measured; 20 times as many for tiny steps
   * @param pairs measured pairs per repeat; 20 times as many for tiny steps
   */
  StepOverhead(List<StepCase> cases, int repeats, int warmup, int pairs) {
    this.cases = cases;
    this.repeats = repeats;
    this.warmup = warmup;
    this.pairs = pairs;
  }

  @Override
  public String name() {
    return "step-overhead";
  }

  @Override
  public String claim() {
    return "a training step takes at most 1.10 times as long as the bare engine calls it contains"
        + " (ratio at least 0.91)";
  }

  @Override
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    return cases.stream().map(size -> measure(size, device)).toList();
  }

  private BenchRow measure(StepCase size, Device device) {
    Dataset dataset = size.open();
    List<StepCase.Input> inputs = size.inputs(dataset);
    PairedTimes times = new PairedTimes(device);
    int more = size.batch() < 8 ? 20 : 1;
    for (int repeat = 0; repeat < repeats; repeat++) {
      try (Learner learner = size.learner(dataset, device);
          BareStep bare = size.bare(dataset.image(), learner, device)) {
        int[] done = new int[2];
        times.measure(
            () -> framework(learner, dataset.image(), inputs, done[0]++),
            () -> bare(bare, inputs, done[1]++),
            more * warmup,
            more * pairs);
      }
    }
    return times.row(name(), size.name(), "bare engine calls", 1);
  }

  static float framework(Learner learner, ImageSpec image, List<StepCase.Input> inputs, int step) {
    Engine.getInstance().setRandomSeed(step);
    StepCase.Input input = inputs.get(step % inputs.size());
    try (NDManager own = learner.manager().newSubManager()) {
      NDArray labels = own.create(input.labels());
      NDArray view =
          own.create(
              input.view(),
              new Shape(input.labels().length, 1, image.viewHeight(), image.viewWidth()));
      return learner.step(new Views(view, input.source()), labels, 0.5, 1).loss();
    }
  }

  static float bare(BareStep bare, List<StepCase.Input> inputs, int step) {
    Engine.getInstance().setRandomSeed(step);
    return bare.run(inputs.get(step % inputs.size()));
  }
}
