package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What trials must share for their accuracies to be comparable. */
public record Facet(String suite, String preset, String dataset, String task) {

  /** Returns a trial's. */
  public static Facet of(TrialResult result) {
    TrialResult.Key key = result.key();
    return new Facet(
        Shown.name(key.suite()),
        Shown.name(key.preset()),
        Shown.name(key.dataset()),
        Shown.name(key.task()));
  }

  /** Returns suite and preset as commands name them. */
  public String named() {
    return preset.isEmpty() ? suite : suite + "@" + preset;
  }

  /** Returns the parts in which the facets differ, empty if there is only one. */
  public String title(Collection<Facet> all) {
    return Stream.<Function<Facet, String>>of(
            Facet::suite, Facet::preset, Facet::dataset, Facet::task)
        .filter(part -> all.stream().map(part).distinct().count() > 1)
        .map(part -> part.apply(this))
        .distinct() // a suite may have its dataset's name
        .collect(Collectors.joining(", "));
  }
}
