package io.ats.experiments.bench;

import io.ats.experiments.bench.LargeImage.Reading;
import java.util.List;

/**
 * A prediction by variational saccading against the 144-crop ResNet-18 (Ramapuram et al., BMVC
 * 2019, table 1: 10 times as fast, a twentieth of the memory, on a GPU), the same ResNet-18 on the
 * crops of both, one image of 2528² in memory, untrained. Measured: wall time from the image to the
 * logits, in turn; and the peak of the resident size during one prediction less that before it, in
 * a process of its own.
 */
public final class SaccadeInference implements Benchmark {

  private static final String OTHER = "144 crops";

  /** Growth below this cannot be told from the virtual machine's, MiB, and counts as this much. */
  private static final double LEAST = 1;

  private final int side;
  private final double width;
  private final int pairs;

  /** Creates the benchmark with the figures that are reported. */
  public SaccadeInference() {
    this(2528, 1, 3);
  }

  /**
   * Creates the benchmark.
   *
   * @param side of the square image, pixels
   * @param width of the ResNet-18
   * @param pairs of times, after one to warm up
   */
  SaccadeInference(int side, double width, int pairs) {
    this.side = side;
    this.width = width;
    this.pairs = pairs;
  }

  @Override
  public String name() {
    return "saccade-inference";
  }

  @Override
  public String claim() {
    return "a prediction by saccading takes at most a fifth of the time and of the memory of the"
        + " 144-crop ResNet-18";
  }

  @Override
  public List<BenchRow> run() {
    PairedTimes times = new PairedTimes();
    try (LargeImage some = new LargeImage(Reading.SACCADE, side, width);
        LargeImage all = new LargeImage(Reading.GRID_CROPS, side, width)) {
      times.measure(some::predict, all::predict, 1, pairs);
    }
    return List.of(
        times.row(name(), side + "²: time", OTHER, 1),
        BenchRow.lowerIsBetter(
            name(),
            side + "²: extra memory",
            memory(Reading.SACCADE),
            memory(Reading.GRID_CROPS),
            OTHER,
            "MiB"));
  }

  private double memory(Reading reading) {
    List<String> arguments =
        List.of(reading.name(), Integer.toString(side), Double.toString(width));
    return Math.max(LEAST, Child.run(LargeImage.class, option -> true, List.of(), arguments)[0]);
  }
}
