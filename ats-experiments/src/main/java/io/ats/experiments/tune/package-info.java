/**
 * {@code ats tune}: random search with successive halving, the same budget for every row of a
 * suite, on the validation split alone. {@link io.ats.experiments.tune.Tuning} runs it, {@link
 * io.ats.experiments.tune.SearchSpace} says what may vary, {@link
 * io.ats.experiments.tune.TunedSuite} is its outcome.
 */
package io.ats.experiments.tune;
