package io.ats.core.plugin;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;

/** The options of an aggregator, a record that creates it. */
public interface AggregatorSpec {

  /** Creates the aggregator for a task, not yet initialised. */
  Aggregator create(Task task);
}
