package io.ats.datasets.marines;

import static io.ats.datasets.scene.Pixels.pixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.ats.core.data.Split;
import io.ats.datasets.marines.Battle.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinimapTest {

  @Test
  void eachUnitIsADotOfItsSidesColourWhereItsCentreIs() {
    Battle battle =
        new Battle(
            0,
            List.of(
                new Unit(UnitKind.MARINE, 3, 9, 59),
                new Unit(UnitKind.BEETLE, 0, 10, 0),
                new Unit(UnitKind.MEDIC, 0, 39, 20),
                new Unit(UnitKind.RUNNER, 0, 39, 21)),
            List.of(new Battle.Effect(EffectKind.BLAST, 0, 25, 25)));
    float[] target = new float[5 + 3 * 4 * 3];
    new Minimap(battle, 40, 60).render(4, 3, target, 5);
    for (int channel = 0; channel < 3; channel++) {
      float[] expected = new float[12];
      expected[2] = Side.TROOPS.colour(channel);
      expected[3] = Side.SWARM.colour(channel);
      expected[10] = Side.SWARM.colour(channel); // Drawn after the medic.
      int first = 5 + 12 * channel;
      assertThat(Arrays.copyOfRange(target, first, first + 12)).isEqualTo(expected);
    }
    assertThat(Side.TROOPS.colour(2)).isGreaterThan(Side.SWARM.colour(2));
  }

  /** Kinds are dealt anew within each side: the map stays, the image does not. */
  @Test
  void itShowsWhereUnitsAreButNotWhatTheyAre() {
    MarinesOptions options = MarinesTest.options(Map.of());
    BattleGenerator battles = new BattleGenerator(options, 3);
    BattleArt art = new BattleArt(options, 3);
    for (int i = 0; i < 20; i++) {
      Battle battle = battles.battle(Split.TRAIN, i);
      Battle dealt = new Battle(battle.ground(), dealtAnew(battle.units(), i), battle.effects());
      assertThat(map(dealt)).isEqualTo(map(battle));
      if (!dealt.units().equals(battle.units())) {
        assertThat(pixels(art.scene(dealt))).isNotEqualTo(pixels(art.scene(battle)));
      }
      List<Unit> turncoats = new ArrayList<>(battle.units());
      if (!turncoats.isEmpty()) {
        UnitKind kind = turncoats.get(0).kind();
        turncoats.set(0, with(turncoats.get(0), UnitKind.values()[(kind.ordinal() + 3) % 6]));
        assertThat(map(new Battle(0, turncoats, List.of()))).isNotEqualTo(map(battle));
      }
    }
  }

  private static List<Unit> dealtAnew(List<Unit> units, long seed) {
    List<Unit> dealt = new ArrayList<>(units);
    Random random = new Random(seed);
    for (Side side : Side.values()) {
      int[] places =
          IntStream.range(0, units.size())
              .filter(i -> units.get(i).kind().side() == side)
              .toArray();
      List<UnitKind> kinds =
          new ArrayList<>(IntStream.of(places).mapToObj(i -> units.get(i).kind()).toList());
      Collections.shuffle(kinds, random);
      for (int i = 0; i < places.length; i++) {
        dealt.set(places[i], with(units.get(places[i]), kinds.get(i)));
      }
    }
    return dealt;
  }

  private static Unit with(Unit unit, UnitKind kind) {
    return new Unit(kind, unit.heading(), unit.row(), unit.column());
  }

  private static float[] map(Battle battle) {
    float[] target = new float[3 * 64 * 64];
    new Minimap(battle, 256, 256).render(64, 64, target, 0);
    return target;
  }
}
