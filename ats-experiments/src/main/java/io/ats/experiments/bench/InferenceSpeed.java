package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.core.ImageSpec;
import io.ats.core.encoders.ResNet18;
import io.ats.core.encoders.ResNet50;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.selectors.WholeImageOptions;
import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.report.charts.SizeChart;
import io.ats.topk.perturbed.PerturbedInference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Inference time by image size, share of the pixels read, network and selector, against the whole
 * image through the same network (Cordonnier et al., CVPR 2021, figure 8): one colour image in
 * memory at a time. Measured: wall time from the image to the logits on the host, including the
 * low-resolution view (a quarter of the side) and its scores; that speed-up as a share of the
 * limit, which is the ratio of the pixels (but for soft top-K, which reads more than K patches);
 * and the parts' times at about a tenth of the pixels.
 */
public final class InferenceSpeed implements Benchmark {

  private static final int PATCH = 64;
  private static final int CHANNELS = 3;
  private static final double VIEW_SCALE = 0.25;
  private static final double TENTH = 0.1;

  /** Side beyond which two rounds are enough, of many seconds each. */
  private static final int LARGE = 2000;

  private static final String WHOLE = "whole image";
  private static final Pattern CASE =
      Pattern.compile("([^,]+), ([^,]+), (\\d+)²: ([\\d.]+ %), time");

  /** How patches are chosen and read. */
  private enum Reading {
    /** Drawn from the attention. */
    ATS("ats") {
      @Override
      SelectorSpec selector(int patches) {
        return Setups.attentionSampling(patches, PATCH, ConvolutionalScorerOptions.DEFAULTS);
      }
    },
    /** Those of the largest scores. */
    HARD("top-K") {
      @Override
      SelectorSpec selector(int patches) {
        return Setups.perturbedTopK(patches, PATCH, PerturbedInference.HARD);
      }
    },
    /** Blends under noise, of more patches than K. */
    SOFT("soft top-K") {
      @Override
      SelectorSpec selector(int patches) {
        return Setups.perturbedTopK(patches, PATCH, PerturbedInference.PERTURBED);
      }
    };

    private final String title;

    Reading(String title) {
      this.title = title;
    }

    abstract SelectorSpec selector(int patches);
  }

  /**
   * A network for patches and for whole images.
   *
   * @param name for the table
   * @param encoder its options
   */
  record Network(String name, EncoderSpec encoder) {}

  /** Half of ResNet-18's channels: for the CPU only. */
  private static final Network SMALL =
      new Network("half ResNet-18", new ResNet18(0.5, false, "", 0));

  /** The networks that are reported. */
  private static final List<Network> NETWORKS =
      List.of(
          SMALL,
          new Network("ResNet-18", ResNet18.DEFAULTS),
          new Network("ResNet-50", ResNet50.DEFAULTS));

  private final List<Network> networks;
  private final List<Integer> sides;
  private final List<Double> shares;
  private final int pairs;

  /** Creates the benchmark with the figures that are reported. */
  public InferenceSpeed() {
    this(NETWORKS, List.of(256, 512, 1024, 2048, 4096), List.of(0.01, 0.05, TENTH, 0.25), 5);
  }

  /**
   * Creates the benchmark.
   *
   * @param sides of the square images, pixels
   * @param shares of the pixels that the patches cover; those below half a patch are left out
   * @param pairs of times, after five to warm up; two, after one, where the side is above 2,000
   */
  InferenceSpeed(List<Network> networks, List<Integer> sides, List<Double> shares, int pairs) {
    this.networks = networks;
    this.sides = sides;
    this.shares = shares;
    this.pairs = pairs;
  }

  @Override
  public String name() {
    return "inference-speed";
  }

  @Override
  public String claim() {
    return "reading a tenth of a 1,024² image, by ats or hard top-K, is at least 4 times as fast as the"
        + " whole image through the same network";
  }

