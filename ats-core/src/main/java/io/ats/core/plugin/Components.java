package io.ats.core.plugin;

import com.google.inject.Inject;
import java.util.Map;

/** The registries of all kinds of components. */
public final class Components {

  private final Map<Class<?>, Registry<?>> byKind;

  /** Collects the registries. */
  @Inject
  public Components(
      Registry<DatasetSpec> datasets,
      Registry<SelectorSpec> selectors,
      Registry<ScorerSpec> scorers,
      Registry<EncoderSpec> encoders,
      Registry<AggregatorSpec> aggregators) {
    byKind =
        Map.of(
            DatasetSpec.class, datasets,
            SelectorSpec.class, selectors,
            ScorerSpec.class, scorers,
            EncoderSpec.class, encoders,
            AggregatorSpec.class, aggregators);
  }

  /**
   * Returns the components of a kind.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  @SuppressWarnings("unchecked") // the constructor pairs them
  public <S> Registry<S> of(Class<S> kind) {
    Registry<?> registry = byKind.get(kind);
    if (registry == null) {
      throw new IllegalArgumentException(kind.getName() + " is not a kind of component");
    }
    return (Registry<S>) registry;
  }
}
