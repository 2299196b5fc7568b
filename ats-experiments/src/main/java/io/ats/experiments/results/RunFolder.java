package io.ats.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a run; their names are a contract that scripts rely on.
 *
 * @param root the run's folder
 */
public record RunFolder(Path root) {

  /** Returns the resolved suite. */
  public Path suite() {
    return root.resolve("suite.yaml");
  }

  /** Returns the table with a row for each trial. */
  public Path results() {
    return root.resolve("results.csv");
  }

  /** Returns what a search is to train; there only if the run is one. */
  public Path search() {
    return root.resolve("search.json");
  }

  /** Returns the table with a row for each trial of a search. */
  public Path tuning() {
    return root.resolve("tuning.csv");
  }

  /** Returns the suite that a search ended in. */
  public Path tuned() {
    return root.resolve("tuned.yaml");
  }

  /** Returns the folder of tables, charts and the page. */
  public Path report() {
    return root.resolve("report");
  }

  /** Returns the folder that has a folder for each trial. */
  public Path trials() {
    return root.resolve("trials");
  }

  /** Returns the folder of what was submitted to Slurm: scripts, logs, jobs. */
  public Path slurm() {
    return root.resolve("slurm");
  }

  /** Returns one trial's files. */
  public TrialFolder trial(String id) {
    return new TrialFolder(trials().resolve(id));
  }

  /** Returns the trials that have a folder, by name. */
  public List<TrialFolder> allTrials() throws IOException {
    if (!Files.isDirectory(trials())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(trials())) {
      return folders.filter(Files::isDirectory).sorted().map(TrialFolder::new).toList();
    }
  }
}
