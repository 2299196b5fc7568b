package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** A share of all memory: a figure in another unit would be none. */
  @Test
  void theAvailableMemoryIsInMebibytes() throws IOException {
    double available = Memory.availableMb();
    assumeThat(available).isNotNaN();
    String total =
        Files.readString(Path.of("/proc/meminfo")).replaceAll("(?s)MemTotal:\\s*|\\s.*", "");
    double share = available / (Long.parseLong(total) / 1024.0);
    assertThat(share).isBetween(0.002, 1.0);
  }
}
