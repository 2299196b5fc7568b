package io.ats.experiments.run;

import ai.djl.Device;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.trial.Memory;
import java.util.Optional;

/**
 * The memory that a trial can have.
 *
 * @param of what has it, for messages
 * @param mb MiB
 */
public record DeviceMemory(String of, double mb) {

  /**
   * Returns that of the first GPU that {@code --device} names, or what is free on this machine if
   * trials run on the CPU; nothing if it is not known.
   */
  public static Optional<DeviceMemory> known(String device) {
    if (Devices.gpus(device) > 0) {
      Device gpu = Devices.of(device);
      return Optional.of(new DeviceMemory(Devices.text(gpu), Memory.totalMb(gpu)));
    }
    double free = FreeMemory.availableMb();
    return Double.isFinite(free)
        ? Optional.of(new DeviceMemory("this machine's free memory", free))
        : Optional.empty();
  }
}
