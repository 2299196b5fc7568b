package io.ats.core.plugin;

import io.ats.core.Aggregator;

/** Makes aggregators. */
public interface AggregatorFactory<O extends Record> extends Factory<O> {

  /** Creates an aggregator, not yet initialised. */
  Aggregator create(O options);
}
