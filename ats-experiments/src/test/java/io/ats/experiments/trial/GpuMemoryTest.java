package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GpuMemoryTest {

  @Test
  void onlyThisProcessCounts() {
    String listed = "17, 1024\n4, 300\n17, 12\n";
    assertThat(GpuMemory.heldMb(listed, 17)).isEqualTo(1036);
    assertThat(GpuMemory.heldMb(listed, 4)).isEqualTo(300);
  }

  @Test
  void whatTheDriverDoesNotTellIsUnknown() {
    assertThat(GpuMemory.heldMb("", 17)).isNaN();
    assertThat(GpuMemory.heldMb("17, [N/A]\n", 17)).isNaN();
    assertThat(GpuMemory.heldMb("171, 1024\n", 17)).isNaN();
    assertThat(GpuMemory.heldMb("No devices were found\n", 17)).isNaN();
  }
}
