package io.ats.core.plugin;

import io.ats.core.Aggregator;
import io.ats.core.Task;

/** Makes aggregators. */
public interface AggregatorFactory<O extends Record> extends Factory<O> {

  /** Creates an aggregator, not yet initialised. */
  Aggregator create(O options);

  /** Creates an aggregator for a task; by default the same for every task. */
  default Aggregator create(O options, Task task) {
    return create(options);
  }
}
