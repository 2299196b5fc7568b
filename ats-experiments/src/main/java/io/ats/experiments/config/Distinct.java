package io.ats.experiments.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that no two trials of a suite are the same, or would be mixed up in its tables. */
final class Distinct {

  /** What a table tells trials apart by. */
  private record Place(
      String variant,
      ComponentConfig dataset,
      ComponentConfig encoder,
      ComponentConfig aggregator,
      long seed) {}

  private Distinct() {}

  /**
   * Checks.
   *
   * @throws ConfigException if two trials have the same identifier, or differ in something that
   *     neither their variant nor a column of the results says
   */
  static void require(List<Candidate> candidates, List<PlannedTrial> trials) {
    Map<String, Candidate> byId = new HashMap<>();
    Map<Place, Candidate> byPlace = new HashMap<>();
    for (int i = 0; i < trials.size(); i++) {
      Candidate candidate = candidates.get(i);
      PlannedTrial trial = trials.get(i);
      Candidate same = byId.put(trial.id(), candidate);
      if (same != null) {
        throw error(
            same,
            candidate,
            "are the same trial " + trial.id() + "; remove one or change its options");
      }
      Candidate alike = byPlace.put(place(trial), candidate);
      if (alike != null) {
        throw error(alike, candidate, "differ but have one name; give one of them another 'label'");
      }
    }
  }

  private static Place place(PlannedTrial trial) {
    TrialConfig config = trial.config();
    return new Place(
        trial.variant(), config.dataset(), config.encoder(), config.aggregator(), config.seed());
  }

  private static ConfigException error(Candidate first, Candidate second, String text) {
    return new ConfigException(
        second.source(), "rows " + named(first) + " and " + named(second) + " " + text);
  }

  private static String named(Candidate candidate) {
    return "'" + candidate.variant() + "' (" + candidate.source() + ")";
  }
}
