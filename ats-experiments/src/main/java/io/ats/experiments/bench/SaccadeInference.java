package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.core.ImageSpec;
import io.ats.core.plugin.SelectorFactory;
import io.ats.core.selectors.GridCropsFactory;
import io.ats.experiments.trial.Memory;
import io.ats.saccade.variational.SaccadeFactory;
import java.util.List;

/**
 * A prediction by variational saccading against the 144-crop ResNet-18 (Ramapuram et al., BMVC
 * 2019, table 1: 10 times as fast, a twentieth of the memory, on a GPU), the same ResNet-18 on the
 * crops of both, one image of 2528² in memory, untrained. Measured: wall time from the image to the
 * logits, in turn; and the peak of the resident size during one prediction less that before it, in
 * a process of its own.
 */
public final class SaccadeInference implements Benchmark {

  /** How the image is read. */
  private enum Reading {
    /** Saccades: 2 crops of 32². */
    SACCADE {
      @Override
      LargeImage of(ImageSpec image, double width) {
        return byDefault(new SaccadeFactory(), image, width);
      }
    },
    /** All of it, cut in 12 × 12 crops. */
    GRID_CROPS {
      @Override
      LargeImage of(ImageSpec image, double width) {
        return byDefault(new GridCropsFactory(), image, width);
      }
    };

    abstract LargeImage of(ImageSpec image, double width);

    LargeImage of(int side, double width) {
      return of(new ImageSpec(1, side, side, VIEW, VIEW), width);
    }

    private static <O extends Record> LargeImage byDefault(
        SelectorFactory<O> factory, ImageSpec image, double width) {
      return new LargeImage(factory, factory.defaults(), image, width);
    }
  }

  private static final int VIEW = 32;
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
    try (LargeImage some = Reading.SACCADE.of(side, width);
        LargeImage all = Reading.GRID_CROPS.of(side, width)) {
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
    return Math.max(
        LEAST, Child.run(SaccadeInference.class, option -> true, List.of(), arguments)[0]);
  }

  /**
   * Is run in a process of its own: answers with the peak of the resident size during one
   * prediction less that before it, MiB. Arguments: reading, side, width.
   */
  public static void main(String[] arguments) {
    Reading reading = Reading.valueOf(arguments[0]);
    double width = Double.parseDouble(arguments[2]);
    try (LargeImage small = reading.of(12 * VIEW, width);
        LargeImage large = reading.of(Integer.parseInt(arguments[1]), width)) {
      small.predict(); // loads what is loaded once
      double before = Memory.residentMb();
      boolean known = Memory.resetPeak();
      large.predict();
      Child.answer(known ? Memory.peakMb(Device.cpu()) - before : Double.NaN);
    }
  }
}
