package io.ats.experiments.cli;

import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.Components;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.ScorerSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.experiments.suite.Suites;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that can be listed and described, by kind. */
final class Catalogue {

  private final Map<String, Registry<?>> components = new LinkedHashMap<>();
  private final Suites suites;

  @Inject
  Catalogue(Components all, Suites suites) {
    components.put("selectors", all.of(SelectorSpec.class));
    components.put("datasets", all.of(DatasetSpec.class));
    components.put("scorers", all.of(ScorerSpec.class));
    components.put("encoders", all.of(EncoderSpec.class));
    components.put("aggregators", all.of(AggregatorSpec.class));
    this.suites = suites;
  }

  /** Returns the kinds. */
  List<String> kinds() {
    return List.of("selectors", "datasets", "suites", "scorers", "encoders", "aggregators");
  }

  /** Returns the names of a kind. */
  List<String> names(String kind) {
    return kind.equals("suites") ? suites.names() : components.get(kind).names();
  }

  /** Returns a component's default options; empty if the kind has no such component. */
  Optional<Record> component(String kind, String name) {
    Registry<?> registry = components.get(kind);
    return registry != null && registry.has(name)
        ? Optional.of((Record) registry.get(name))
        : Optional.empty();
  }
}
