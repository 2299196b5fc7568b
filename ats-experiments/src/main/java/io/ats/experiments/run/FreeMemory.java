package io.ats.experiments.run;

import io.ats.experiments.trial.Memory;

/** The memory that this machine has left for processes. */
public final class FreeMemory {

  private FreeMemory() {}

  /**
   * Returns the memory that is free in the machine and in this process's control groups, MiB;
   * infinite or NaN if unknown.
   */
  public static double availableMb() {
    double machine = Memory.availableMb();
    double group = Cgroup.OWN.availableMb();
    return Double.isNaN(machine) ? group : Math.min(machine, group);
  }
}
