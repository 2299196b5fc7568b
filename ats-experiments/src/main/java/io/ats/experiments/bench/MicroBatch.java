package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.trial.Devices;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of a training step of Deep MIL, which encodes all patches of its images: the whole batch
 * at once against an eighth of it at a time ({@code training.micro-batch}), against patches that
 * are encoded a hundred at a time and again in the backward pass ({@code training.recompute}), and
 * against both. Measured: the largest resident size of a separate process, including the virtual
 * machine and the engine's libraries, some 300 MiB.
 */
public final class MicroBatch implements Benchmark {

  private static final String TRIAL =
      """
      dataset: {name: megapixel-mnist, height: %1$d, width: %1$d, train: %2$d, validation: 1, test: 1, noise: 10, view-scale: 0.12}
      selector: {name: all-patches}
      encoder: {name: lenet, channels: 16}
      aggregator: {name: gated-attention}
      training: {epochs: 1, batch-size: %2$d, evaluation-batch-size: 1, %3$s}
      """;

  private final int side;
  private final int batch;
  private final int chunk;

  /** Creates the benchmark with the figures that are reported. */
  public MicroBatch() {
    this(500, 16, 100);
  }

  /**
   * Creates the benchmark.
   *
   * @param side of the images, pixels
   * @param batch images of a step, a multiple of 8
   * @param chunk patches that are encoded at a time where they are recomputed
   */
  MicroBatch(int side, int batch, int chunk) {
    this.side = side;
    this.batch = batch;
    this.chunk = chunk;
  }

  @Override
  public String name() {
    return "micro-batch";
  }

  @Override
  public String claim() {
    return "an eighth of the batch at a time, or patches encoded again in the backward pass, takes"
        + " less than half the memory of a training step of Deep MIL (ratio at least 2)";
  }

  @Override
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    String parts = "micro-batch: " + batch / 8;
    String again = "recompute: " + chunk;
    double whole = peakMb("micro-batch: 0", device);
    List<BenchRow> rows = new ArrayList<>();
    for (String less : List.of(parts, again, parts + ", " + again)) {
      rows.add(
          BenchRow.lowerIsBetter(
              name(),
              less + ": peak memory of a step of " + batch + " images",
              peakMb(less, device),
              whole,
              "the whole batch at once",
              "MiB"));
    }
    return rows;
  }

  private double peakMb(String training, Device device) {
    return MicroBatchChild.peakMb(TRIAL.formatted(side, batch, training), Devices.text(device));
  }
}
