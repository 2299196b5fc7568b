package io.ats.datasets.signs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.data.Split;
import io.ats.core.testing.OptionRecords;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreetGeneratorTest {

  private static final int IMAGES = 3000;

  private final List<Street> streets = streets(Map.of(), 3, Split.TRAIN);

  @Test
  void limitsShareWhatNoneLeaves() {
    for (SpeedLimit limit : SpeedLimit.values()) {
      double share = streets.stream().filter(s -> s.limit() == limit).count() / (double) IMAGES;
      assertThat(share).as("%s", limit).isCloseTo(0.25, within(0.03));
    }
    assertThat(streets(Map.of("none", 1.0), 3, Split.TEST))
        .allMatch(street -> street.limit() == SpeedLimit.NONE);
    assertThat(streets(Map.of("none", 0.0), 3, Split.TEST))
        .noneMatch(street -> street.limit() == SpeedLimit.NONE);
  }

  @Test
  void oneSignShowsTheLimitAndNoOtherDoes() {
    for (Street street : streets) {
      List<Signpost> limits =
          street.signs().stream().filter(s -> s.face().ordinal() < SignFace.LIMITS).toList();
      assertThat(limits).isEqualTo(street.deciding());
      assertThat(limits).hasSize(street.limit() == SpeedLimit.NONE ? 0 : 1);
      assertThat(limits).allMatch(s -> s.face() == SignFace.of(street.limit()));
      assertThat(street.signs().size() - limits.size()).isBetween(0, 3);
      assertThat(street.props()).hasSize(12);
    }
    assertThat(SignFace.of(SpeedLimit.EIGHTY)).isEqualTo(SignFace.EIGHTY);
    assertThat(streets.stream().flatMap(s -> s.signs().stream()).map(Signpost::face).distinct())
        .containsExactlyInAnyOrder(SignFace.values());
  }

  @Test
  void signsKeepApartAndOnTheImage() {
    for (Street street : streets) {
      for (Signpost sign : street.signs()) {
        assertThat(sign.diameter()).isBetween(0.024 * 960, 0.034 * 960);
        float[] box = sign.box(960, 1280);
        assertThat(Math.min(box[0], box[1])).isGreaterThan(-1e-3f);
        assertThat(Math.max(box[2], box[3])).isLessThan(1 + 1e-3f);
        for (Signpost other : street.signs()) {
          float[] with = other.box(960, 1280);
          boolean meet =
              box[0] < with[2] && with[0] < box[2] && box[1] < with[3] && with[1] < box[3];
          assertThat(other != sign && meet).isFalse();
        }
      }
    }
  }

  @Test
  void aStreetDependsOnSeedSplitAndIndexAlone() {
    TrafficSignsOptions options = TrafficSignsOptions.DEFAULTS;
    assertThat(new StreetGenerator(options, 3).street(Split.TRAIN, 77)).isEqualTo(streets.get(77));
    Set<Street> all = new HashSet<>(streets);
    assertThat(all).hasSize(IMAGES);
    assertThat(streets(Map.of(), 3, Split.TEST)).noneMatch(all::contains);
    assertThat(streets(Map.of(), 3, Split.VALIDATION)).noneMatch(all::contains);
    assertThat(streets(Map.of(), 4, Split.TRAIN)).noneMatch(all::contains);
  }

  private static List<Street> streets(Map<String, Object> values, long seed, Split split) {
    TrafficSignsOptions options = OptionRecords.with(TrafficSignsOptions.DEFAULTS, values);
    StreetGenerator generator = new StreetGenerator(options, seed);
    return IntStream.range(0, IMAGES).mapToObj(i -> generator.street(split, i)).toList();
  }
}
