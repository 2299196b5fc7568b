package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void aResetPeakForgetsWhatWasFreedAndSeesWhatComes() {
    assumeThat(Memory.resetPeak()).isTrue(); // where the system has such a peak
    double before = Memory.residentMb();
    try (NDManager manager = NDManager.newBaseManager()) {
      manager.ones(new Shape(64, 1024, 1024)).close(); // 256 MiB
    }
    assertThat(Memory.peakMb(Device.cpu()) - before).isBetween(250.0, 400.0);
    assertThat(Memory.resetPeak()).isTrue();
    assertThat(Memory.peakMb(Device.cpu()) - before).isBetween(-50.0, 150.0);
  }

  @Test
  void theAvailableMemoryIsInMegabytes() {
    double available = Memory.availableMb();
    assumeThat(available).isNotNaN();
    assertThat(available).isBetween(1.0, 1e9);
  }
}
