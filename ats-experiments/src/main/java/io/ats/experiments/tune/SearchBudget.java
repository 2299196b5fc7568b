package io.ats.experiments.tune;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import java.util.HashSet;
import java.util.List;

/** How much a search trains: the same for every row. */
public record SearchBudget(
    @Option(value = "configurations drawn for each row", min = 1, max = 10_000) int configurations,
    @Option(value = "epochs of the longest trials; 0: as many as the row's own", min = 0)
        int epochs,
    @Option(
            value =
                "lengths of training: all configurations are trained for the shortest, the best of"
                    + " them again for the next; 1: all for the longest",
            min = 1,
            max = 10)
        int rungs,
    @Option(
            value =
                "by how much there are fewer configurations, and each is trained longer, from one"
                    + " length to the next",
            min = 2,
            max = 100)
        int reduction,
    @Option("seeds of a configuration's trials, none of which the suite's own trials have")
        List<Long> seeds,
    @Option(value = "seed of the draws", min = 0) long seed) {

  /** The section's key. */
  static final String SECTION = "budget";

  /** The values of absent keys. */
  public static final SearchBudget DEFAULTS = new SearchBudget(16, 0, 2, 4, List.of(1_000L), 0);

  /** Checks the ranges, and that the seeds are different numbers of at least 0. */
  public SearchBudget {
    Options.check(SearchBudget.class, configurations, epochs, rungs, reduction, seeds, seed);
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()
        || new HashSet<>(seeds).size() < seeds.size()
        || seeds.stream().anyMatch(each -> each < 0)) {
      throw new OptionException("seeds must be different numbers of at least 0, got " + seeds);
    }
  }

  /**
   * Returns the number of configurations of a row that are trained at a length.
   *
   * @param rung from 0, the shortest
   */
  int kept(int rung) {
    int kept = configurations;
    for (int i = 0; i < rung; i++) {
      kept = (kept + reduction - 1) / reduction;
    }
    return kept;
  }

  /**
   * Returns the share of the longest training that a length has.
   *
   * @param rung from 0, the shortest
   */
  double share(int rung) {
    return Math.pow(reduction, rung + 1 - rungs);
  }
}
