package io.ats.experiments.config;

import io.ats.core.plugin.AggregatorFactory;
import io.ats.core.plugin.DatasetFactory;
import io.ats.core.plugin.EncoderFactory;
import io.ats.core.plugin.Factory;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.SelectorFactory;
import io.ats.core.plugin.UnknownNameException;
import jakarta.inject.Inject;
import java.util.List;

/** Finds the factories that a trial names and reads their options. */
public final class Resolver {

  private final Registry<DatasetFactory<?>> datasets;
  private final Registry<SelectorFactory<?>> selectors;
  private final Registry<EncoderFactory<?>> encoders;
  private final Registry<AggregatorFactory<?>> aggregators;

  /** Creates a resolver. */
  @Inject
  public Resolver(
      Registry<DatasetFactory<?>> datasets,
      Registry<SelectorFactory<?>> selectors,
      Registry<EncoderFactory<?>> encoders,
      Registry<AggregatorFactory<?>> aggregators) {
    this.datasets = datasets;
    this.selectors = selectors;
    this.encoders = encoders;
    this.aggregators = aggregators;
  }

  /**
   * Returns the trial's components.
   *
   * @throws ConfigException for an unknown component or option, or a value that is not allowed,
   *     with file and line
   */
  public Components components(TrialConfig trial) {
    return new Components(
        dataset(trial.dataset(), find(datasets, trial.dataset(), "dataset")),
        selector(trial.selector(), find(selectors, trial.selector(), "selector")),
        encoder(trial.encoder(), find(encoders, trial.encoder(), "encoder")),
        aggregator(trial.aggregator(), find(aggregators, trial.aggregator(), "aggregator")));
  }

  /**
   * Returns the trial with every option of its components written out, in canonical order.
   *
   * @throws ConfigException as {@link #components}
   */
  public TrialConfig resolve(TrialConfig trial) {
    Components components = components(trial);
    return new TrialConfig(
        components.dataset().config(),
        trial.positionChannels(),
        components.selector().config(),
        components.encoder().config(),
        components.aggregator().config(),
        trial.objective(),
        trial.training(),
        trial.seed());
  }

  private static <F> F find(Registry<F> registry, ComponentConfig component, String key) {
    try {
      return registry.get(component.name());
    } catch (UnknownNameException e) {
      throw ConfigException.at(component.options(), key + ".name", e.getMessage());
    }
  }

  private static <O extends Record> O options(
      ComponentConfig component, Factory<O> factory, String key) {
    O defaults = factory.defaults();
    List<String> known = Records.components(defaults).stream().map(c -> c.key()).toList();
    String remark = key + " '" + component.name() + "'";
    Trees.requireKnown(component.options(), key, known, remark);
    return RecordBinder.bind(component.options(), defaults, key);
  }

  private static <O extends Record> Bound.Dataset<O> dataset(
      ComponentConfig component, DatasetFactory<O> factory) {
    return new Bound.Dataset<>(component.name(), factory, options(component, factory, "dataset"));
  }

  private static <O extends Record> Bound.Selector<O> selector(
      ComponentConfig component, SelectorFactory<O> factory) {
    return new Bound.Selector<>(component.name(), factory, options(component, factory, "selector"));
  }

  private static <O extends Record> Bound.Encoder<O> encoder(
      ComponentConfig component, EncoderFactory<O> factory) {
    return new Bound.Encoder<>(component.name(), factory, options(component, factory, "encoder"));
  }

  private static <O extends Record> Bound.Aggregation<O> aggregator(
      ComponentConfig component, AggregatorFactory<O> factory) {
    return new Bound.Aggregation<>(
        component.name(), factory, options(component, factory, "aggregator"));
  }
}
