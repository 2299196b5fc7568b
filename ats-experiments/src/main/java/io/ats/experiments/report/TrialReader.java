package io.ats.experiments.report;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.PredictionsCsv;
import io.ats.experiments.results.Reason;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.yaml.ConfigException;
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
import java.util.TreeMap;

/**
 * Reads the trials of run folders from the trials' own files. Label, suite and preset are those of
 * the folder's {@code suite.yaml} as it is now, not those under which a trial was trained. A file
 * that is not whole costs only what it holds, with a warning.
 */
public final class TrialReader {

  private final RunFolder run;
  private final Warnings warnings;
  private final Optional<ResolvedSuite> suite;
  private final Map<String, ResolvedSuite.Entry> entries; // in the suite's order
  private final Map<Map<String, String>, String> labelsByOptions;

  /** A trial of a suite: two suites may have equal trials. */
  private record Key(String suite, String preset, String trial) {

    static Key of(TrialResult.Key key) {
      return new Key(key.suite(), key.preset(), key.trial());
    }

    String named() {
      return new Facet(Shown.name(suite), Shown.name(preset), "", "").named();
    }
  }

  @FunctionalInterface
  private interface Part<T> {
    T read() throws IOException;
  }

  /** A trial and the reader of its folder. */
  private record Found(TrialReader reader, Trial trial) {

    Trial whole(Warnings warnings) {
      return new TrialReader(reader, warnings).whole(trial);
    }
  }

  private TrialReader(RunFolder run, Warnings warnings) {
    this.run = run;
    this.warnings = warnings;
    entries = new LinkedHashMap<>();
    labelsByOptions = new HashMap<>();
    suite =
        part(
            run.suite(),
            () ->
                Optional.of(
                    ResolvedSuite.of(
                        ConfigNode.parse(Checksums.sealed(run.suite()), run.suite().toString()))),
            Optional.empty());
    for (ResolvedSuite.Entry entry : suite.map(ResolvedSuite::trials).orElse(List.of())) {
      entries.put(entry.id(), entry);
      labelsByOptions.putIfAbsent(Trial.settings(Trees.leaves(entry.config())), entry.variant());
    }
  }

  /** Creates a reader with its own warnings, for one trial of several that are read at once. */
  private TrialReader(TrialReader of, Warnings warnings) {
    run = of.run;
    this.warnings = warnings;
    suite = of.suite;
    entries = of.entries;
    labelsByOptions = of.labelsByOptions;
  }

