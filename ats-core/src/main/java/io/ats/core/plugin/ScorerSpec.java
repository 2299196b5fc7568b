package io.ats.core.plugin;

/** The options of a network that scores positions, a record that creates it. */
public interface ScorerSpec {

  /** Creates the scorer, not yet initialised, without using the engine. */
  Scorer create();
}
