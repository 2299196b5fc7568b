package io.ats.experiments.report;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Reads the trials of run folders. Label, suite and preset are those of the folder's {@code
 * suite.yaml} as it is now, not those under which a trial was trained. A file that cannot be read
 * is left out with a warning.
 */
public final class TrialReader {

  private final RunFolder run;
  private final Warnings warnings;
  private final Optional<ResolvedSuite> suite;
  private final Map<String, Map<String, String>> options = new HashMap<>();
  private final Map<String, String> labels = new HashMap<>();
  private final Map<Map<String, String>, String> labelsByOptions = new HashMap<>();
  private final List<String> order = new ArrayList<>();

  private TrialReader(RunFolder run, Warnings warnings) {
    this.run = run;
    this.warnings = warnings;
    suite = read(run.suite(), () -> ResolvedSuite.of(ConfigNode.read(run.suite())));
    for (ResolvedSuite.Entry entry : suite.map(ResolvedSuite::trials).orElse(List.of())) {
      Map<String, String> all = Trees.leaves(entry.config());
      order.add(entry.id());
      options.put(entry.id(), all);
      labels.put(entry.id(), entry.variant());
      labelsByOptions.putIfAbsent(Trial.settings(all), entry.variant());
    }
  }

  /**
   * Reads everything; a trial that several folders hold is read once.
   *
   * @throws IllegalArgumentException if a folder does not exist or has no finished trial
   * @throws IOException if a folder cannot be listed
   */
  public static RunData read(List<RunFolder> runs, Warnings warnings) throws IOException {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no run folder named: ./ats report DIR…");
    }
    Map<String, Trial> trials = new LinkedHashMap<>();
    Map<String, String> abouts = new LinkedHashMap<>();
    Set<String> missing = new HashSet<>();
    for (RunFolder run : runs) {
      if (!Files.isDirectory(run.root())) {
        throw new IllegalArgumentException(
            "no run folder at "
                + run.root()
                + ": make it with ./ats run SUITE --out "
                + run.root());
      }
      TrialReader reader = new TrialReader(run, warnings);
      List<Trial> ended = reader.ended();
      if (ended.isEmpty()) {
        throw new IllegalArgumentException(
            "run folder "
                + run.root()
                + " has no finished trial: finish it with ./ats run SUITE --out "
                + run.root());
      }
      for (Trial trial : ended) {
        Trial known = trials.get(trial.id());
        if (known == null || (!known.result().ok() && trial.result().ok())) {
          trials.put(trial.id(), reader.whole(trial));
        }
      }
      reader.suite.ifPresent(s -> abouts.put(s.suite(), s.about()));
      missing.addAll(reader.order);
    }
    missing.removeAll(trials.keySet());
    return new RunData(List.copyOf(trials.values()), abouts, missing.size());
  }

  /**
   * Reads results and options of the trials of a folder that have ended, in the suite's order;
   * those of trials no longer in it come last.
   */
  public static List<Trial> ended(RunFolder run, Warnings warnings) throws IOException {
    return new TrialReader(run, warnings).ended();
  }

  private List<Trial> ended() throws IOException {
    Map<String, Integer> places = new HashMap<>();
    order.forEach(id -> places.putIfAbsent(id, places.size()));
    List<Trial> trials = new ArrayList<>();
    for (TrialFolder folder : run.allTrials()) {
      Path file = Files.exists(folder.result()) ? folder.result() : folder.failure();
      read(file, () -> result(folder, file)).ifPresent(trials::add);
    }
    trials.sort(Comparator.comparingInt(t -> places.getOrDefault(t.folder().id(), places.size())));
    return trials;
  }

  private Trial result(TrialFolder folder, Path file) throws IOException {
    TrialResult result = Json.read(file, TrialResult.class);
    if (result.key() == null
        || result.size() == null
        || result.cost() == null
        || result.metrics() == null
        || result.outcome() == null
        || result.outcome().status() == null) {
      throw new IOException("a part of the result is missing");
    }
    if (!folder.id().equals(result.key().trial())) {
      throw new IOException("this is the result of trial " + result.key().trial());
    }
    Map<String, String> own =
        read(folder.config(), () -> Trees.leaves(ConfigNode.read(folder.config()).mapping("")))
            .orElse(options.getOrDefault(folder.id(), Map.of()));
    return new Trial(
        folder,
        suite.map(now -> named(result, own, now)).orElse(result),
        own,
        List.of(),
        List.of(),
        Map.of(),
        MissingNode.getInstance());
  }

  /** A trial that the suite no longer has keeps its own label if no other is configured alike. */
  private TrialResult named(TrialResult result, Map<String, String> own, ResolvedSuite now) {
    String label = labels.get(result.key().trial());
    if (label == null) {
      label = labelsByOptions.getOrDefault(Trial.settings(own), result.key().variant());
    }
    return result.named(now.suite(), now.preset(), label);
  }

  private Trial whole(Trial trial) throws IOException {
    TrialFolder folder = trial.folder();
    Map<Integer, float[][][]> maps = new LinkedHashMap<>();
    for (int epoch : folder.attentionEpochs()) {
      read(folder.attention(epoch), () -> Npy.read(folder.attention(epoch)))
          .ifPresent(map -> maps.put(epoch, map));
    }
    return new Trial(
        folder,
        trial.result(),
        trial.options(),
        read(folder.metrics(), () -> MetricsCsv.read(folder.metrics())).orElse(List.of()),
        warnings
            .attempt("the pictures of " + folder.root(), () -> PictureEntry.readAll(folder))
            .orElse(List.of()),
        maps,
        read(folder.provenance(), () -> Json.tree(folder.provenance()))
            .orElse(MissingNode.getInstance()));
  }

  private <T> Optional<T> read(Path file, Callable<T> how) {
    return Files.exists(file)
        ? warnings.attempt(
            "the file " + file,
            () -> {
              if (Files.size(file) == 0) {
                throw new IOException("it is empty");
              }
              return how.call();
            })
        : Optional.empty();
  }
}
