package io.ats.datasets.marines;

import java.util.random.RandomGenerator;

/**
 * How many units of each kind are alive on an image.
 *
 * <p>By nature: with probability {@code decided} the battle is over, and one side, either with
 * probability 1/2, has none. Of each other kind, of a number uniform on {@code 0..M} at the
 * battle's start, a number uniform from 0 to all of them is left. So a kind has {@code k} units
 * with probability
 *
 * <pre>P(k) = decided/2·[k = 0] + (1 − decided/2)·Σ_{n=k..M} 1/((M+1)(n+1))</pre>
 *
 * <p>Weighted: the number of marines is uniform on {@code 0..M}; all else is as by nature, given
 * that number. That is what a sampler sees that draws natural images with weights {@code 1/P(k)}.
 */
final class Census {

  private final int most;
  private final double decided;

  /**
   * Sets the distribution.
   *
   * @param most {@code M}
   * @param decided the share of battles that are over
   */
  Census(int most, double decided) {
    this.most = most;
    this.decided = decided;
  }

  /** Draws numbers by nature, one a kind. */
  int[] natural(RandomGenerator random) {
    Side gone = null;
    if (random.nextDouble() < decided) {
      gone = random.nextBoolean() ? Side.TROOPS : Side.SWARM;
    }
    int[] alive = new int[UnitKind.values().length];
    for (UnitKind kind : UnitKind.values()) {
      if (kind.side() != gone) {
        alive[kind.ordinal()] = random.nextInt(1 + random.nextInt(most + 1));
      }
    }
    return alive;
  }

  /**
   * Draws numbers with a uniform number of marines, by drawing natural ones until it comes: {@code
   * (M+1)²/(1 − decided/2)} times on average where it is {@code M}, the rarest.
   */
  int[] weighted(RandomGenerator random) {
    int marines = random.nextInt(most + 1);
    int[] alive = natural(random);
    while (alive[UnitKind.MARINE.ordinal()] != marines) {
      alive = natural(random);
    }
    return alive;
  }
}
