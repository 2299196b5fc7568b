package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import io.ats.experiments.yaml.ConfigNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figure 3 of the patch selection paper: patches early in training are blends. */
class BlendPicturesTest {

  private static final String CONFIG =
      """
      dataset: {name: megapixel-mnist, height: 112, width: 112, train: 8, validation: 4, test: 4, noise: 2, view-scale: 0.25}
      selector: {name: %s, patches: 3, patch-size: 32, scorer: {batch-norm: true}}
      encoder: {name: lenet, channels: 4}
      aggregator: {name: mean}
      training: {epochs: 20, batch-size: 4, pictures: 1, picture-every: %d}
      """;

  @TempDir Path dir;

  private static Assembly assembly(String text) {
    return new Assembly(
        Main.injector(List.of())
            .getInstance(Resolver.class)
            .resolve(ConfigNode.parse(text, "test.yaml")));
  }

  private static EpochSummary summary(int epoch) {
    return new EpochSummary(row(epoch, Split.TRAIN), 0, row(epoch, Split.VALIDATION));
  }

  private static MetricsRow row(int epoch, Split split) {
    return new MetricsRow(epoch, split, 0, Metrics.NONE, Map.of());
  }

  /** Returns the largest share that a patch has in its slot, mean over the slots. */
  private static double sharpness(Selection selection) {
    NDArray blend = selection.part(Part.BLEND).orElseThrow(); // (1,K,S)
    return blend.max(new int[] {2}).mean().getFloat();
  }

  @Test
  void picturesHaveThePatchesOfTrainingWhichSharpen() throws IOException {
    Assembly assembly = assembly(CONFIG.formatted("perturbed-topk", 5));
    Dataset dataset = assembly.open();
    TrialFolder folder = new TrialFolder(dir);
    try (Learner learner = assembly.learner(Device.cpu());
        NDManager own = learner.manager().newSubManager()) {
      Map<String, float[]> before = new LinkedHashMap<>();
      learner.values().forEach((name, array) -> before.put(name, array.toFloatArray()));
      BlendPictures pictures = new BlendPictures(dataset, assembly.config().training(), 3, folder);
      for (int epoch = 1; epoch <= 20; epoch++) {
        pictures.onEpoch(summary(epoch), learner);
      }
      assertThat(folder.blendEpochs()).containsExactly(5, 10, 15, 20);
      learner
          .values()
          .forEach(
              (name, array) ->
                  assertThat(array.toFloatArray())
                      .as("%s, running statistics too", name)
                      .isEqualTo(before.get(name)));

      var views = dataset.batch(own, Split.TEST, 0).views();
      Selection early = learner.selectInTraining(views, 4 / 20.0, 3);
      assertThat(sharpness(early)).isLessThan(0.7);
      assertThat(sharpness(learner.selectInTraining(views, 19 / 20.0, 3)))
          .isGreaterThan(sharpness(early) + 0.1);
      BufferedImage drawn = ImageIO.read(folder.blends(5).toFile());
      assertThat(drawn.getHeight()).as("twice as large").isEqualTo(64);
      float[] patches = early.patches().toFloatArray(); // (1,3,1,32,32)
      for (int i = 0; i < patches.length; i++) {
        int grey = Math.round(255 * patches[i]);
        int x = i / 1024 * (64 + 4) + 2 * (i % 32);
        int y = 2 * (i / 32 % 32);
        assertThat(drawn.getRGB(x, y) & 0xFFFFFF).as("pixel %d", i).isEqualTo(grey * 0x010101);
      }
    }
  }

  @Test
  void otherSelectorsHaveNone() throws IOException {
    Assembly assembly = assembly(CONFIG.formatted("hard-topk", 1));
    TrialFolder folder = new TrialFolder(dir);
    try (Learner learner = assembly.learner(Device.cpu())) {
      new BlendPictures(assembly.open(), assembly.config().training(), 3, folder)
          .onEpoch(summary(1), learner);
    }
    assertThat(folder.blendEpochs()).isEmpty();
  }

  /** Of a whole trial, whose numbers are those without pictures. */
  @Test
  void drawingThemChangesNoNumber() throws IOException {
    TrialResult with = run("with", 2);
    TrialResult without = run("without", 0);
    assertThat(new TrialFolder(dir.resolve("with")).blendEpochs()).containsExactly(2, 3);
    assertThat(new TrialFolder(dir.resolve("without")).blendEpochs()).isEmpty();
    assertThat(dir.resolve("with/predictions.csv"))
        .hasSameTextualContentAs(dir.resolve("without/predictions.csv"));
    assertThat(with.value(Metric.TRAIN_LOSS))
        .isFinite()
        .isEqualTo(without.value(Metric.TRAIN_LOSS));
  }

  private TrialResult run(String name, int every) throws IOException {
    TrialFolder folder = new TrialFolder(dir.resolve(name));
    Files.createDirectories(folder.root());
    Files.writeString(
        folder.config(),
        CONFIG.formatted("perturbed-topk", every).replace("epochs: 20", "epochs: 3"));
    Json.write(folder.label(), new TrialLabel("tiny", "", "perturbed-topk", "cpu"));
    return Main.injector(List.of())
        .getInstance(TrialRunner.class)
        .run(folder, new TrainingListener() {});
  }
}
