package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import com.fasterxml.jackson.databind.JsonNode;
import io.ats.core.encoders.ResNet18;
import io.ats.core.options.OptionException;
import io.ats.core.weights.Safetensors;
import io.ats.core.weights.Tensor;
import io.ats.experiments.Console;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.KeptEpoch;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial whose encoder begins with parameters of a file. */
class PretrainedTrialTest {

  private static final double NARROW = 1 / 64.0;

  @TempDir Path dir;
  private Path weights;
  private TrialFolder folder;

  @BeforeEach
  void setFiles() throws IOException {
    weights = dir.resolve("weights.safetensors");
    folder = new TrialFolder(Files.createDirectory(dir.resolve("trial")));
  }

  private String config(double width) {
    return """
      dataset: {name: megapixel-mnist, height: 112, width: 112, train: 4, validation: 4, test: 4, noise: 2, view-scale: 0.25}
      selector: {name: uniform, patches: 2, patch-size: 32}
      encoder: {name: resnet18, width: %s, weights: '%s'}
      aggregator: {name: mean}
      training: {epochs: 1, batch-size: 4, pictures: 0, learning-rate: 1.0e-30}
      """
        .formatted(width, weights);
  }

  /** Writes a file with one number in some of the network's convolutions, 1 everywhere else. */
  private void write(int stem) throws IOException {
    ResNet18 encoder = new ResNet18(NARROW, false, "w", 0);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      Block network = encoder.create();
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 32, 32));
      List<String> names = encoder.pretrained().orElseThrow().names();
      for (int i = 0; i < names.size(); i++) {
        Shape shape = network.getParameters().valueAt(i).getArray().getShape();
        tensors.put(names.get(i), filled(1, shape.getShape()));
      }
    }
    tensors.put("conv1.weight", filled(0.25f, 1, 1, stem, stem));
    tensors.put("layer2.0.downsample.0.weight", filled(0.5f, 2, 1, 1, 1));
    tensors.put("fc.bias", filled(1, 1000));
    try (OutputStream out = Files.newOutputStream(weights)) {
      new Safetensors(Map.of(), tensors).writeTo(out);
    }
  }

  private static Tensor filled(float value, long... shape) {
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, value);
    return new Tensor(shape, values);
  }

  private void run() throws IOException {
    Files.writeString(folder.config(), config(NARROW));
    Json.write(folder.label(), new TrialLabel("tiny", "", "uniform", "cpu"));
    Main.injector(List.of()).getInstance(TrialRunner.class).run(folder, new TrainingListener() {});
  }

  @Test
  void theEncoderBeginsWithTheFilesValuesAndProvenanceSaysSo() throws IOException {
    write(7);
    run();
    JsonNode pretrained = Json.tree(folder.provenance()).path("pretrained");
    assertThat(pretrained.path("file").asText()).isEqualTo(weights.toString());
    assertThat(pretrained.path("sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(pretrained.path("read").asInt()).isEqualTo(100);
    assertThat(pretrained.path("unused").toString()).isEqualTo("[\"fc.bias\"]");

    // A trained model has its own values: the file is not needed, nor read again.
    Files.delete(weights);
    CompleteTrial trial =
        CompleteTrial.read(folder.root(), Main.injector(List.of()).getInstance(Resolver.class));
    try (Learner learner = trial.assembly().learner(Device.cpu())) {
      trial.restore(learner, KeptEpoch.LAST);
      Map<String, NDArray> values = new LinkedHashMap<>();
      learner.values().forEach((name, array) -> values.put(learner.paths().get(name), array));
      assertThat(values.get("encoder.layers.0.weight").toFloatArray()).containsOnly(0.25f);
      assertThat(
              values.values().stream()
                  .filter(array -> array.size() == 2)
                  .anyMatch(array -> Arrays.equals(array.toFloatArray(), new float[] {0.5f, 0.5f})))
          .isTrue();
    }
  }

  @Test
  void aTensorOfAnotherShapeEndsTheTrialBeforeItIsTrained() throws IOException {
    write(3);
    assertThatThrownBy(this::run)
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(
            "tensor conv1.weight has the shape [1, 1, 3, 3], the network needs (1, 1, 7, 7)");
    assertThat(folder.result()).doesNotExist();
    assertThat(folder.checkpoint()).doesNotExist();
  }

  /** Before anything is written. */
  @Test
  void aRunWhoseWeightsAreMissingIsRefused() throws IOException {
    Path suite =
        Files.writeString(dir.resolve("tiny.yaml"), "suite: tiny\nbase:\n" + config(1).indent(2));
    Path out = dir.resolve("run");
    Console console = Console.run("run", suite.toString(), "--out", out.toString());
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err())
        .contains("weights " + weights + ": is missing; name a whole .safetensors file");
    assertThat(out).doesNotExist();
  }
}
