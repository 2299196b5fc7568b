package io.ats.datasets.billiards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.data.Split;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.billiards.Rack.Ball;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RackGeneratorTest {

  private static final int IMAGES = 4000;

  private final List<Rack> racks = racks(3, Split.TRAIN);

  @Test
  void theLabelIsTheHigherNumberOfTheOutermostBalls() {
    Rack rack =
        new Rack(
            0,
            List.of(
                new Ball(9, 0, 0, 10, 50),
                new Ball(2, 0, 0, 90, 20),
                new Ball(4, 0, 0, 10, 80),
                new Ball(8, 0, 0, 50, 79)));
    assertThat(rack.leftmost().number()).isEqualTo(2);
    assertThat(rack.rightmost().number()).isEqualTo(4);
    assertThat(rack.label()).isEqualTo(3);
  }

  /** P(max of two uniform on 1..9 = k + 1) = (2k + 1)/81; standard deviation at most 0.65 %. */
  @Test
  void classesAreDistributedAsTheHigherOfTwoUniformNumbers() {
    for (int k = 0; k < Rack.NUMBERS; k++) {
      int label = k;
      double share = racks.stream().filter(r -> r.label() == label).count() / (double) IMAGES;
      assertThat(share).as("class %d", k).isCloseTo((2 * k + 1) / 81.0, within(0.022));
    }
  }

  @Test
  void fourToEightBallsOfAnyNumberLieApartWithinTheCushions() {
    int[] counts = new int[9];
    int[] numbers = new int[10];
    for (Rack rack : racks) {
      counts[rack.balls().size()]++;
      for (Ball ball : rack.balls()) {
        numbers[ball.number()]++;
        assertThat(ball.row()).isBetween(90, 910);
        assertThat(ball.column()).isBetween(90, 910);
        for (Ball other : rack.balls()) {
          double distance = Math.hypot(ball.row() - other.row(), ball.column() - other.column());
          assertThat(other == ball || distance >= 1.15 * 80).isTrue();
        }
      }
      int left = rack.leftmost().column();
      int right = rack.rightmost().column();
      assertThat(rack.balls().stream().filter(b -> b.column() == left).count()).isEqualTo(1);
      assertThat(rack.balls().stream().filter(b -> b.column() == right).count()).isEqualTo(1);
    }
    assertThat(IntStream.range(0, 4).map(i -> counts[i]).sum()).isZero();
    for (int count = 4; count <= 8; count++) {
      assertThat(counts[count] / (double) IMAGES).isCloseTo(0.2, within(0.03));
    }
    int all = IntStream.of(numbers).sum();
    for (int number = 1; number <= 9; number++) {
      assertThat(numbers[number] / (double) all).isCloseTo(1 / 9.0, within(0.01));
    }
  }

  @Test
  void aRackDependsOnSeedSplitAndIndexAlone() {
    assertThat(generator(3).rack(Split.TRAIN, 77)).isEqualTo(racks.get(77));
    Set<Rack> all = new HashSet<>(racks);
    assertThat(all).hasSize(IMAGES);
    assertThat(racks(3, Split.TEST)).noneMatch(all::contains);
    assertThat(racks(3, Split.VALIDATION)).noneMatch(all::contains);
    assertThat(racks(4, Split.TRAIN)).noneMatch(all::contains);
  }

  @Test
  void crowdedTablesSucceed() {
    BilliardsOptions crowded =
        OptionRecords.with(BilliardsOptions.DEFAULTS, Map.of("ballSize", 0.15, "minBalls", 8));
    for (int i = 0; i < 200; i++) {
      assertThat(new RackGenerator(crowded, 1).rack(Split.TEST, i).balls()).hasSize(8);
    }
  }

  private static List<Rack> racks(long seed, Split split) {
    return IntStream.range(0, IMAGES).mapToObj(i -> generator(seed).rack(split, i)).toList();
  }

  private static RackGenerator generator(long seed) {
    return new RackGenerator(BilliardsOptions.DEFAULTS, seed);
  }
}
