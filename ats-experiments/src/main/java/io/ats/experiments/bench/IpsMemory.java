package io.ats.experiments.bench;

import java.util.List;

/**
 * What the canvas's size costs iterative patch selection in memory: a training step on one image of
 * 15,000² pixels, a tiling of 90,000 candidates of 50², against the same on 1,500², 900 of them;
 * and the latter against all its patches encoded with gradient. Measured: the greatest resident
 * size of a process of its own, the virtual machine and the engine's libraries included.
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
   * @param patches {@code M}, how many are kept
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
  public List<BenchRow> run() {
    double onLarge = peakMb("ips", large);
    double onSmall = peakMb("ips", small);
    double all = peakMb("all-patches", small);
    return List.of(
        row(large, onLarge, onSmall, "the same on " + small + "²"),
        row(small, onSmall, all, "all-patches, same encoder"));
  }

  private double peakMb(String selector, int side) {
    return new StepMemory(selector, side, PATCH, patches, iteration, channels).peakMb();
  }

  private BenchRow row(int side, double ours, double alternative, String other) {
    return BenchRow.lowerIsBetter(
        name(), side + "²: peak memory of a training step", ours, alternative, other, "MiB");
  }
}
