package io.ats.experiments.report;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.ResultsCsv;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the trials of run folders; a trial that several folders hold is read once. */
public final class TrialReader {

  private TrialReader() {}

  /**
   * Reads.
   *
   * @throws IllegalArgumentException if a folder does not exist or has no finished trial
   * @throws IOException if a file is malformed
   */
  public static List<Trial> read(List<RunFolder> runs) throws IOException {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no run folder named: ./ats report DIR…");
    }
    Map<String, Trial> trials = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      for (TrialResult result : results(run)) {
        String id = result.key().trial();
        Trial known = trials.get(id);
        if (known == null || (!known.result().ok() && result.ok())) {
          trials.put(id, trial(run.trial(id), result));
        }
      }
    }
    return List.copyOf(trials.values());
  }

  private static List<TrialResult> results(RunFolder run) throws IOException {
    if (!Files.isDirectory(run.root())) {
      throw new IllegalArgumentException(
          "no run folder at " + run.root() + ": make it with ./ats run SUITE --out " + run.root());
    }
    List<TrialResult> results =
        Files.exists(run.results()) ? ResultsCsv.read(run.results()) : finished(run);
    if (results.isEmpty()) {
      throw new IllegalArgumentException(
          "run folder "
              + run.root()
              + " has no finished trial: finish it with ./ats run SUITE --out "
              + run.root());
    }
    return results;
  }

  /** Returns the results of a run that was stopped before it wrote its table. */
  private static List<TrialResult> finished(RunFolder run) throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (TrialFolder trial : run.allTrials()) {
      if (Files.exists(trial.result())) {
        results.add(Json.read(trial.result(), TrialResult.class));
      }
    }
    return results;
  }

  private static Trial trial(TrialFolder folder, TrialResult result) throws IOException {
    Map<Integer, float[][][]> maps = new LinkedHashMap<>();
    for (int epoch : folder.attentionEpochs()) {
      maps.put(epoch, Npy.read(folder.attention(epoch)));
    }
    return new Trial(
        folder,
        result,
        Files.exists(folder.config())
            ? Trees.leaves(ConfigNode.read(folder.config()).mapping(""))
            : Map.of(),
        Files.exists(folder.metrics()) ? MetricsCsv.read(folder.metrics()) : List.of(),
        PictureEntry.readAll(folder),
        maps,
        Files.exists(folder.provenance())
            ? Json.tree(folder.provenance())
            : MissingNode.getInstance());
  }

  /** Returns the number of the suites' trials that have no result yet. */
  public static int missing(List<RunFolder> runs, List<Trial> trials) {
    Set<String> missing = new HashSet<>();
    for (RunFolder run : runs) {
      if (Files.exists(run.suite())) {
        ResolvedSuite.of(ConfigNode.read(run.suite())).trials().forEach(t -> missing.add(t.id()));
      }
    }
    trials.forEach(trial -> missing.remove(trial.id()));
    return missing.size();
  }
}
