package io.ats.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.experiments.picture.Overlay;
import io.ats.experiments.picture.SampleImage;
import io.ats.experiments.picture.TestImage;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.Predictions;
import io.ats.experiments.results.PredictionsCsv;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TaskPredictions;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes run folders with numbers made up. */
public final class SampleRun {

  private static final String ORIGIN = "synthetic twin of nothing: real MNIST digits on a canvas";

  private SampleRun() {}

  public static TrialResult ok(String variant, String task, long seed, double test, double best) {
    return new TrialResult(
        key(variant, task, seed),
        new TrialResult.Size(54_321, 8, "32", 256, 256, 200),
        Metrics.NONE
            .with(Metric.TRAIN_SECONDS, 120 + 10 * seed)
            .with(Metric.INFERENCE_MS_PER_IMAGE, 1.5 + variant.length() / 3.0)
            .with(Metric.PEAK_MEMORY_MB, 812.4)
            .with(Metric.PIXELS_READ, 0.125),
        Metrics.NONE
            .with(Metric.TRAIN_LOSS, 0.31)
            .with(Metric.TRAIN_ACCURACY, 0.9)
            .with(Metric.TEST_ACCURACY, test)
            .with(Metric.BEST_TEST_ACCURACY, best)
            .with(Metric.ATTENTION_ENTROPY, 3.2)
            .with(Metric.ATTENTION_ON_OBJECTS, 0.4 + 0.01 * seed)
            .with(Metric.MAJORITY_SHARE, 0.22),
        TrialResult.Outcome.ok(12, 10, ORIGIN));
  }

  public static TrialResult failed(String variant, String task, long seed, String reason) {
    return new TrialResult(
        key(variant, task, seed),
        new TrialResult.Size(0, 0, "", 256, 256, 0),
        Metrics.NONE,
        Metrics.NONE,
        new TrialResult.Outcome("failed", 0, 0, ORIGIN, reason));
  }

  /** The same result in another suite. */
  public static TrialResult inSuite(String suite, TrialResult result) {
    TrialResult.Key key = result.key();
    return new TrialResult(
        new TrialResult.Key(
            suite,
            key.preset(),
            suite + "-" + key.trial(),
            key.variant(),
            key.dataset(),
            key.task(),
            key.selector(),
            key.aggregator(),
            key.encoder(),
            key.seed()),
        result.size(),
        result.cost(),
        result.metrics(),
        result.outcome());
  }

  private static TrialResult.Key key(String variant, String task, long seed) {
    return new TrialResult.Key(
        "quick",
        "lite",
        variant + "-" + task + "-" + seed,
        variant,
        "megapixel-mnist",
        task,
        variant.isBlank() ? "ats" : variant.strip().split("[ ,\\s]")[0],
        "mean",
        "small-cnn",
        seed);
  }

  public static RunFolder write(Path root, List<TrialResult> results) throws IOException {
    RunFolder run = new RunFolder(Files.createDirectories(root));
    for (TrialResult result : results) {
      TrialFolder trial = run.trial(result.key().trial());
      Files.createDirectories(trial.root());
      Files.writeString(trial.config(), config(result));
      TrialEnd.write(trial, result);
    }
    return run;
  }

  /** Adds the {@code suite.yaml} that the trials are of. */
  public static void writeSuite(RunFolder run, List<TrialResult> results) throws IOException {
    writeSuite("quick", run, results);
  }

  /** Adds a {@code suite.yaml} of another name. */
  public static void writeSuite(String name, RunFolder run, List<TrialResult> results)
      throws IOException {
    List<ResolvedSuite.Entry> trials = new ArrayList<>();
    for (TrialResult result : results) {
      TrialResult.Key key = result.key();
      trials.add(
          new ResolvedSuite.Entry(
              key.trial(),
              key.variant(),
              0,
              ConfigNode.parse(config(result), "config.yaml").mapping("")));
    }
    Checksums.writeSealed(run.suite(), new ResolvedSuite(name, "", "", "lite", trials).yaml());
  }

  /** Adds curves, predictions, provenance and two pictures to each trial that ended well. */
  public static RunFolder writeWhole(Path root, List<TrialResult> results, int epochs)
      throws IOException {
    RunFolder run = writeNumbers(root, results, epochs);
    for (TrialResult result : results) {
      if (result.ok()) {
        TrialFolder trial = run.trial(result.key().trial());
        Files.createDirectories(trial.pictures());
        PictureEntry.writeAll(trial, List.of(picture(trial, 3), picture(trial, 17)));
      }
    }
    return run;
  }

  /** Adds curves, predictions and provenance to each trial that ended well. */
  public static RunFolder writeNumbers(Path root, List<TrialResult> results, int epochs)
      throws IOException {
    RunFolder run = write(root, results);
    for (TrialResult result : results) {
      if (result.ok()) {
        TrialFolder trial = run.trial(result.key().trial());
        MetricsCsv.write(trial.metrics(), metrics(result, epochs));
        PredictionsCsv.write(trial.predictions(), predictions(result));
        Json.write(trial.provenance(), provenance(result));
      }
    }
    return run;
  }

