package io.ats.datasets.signs;

import static io.ats.datasets.signs.AnnotatedSign.Visibility.BLURRED;
import static io.ats.datasets.signs.AnnotatedSign.Visibility.OCCLUDED;
import static io.ats.datasets.signs.AnnotatedSign.Visibility.SIDE_ROAD;
import static io.ats.datasets.signs.AnnotatedSign.Visibility.VISIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ats.datasets.signs.AnnotatedSign.Visibility;
import io.ats.datasets.signs.SpeedLimitRule.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedLimitRuleTest {

  @Test
  void noNamedSignIsClassNone() {
    assertThat(SpeedLimitRule.choose(List.of())).contains(new Choice(SpeedLimit.NONE, List.of()));
  }

  @Test
  void otherSignsAloneAreNotUsed() {
    assertThat(
            SpeedLimitRule.choose(List.of(sign(VISIBLE, 9, "STOP"), sign(VISIBLE, 9, "90_SIGN"))))
        .isEmpty();
  }

  @Test
  void theBestSeenDecidesBeforeTheLargest() {
    AnnotatedSign seen = sign(VISIBLE, 5, "50_SIGN");
    assertThat(
            SpeedLimitRule.choose(
                List.of(sign(BLURRED, 50, "70_SIGN"), sign(VISIBLE, 90, "STOP"), seen)))
        .contains(new Choice(SpeedLimit.FIFTY, List.of(seen)));
  }

  @Test
  void ofEquallyWellSeenTheLargestDecides() {
    AnnotatedSign small = sign(VISIBLE, 6, "80_SIGN");
    AnnotatedSign large = sign(VISIBLE, 9, "80_SIGN");
    assertThat(
            SpeedLimitRule.choose(
                List.of(small, sign(VISIBLE, 8, "70_SIGN"), large, sign(OCCLUDED, 99, "80_SIGN"))))
        .contains(new Choice(SpeedLimit.EIGHTY, List.of(large, small)));
  }

  @Test
  void theBestMustBeVisible() {
    for (Visibility visibility : List.of(BLURRED, SIDE_ROAD, OCCLUDED)) {
      assertThat(SpeedLimitRule.choose(List.of(sign(visibility, 9, "70_SIGN")))).isEmpty();
    }
    assertThat(Visibility.values()).containsExactly(VISIBLE, BLURRED, SIDE_ROAD, OCCLUDED);
  }

  @Test
  void classesAreLabelledInTheOrderOfTheLimits() {
    assertThat(SpeedLimit.named("50_SIGN").orElseThrow().ordinal()).isZero();
    assertThat(SpeedLimit.named("70_SIGN").orElseThrow().ordinal()).isEqualTo(1);
    assertThat(SpeedLimit.named("80_SIGN").orElseThrow().ordinal()).isEqualTo(2);
    assertThat(SpeedLimit.NONE.ordinal()).isEqualTo(3);
    assertThat(SpeedLimit.named("")).isEmpty();
  }

  private static AnnotatedSign sign(Visibility visibility, double side, String name) {
    return new AnnotatedSign(visibility, 0, 0, side, side, name);
  }
}
