package io.ats.experiments.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochMapsTest {

  @Test
  void showsAFewEpochsFromFirstToLast() {
    assertThat(EpochMaps.some(List.of(1, 5))).containsExactly(1, 5);
    assertThat(EpochMaps.some(List.of(7))).containsExactly(7);
    assertThat(EpochMaps.some(IntStream.rangeClosed(1, 100).boxed().toList()))
        .containsExactly(1, 2, 4, 8, 14, 27, 52, 100);
    assertThat(EpochMaps.some(IntStream.rangeClosed(1, 94).map(i -> 20 * i).boxed().toList()))
        .containsExactly(20, 40, 80, 160, 280, 520, 1000, 1880);
    assertThat(EpochMaps.some(IntStream.rangeClosed(91, 100).boxed().toList()))
        .hasSize(8)
        .startsWith(91)
        .endsWith(100)
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(EpochMaps.entropy(new float[][] {{2, 2}, {2, 2}}))
        .isCloseTo(Math.log(4), within(1e-9));
    assertThat(EpochMaps.entropy(new float[][] {{0, 3}})).isCloseTo(0, within(1e-9));
  }
}
