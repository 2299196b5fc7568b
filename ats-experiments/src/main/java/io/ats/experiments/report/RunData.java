package io.ats.experiments.report;

import java.util.List;
import java.util.Map;

/**
 * What run folders hold.
 *
 * @param trials those that have ended, each once
 * @param abouts what the suites show, by suite; may lack some
 * @param missing number of the suites' trials that have not ended
 * @param families the trials' variants that may be compared
 */
public record RunData(
    List<Trial> trials, Map<String, String> abouts, int missing, List<Family> families) {

  /** Creates the data of trials, each of which is there once. */
  public RunData(List<Trial> trials, Map<String, String> abouts, int missing) {
    this(trials, abouts, missing, Family.of(VariantRow.of(trials)));
  }
}
