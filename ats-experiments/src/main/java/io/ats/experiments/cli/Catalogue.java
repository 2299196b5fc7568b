package io.ats.experiments.cli;

import io.ats.core.plugin.AggregatorFactory;
import io.ats.core.plugin.DatasetFactory;
import io.ats.core.plugin.EncoderFactory;
import io.ats.core.plugin.Factory;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.SelectorFactory;
import io.ats.experiments.config.Suites;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be listed and described, by kind. */
final class Catalogue {

  private final Map<String, Registry<? extends Factory<?>>> components = new LinkedHashMap<>();
  private final Suites suites;

  @Inject
  Catalogue(
      Registry<SelectorFactory<?>> selectors,
      Registry<DatasetFactory<?>> datasets,
      Registry<EncoderFactory<?>> encoders,
      Registry<AggregatorFactory<?>> aggregators,
      Suites suites) {
    components.put("selectors", selectors);
    components.put("datasets", datasets);
    components.put("encoders", encoders);
    components.put("aggregators", aggregators);
    this.suites = suites;
  }

  /** Returns the kinds. */
  List<String> kinds() {
    return List.of("selectors", "datasets", "suites", "encoders", "aggregators");
  }

  /** Returns the names of a kind. */
  List<String> names(String kind) {
    return kind.equals("suites") ? suites.names() : components.get(kind).names();
  }

  /** Returns the component of a kind, empty for suites and for another kind's names. */
  Optional<Factory<?>> component(String kind, String name) {
    Registry<? extends Factory<?>> registry = components.get(kind);
    return registry != null && registry.has(name)
        ? Optional.of(registry.get(name))
        : Optional.empty();
  }
}
