package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepNeedTest {

  @Test
  void theMostImagesThatFitAreNoMoreThanAsked() {
    StepNeed need = new StepNeed(500, 100, 1);
    assertThat(need.mb(5)).isEqualTo(1000);
    assertThat(need.most(1000, 5)).isEqualTo(5);
    assertThat(need.most(999, 5)).isEqualTo(4);
    assertThat(need.most(5000, 5)).isEqualTo(5);
    assertThat(need.most(599, 5)).isZero();
    assertThat(need.most(100, 5)).isZero();
  }

  @Test
  void aCardIsReadFromTheDriversLine() {
    assertThat(GpuCard.parse("81559, NVIDIA H100 80GB HBM3\n"))
        .contains(new GpuCard("NVIDIA H100 80GB HBM3", 81559));
    assertThat(GpuCard.parse("No devices were found\n")).isEmpty();
    assertThat(GpuCard.parse("[N/A], Orin\n")).isEmpty();
    assertThat(GpuCard.parse("")).isEmpty();
  }
}
