package io.ats.experiments.report;

import java.util.List;
import java.util.Map;

/**
 * What run folders hold.
 *
 * @param trials those that have ended, each once
 * @param abouts what the suites show, by suite; may lack some
 * @param unfinished by suite and preset, as commands name them, how many trials have not ended;
 *     those that have all are not in it
 * @param families the trials' variants that may be compared
 */
public record RunData(
    List<Trial> trials,
    Map<String, String> abouts,
    Map<String, Integer> unfinished,
    List<Family> families) {

  /** Creates the data of trials, each of which is there once. */
  public RunData(List<Trial> trials, Map<String, String> abouts, Map<String, Integer> unfinished) {
    this(trials, abouts, unfinished, Family.of(VariantRow.of(trials), unfinished.keySet()));
  }

  /** Returns the same of some of the trials, without the suites' abouts. */
  public RunData of(List<Trial> some) {
    return new RunData(some, Map.of(), unfinished);
  }

  /** Returns how many trials have not ended. */
  public int missing() {
    return unfinished.values().stream().mapToInt(number -> number).sum();
  }
}
