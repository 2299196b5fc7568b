package io.ats.experiments.export;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import io.ats.core.weights.Safetensors;
import io.ats.core.weights.Tensor;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.train.KeptEpoch;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.CompleteTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A trained model, as it is written to a folder.
 *
 * @param trial that trained it
 * @param kept which of its epochs
 * @param epoch the same as a number, from 1
 * @param model the parameters
 */
public record Export(CompleteTrial trial, KeptEpoch kept, int epoch, Safetensors model) {

  /**
   * Reads a trial's parameters.
   *
   * @throws IOException if its checkpoint cannot be read
   */
  public static Export of(CompleteTrial trial, KeptEpoch kept) throws IOException {
    try (Learner learner = trial.assembly().learner(Device.cpu())) {
      int epoch = trial.restore(learner, kept);
      Map<String, String> paths = learner.paths();
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      learner.values().forEach((name, array) -> tensors.put(paths.get(name), Tensor.of(array)));
      return new Export(trial, kept, epoch, new Safetensors(metadata(trial, epoch), tensors));
    }
  }

  /** Returns the file's metadata; {@code format} tells other programs the layout of the tensors. */
  private static Map<String, String> metadata(CompleteTrial trial, int epoch) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("project_commit", commits(trial.provenance()));
    metadata.put(ExportFolder.TRIAL, trial.folder().id());
    metadata.put("selector", trial.config().selector().name());
    metadata.put("encoder", trial.config().encoder().name());
    metadata.put("aggregator", trial.config().aggregator().name());
    metadata.put("dataset", trial.config().dataset().name());
    metadata.put("task", trial.assembly().task().name());
    metadata.put("classes", Json.tree(trial.assembly().task().classNames()).toString());
    metadata.put("epoch", Integer.toString(epoch));
    return metadata;
  }

  /** Returns the commits that trained some of the epochs. */
  private static String commits(JsonNode provenance) {
    return Code.segments(provenance).stream()
        .map(segment -> segment.path("project_commit").asText("unknown"))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Returns the number of values. */
  public long values() {
    return model.tensors().values().stream().mapToLong(tensor -> tensor.values().length).sum();
  }

  /**
   * Writes the folder, and reads the parameters back to compare them.
   *
   * @throws IOException if it cannot be written, or reads back otherwise
   */
  public void write(ExportFolder folder) throws IOException {
    Files.createDirectories(folder.root());
    RunFiles.write(folder.model(), model::writeTo);
    if (!Safetensors.read(folder.model()).same(model)) {
      throw new DamagedFileException(folder.model(), "reads back other than it was written");
    }
    RunFiles.write(folder.config(), RunFiles.text(trial.folder().config()));
    Json.write(folder.classes(), ClassNames.of(trial.assembly().task()));
    RunFiles.write(folder.card(), new ModelCard(this).text(folder.model()));
  }
}
