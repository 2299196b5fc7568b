package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a checkpoint after every epoch and keeps the parameters that were best on validation. */
public final class Checkpoints implements TrainingListener {

  private static final String FILE = "state.bin";

  private final Path file;
  private final List<EpochSummary> history = new ArrayList<>();
  private final NDManager manager;
  private Map<String, NDArray> best = new LinkedHashMap<>();
  private int bestEpoch;

  /**
   * Creates the listener.
   *
   * @param folder the checkpoint's folder
   * @param manager owns the best parameters
   */
  public Checkpoints(Path folder, NDManager manager) {
    file = folder.resolve(FILE);
    this.manager = manager;
  }

  /**
   * Checks that a folder holds a whole checkpoint, without loading it.
   *
   * @throws DamagedFileException if it does not
   */
  public static void requireWhole(Path folder) throws DamagedFileException {
    Path file = folder.resolve(FILE);
    if (!RunFiles.exists(file)) {
      throw new DamagedFileException(file, "is missing");
    }
    Checkpoint.requireWhole(file);
  }

  /**
   * Restores a learner from its checkpoint, if there is one.
   *
   * @return number of epochs that it has been trained
   * @throws IOException if the checkpoint cannot be read
   */
  public int resume(Learner learner) throws IOException {
    if (!RunFiles.exists(file)) {
      return 0;
    }
    try (NDManager reading = manager.newSubManager()) {
      Checkpoint saved = Checkpoint.read(file, reading);
      learner.setValues(saved.parameters());
      learner.setMoments(saved.moments(), saved.steps());
      history.clear();
      history.addAll(saved.history());
      keepBest(saved.bestEpoch(), saved.best());
    }
    return history.size();
  }

  /**
   * Gives a learner the parameters of an epoch that a folder's checkpoint keeps.
   *
   * @return the epoch, from 1
   * @throws DamagedFileException if there is no whole checkpoint
   * @throws IllegalArgumentException if its parameters are not the learner's
   */
  public static int restore(Path folder, KeptEpoch kept, Learner learner)
      throws DamagedFileException {
    requireWhole(folder);
    try (NDManager reading = learner.manager().newSubManager()) {
      Checkpoint saved = Checkpoint.read(folder.resolve(FILE), reading);
      boolean last = kept == KeptEpoch.LAST;
      learner.setValues(last ? saved.parameters() : saved.best());
      return last ? saved.history().size() : saved.bestEpoch();
    }
  }

  @Override
  public void onEpoch(EpochSummary summary, Learner learner) throws IOException {
    history.add(summary);
    if (bestEpoch == 0 || accuracy(summary) > accuracy(history.get(bestEpoch - 1))) {
      keepBest(summary.epoch(), learner.values());
    }
    new Checkpoint(history, learner.steps(), bestEpoch, learner.values(), learner.moments(), best)
        .write(file);
  }

  private static double accuracy(EpochSummary summary) {
    return summary.validation().value(Metric.ACCURACY);
  }

  private void keepBest(int epoch, Map<String, NDArray> values) {
    best.values().forEach(NDArray::close);
    best = Checkpoint.copies(values, manager);
    bestEpoch = epoch;
  }

  /** Returns the epochs so far. */
  public List<EpochSummary> history() {
    return List.copyOf(history);
  }

  /** Returns the epoch that was best on validation, from 1; 0 before the first. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** Returns the parameters at that epoch. */
  public Map<String, NDArray> best() {
    return best;
  }
}