  /** As large as a study: fourteen variants with labels as long as a study's, of six seeds. */
  public static List<TrialResult> study() {
    List<TrialResult> results = new ArrayList<>();
    List<String> variants =
        List.of(
            "all-patches",
            "ats",
            "ats-systematic",
            "ats-with-replacement",
            "autoregressive-crops",
            "dftopk",
            "grid-crops",
            "gumbel-topk, straight through",
            "lapsum-topk",
            "perturbed-topk sampled",
            "perturbed-topk, conditional",
            "sinkhorn-topk",
            "uniform",
            "whole-image");
    for (String variant : variants) {
      for (int seed = 0; seed < 6; seed++) {
        double accuracy = 0.4 + 0.02 * (variant.hashCode() % 20) + 0.01 * (seed * seed % 5);
        results.add(ok(variant, "majority", seed, accuracy, accuracy));
      }
    }
    return results;
  }

  /** A configuration whose entropy is the number at the variant's end, if there is one. */
  public static String config(TrialResult result) {
    TrialResult.Key key = result.key();
    String[] words = key.variant().split("[ =]");
    boolean number = words.length == 3 && words[2].matches("[\\d.]+");
    return "dataset: {name: %s, task: %s}%nselector: {name: %s%s}%nencoder: {name: %s}%naggregator: {name: %s}%nseed: %d%n"
        .formatted(
            key.dataset(),
            key.task(),
            key.selector(),
            number
                ? ", " + words[1] + ": " + words[2]
                : ", like: v" + Integer.toHexString(key.variant().hashCode()),
            key.encoder(),
            key.aggregator(),
            key.seed());
  }

  /** A trial with its configuration alone. */
  public static Trial trial(TrialResult result) {
    return trial(result, Trees.leaves(ConfigNode.parse(config(result), "config.yaml").mapping("")));
  }

  /** A trial with its options alone. */
  public static Trial trial(TrialResult result, Map<String, String> options) {
    return trial(result, options, MissingNode.getInstance());
  }

  /** A trial with its options and provenance alone. */
  public static Trial trial(TrialResult result, Map<String, String> options, JsonNode provenance) {
    return new Trial(
        new TrialFolder(Path.of(result.key().trial())),
        result,
        options,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        provenance);
  }

  public static List<Trial> trials(List<TrialResult> results) {
    return results.stream().map(SampleRun::trial).toList();
  }

  /** Adds score maps, which get narrower with the epochs. */
  public static void writeMaps(RunFolder run, List<TrialResult> results, int... epochs)
      throws IOException {
    for (TrialResult result : results) {
      for (int epoch : epochs) {
        float[][][] maps = new float[2][12][16];
        double width = (10.0 + result.key().variant().length() % 5) / epoch;
        for (int i = 0; i < 2 * 12 * 16; i++) {
          int y = i / 16 % 12 - 5;
          int x = i % 16 - 8;
          maps[i / 192][i / 16 % 12][i % 16] = (float) Math.exp(-(x * x + y * y) / (width * width));
        }
        Npy.write(run.trial(result.key().trial()).attention(epoch), maps);
      }
    }
  }

  public static List<MetricsRow> metrics(TrialResult result, int epochs) {
    List<MetricsRow> rows = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double progress = epoch / (epoch + 3.0) * result.value(Metric.TEST_ACCURACY);
      double wave = 0.02 * Math.sin(epoch * 1.3 + result.key().seed());
      Metrics own =
          Metrics.NONE
              .with(Metric.LOSS, 2.3 * (1.05 - progress) - wave)
              .with(Metric.ACCURACY, progress - wave);
      if (!result.key().variant().startsWith("uniform")) {
        own =
            own.with(Metric.ATTENTION_ENTROPY, 6 - 3 * progress + wave)
                .with(Metric.ATTENTION_ON_OBJECTS, 0.1 + 0.6 * progress + wave);
      }
      Metrics train =
          Metrics.NONE
              .with(Metric.LOSS, 2.3 * (1 - progress) + wave)
              .with(Metric.ACCURACY, progress);
      rows.add(new MetricsRow(epoch, Split.TRAIN, 9.5, train));
      rows.add(new MetricsRow(epoch, Split.VALIDATION, 1.5, own));
    }
    return rows;
  }

  /** Predictions of 200 images of the digits but 7; what is wrong is the next digit but one. */
  public static Predictions predictions(TrialResult result) {
    int images = 200;
    int right = (int) Math.round(images * result.value(Metric.TEST_ACCURACY));
    int[][] labels = new int[images][];
    int[][] predicted = new int[images][];
    float[][] probabilities = new float[images][10];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int label = i % 10 == 7 ? 6 : i % 10;
      labels[i] = new int[] {label};
      predicted[i] = new int[] {i < right ? label : (label + 2) % 10};
      probabilities[i][predicted[i][0]] = 1;
      names.add("test-" + i);
    }
    return new Predictions(
        names,
        List.of(
            new TaskPredictions("", Task.numbers(0, 9), false, labels, predicted, probabilities)));
  }

  private static Map<String, Object> provenance(TrialResult result) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("commit", "3399447");
    facts.put("java", Map.of("version", "17.0.12"));
    facts.put("device", "<cpu & friends>");
    facts.put("seed", result.key().seed());
    return facts;
  }

  private static PictureEntry picture(TrialFolder trial, int image) throws IOException {
    TestImage picture = SampleImage.of(image);
    String file = image + ".png";
    Overlay.write(picture, 360, trial.pictures().resolve(file));
    boolean right = image == 3;
    String caption = picture.caption();
    return new PictureEntry(
        file,
        image,
        right ? caption.replace("predicted: 3", "predicted: 7").replace("✗", "✓") : caption,
        picture.alt());
  }
}
