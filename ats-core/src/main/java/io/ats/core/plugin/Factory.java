package io.ats.core.plugin;

/**
 * Makes one kind of component from its options.
 *
 * @param <O> the options record; its components carry {@link io.ats.core.options.Option}
 */
public interface Factory<O extends Record> {

  /** Returns the options with their default values, the only place where defaults are written. */
  O defaults();

  /** Returns one sentence that says what the component does. */
  String summary();

  /** Returns the paper it comes from, with the equation or section, or "ours". */
  String paper();
}
