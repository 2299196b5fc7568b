package io.ats.experiments.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ats.core.data.Split;
import io.ats.core.weights.Safetensors;
import io.ats.core.weights.Tensor;
import io.ats.datasets.scene.Fingerprint;
import io.ats.experiments.Console;
import io.ats.experiments.TinyRun;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.PredictionsCsv;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.Evaluator;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.CompleteTrial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real trial's model, exported. */
class ExportTest {

  @TempDir static Path dir;
  @TempDir Path folder;
  private static TrialFolder trial;

  @BeforeAll
  static void train() throws IOException {
    trial = TinyRun.train(dir);
  }

  private static Console export(Path trial, Path target, String... more) {
    String[] all = {"export", trial.toString(), target.toString()};
    String[] command = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, command, all.length, more.length);
    return Console.run(command);
  }

  private ExportFolder exported(String... more) {
    ExportFolder target = new ExportFolder(folder.resolve("model"));
    Console console = export(trial.root(), target.root(), more);
    assertThat(console.err()).isEmpty();
    assertThat(console.status()).isZero();
    return target;
  }

  @Test
  void whatAnEarlierVersionDidNotKnowIsSaid() throws IOException {
    TrialFolder old = new TrialFolder(Files.createDirectories(folder.resolve(trial.id())));
    try (Stream<Path> files = Files.walk(trial.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = old.root().resolve(trial.root().relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.delete(old.checksums());
    String config = Files.readString(old.config());
    String earlier = config.replaceFirst(" *deletion: false\n", "");
    assertThat(earlier).isNotEqualTo(config);
    Files.writeString(old.config(), earlier);
    Console console = export(old.root(), folder.resolve("model"));
    assertThat(console.status()).as(console.err()).isZero();
    assertThat(console.err())
        .isEqualTo(
            "ats: warning: "
                + trial.id()
                + " was trained by an earlier version, without these options, for which"
                + " their defaults are taken: training.deletion = false; if they matter, use the"
                + " build that trained it\n");
  }

  @Test
  void theLastEpochsParametersGiveThePredictionsOfTheTrial() throws IOException {
    Safetensors model = Safetensors.read(exported().model());
    assertThat(model.metadata())
        .containsEntry("trial", trial.id())
        .containsEntry("selector", "ats")
        .containsEntry("dataset", "megapixel-mnist")
        .containsEntry("epoch", "2")
        .containsEntry("classes", "[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]");
    assertThat(model.tensors().keySet())
        .contains(
            "selector.scorer.layers.0.weight",
            "encoder.layers.0.weight",
            "head.weight",
            "head.bias")
        .anyMatch(name -> name.matches("encoder\\..*\\.running_mean"))
        .allMatch(name -> name.matches("[a-z0-9._-]+"));
    try (Learner learner = complete().assembly().learner(Device.cpu())) {
      Evaluator.Tested timed = tested(learner, model);
      assertThat(timed.predictions().tasks())
          .usingRecursiveComparison()
          .isEqualTo(PredictionsCsv.read(trial.predictions()).tasks());
      assertThat(timed.row().value(Metric.ACCURACY))
          .isEqualTo(result().value(Metric.TEST_ACCURACY));
    }
  }

  @Test
  void theBestEpochsParametersGiveTheBestTestAccuracy() throws IOException {
    ExportFolder best = exported("--checkpoint", "best");
    Safetensors model = Safetensors.read(best.model());
    assertThat(model.metadata())
        .containsEntry("epoch", Integer.toString(result().outcome().bestEpoch()));
    assertThat(best.card()).content().contains("the highest accuracy on the validation split");
    try (Learner learner = complete().assembly().learner(Device.cpu())) {
      assertThat(tested(learner, model).row().value(Metric.ACCURACY))
          .isEqualTo(result().value(Metric.BEST_TEST_ACCURACY));
      // Two epochs may have the same accuracy, but not the same loss to the last bit.
      int epoch = result().outcome().bestEpoch();
      assertThat(evaluator().evaluate(learner, Split.VALIDATION, epoch).value(Metric.LOSS))
          .isEqualTo(validationLoss(epoch));
    }
  }

  private static double validationLoss(int epoch) throws IOException {
    return MetricsCsv.read(trial.metrics()).stream()
        .filter(row -> row.split() == Split.VALIDATION && row.epoch() == epoch)
        .findFirst()
        .orElseThrow()
        .value(Metric.LOSS);
  }

  private static Evaluator evaluator() throws IOException {
    CompleteTrial complete = complete();
    return new Evaluator(
        complete.assembly().open(),
        complete.config().training().evaluationBatchSize(),
        complete.assembly().seeds().evaluation());
  }

  private static CompleteTrial complete() throws IOException {
    return CompleteTrial.read(trial.root(), Main.injector(List.of()).getInstance(Resolver.class));
  }

  private static TrialResult result() throws IOException {
    return TrialEnd.read(trial).orElseThrow();
  }

  /** Tests a new learner with a file's values. */
  private static Evaluator.Tested tested(Learner learner, Safetensors model) throws IOException {
    Map<String, NDArray> values = new LinkedHashMap<>();
    NDManager manager = learner.manager();
    learner
        .paths()
        .forEach(
            (name, path) -> {
              Tensor tensor = model.tensors().get(path);
              values.put(name, manager.create(tensor.values(), new Shape(tensor.shape())));
            });
    learner.setValues(values);
    return evaluator().tested(learner, Split.TEST, 2);
  }

  @Test
  void theOtherFilesSayWhatItIs() throws IOException {
    ExportFolder target = exported();
    assertThat(target.config()).hasSameTextualContentAs(trial.config());
    JsonNode classes = Json.tree(target.classes());
    assertThat(classes.path("task").asText()).isEqualTo("majority");
    assertThat(classes.path("classes")).hasSize(10);
    assertThat(classes.path("multi_label").asBoolean()).isFalse();
    String card = Files.readString(target.card());
    String sum = Fingerprint.sha256(digest -> Fingerprint.add(digest, target.model()));
    assertThat(card)
        .startsWith("# Model of trial " + trial.id() + "\n")
        .contains(
            "A classifier of images of 1×112×112 (channels, height, width). The low-resolution view is 28×28; the prediction is made from 3 patches of 32×32 pixels.")
        .contains("those after epoch 2 of 2, where its configuration ends the training")
        .contains("| selector.patch-size | 32 |")
        .contains("One training with seed 0", "Measured on 8 test images")
        .contains(result().outcome().origin(), sum)
        .contains("| test accuracy | test | 2 | ", "| accuracy | validation | 2 | ")
        .doesNotContain("null", "NaN", "host");
    assertThat(card.lines().filter(line -> line.startsWith("## ")))
        .containsExactly(
            "## Results",
            "## Data",
            "## Loading the parameters",
            "## Limits",
            "## Configuration",
            "## Provenance");
  }

  @Test
  void itMatchesWhatPythonReads() throws Exception {
    PythonHere.require("safetensors", "numpy");
    ExportFolder target = exported();
    String read =
        PythonHere.run(
            """
            import hashlib, json, sys
            from safetensors import safe_open
            tensors = {}
            with safe_open(sys.argv[1], framework="numpy") as file:
                metadata = file.metadata()
                for name in file.keys():
                    values = file.get_tensor(name)
                    raw = values.astype("<f4").tobytes()
                    tensors[name] = [str(values.dtype), list(values.shape), hashlib.sha256(raw).hexdigest()]
            print(json.dumps({"metadata": metadata, "tensors": tensors}))
            """,
            target.model().toString());
    ObjectMapper json = new ObjectMapper();
    JsonNode python = json.readTree(read);
    Safetensors model = Safetensors.read(target.model());
    assertThat(python.path("metadata")).isEqualTo(json.readTree(Json.text(model.metadata())));
    Map<String, List<Object>> ours = new LinkedHashMap<>();
    model
        .tensors()
        .forEach((name, tensor) -> ours.put(name, List.of("float32", tensor.shape(), sum(tensor))));
    assertThat(python.path("tensors")).isEqualTo(json.readTree(Json.text(ours)));
    // The lines that the card names.
    assertThat(
            PythonHere.run(
                Files.readString(target.card())
                    .replaceFirst("(?s).*```python\n(.*)```.*", "$1")
                    .replace("model.safetensors", target.model().toString())))
        .contains("'head.bias': (10,)");
  }

  private static String sum(Tensor tensor) {
    ByteBuffer raw =
        ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(tensor.values());
    return Fingerprint.sha256(digest -> digest.update(raw));
  }

  private static void refused(Console console, String... texts) {
    assertThat(console.err()).contains(texts).doesNotContain("\tat ");
    assertThat(console.status()).isEqualTo(2);
  }

  @Test
  void onlyAnExportIsReplaced() throws IOException {
    ExportFolder target = exported();
    Path other = Files.writeString(target.root().resolve("notes.txt"), "kept");
    byte[] before = Files.readAllBytes(target.model());
    assertThat(exported().model()).hasBinaryContent(before);
    assertThat(other).hasContent("kept");

    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("README.md"), "mine");
    refused(export(trial.root(), full), "full is not empty (README.md) and no export");
    Files.write(full.resolve("model.safetensors"), new byte[] {1, 2, 3});
    refused(export(trial.root(), full), "is not empty", "no export");
    assertThat(full.resolve("README.md")).hasContent("mine");
    refused(export(trial.root(), full.resolve("README.md")), "README.md is a file");
    refused(export(trial.root(), trial.root()), "is not empty", "no export");
  }

  @Test
  void onlyACompleteTrialIsExported() throws IOException {
    Path target = folder.resolve("model");
    refused(export(folder, target), "is not a trial's folder: it has no config.yaml");
    refused(export(folder.resolve("none"), target), "is not a trial's folder");
    refused(export(dir.resolve("run"), target), "is a run folder", "run/trials/" + trial.id());
    Path copy = folder.resolve(trial.id());
    copy(trial.root(), copy);
    Files.move(copy.resolve("result.json"), copy.resolve("x"));
    refused(export(copy, target), "is not complete: it has no result.json", "./ats run");
    TrialResult ok = result();
    TrialEnd.write(
        new TrialFolder(copy),
        new TrialResult(
            ok.key(), ok.size(), ok.cost(), ok.metrics(), TrialResult.Outcome.failed(1, "boom")));
    refused(export(copy, target), "has no model: the trial failed (boom)");
    refused(export(trial.root(), target, "--checkpoint", "first"), "--checkpoint", "first");
    assertThat(target).doesNotExist();
  }

  @Test
  void aDamagedTrialIsNotExported() throws IOException {
    Path copy = folder.resolve(trial.id());
    copy(trial.root(), copy);
    Path state = copy.resolve("checkpoint/state.bin");
    byte[] content = Files.readAllBytes(state);
    content[content.length / 2] ^= 1;
    Files.write(state, content);
    Console damaged = export(copy, folder.resolve("model"));
    assertThat(damaged.err()).contains("state.bin", "--repair");
    assertThat(damaged.status()).isEqualTo(1);
    Files.writeString(
        copy.resolve("config.yaml"), Files.readString(trial.config()).replace("112", "128"));
    assertThat(export(copy, folder.resolve("model")).err())
        .contains("config.yaml", "was changed after the trial ended");
    assertThat(folder.resolve("model")).doesNotExist();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }
}
