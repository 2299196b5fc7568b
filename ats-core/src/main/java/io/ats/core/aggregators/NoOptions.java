package io.ats.core.aggregators;

/** The options of a component that has none. */
public record NoOptions() {}
