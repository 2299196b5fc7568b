package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What trials must share for their accuracies to stand on one axis. */
record Facet(String suite, String preset, String dataset, String task) {

  static Facet of(TrialResult result) {
    return new Facet(result.suite(), result.preset(), result.dataset(), result.task());
  }

  /** Returns what sets this facet apart from the others, empty if it is alone. */
  String title(Collection<Facet> all) {
    return Stream.<Function<Facet, String>>of(
            Facet::suite, Facet::preset, Facet::dataset, Facet::task)
        .filter(part -> all.stream().map(part).distinct().count() > 1)
        .map(part -> part.apply(this))
        .collect(Collectors.joining(", "));
  }
}
