package io.ats.experiments.report;

import io.ats.experiments.results.Json;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.ResultsCsv;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes run folders with numbers made up. */
final class SampleRun {

  private SampleRun() {}

  static TrialResult ok(String variant, String task, long seed, double test, double best) {
    return new TrialResult(
        "quick",
        variant + "-" + task + "-" + seed,
        variant.split("[ ,]")[0],
        "megapixel-mnist",
        "mean",
        "small-cnn",
        seed,
        "ok",
        12,
        0.31,
        0.9,
        test,
        best,
        120 + 10 * seed,
        1.5 + variant.length() / 3.0,
        812.4,
        54_321,
        8,
        "32",
        256,
        256,
        task,
        variant,
        10,
        3.2,
        0.4 + 0.01 * seed,
        200,
        0.22,
        "synthetic twin of nothing: real MNIST digits on a canvas",
        "lite",
        "");
  }

  static TrialResult failed(String variant, String task, long seed, String reason) {
    double nan = Double.NaN;
    return new TrialResult(
        "quick",
        variant + "-" + task + "-" + seed,
        variant.split("[ ,]")[0],
        "megapixel-mnist",
        "mean",
        "small-cnn",
        seed,
        "failed",
        0,
        nan,
        nan,
        nan,
        nan,
        nan,
        nan,
        nan,
        0,
        0,
        "",
        256,
        256,
        task,
        variant,
        0,
        nan,
        nan,
        0,
        nan,
        "synthetic twin of nothing: real MNIST digits on a canvas",
        "lite",
        reason);
  }

  static RunFolder write(Path root, List<TrialResult> results) throws IOException {
    RunFolder run = new RunFolder(Files.createDirectories(root));
    ResultsCsv.write(run.results(), results);
    for (TrialResult result : results) {
      Files.createDirectories(run.trial(result.trial()).root());
    }
    return run;
  }

  /** Adds curves, provenance and two pictures to each trial that ended well. */
  static RunFolder writeWhole(Path root, List<TrialResult> results, int epochs) throws IOException {
    RunFolder run = write(root, results);
    for (TrialResult result : results) {
      if (result.ok()) {
        TrialFolder trial = run.trial(result.trial());
        MetricsCsv.write(trial.metrics(), metrics(result, epochs));
        Json.write(trial.provenance(), provenance(result));
        Files.writeString(trial.config(), config(result));
        Files.createDirectories(trial.pictures());
        PictureEntry.writeAll(trial, List.of(picture(trial, 3), picture(trial, 17)));
      }
    }
    return run;
  }

  /** A configuration whose entropy is the number at the variant's end, if there is one. */
  private static String config(TrialResult result) {
    String[] words = result.variant().split("[ =]");
    return "dataset: {name: %s}%nselector: {name: %s%s}%nseed: %d%n"
        .formatted(
            result.dataset(),
            words[0],
            words.length == 3 ? ", " + words[1] + ": " + words[2] : "",
            result.seed());
  }

  /** Adds score maps, which get narrower with the epochs. */
  static void writeMaps(RunFolder run, List<TrialResult> results, int... epochs)
      throws IOException {
    for (TrialResult result : results) {
      for (int epoch : epochs) {
        float[][][] maps = new float[2][12][16];
        double width = (10.0 + result.variant().length() % 5) / epoch;
        for (int i = 0; i < 2 * 12 * 16; i++) {
          int y = i / 16 % 12 - 5;
          int x = i % 16 - 8;
          maps[i / 192][i / 16 % 12][i % 16] = (float) Math.exp(-(x * x + y * y) / (width * width));
        }
        Npy.write(run.trial(result.trial()).attention(epoch), maps);
      }
    }
  }

  static List<MetricsRow> metrics(TrialResult result, int epochs) {
    List<MetricsRow> rows = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double progress = epoch / (epoch + 3.0) * result.testAccuracy();
      double wave = 0.02 * Math.sin(epoch * 1.3 + result.seed());
      Map<String, Double> own = new LinkedHashMap<>();
      if (!result.variant().startsWith("uniform")) {
        own.put("attention_entropy", 6 - 3 * progress + wave);
        own.put("attention_on_objects", 0.1 + 0.6 * progress + wave);
      }
      rows.add(
          new MetricsRow(epoch, "train", 2.3 * (1 - progress) + wave, progress, 9.5, Map.of()));
      rows.add(
          new MetricsRow(
              epoch, "validation", 2.3 * (1.05 - progress) - wave, progress - wave, 1.5, own));
    }
    return rows;
  }

  private static Map<String, Object> provenance(TrialResult result) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("commit", "3399447");
    facts.put("java", Map.of("version", "17.0.12"));
    facts.put("device", "<cpu & friends>");
    facts.put("seed", result.seed());
    return facts;
  }

  private static PictureEntry picture(TrialFolder trial, int image) throws IOException {
    Picture picture = drawn(image);
    String file = image + ".png";
    Overlay.write(picture, 360, trial.pictures().resolve(file));
    return new PictureEntry(file, image, picture.caption(), picture.alt());
  }

  static Picture drawn(int seed) {
    float[][][] image = new float[1][256][256];
    for (int y = 0; y < 256; y++) {
      for (int x = 0; x < 256; x++) {
        image[0][y][x] = (float) (0.5 + 0.5 * Math.sin((x * y + seed * 37.0) / 900.0));
      }
    }
    float[][] map = new float[24][24];
    for (int y = 0; y < 24; y++) {
      for (int x = 0; x < 24; x++) {
        map[y][x] = (float) Math.exp(-((y - 8) * (y - 8) + (x - seed) * (x - seed)) / 12.0);
      }
    }
    float[][] regions = {
      {0.2f, 0.5f, 0.45f, 0.75f}, {-0.05f, 0.1f, 0.2f, 0.35f}, {0.6f, 0.6f, 0.85f, 0.85f}
    };
    float[][][][] patches = new float[3][1][32][32];
    for (int k = 0; k < 3; k++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          patches[k][0][y][x] = (x + y) / 62f * (k + 1) / 3f;
        }
      }
    }
    return new Picture(
        image,
        map,
        regions,
        new float[] {0.6f, 0.3f, 0.1f},
        new float[][] {{0.25f, 0.52f, 0.4f, 0.7f}},
        patches,
        "7",
        "3");
  }
}
