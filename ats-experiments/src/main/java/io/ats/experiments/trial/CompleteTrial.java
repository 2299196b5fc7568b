package io.ats.experiments.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.Checkpoints;
import io.ats.experiments.train.KeptEpoch;
import io.ats.experiments.train.Learner;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A trial that was trained and tested to its end, read from its folder.
 *
 * @param config what determines it
 * @param data the shape of its data
 * @param result its numbers
 * @param provenance {@code provenance.json}
 */
public record CompleteTrial(
    TrialFolder folder,
    TrialConfig config,
    DataShape data,
    TrialResult result,
    JsonNode provenance) {

  private static final String THREADS = "ai.djl.pytorch.num_threads";

  /**
   * Reads a trial.
   *
   * @param named the folder as the user named it
   * @throws ConfigException if it is no trial's folder, or the trial is not complete
   * @throws IOException if a file cannot be read, or was changed after the trial ended
   */
  public static CompleteTrial read(Path named, Resolver resolver) throws IOException {
    TrialFolder folder = new TrialFolder(named.toAbsolutePath().normalize());
    require(folder, named);
    TrialResult result = TrialEnd.read(folder).orElseThrow();
    Checksums sums = Checksums.read(folder);
    sums.check(folder.config());
    sums.check(folder.provenance());
    if (RunFiles.exists(folder.data())) {
      sums.check(folder.data());
    }
    ConfigNode written = RunFiles.parse(folder.config(), ConfigNode::parse);
    TrialConfig config = resolver.resolve(written);
    warnOfDefaults(folder, written.mapping(""), config);
    return new CompleteTrial(
        folder,
        config,
        // Trials of earlier versions have no such file.
        RunFiles.exists(folder.data())
            ? Json.read(folder.data(), DataShape.class)
            : DataShape.of(config.dataset().spec()),
        result,
        Json.tree(folder.provenance()));
  }

  /** A trial of an earlier version says nothing of options that are new. */
  private static void warnOfDefaults(
      TrialFolder folder, ConfigNode.Mapping written, TrialConfig config) {
    Map<String, String> taken = Trees.leaves(config.tree());
    taken.keySet().removeAll(Trees.leaves(written).keySet());
    if (!taken.isEmpty()) {
      System.err.printf(
          "ats: warning: %s was trained by an earlier version, without these options, for which their defaults are taken: %s; if they matter, use the build that trained it%n",
          folder.id(),
          taken.entrySet().stream()
              .map(option -> option.getKey() + " = " + option.getValue())
              .collect(Collectors.joining(", ")));
    }
  }

  /**
   * Checks that a folder is that of a complete trial.
   *
   * @throws ConfigException if it is not
   * @throws IOException if the file that says why the trial failed cannot be read
   */
  public static void require(TrialFolder folder, Path named) throws IOException {
    List<TrialFolder> inside = new RunFolder(folder.root()).allTrials();
    if (!inside.isEmpty()) {
      throw new ConfigException(
          "%s is a run folder; name one of its trials, such as %s"
              .formatted(named, named.resolve("trials").resolve(inside.get(0).id())));
    }
    for (Path file : List.of(folder.config(), folder.label(), folder.provenance())) {
      if (!Files.isRegularFile(file)) {
        throw new ConfigException(
            named + " is not a trial's folder: it has no " + file.getFileName());
      }
    }
    if (!Files.isRegularFile(folder.result())) {
      Optional<TrialResult> failed = TrialEnd.read(folder);
      throw new ConfigException(
          failed.isPresent()
              ? "%s has no model: the trial failed (%s)"
                  .formatted(named, failed.get().outcome().reason())
              : named + " is not complete: it has no result.json; repeat its ./ats run first");
    }
  }

  /**
   * Has the engine use as many threads as the process that tested the trial, since the last digits
   * depend on it; before the engine is first used, and unless a number is set.
   */
  public void useItsThreads() {
    List<JsonNode> segments = Code.segments(provenance);
    int threads =
        segments.isEmpty() ? 0 : segments.get(segments.size() - 1).path("threads").asInt();
    if (threads > 0 && System.getProperty(THREADS) == null) {
      System.setProperty(THREADS, Integer.toString(threads));
    }
  }

  /** Returns what builds the trial's parts, which needs none of its data. */
  public Assembly assembly() {
    return new Assembly(config, data);
  }

  /**
   * Gives a learner of {@link #assembly} the trained parameters.
   *
   * @return the epoch, from 1
   * @throws ConfigException if this build makes another model of the configuration
   * @throws IOException if the checkpoint cannot be read
   */
  public int restore(Learner learner, KeptEpoch kept) throws IOException {
    try {
      return Checkpoints.restore(folder.checkpoint(), kept, learner);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "the checkpoint of %s does not fit the model that this build makes of its config.yaml (%s); use the build that trained it"
              .formatted(folder.id(), e.getMessage()));
    }
  }
}
