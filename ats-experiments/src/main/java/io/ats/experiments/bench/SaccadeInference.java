package io.ats.experiments.bench;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.ats.core.ImageSpec;
import io.ats.core.encoders.ResNet18;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.selectors.GridCropsOptions;
import io.ats.experiments.trial.Devices;
import io.ats.saccade.variational.SaccadeOptions;
import java.util.List;

/**
 * Prediction by variational saccading against the 144-crop ResNet-18 (Ramapuram et al., BMVC 2019,
 * table 1: 10 times as fast with a twentieth of the memory, on a GPU): one image of 2528² in
 * memory, the crops of both encoded by the same untrained ResNet-18. Measured: wall time from the
 * image to the logits, both in turn; and the growth of the resident size during one prediction,
 * each in its own process.
 */
public final class SaccadeInference implements Benchmark {

  /** How the image is read. */
  private enum Reading {
    /** 2 crops of 32². */
    SACCADE(SaccadeOptions.DEFAULTS),
    /** All of it, in 12 × 12 crops. */
    GRID_CROPS(GridCropsOptions.DEFAULTS);

    private final SelectorSpec selector;

    Reading(SelectorSpec selector) {
      this.selector = selector;
    }

    LargeImage of(int side, double width, Device device) {
      return new LargeImage(
          selector,
          new ImageSpec(1, side, side, VIEW, VIEW),
          new ResNet18(width, false, "", 0),
          device);
    }
  }

  /** The measurement that a child makes. */
  private record Question(Reading reading, int side, double width, String device) {}

  private static final int VIEW = 32;
  private static final String OTHER = "144 crops";

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
   * @param width of the ResNet-18, as a factor
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
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    PairedTimes times = new PairedTimes(device);
    try (LargeImage some = Reading.SACCADE.of(side, width, device);
        LargeImage all = Reading.GRID_CROPS.of(side, width, device)) {
      times.measure(some::predict, all::predict, 1, pairs);
    }
    return List.of(
        times.row(name(), side + "²: time", OTHER, 1),
        BenchRow.lowerIsBetter(
            name(),
            side + "²: extra memory",
            memory(Reading.SACCADE, device),
            memory(Reading.GRID_CROPS, device),
            OTHER,
            "MiB"));
  }

  private double memory(Reading reading, Device device) {
    return Child.run(
        SaccadeInference.class,
        List.of(),
        new Question(reading, side, width, Devices.text(device)))[0];
  }

  /** Measures a {@code Question} in a child. */
  public static void main(String[] arguments) throws JsonProcessingException {
    Question question = Child.question(arguments, Question.class);
    Device device = Devices.of(question.device);
    try (LargeImage small = question.reading.of(12 * VIEW, question.width, device);
        LargeImage large = question.reading.of(question.side, question.width, device)) {
      small.predict(); // loads classes and libraries
      Child.answer(Child.growthMb(device, large::predict));
    }
  }
}
