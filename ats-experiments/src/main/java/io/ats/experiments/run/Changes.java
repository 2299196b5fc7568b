package io.ats.experiments.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.weights.Pretrained;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Reason;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.trial.Assembly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a trial was trained with and is not the same now: code, plugin jars, data, weights. */
public final class Changes {

  private record Data(Component<DatasetSpec> dataset, long seed) {}

  private final Map<Data, Optional<String>> checksums = new HashMap<>();
  private final Map<Path, Optional<String>> weights = new HashMap<>();

  /** Returns the changes in words; empty if there are none, or nothing of the trial was trained. */
  public String of(TrialConfig config, TrialFolder trial) {
    List<String> changes = new ArrayList<>();
    String code = Code.present().changed(trial);
    if (!code.isEmpty()) {
      changes.add(code);
    }
    if (dataChanged(config, trial)) {
      changes.add("the data");
    }
    if (weightsChanged(config, trial)) {
      changes.add("the encoder's weights");
    }
    return String.join(", ", changes);
  }

  /** Returns whether the data can be read now; if not, it has been told. */
  boolean dataIsThere(TrialConfig config) {
    return checksum(config).isPresent();
  }

  /** Returns whether some of a trial was trained with data that is not the same now. */
  boolean dataChanged(TrialConfig config, TrialFolder trial) {
    if (!Files.exists(trial.provenance())) {
      return false;
    }
    try {
      Optional<String> now = checksum(config);
      for (JsonNode segment : Code.segments(Json.tree(trial.provenance()))) {
        String was = segment.path("data_checksum").asText("");
        if (now.isPresent() && !was.isEmpty() && !was.equals(now.get())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // a record that cannot be read counts as other code
    }
  }

  /** Returns whether the encoder began with a file's parameters, and the file has others now. */
  private boolean weightsChanged(TrialConfig config, TrialFolder trial) {
    Optional<String> now = config.encoder().spec().pretrained().flatMap(this::sha256);
    if (now.isEmpty() || !Files.exists(trial.provenance())) {
      return false;
    }
    try {
      String was = Json.tree(trial.provenance()).path("pretrained").path("sha256").asText("");
      return !was.isEmpty() && !was.equals(now.get());
    } catch (IOException e) {
      return false; // as above
    }
  }

  /** Returns the checksum of a file of weights now, empty if it cannot be read, told once. */
  private Optional<String> sha256(Pretrained pretrained) {
    return weights.computeIfAbsent(
        pretrained.file(),
        file -> {
          try {
            return Optional.of(pretrained.sha256());
          } catch (IOException e) {
            System.err.printf(
                "ats: whether the weights of finished trials have changed is not known: %s%n",
                Reason.of(e));
            return Optional.empty();
          }
        });
  }

  /** Returns the data's checksum now, empty if the data cannot be read, which is told once. */
  private Optional<String> checksum(TrialConfig config) {
    Assembly assembly = new Assembly(config);
    Data data = new Data(config.dataset(), assembly.seeds().data());
    return checksums.computeIfAbsent(
        data,
        any -> {
          try {
            return Optional.of(assembly.open().checksum());
          } catch (RuntimeException | Error e) {
            System.err.printf(
                "ats: whether the data of finished trials has changed is not known: %s%n",
                Reason.of(e));
            return Optional.empty();
          }
        });
  }
}
