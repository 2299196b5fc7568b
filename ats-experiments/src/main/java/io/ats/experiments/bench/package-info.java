/**
 * The measurements behind the project's performance claims, each a ratio against a named
 * alternative in the same run.
 *
 * <p>Read first: {@link io.ats.experiments.bench.Benchmark}, one measurement; {@link
 * io.ats.experiments.bench.Benchmarks}, the list of them; {@code Child}, which measures memory in a
 * separate process.
 */
package io.ats.experiments.bench;
