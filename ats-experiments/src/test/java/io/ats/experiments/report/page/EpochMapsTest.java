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
    List<Integer> many = EpochMaps.some(IntStream.rangeClosed(1, 100).boxed().toList());
    assertThat(many).hasSize(8).startsWith(1).endsWith(100).isSorted();
    assertThat(EpochMaps.entropy(new float[][] {{2, 2}, {2, 2}}))
        .isCloseTo(Math.log(4), within(1e-9));
    assertThat(EpochMaps.entropy(new float[][] {{0, 3}})).isCloseTo(0, within(1e-9));
  }
}
