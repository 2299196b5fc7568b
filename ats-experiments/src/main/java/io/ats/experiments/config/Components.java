package io.ats.experiments.config;

/** A trial's four components, each a factory with its options. */
public record Components(
    Bound.Dataset<?> dataset,
    Bound.Selector<?> selector,
    Bound.Encoder<?> encoder,
    Bound.Aggregation<?> aggregator) {}