  /**
   * Reads everything; a trial that several folders hold is read once, but in two suites it is of
   * both.
   *
   * @throws ConfigException if a folder does not exist or has no finished trial
   * @throws IOException if a folder cannot be listed
   */
  public static RunData read(List<RunFolder> runs, Warnings warnings) throws IOException {
    if (runs.isEmpty()) {
      throw new ConfigException("no run folder named: ./ats report DIR…");
    }
    Map<Key, Found> trials = new LinkedHashMap<>();
    Map<String, String> abouts = new LinkedHashMap<>();
    Set<Key> missing = new HashSet<>();
    for (RunFolder run : runs) {
      if (!Files.isDirectory(run.root())) {
        throw new ConfigException(
            "no run folder at "
                + run.root()
                + ": make it with ./ats run SUITE --out "
                + run.root());
      }
      TrialReader reader = new TrialReader(run, warnings);
      List<Trial> ended = reader.ended();
      if (ended.isEmpty()) {
        throw new ConfigException(
            "run folder "
                + run.root()
                + " has no finished trial: finish it with ./ats run SUITE --out "
                + run.root());
      }
      for (Trial trial : ended) {
        Key key = Key.of(trial.result().key());
        Found known = trials.get(key);
        if (known == null || (!known.trial().result().ok() && trial.result().ok())) {
          trials.put(key, new Found(reader, trial));
        }
      }
      reader.suite.ifPresent(
          s -> {
            abouts.put(s.suite(), s.about());
            reader.entries.keySet().forEach(id -> missing.add(new Key(s.suite(), s.preset(), id)));
          });
    }
    missing.removeAll(trials.keySet());
    Map<String, Integer> unfinished = new TreeMap<>();
    missing.forEach(key -> unfinished.merge(key.named(), 1, Integer::sum));
    return new RunData(warnings.each(trials.values(), Found::whole), abouts, unfinished);
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
    entries.keySet().forEach(id -> places.put(id, places.size()));
    return warnings
        .each(run.allTrials(), (folder, own) -> new TrialReader(this, own).ended(folder))
        .stream()
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingInt(t -> places.getOrDefault(t.folder().id(), places.size())))
        .toList();
  }

  private Optional<Trial> ended(TrialFolder folder) {
    return end(folder).map(result -> trial(folder, result));
  }

  private Optional<TrialResult> end(TrialFolder folder) {
    if (!Files.isReadable(folder.root()) || !Files.isExecutable(folder.root())) {
      warnings.add(folder.root() + ": permission denied; give yourself the right to read it");
      return Optional.empty();
    }
    return part(folder.root(), () -> TrialEnd.read(folder), Optional.empty());
  }

  /** Returns a trial with its options, not yet its other files. */
  private Trial trial(TrialFolder folder, TrialResult result) {
    Map<String, String> own =
        checked(
            sums(folder),
            folder.config(),
            () -> Trees.leaves(RunFiles.parse(folder.config(), ConfigNode::parse).mapping("")),
            Map.of());
    ResolvedSuite.Entry entry = entries.get(folder.id());
    Map<String, String> known = own.isEmpty() && entry != null ? Trees.leaves(entry.config()) : own;
    return new Trial(
        folder,
        suite.map(now -> named(result, known, now)).orElse(result),
        known,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        MissingNode.getInstance());
  }

  /** A trial that the suite no longer has keeps its own label if no other is configured alike. */
  private TrialResult named(TrialResult result, Map<String, String> own, ResolvedSuite now) {
    ResolvedSuite.Entry entry = entries.get(result.key().trial());
    if (entry == null) {
      String label = labelsByOptions.getOrDefault(Trial.settings(own), result.key().variant());
      return result.named(now.suite(), now.preset(), label);
    }
    TrialResult named = result.named(now.suite(), now.preset(), entry.variant());
    return entry.tuningTrials() == 0
        ? named
        : named.withCost(Metric.TUNING_TRIALS, entry.tuningTrials());
  }

  private Trial whole(Trial trial) {
    TrialFolder folder = trial.folder();
    Checksums sums = sums(folder);
    return new Trial(
        folder,
        trial.result(),
        trial.options(),
        checked(sums, folder.metrics(), () -> MetricsCsv.read(folder.metrics()), List.of()),
        checked(
            sums,
            folder.predictions(),
            () -> Confusion.of(PredictionsCsv.read(folder.predictions())),
            List.of()),
        pictures(sums, folder),
        maps(sums, folder),
        checked(
            sums,
            folder.provenance(),
            () -> Json.tree(folder.provenance()),
            MissingNode.getInstance()));
  }

  private Checksums sums(TrialFolder folder) {
    return part(
        folder.checksums(), () -> Checksums.read(folder), new Checksums(folder.root(), Map.of()));
  }

  private Map<Integer, float[][][]> maps(Checksums sums, TrialFolder folder) {
    Map<Integer, float[][][]> maps = new LinkedHashMap<>();
    for (int epoch : part(folder.pictures(), folder::attentionEpochs, List.<Integer>of())) {
      Path file = folder.attention(epoch);
      Optional<float[][][]> map =
          checked(sums, file, () -> Optional.of(Npy.read(file)), Optional.empty());
      map.ifPresent(found -> maps.put(epoch, found));
    }
    return maps;
  }

  /** Returns the pictures whose files are whole, or are not there, which the page shows. */
  private List<PictureEntry> pictures(Checksums sums, TrialFolder folder) {
    List<PictureEntry> pictures = new ArrayList<>();
    for (PictureEntry entry :
        checked(
            sums,
            PictureEntry.list(folder),
            () -> PictureEntry.readAll(folder),
            List.<PictureEntry>of())) {
      if (part(folder.pictures(), () -> whole(sums, entry.in(folder)), false)) {
        pictures.add(entry);
      }
    }
    return pictures;
  }

  private static boolean whole(Checksums sums, Path picture) throws IOException {
    if (RunFiles.exists(picture)) {
      sums.check(picture);
      byte[] content = RunFiles.bytes(picture);
      if (content.length < 4 || content[1] != 'P' || content[2] != 'N' || content[3] != 'G') {
        throw new DamagedFileException(picture, "is not a PNG file");
      }
    }
    return true;
  }

  private <T> T checked(Checksums sums, Path file, Part<T> part, T otherwise) {
    return part(
        file,
        () -> {
          sums.check(file);
          return part.read();
        },
        otherwise);
  }

  /** Returns what is read from a file; {@code otherwise} if there is none or it is not whole. */
  private <T> T part(Path file, Part<T> part, T otherwise) {
    if (!RunFiles.exists(file)) {
      return otherwise;
    }
    try {
      return part.read();
    } catch (DamagedFileException e) {
      warnings.add(e.getMessage());
    } catch (Exception | Error e) {
      warnings.add(new DamagedFileException(file, Reason.of(e)).getMessage());
    }
    return otherwise;
  }
}
