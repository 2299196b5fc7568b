/**
 * The measurements behind the project's performance claims, each a ratio against a named
 * alternative in the same run. Read {@link io.ats.experiments.bench.Benchmark} first, then {@link
 * io.ats.experiments.bench.Benchmarks}, the list of them.
 */
package io.ats.experiments.bench;
