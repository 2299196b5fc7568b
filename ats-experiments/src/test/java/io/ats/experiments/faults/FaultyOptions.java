package io.ats.experiments.faults;

import io.ats.core.options.Option;
import io.ats.core.plugin.SquarePatches;

/**
 * Options of {@code faulty}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param fault what goes wrong
 * @param at from which share of training on
 * @param pause milliseconds a training step
 */
record FaultyOptions(
    @Option(value = "patches", min = 1) int patches,
    @Option(value = "side of a patch", min = 1) int patchSize,
    @Option("what goes wrong") Fault fault,
    @Option(value = "from which share of training on", min = 0, max = 1) double at,
    @Option(value = "milliseconds that a training step takes longer", min = 0) int pause)
    implements SquarePatches {

  static final FaultyOptions DEFAULTS = new FaultyOptions(2, 32, Fault.NONE, 0.5, 0);

  /** What goes wrong. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** Memory that is not there is written to: a real SIGSEGV. */
    CRASH,
    /** The step never ends, and SIGTERM does not end it. */
    HANG,
    /** The patches are not numbers. */
    NAN
  }
}
