package io.ats.experiments.faults;

import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.plugin.About;
import io.ats.core.plugin.PatchSpec;

/** Options of {@code faulty}. */
@About(summary = "Goes wrong, for tests.", paper = "ours")
record FaultyOptions(
    @Embedded PatchOptions patch,
    @Option("what goes wrong") Fault fault,
    @Option(value = "from which share of training on", min = 0, max = 1) double at,
    @Option(value = "milliseconds that a training step takes longer", min = 0) int pause)
    implements PatchSpec {

  static final FaultyOptions DEFAULTS =
      new FaultyOptions(new PatchOptions(2, 32, Border.ZERO), Fault.NONE, 0.5, 0);

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

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Faulty(this, image);
  }
}
