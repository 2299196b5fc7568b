package io.ats.datasets.marines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.marines.Battle.Effect;
import io.ats.datasets.marines.Battle.Unit;
import io.ats.datasets.marines.MarinesOptions.Weighted;
import io.ats.datasets.random.Streams;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BattleGeneratorTest {

  private static final int IMAGES = 2000;

  @Test
  void unitsStandApartAndWithinTheImageFromTopToBottom() {
    int size = MarinesTest.options(Map.of()).unitPixels();
    assertThat(size).isEqualTo(13);
    Set<Integer> grounds = new HashSet<>();
    Set<Integer> headings = new HashSet<>();
    Set<EffectKind> effects = new HashSet<>();
    for (Battle battle : battles(Map.of("decided", 0.0), 3, Split.TRAIN, 200)) {
      grounds.add(battle.ground());
      List<Unit> units = battle.units();
      for (int i = 0; i < units.size(); i++) {
        Unit unit = units.get(i);
        headings.add(unit.heading());
        assertThat(unit.row()).isBetween(6, 249);
        assertThat(unit.column()).isBetween(6, 249);
        for (int j = 0; j < i; j++) {
          Unit other = units.get(j);
          assertThat(other.row()).isLessThanOrEqualTo(unit.row());
          assertThat(Math.hypot(other.row() - unit.row(), other.column() - unit.column()))
              .isGreaterThanOrEqualTo(size);
        }
      }
      assertThat(battle.effects()).hasSizeBetween(0, 12);
      battle.effects().stream().map(Effect::kind).forEach(effects::add);
    }
    assertThat(grounds).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(headings).hasSize(BattleArt.HEADINGS);
    assertThat(effects).containsExactlyInAnyOrder(EffectKind.values());
  }

  /** Of 2,000, a share of 1/23 has a standard error of 0.5 %, one of a half 1.1 %. */
  @Test
  void countsAreBalancedInTheSplitsThatAreWeighted() {
    for (Weighted weighted : Weighted.values()) {
      for (Split split : Split.values()) {
        List<Battle> battles = battles(Map.of("weighted", weighted), 3, split, IMAGES);
        int[] counts = new int[23];
        battles.forEach(battle -> counts[battle.label()]++);
        boolean balanced =
            weighted == Weighted.ALL || (weighted == Weighted.TRAIN && split == Split.TRAIN);
        assertThat(counts[0] / (double) IMAGES)
            .as("%s in %s", weighted, split)
            .isCloseTo(balanced ? 1 / 23.0 : 0.497, within(balanced ? 0.02 : 0.05));
        assertThat(counts[22] / (double) IMAGES)
            .isCloseTo(balanced ? 1 / 23.0 : 0.6 / 529, within(balanced ? 0.02 : 0.005));
      }
    }
  }

  /** Were kinds placed in turn, the last would stand further out. */
  @Test
  void whereAUnitStandsDoesNotTellItsKind() {
    double[] distance = new double[6];
    int[] count = new int[6];
    for (Battle battle : battles(Map.of("decided", 0.0), 3, Split.TRAIN, 1000)) {
      for (Unit unit : battle.units()) {
        distance[unit.kind().ordinal()] += Math.hypot(unit.row() - 128, unit.column() - 128);
        count[unit.kind().ordinal()]++;
      }
    }
    for (int kind = 1; kind < 6; kind++) {
      assertThat(distance[kind] / count[kind])
          .isCloseTo(distance[0] / count[0], within(3.0)); // Standard error below 0.8.
    }
  }

  @Test
  void aBattleDependsOnSeedSplitAndIndexAlone() {
    List<Battle> battles = battles(Map.of(), 3, Split.TRAIN, 300);
    assertThat(battles(Map.of("train", 7), 3, Split.TRAIN, 300)).isEqualTo(battles);
    Set<Battle> all = new HashSet<>(battles);
    assertThat(all).hasSize(300);
    assertThat(battles(Map.of(), 3, Split.VALIDATION, 300)).noneMatch(all::contains);
    assertThat(battles(Map.of(), 3, Split.TEST, 300)).noneMatch(all::contains);
    assertThat(battles(Map.of(), 4, Split.TRAIN, 300)).noneMatch(all::contains);
  }

  /** The most crowded field that is allowed, filled. */
  @Test
  void crowdedFieldsSucceed() {
    MarinesOptions crowded = MarinesTest.options(Map.of("maxUnits", 29));
    assertThatThrownBy(() -> MarinesTest.options(Map.of("maxUnits", 30)))
        .isInstanceOf(OptionException.class);
    List<UnitKind> kinds =
        Arrays.stream(UnitKind.values())
            .flatMap(kind -> Collections.nCopies(29, kind).stream())
            .toList();
    for (int seed = 0; seed < 20; seed++) {
      assertThat(new BattleGenerator(crowded, 1).place(Streams.of(seed), kinds)).hasSize(6 * 29);
    }
  }

  private static List<Battle> battles(
      Map<String, Object> values, long seed, Split split, int count) {
    BattleGenerator generator = new BattleGenerator(MarinesTest.options(values), seed);
    return IntStream.range(0, count).mapToObj(i -> generator.battle(split, i)).toList();
  }
}