  @Override
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    List<BenchRow> rows = new ArrayList<>();
    run(device, rows::addAll);
    return rows;
  }

  @Override
  public void run(Device device, Consumer<List<BenchRow>> known) {
    for (Network network : networks) {
      if (device.isGpu() && network == SMALL) {
        continue;
      }
      for (int side : sides) {
        for (Reading reading : Reading.values()) {
          known.accept(measure(network, side, reading, device));
        }
      }
    }
  }

  /** Measures all shares in turn with the whole image. */
  private List<BenchRow> measure(Network network, int side, Reading reading, Device device) {
    ImageSpec image = ImageSpec.scaled(CHANNELS, side, side, VIEW_SCALE);
    List<Share> measured =
        shares.stream()
            .map(share -> new Share(share, patches(side, share), new PairedTimes(device)))
            .filter(share -> share.patches > 0)
            .toList();
    List<LargeImage> models = new ArrayList<>();
    try (LargeImage all =
        new LargeImage(WholeImageOptions.DEFAULTS, image, network.encoder(), device)) {
      for (Share share : measured) {
        SelectorSpec selector = reading.selector(share.patches);
        models.add(new LargeImage(selector, image, network.encoder(), device));
      }
      int rounds = side > LARGE ? Math.min(2, pairs) : pairs;
      // Small ones are compiled first.
      for (int round = side > LARGE ? -1 : -5; round < rounds; round++) {
        double whole = measured.get(0).times.milliseconds(all::predict);
        for (int i = 0; i < models.size(); i++) {
          double some = measured.get(i).times.milliseconds(models.get(i)::predict);
          if (round >= 0) {
            measured.get(i).times.add(some, whole);
          }
        }
      }
      List<BenchRow> rows = new ArrayList<>();
      for (int i = 0; i < models.size(); i++) {
        rows.addAll(rows(network, side, reading, measured.get(i), models.get(i), device));
      }
      return rows;
    } finally {
      models.forEach(LargeImage::close);
    }
  }

  /**
   * A share of the pixels.
   *
   * @param nominal as asked for
   * @param patches that make about as much
   */
  private record Share(double nominal, int patches, PairedTimes times) {}

  private static int patches(int side, double share) {
    return (int) Math.round(share * side * side / (PATCH * PATCH));
  }

  private List<BenchRow> rows(
      Network network, int side, Reading reading, Share share, LargeImage some, Device device) {
    double limit = (double) side * side / (share.patches * PATCH * PATCH);
    String what =
        String.format(
            Locale.ROOT, "%s, %s, %d²: %.2g %%", network.name(), reading.title, side, 100 / limit);
    BenchRow time = share.times.row(name(), what + ", time", WHOLE, 1);
    List<BenchRow> rows = new ArrayList<>(List.of(time));
    if (reading != Reading.SOFT) { // which reads more than K patches
      rows.add(
          new BenchRow(
              name(),
              what + ", times as fast",
              time.ratio(),
              limit,
              "pixels of the image by those of the patches",
              "×",
              time.ratio() / limit));
    }
    if (share.nominal == TENTH && !device.isGpu()) {
      rows.addAll(parts(what, some, time.ours()));
    }
    return rows;
  }

  /** Returns the parts of a prediction: predicts for about half a second. */
  private List<BenchRow> parts(String what, LargeImage some, double milliseconds) {
    StepSampler sampler = new StepSampler(Thread.currentThread());
    try (sampler) {
      for (int i = 0; i < Math.max(1, 500 / milliseconds); i++) {
        some.predict();
      }
    }
    double[] parts = Arrays.stream(sampler.shares()).map(share -> share * milliseconds).toArray();
    String label = what.replace("%", "%%") + ", %s, %.0f %%";
    return StepPart.rows(name(), label, parts, milliseconds, "the prediction");
  }

  /** Returns a chart of the times by size for each network and selector. */
  @Override
  public List<NamedChart> charts(List<BenchRow> rows) {
    Map<String, SizeChart> charts = new LinkedHashMap<>();
    for (BenchRow row : rows) {
      Matcher parts = CASE.matcher(row.measured());
      if (parts.matches()) {
        SizeChart chart =
            charts.computeIfAbsent(
                parts.group(1) + ", " + parts.group(2),
                title ->
                    new SizeChart(
                        "Inference time: " + title,
                        "side of the image, pixels",
                        "milliseconds an image"));
        int side = Integer.parseInt(parts.group(3));
        chart.point(WHOLE, side, row.alternative());
        chart.point(nominal(side, parts.group(4)), side, row.ours());
      }
    }
    return charts.entrySet().stream()
        .map(entry -> entry.getValue().named("inference-speed " + entry.getKey()))
        .toList();
  }

  /** Returns the share that was asked for, of which whole patches are the nearest. */
  private String nominal(int side, String read) {
    double exact = Double.parseDouble(read.replace(" %", "")) / 100;
    return shares.stream()
        .filter(share -> patches(side, share) > 0)
        .min((a, b) -> Double.compare(Math.abs(a - exact), Math.abs(b - exact)))
        .map(share -> String.format(Locale.ROOT, "about %.0f %% of the pixels", 100 * share))
        .orElse(read);
  }
}
