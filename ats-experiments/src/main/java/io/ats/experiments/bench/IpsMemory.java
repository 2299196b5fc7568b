package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.trial.Devices;
import java.util.List;

/**
 * Memory of iterative patch selection by canvas size: a training step on one image of 15,000²
 * pixels, with a tiling of 90,000 candidates of 50², against one on 1,500² pixels with 900
 * candidates; and the latter against a step that encodes all its patches with gradient. Measured:
 * the largest resident size of a separate process, including the virtual machine and the engine's
 * libraries.
 */
public final class IpsMemory implements Benchmark {

  private static final int PATCH = 50;

  private final int large;
  private final int small;
  private final int patches;
  private final int iteration;
  private final int channels;

  /** Creates the benchmark with the figures that are reported. */
  public IpsMemory() {
    this(15_000, 1_500, 100, 100, 16);
  }

  /**
   * Creates the benchmark.
   *
   * @param large side of the large canvas
   * @param small side of the small one
   * @param patches {@code M}, how many patches are kept
   * @param iteration {@code I}, how many are embedded at a time
   * @param channels of the encoder
   */
  IpsMemory(int large, int small, int patches, int iteration, int channels) {
    this.large = large;
    this.small = small;
    this.patches = patches;
    this.iteration = iteration;
    this.channels = channels;
  }

  @Override
  public String name() {
    return "ips-memory";
  }

  @Override
  public String claim() {
    return "a training step of ips takes as much memory on 15,000² as on 1,500², within 10 %"
        + " (ratio at least 0.91)";
  }

  @Override
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    double onLarge = peakMb("ips", large, device);
    double onSmall = peakMb("ips", small, device);
    double all = peakMb("all-patches", small, device);
    return List.of(
        row(large, onLarge, onSmall, "the same on " + small + "²"),
        row(small, onSmall, all, "all-patches, same encoder"));
  }

  private double peakMb(String selector, int side, Device device) {
    return new StepMemory(selector, side, PATCH, patches, iteration, channels, Devices.text(device))
        .peakMb();
  }

  private BenchRow row(int side, double ours, double alternative, String other) {
    return BenchRow.lowerIsBetter(
        name(), side + "²: peak memory of a training step", ours, alternative, other, "MiB");
  }
}
