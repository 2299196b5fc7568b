package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.core.data.ImageSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.score.ScorerOptions;
import io.ats.core.selectors.WholeImageOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Inference time by image size and share of the pixels read: attention sampling's patches against
 * the whole image, through the same network (ResNet-18 at half width), one colour image in memory
 * at a time (Cordonnier et al., CVPR 2021, figure 8, with a ResNet-50 on a GPU). Measured: wall
 * time from the image to the logits on the host, including the low-resolution view and its scores.
 */
public final class InferenceSpeed implements Benchmark {

  private static final int PATCH = 64;
  private static final int CHANNELS = 3;
  private static final double VIEW_SCALE = 0.25;

  private final List<Integer> sides;
  private final List<Double> shares;
  private final double width;
  private final int pairs;

  /** Creates the benchmark with the figures that are reported. */
  public InferenceSpeed() {
    this(List.of(512, 1024), List.of(0.03, 0.1, 0.25, 0.5), 0.5, 5);
  }

  /**
   * Creates the benchmark.
   *
   * @param sides of the square images, pixels
   * @param shares of the pixels that the patches cover
   * @param width of the ResNet-18, as a factor
   * @param pairs of times, after two to warm up
   */
  InferenceSpeed(List<Integer> sides, List<Double> shares, double width, int pairs) {
    this.sides = sides;
    this.shares = shares;
    this.width = width;
    this.pairs = pairs;
  }

  @Override
  public String name() {
    return "inference-speed";
  }

  @Override
  public String claim() {
    return "reading a tenth of the pixels is faster than the whole image, through the same network";
  }

  @Override
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    List<BenchRow> rows = new ArrayList<>();
    for (int side : sides) {
      ImageSpec image = ImageSpec.scaled(CHANNELS, side, side, VIEW_SCALE);
      for (double share : shares) {
        int patches = (int) Math.max(1, Math.round(share * side * side / (PATCH * PATCH)));
        rows.add(measure(image, patches, device));
      }
    }
    return rows;
  }

  private BenchRow measure(ImageSpec image, int patches, Device device) {
    SelectorSpec sampling = Setups.attentionSampling(patches, PATCH, ScorerOptions.DEFAULTS);
    int side = image.height();
    PairedTimes times = new PairedTimes(device);
    try (LargeImage some = new LargeImage(sampling, image, width, device);
        LargeImage all = new LargeImage(WholeImageOptions.DEFAULTS, image, width, device)) {
      times.measure(some::predict, all::predict, 2, pairs);
    }
    double read = 100.0 * patches * PATCH * PATCH / (side * side);
    String what =
        String.format(
            Locale.ROOT, "%d²: %.0f %% of its pixels, %d of %d²", side, read, patches, PATCH);
    return times.row(name(), what, "whole image", 1);
  }
}
