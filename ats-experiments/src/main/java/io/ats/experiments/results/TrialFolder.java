package io.ats.experiments.results;

import java.nio.file.Path;

/**
 * The files of one trial.
 *
 * @param root the trial's folder, named after the trial
 */
public record TrialFolder(Path root) {

  /** Returns the trial's identifier. */
  public String id() {
    return root.getFileName().toString();
  }

  /** Returns everything that determines the trial. */
  public Path config() {
    return root.resolve("config.yaml");
  }

  /** Returns which row of which suite it is, and the device to run on. */
  public Path label() {
    return root.resolve("label.json");
  }

  /** Returns why the trial failed, as a result; removed when it is tried again. */
  public Path failure() {
    return root.resolve("failure.json");
  }

  /** Returns a row an epoch and split: {@code epoch,split,loss,accuracy,seconds} and more. */
  public Path metrics() {
    return root.resolve("metrics.csv");
  }

  /** Returns where the numbers come from. */
  public Path provenance() {
    return root.resolve("provenance.json");
  }

  /** Returns the result; written last, by rename: present means complete. */
  public Path result() {
    return root.resolve("result.json");
  }

  /** Returns the folder that has enough to go on after a kill. */
  public Path checkpoint() {
    return root.resolve("checkpoint");
  }

  /** Returns the log of the trial's process. */
  public Path log() {
    return root.resolve("log.txt");
  }

  /** Returns what Java leaves when one of the trial's processes crashes natively. */
  public Path crash(long pid) {
    return root.resolve("crash-" + pid + ".log");
  }

  /** Returns the file that the process which trains the trial holds a lock on. */
  public Path lock() {
    return root.resolve(".lock");
  }

  /** Returns the folder of pictures of test images, one PNG each, with {@code pictures.json}. */
  public Path pictures() {
    return root.resolve("pictures");
  }
}
