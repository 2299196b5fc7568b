package io.ats.experiments.suite;

import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.plugin.EncoderSpec;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.yaml.ConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that the trials of a suite differ, and that its tables can tell them apart. */
final class Distinct {

  /** What distinguishes trials in a table. */
  private record Place(
      String variant,
      Component<DatasetSpec> dataset,
      Component<EncoderSpec> encoder,
      Component<AggregatorSpec> aggregator,
      long seed) {

    static Place of(PlannedTrial trial) {
      TrialConfig config = trial.config();
      return new Place(
          trial.variant(), config.dataset(), config.encoder(), config.aggregator(), config.seed());
    }
  }

  private Distinct() {}

  /**
   * Checks valid candidates.
   *
   * @throws ConfigException if two trials are the same, or differ in an option that neither their
   *     variant nor a column of the results shows
   */
  static void require(List<Candidate> candidates) {
    Map<String, Candidate> byId = new HashMap<>();
    Map<Place, Candidate> byPlace = new HashMap<>();
    for (Candidate candidate : candidates) {
      PlannedTrial trial = candidate.planned();
      Candidate same = byId.put(trial.id(), candidate);
      if (same != null) {
        throw error(
            same,
            candidate,
            "are the same trial " + trial.id() + "; remove one or change its options");
      }
      Candidate alike = byPlace.put(Place.of(trial), candidate);
      if (alike != null) {
        throw error(alike, candidate, "differ but have one name; give one of them another 'label'");
      }
    }
  }

  private static ConfigException error(Candidate first, Candidate second, String text) {
    return new ConfigException(
        second.source(), "rows " + named(first) + " and " + named(second) + " " + text);
  }

  private static String named(Candidate candidate) {
    return "'" + candidate.planned().variant() + "' (" + candidate.source() + ")";
  }
}
