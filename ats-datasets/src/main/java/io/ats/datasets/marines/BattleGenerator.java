package io.ats.datasets.marines;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.marines.Battle.Effect;
import io.ats.datasets.marines.Battle.Unit;
import io.ats.datasets.random.Streams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Draws at random what each image shows, a function of seed, split and index alone. Units keep
 * apart, lie within the image, and gather around their side's centre regardless of their kind.
 */
final class BattleGenerator {

  /** Places drawn for a unit, which takes the one nearest to its side's centre. */
  private static final int GATHERING = 3;

  private static final int TRIES = 10_000;

  private final MarinesOptions options;
  private final long seed;
  private final Census census;

  BattleGenerator(MarinesOptions options, long seed) {
    this.options = options;
    this.seed = seed;
    this.census = new Census(options.maxUnits(), options.decided());
  }

  /** Returns what an image shows. */
  Battle battle(Split split, int index) {
    RandomGenerator random = Streams.image(seed, split, index);
    int ground = random.nextInt(options.grounds());
    boolean weighted = options.weighted().covers(split);
    int[] alive = weighted ? census.weighted(random) : census.natural(random);
    List<UnitKind> kinds = new ArrayList<>();
    for (UnitKind kind : UnitKind.values()) {
      kinds.addAll(Collections.nCopies(alive[kind.ordinal()], kind));
    }
    Collections.shuffle(kinds, new Random(random.nextLong()));
    List<Unit> units = place(random, kinds);
    List<Effect> effects = new ArrayList<>();
    int count = random.nextInt(options.effects() + 1);
    for (int i = 0; i < count; i++) {
      EffectKind kind = EffectKind.values()[random.nextInt(EffectKind.values().length)];
      int variant = random.nextInt(BattleArt.VARIANTS);
      int[] place = anywhere(random);
      effects.add(new Effect(kind, variant, place[0], place[1]));
    }
    return new Battle(ground, units, List.copyOf(effects));
  }

  /** Places units in turn, and returns them in the order in which they are drawn. */
  List<Unit> place(RandomGenerator random, List<UnitKind> kinds) {
    int[][] centres = {anywhere(random), anywhere(random)};
    List<Unit> units = new ArrayList<>();
    for (UnitKind kind : kinds) {
      int[] place = gathered(random, centres[kind.side().ordinal()], units);
      units.add(new Unit(kind, random.nextInt(BattleArt.HEADINGS), place[0], place[1]));
    }
    units.sort(Comparator.comparingInt(Unit::row).thenComparingInt(Unit::column));
    return List.copyOf(units);
  }

  private int[] gathered(RandomGenerator random, int[] centre, List<Unit> others) {
    int[] nearest = free(random, others);
    for (int i = 1; i < GATHERING; i++) {
      int[] place = free(random, others);
      nearest = distance(place, centre) < distance(nearest, centre) ? place : nearest;
    }
    return nearest;
  }

  /** Returns a place at least a unit's size away from all others, uniformly. */
  private int[] free(RandomGenerator random, List<Unit> others) {
    for (int draw = 0; draw < TRIES; draw++) {
      int[] place = anywhere(random);
      if (others.stream()
          .allMatch(
              other ->
                  distance(place, new int[] {other.row(), other.column()})
                      >= options.unitPixels())) {
        return place;
      }
    }
    throw new OptionException(
        String.format(
            "no place found for one more than %d units of %d pixels; lower max-units or unit-size",
            others.size(), options.unitPixels()));
  }

  private static double distance(int[] a, int[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  /** Returns row and column of a unit's centre that lies wholly on the image, uniformly. */
  private int[] anywhere(RandomGenerator random) {
    int size = options.unitPixels();
    return new int[] {
      size / 2 + random.nextInt(options.height() - size + 1),
      size / 2 + random.nextInt(options.width() - size + 1)
    };
  }
}
